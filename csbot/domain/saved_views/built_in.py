"""Views that come with csbot (workspace C1)."""

from enum import StrEnum
from functools import lru_cache

from csbot.domain.filters import assigned_to_me_lately, owned_by_me
from csbot.domain.properties.types import Property
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType
from csbot.domain.saved_views.model import DEFAULT_COLUMNS, View


class BuiltIn(StrEnum):
    """The built-in views of the Customers tab."""

    OWNED = "owned_by_me"
    ASSIGNED = "assigned_to_me"


NAMES = {BuiltIn.OWNED: "Owned by me", BuiltIn.ASSIGNED: "Assigned to me in the last 30 days"}
DESCRIPTIONS = {
    BuiltIn.OWNED: "Your book of business.",
    BuiltIn.ASSIGNED: "Customers that became yours lately and still are.",
}


ALL = "all"


def every_record(kind: ObjectType) -> View:
    """Everything of an object type: where one begins to filter. It has no card and is never hidden."""
    return View(ALL, kind, "All records", columns=DEFAULT_COLUMNS[kind])


@lru_cache(maxsize=64)
def built_in_views(kind: ObjectType, csm: Property | None) -> tuple[View, ...]:
    """Both views of the customer object. `csm`: its CSM-assignment property, None while none is chosen (U5)."""
    owned = assigned = None
    if csm is not None:
        owned = owned_by_me(csm)
        assigned = assigned_to_me_lately(csm, has_assigned=kind is ObjectType.COMPANY and csm.name == "owner")
    columns = DEFAULT_COLUMNS[kind]
    lately = Sort("assigned", descending=True) if kind is ObjectType.COMPANY else Sort()
    filters = {BuiltIn.OWNED: (owned, Sort()), BuiltIn.ASSIGNED: (assigned, lately)}
    return tuple(
        View(key.value, kind, NAMES[key], asked, columns, sort, DESCRIPTIONS[key])
        for key, (asked, sort) in filters.items()
    )
