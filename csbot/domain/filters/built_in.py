"""Filters that come with csbot (workspace C1)."""

from csbot.domain.filters.model import ME, Condition, Filter, all_of
from csbot.domain.filters.operators import Operator
from csbot.domain.properties.types import Property

RECENT_DAYS = 30
ASSIGNED = "assigned"


def owned_by_me(csm: Property) -> Filter:
    """Owned by me. `csm`: the CSM-assignment property (workspace S3)."""
    return all_of(Condition(property=csm.name, operator=Operator.ANY_OF, values=(ME,)))


def assigned_to_me_lately(csm: Property, has_assigned: bool) -> Filter:
    """Owned by me now, and became mine on one of the last 30 local days.

    `has_assigned`: the object type keeps since when its owner has it, and that is the CSM property; else by history.
    """
    days = (str(RECENT_DAYS),)
    if has_assigned:
        lately = Condition(property=ASSIGNED, operator=Operator.LESS_DAYS_AGO, values=days)
    else:
        lately = Condition(property=csm.name, operator=Operator.UPDATED_WITHIN, values=days)
    return all_of(*owned_by_me(csm).conditions, lately)
