"""Pages of the Customers tab."""

from dataclasses import replace
from datetime import date

from blocks.examples.people import ANNA, HOSTILE, KIM, NOW, TODAY
from blocks.examples.views import ALL, BACK, EMOJI, KNOWN, LATELY, OWNED, PRIVATE, SHARED, UNSET
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.customer_lists import Active, Created, CustomerList, ListState
from csbot.domain.properties.types import Value
from csbot.domain.record_lists import Line, ListPage, Place
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Shelf, ViewAct
from csbot.domain.tasks import Named

VALUES: dict[str, Value | Named] = {
    "owner": KIM,
    "health": "at_risk",
    "arr": 125000.5,
    "renewal": TODAY,
    "last_activity": NOW,
}
ACME = Line(900, "Acme Corp", 1, VALUES)
BARE = Line(901, "Globex", 1)
WILD = Line(
    902, "*R&D* <!channel> `x`\n> 🎉 שלום", 1, {"owner": HOSTILE, "tier": ("gold",), "renewal": date(2031, 1, 1)}
)
SHELF = Shelf((OWNED, LATELY, ALL, EMOJI, PRIVATE, SHARED))
MINE = frozenset({ViewAct.EDIT, ViewAct.CLONE, ViewAct.PIN, ViewAct.DELETE})
ANYBODY = frozenset({ViewAct.CLONE, ViewAct.PIN})
OWNED_LIST = CustomerList(
    ListState(OWNED.key), OWNED, 2, ListPage((ACME, BARE)), SHELF, KNOWN, OWNED.columns, OWNED.sort, BACK["none"],
    ANYBODY,
)  # fmt: skip
FULL = ListPage(
    tuple(replace(ACME, id=n, name=f"Customer {n}") for n in range(20)), Place("acme", 900), Place(None, 901)
)

LISTS = {
    "owned": OWNED_LIST,
    "by_manager": replace(
        OWNED_LIST, rights=ANYBODY | {ViewAct.HIDE}, shelf=replace(SHELF, hidden=(LATELY,)), manages=True
    ),
    "ships": replace(
        OWNED_LIST,
        view=replace(OWNED, kind=ObjectType.CUSTOM_1),
        readback=replace(BACK["none"], names=ObjectNames("*Ship* <!here>", "*Ships* <!here>")),
    ),
    "nothing": replace(OWNED_LIST, count=0, page=ListPage()),
    "meant": replace(OWNED_LIST, count=0, page=ListPage(), meant='health:at-risk "*x* <!here>"'),
    "unset": replace(OWNED_LIST, view=UNSET, count=0),
    "unset_by_manager": replace(OWNED_LIST, view=UNSET, count=0, manages=True),
    "shared": CustomerList(
        ListState(SHARED.key), SHARED, 12_345, FULL, SHELF, KNOWN, SHARED.columns, SHARED.sort, BACK["risk"], MINE
    ),
    "filtered": CustomerList(
        ListState("all", 44, Created.MONTH, Active.NOT_MONTH, "2", "p7", True),
        ALL, 3, ListPage((WILD, BARE)), SHELF, KNOWN, ("owner", "tier", "renewal"), SHARED.sort,
        BACK["every"], ANYBODY, KIM,
    ),
    "hostile": CustomerList(
        ListState(PRIVATE.key, owner="me"), PRIVATE, 1, ListPage((WILD,)), SHELF, KNOWN, ("owner", "tier", "plan"),
        PRIVATE.sort, BACK["every"], MINE, None, True,
    ),
    "many_conditions": replace(OWNED_LIST, view=EMOJI, readback=BACK["many"], rights=MINE, owner=ANNA),
}  # fmt: skip
