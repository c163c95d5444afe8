"""Properties as managers see them: none of their own, every type, hostile and long ones, deleted ones."""

from csbot.domain.own_properties import (
    Done,
    PropertyDeletion,
    PropertyForm,
    PropertyNews,
    PropertyPage,
    PropertyRow,
    PropertyUses,
    Speed,
    SpeedAnswer,
)
from csbot.domain.properties import PROPERTIES, PropertyType
from csbot.domain.properties.own import MOST_OPTIONS, OwnProperty, PropertyDraft, own_property
from csbot.domain.properties.types import Option
from csbot.domain.records import ObjectType

COMPANY, CONTACT = ObjectType.COMPANY, ObjectType.CONTACT
KINDS = {COMPANY: "", CONTACT: "", ObjectType.CUSTOM_1: "*Contracts* & more"}
TIERS = ("Gold", "Silver & *more*", "<!here>", "Four", "Five", "Six", "Seven")
LONG_OPTIONS = tuple(f"{n} {'x' * 70}" for n in range(MOST_OPTIONS))
HOSTILE = "*Motto* <!here> & `code`"


def own(
    number: int,
    label: str,
    kind: PropertyType,
    options: tuple[str, ...] = (),
    required: bool = False,
    deleted: bool = False,
    fast: bool = False,
) -> OwnProperty:
    name = f"{kind}_{number}"
    known = tuple(Option(one, one) for one in options)
    return OwnProperty(number, own_property(number, name, label, kind, known, required, deleted, fast), 3, fast)


TIER = own(7, "Customer tier", PropertyType.ENUMERATION, TIERS, required=True)
MOTTO = own(8, HOSTILE, PropertyType.STRING, fast=True)
GONE = own(9, "Old plan", PropertyType.STRING, deleted=True)
TAGS = own(10, "Tags", PropertyType.MULTI_ENUMERATION, LONG_OPTIONS)


def row(one: OwnProperty, speed: Speed) -> PropertyRow:
    return PropertyRow(one.property, one, speed)


BUILT_IN = tuple(PropertyRow(one) for one in PROPERTIES[COMPANY])
EVERY_TYPE = tuple(row(own(20 + n, f"Property {n}", kind), Speed.PLAIN) for n, kind in enumerate(PropertyType))
PAGES = {
    "none": PropertyPage(COMPANY, KINDS, BUILT_IN[:12], 0, 2, 0),
    "some": PropertyPage(
        COMPANY,
        KINDS,
        (
            row(TIER, Speed.PLAIN),
            row(MOTTO, Speed.FAST),
            row(TAGS, Speed.NEVER),
            row(own(11, "Seats", PropertyType.NUMBER), Speed.MAKING),
            row(own(12, "Budget", PropertyType.CURRENCY), Speed.ENDING),
            *BUILT_IN[-2:],
            row(GONE, Speed.NEVER),
        ),
        1,
        3,
        5,
    ),
    "every_type": PropertyPage(ObjectType.CUSTOM_1, KINDS, EVERY_TYPE, 0, 1, 12),
}
FORMS = {
    "new": PropertyForm(COMPANY, PropertyDraft("", PropertyType.STRING)),
    "new_choice": PropertyForm(ObjectType.CUSTOM_1, PropertyDraft("", PropertyType.ENUMERATION), kind_name="*Deals*"),
    "edit": PropertyForm(COMPANY, PropertyDraft("Customer tier", TIER.property.type, TIERS, True), TIER),
    "edit_text": PropertyForm(COMPANY, PropertyDraft(HOSTILE, MOTTO.property.type), MOTTO),
    "edit_long": PropertyForm(COMPANY, PropertyDraft("Tags", TAGS.property.type, LONG_OPTIONS), TAGS),
}
MANY_VIEWS = tuple(f"View {n} *bold* <!here>" for n in range(9))
DELETIONS = {
    "unused": PropertyDeletion(COMPANY, TIER),
    "used": PropertyDeletion(COMPANY, TIER, PropertyUses(("Risky", "*Big*"), 1, on_cards=True)),
    "used_much": PropertyDeletion(COMPANY, MOTTO, PropertyUses(MANY_VIEWS, 1200)),
}
NEWS = {
    **{str(one): PropertyNews(TIER.property, one) for one in (*Done, *SpeedAnswer)},
    "hostile": PropertyNews(MOTTO.property, Done.ADDED),
}
