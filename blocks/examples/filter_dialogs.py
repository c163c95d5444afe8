"""Filters in the making: nothing yet, several groups, as many as there can be; every kind of value."""

from blocks.examples.views import BACK, COMPANY, KNOWN, NAMES, condition
from csbot.domain.filters import MAX_IN_GROUP, Filter, Group, Operator, read_back
from csbot.domain.view_dialogs import ConditionDialog, FilterDialog

MOST = Filter(
    groups=tuple(
        Group(conditions=(condition("city", Operator.ANY_OF, "x"),) * n)
        for n in (MAX_IN_GROUP, MAX_IN_GROUP, 2, 1, 1, 1)
    )
)
NONE = FilterDialog(COMPANY, 4, BACK["none"], 1234)
FILTERS = {
    "none": NONE,
    "groups": FilterDialog(COMPANY, 5, BACK["risk"], 1),
    "every": FilterDialog(COMPANY, 6, BACK["every"], 0, {"key": "12", "ver": "3"}),
    "most": FilterDialog(COMPANY, 7, read_back(MOST, KNOWN, NAMES), 7),
}
CLAUSES = {
    f"{clause.operator}_{clause.condition.property}": clause
    for name in ("risk", "every")
    for group in BACK[name].groups
    for clause in group
    if clause.property is not None
}
CONDITIONS = {
    "new": ConditionDialog(NONE),
    "property": ConditionDialog(NONE, 0, -1, KNOWN["health"]),
    "text": ConditionDialog(NONE, 0, -1, KNOWN["city"], Operator.NOT_EQUALS),
    "number": ConditionDialog(NONE, 0, -1, KNOWN["arr"], Operator.BETWEEN),
    "unit": ConditionDialog(NONE, 0, -1, KNOWN["renewal"], Operator.IN_NEXT),
    "day": ConditionDialog(NONE, 0, -1, KNOWN["renewal"], Operator.BEFORE),
    "people": ConditionDialog(NONE, 0, -1, KNOWN["owner"], Operator.NONE_OF),
    **{
        f"edit_{name}": ConditionDialog(NONE, 1, 0, clause.property, clause.operator, clause)
        for name, clause in CLAUSES.items()
    },
}
