"""Views and their dialogs: as a manager and as a colleague, private and shared, hostile and long."""

from dataclasses import replace

from blocks.examples.people import ANNA, HOSTILE, KIM
from csbot.domain.custom_objects import CustomObject, ObjectNames
from csbot.domain.customer_settings import CustomerForm, CustomerSettings
from csbot.domain.filters import EVERYTHING, Condition, Filter, Group, Operator, read_back
from csbot.domain.properties import PROPERTIES, Property, PropertyType
from csbot.domain.properties.types import Option
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, View, ViewForm, built_in_views, every_record
from csbot.domain.view_cards import Cards, CardsForm, ViewCard
from csbot.domain.view_dialogs import CloneDialog, DeleteDialog, ViewDialog

COMPANY = ObjectType.COMPANY
TIER = Property(
    "tier", "*Tier* <!here>", PropertyType.MULTI_ENUMERATION, "p7", options=(Option("gold", "Gold & *more*"),),
    custom=True,
)  # fmt: skip
GONE = Property("plan", "Old plan", PropertyType.STRING, "p8", custom=True, deleted=True)
FLAG = Property("vip", "VIP", PropertyType.BOOL, "p9", custom=True)
KNOWN = {one.name: one for one in (*PROPERTIES[COMPANY], TIER, GONE, FLAG)}
LIVE = tuple(one for one in KNOWN.values() if not one.deleted)


def condition(name: str, operator: Operator, *values: str, unknown: bool = True) -> Condition:
    return Condition(property=name, operator=operator, values=values, include_unknown=unknown)


AT_RISK = Filter(
    groups=(
        Group(
            conditions=(
                condition("health", Operator.ANY_OF, "at_risk", "neutral"),
                condition("renewal", Operator.LESS_DAYS_AHEAD, "30"),
                condition("owner", Operator.ANY_OF, "me", "2"),
            )
        ),
        Group(
            conditions=(condition("arr", Operator.AT_LEAST, "50000"), condition("city", Operator.NOT_EQUALS, "Aarhus"))
        ),
    )
)
EVERY_KIND = Filter(
    groups=(
        Group(
            conditions=(
                condition("name", Operator.CONTAINS, "*wind* <!channel>"),
                condition("arr", Operator.BETWEEN, "1000.5", "20000"),
                condition("renewal", Operator.BETWEEN, "2026-11-23", "2026-11-23"),
                condition("renewal", Operator.BETWEEN, "2026-01-01", "2026-12-31"),
                condition("renewal", Operator.IN_THIS, "quarter"),
                condition("renewal", Operator.IN_NEXT, "week").opposite(),
                condition("arr", Operator.AT_MOST, "60").opposite(),
                condition("created", Operator.MORE_DAYS_AGO, "1"),
                condition("tier", Operator.ALL_OF, "gold"),
            )
        ),
        Group(
            conditions=(
                condition("health", Operator.NONE_OF, "healthy", unknown=False),
                condition("vip", Operator.TRUE),
                condition("phone", Operator.UNKNOWN),
                condition("city", Operator.UPDATED_WITHIN, "7"),
                condition("plan", Operator.EQUALS, "basic"),
                condition("nothing", Operator.EQUALS, "x"),
                condition("domain", Operator.EVER, "acme.example"),
            )
        ),
    )
)
MANY = Filter(groups=(Group(conditions=(condition("city", Operator.NOT_CONTAINS, "long " * 40),) * 10),) * 2)
NAMES = {1: ANNA.name, 2: KIM.name, 3: HOSTILE.name}
BACK = {
    name: read_back(one, KNOWN, NAMES)
    for name, one in {"none": EVERYTHING, "risk": AT_RISK, "every": EVERY_KIND, "many": MANY}.items()
}

OWNED, LATELY = built_in_views(COMPANY, KNOWN["owner"])
UNSET = built_in_views(COMPANY, None)[0]
ALL = every_record(COMPANY)
SHARED = View("12", COMPANY, "Renewals at risk", AT_RISK, ("owner", "health", "arr", "renewal"), Sort("arr", True),
              "Who renews soon and is not happy", owner=KIM, version=3, is_default=True)  # fmt: skip
PRIVATE = View("13", COMPANY, "*My* <!here> `x`", EVERY_KIND, ("tier", "plan"), sharing=Sharing.PRIVATE, owner=HOSTILE)
EMOJI = View("14", COMPANY, "🎉" * 60, sharing=Sharing.PRIVATE, owner=ANNA, pinned=True)

FORM = ViewForm(SHARED.name, AT_RISK, Sharing.EVERYONE, SHARED.description, True, SHARED.columns, SHARED.sort)
FORMS = {
    "new": ViewDialog(COMPANY, ViewForm("", columns=SHARED.columns), 5, BACK["none"], properties=LIVE),
    "new_by_manager": ViewDialog(COMPANY, ViewForm("", AT_RISK), 5, BACK["risk"], "", 0, LIVE, True, True, False),
    "edit": ViewDialog(COMPANY, FORM, 6, BACK["risk"], "12", 3, LIVE, True, True),
    "tasks": ViewDialog(ObjectType.TASK, replace(FORM, is_default=False), 6, BACK["none"], "15", 3, LIVE, True, False),
    "hostile": ViewDialog(
        COMPANY, ViewForm(PRIVATE.name, EVERY_KIND, columns=("tier",)), 7, BACK["every"], "13", 1, LIVE
    ),
}
CLONES = {"shared": CloneDialog(SHARED, True), "built_in": CloneDialog(OWNED), "hostile": CloneDialog(PRIVATE)}
DELETIONS = {"default": DeleteDialog(SHARED), "private": DeleteDialog(PRIVATE), "emoji": DeleteDialog(EMOJI)}
CARDS = {
    "usual": CardsForm((OWNED, LATELY), (SHARED,), 0),
    "full": CardsForm((OWNED, LATELY, SHARED, PRIVATE, replace(SHARED, key="16"), EMOJI), (), 7),
    "none": CardsForm((), (OWNED, LATELY, PRIVATE), 2),
}
ON_SUMMARY = Cards((ViewCard(OWNED, 42), ViewCard(LATELY, 1), ViewCard(SHARED, 12_345)))
COUNTED = tuple(ViewCard(view, 0) for view in (OWNED, LATELY, SHARED, PRIVATE, EMOJI))
FULL_CARDS = Cards((*COUNTED, ViewCard(UNSET, None)), True)
CUSTOM = ObjectType.CUSTOM_1
SHIPS = (CustomObject(CUSTOM, "ships", ObjectNames("*Ship* <!here>", "*Ships* <!here>")),)
DATES = tuple(one for one in LIVE if one.type is PropertyType.DATE)
SETTINGS = {
    "usual": CustomerForm(CustomerSettings(), (KNOWN["owner"],), DATES),
    "none": CustomerForm(CustomerSettings(ObjectType.CONTACT, "", "", version=3)),
    "hostile": CustomerForm(CustomerSettings(csm="tier"), (TIER, KNOWN["owner"]), DATES),
    "arranged": CustomerForm(CustomerSettings(), (KNOWN["owner"],), DATES, frozenset({COMPANY, CUSTOM}), CUSTOM, SHIPS),
}
