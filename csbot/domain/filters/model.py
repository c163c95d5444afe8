"""The filter as it is saved: an OR of AND-groups of conditions (workspace V1).

Values are canonical texts, so that a saved filter survives what happens to its properties: a number as plain
decimals, a date as ISO, days as digits, a unit's or option's word, a member's id, `me` or `my_team`, anything else as
typed. Relative dates stay relative (workspace V5).
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from csbot.domain.filters.errors import FilterPart, FilterTooBig
from csbot.domain.filters.operators import NEGATIVE, Operator

MAX_GROUPS = 6
MAX_IN_GROUP = 10
MAX_IN_ALL = 25
MAX_VALUES = 100
MAX_TEXT = 500
ME = "me"
MY_TEAM = "my_team"

OPPOSITES = {
    Operator.KNOWN: Operator.UNKNOWN,
    Operator.EQUALS: Operator.NOT_EQUALS,
    Operator.CONTAINS: Operator.NOT_CONTAINS,
    Operator.ANY_OF: Operator.NONE_OF,
}
OPPOSITES |= {other: one for one, other in OPPOSITES.items()}

Text = Annotated[str, Field(max_length=MAX_TEXT)]


def check_sizes(sizes: Sequence[int]) -> None:
    """Raises `FilterTooBig`. `sizes`: how many conditions each group has (workspace V1)."""
    if len(sizes) > MAX_GROUPS:
        raise FilterTooBig(FilterPart.GROUPS, MAX_GROUPS)
    if max(sizes, default=0) > MAX_IN_GROUP:
        raise FilterTooBig(FilterPart.IN_GROUP, MAX_IN_GROUP)
    if sum(sizes) > MAX_IN_ALL:
        raise FilterTooBig(FilterPart.IN_ALL, MAX_IN_ALL)


class Condition(BaseModel):
    """One comparison. `negated`: it matches the records that it would not; an operator that has a negative one of its
    own needs none. `include_unknown`: whether what is negative matches records without a value (workspace V4).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    property: str
    operator: Operator
    values: tuple[Text, ...] = Field(default=(), max_length=MAX_VALUES)
    include_unknown: bool = True
    negated: bool = False

    def opposite(self) -> "Condition":
        """What matches all other records, of one that `include_unknown` doesn't narrow; by an operator of its own where
        there is one.
        """
        other = OPPOSITES.get(self.operator)
        if other is None or self.negated:
            return self.model_copy(update={"negated": not self.negated})
        return Condition(property=self.property, operator=other, values=self.values)

    @model_validator(mode="before")
    @classmethod
    def _only_negatives_ask(cls, given: object) -> object:
        if isinstance(given, dict) and given.get("operator") not in NEGATIVE and not given.get("negated"):
            return {**given, "include_unknown": True}
        return given


class Group(BaseModel):
    """Conditions that all hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    conditions: tuple[Condition, ...] = Field(min_length=1)


class Filter(BaseModel):
    """Groups of which one holds; without groups every record matches. Making too big a one raises `FilterTooBig`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    groups: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _within_limits(self) -> "Filter":
        check_sizes([len(group.conditions) for group in self.groups])
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions, group by group."""
        return tuple(condition for group in self.groups for condition in group.conditions)

    def added(self, condition: Condition, group: int | None = None) -> "Filter":
        """With one more condition: in that group, or in a new one. Raises `FilterTooBig`."""
        if group is None:
            return Filter(groups=(*self.groups, Group(conditions=(condition,))))
        return self._with(group, (*self.groups[group].conditions, condition))

    def replaced(self, group: int, place: int, condition: Condition) -> "Filter":
        """With another condition in that place."""
        kept = self.groups[group].conditions
        return self._with(group, (*kept[:place], condition, *kept[place + 1 :]))

    def removed(self, group: int, place: int) -> "Filter":
        """Without that condition; a group that becomes empty goes too."""
        kept = self.groups[group].conditions
        return self._with(group, (*kept[:place], *kept[place + 1 :]))

    def _with(self, group: int, conditions: tuple[Condition, ...]) -> "Filter":
        changed = (Group(conditions=conditions),) if conditions else ()
        return Filter(groups=(*self.groups[:group], *changed, *self.groups[group + 1 :]))


EVERYTHING = Filter()


def all_of(*conditions: Condition) -> Filter:
    """One group of these conditions; none: everything."""
    return Filter(groups=(Group(conditions=conditions),)) if conditions else EVERYTHING
