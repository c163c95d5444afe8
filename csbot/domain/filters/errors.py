"""What can be wrong with a filter."""

from enum import StrEnum

from csbot.domain.errors import Expected


class FilterPart(StrEnum):
    """What there can be too many of (workspace V1)."""

    GROUPS = "groups"
    IN_GROUP = "in_group"
    IN_ALL = "in_all"


class FilterTooBig(Expected):
    """Too many conditions or groups (workspace V1). `part`: a `FilterPart`; `limit`."""

    code = "filter_too_big"

    def __init__(self, part: FilterPart, limit: int) -> None:
        super().__init__(part=part, limit=limit)
        self.part = part
        self.limit = limit


class ConditionProblem(StrEnum):
    """Why a condition can't be taken, or no longer means anything."""

    UNKNOWN_PROPERTY = "unknown_property"
    DELETED_PROPERTY = "deleted_property"
    WRONG_OPERATOR = "wrong_operator"  # the property's type has no such operator
    NO_VALUE = "no_value"
    TOO_MANY_VALUES = "too_many_values"  # limit
    SWAPPED = "swapped"  # from is after to
    NOT_DAYS = "not_days"  # no whole number of days, or out of 0…limit
    NO_DAYS = "no_days"  # less than 0 days ago, or in the last 0 days
    NOT_A_UNIT = "not_a_unit"
    UNKNOWN_PERSON = "unknown_person"
    BAD_VALUE = "bad_value"  # a stored value that its property no longer takes, such as a removed option


class BadCondition(Expected):
    """A condition that can't be taken. `property`: its name; `value`: as given, may be empty; `limit` where there is
    one. A value that the property's type can't read raises `BadValue` instead.
    """

    code = "bad_condition"

    def __init__(self, problem: ConditionProblem, name: str, value: str = "", limit: object = None) -> None:
        super().__init__(problem=problem, property=name, value=value, limit=limit)
        self.problem = problem
        self.property = name
        self.value = value
        self.limit = limit
