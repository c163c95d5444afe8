"""Filters: one model, two interpreters, one text form (workspace V1-V7).

What is saved
- `Filter` = OR of `Group`s = AND of `Condition(property, operator, values, include_unknown)`; pydantic, frozen, saved
  with `model_dump(mode="json")`, read with `Filter.model_validate`. `EVERYTHING` has no groups. `added`, `replaced` and
  `removed` give a changed copy; V1's limits hold on construction (`FilterTooBig`).
- Values are canonical texts (see `model`); dialogs make conditions with `make_condition(property, operator, typed,
  reading, include_unknown)`, which raises `BadCondition` or `properties.BadValue` to be shown beside the field.

What dialogs ask
- `OPERATORS[type]`: the operators of a type in order; `OPERANDS[operator]`: which input it needs (`Operand`);
  `NEGATIVE`: those that ask about records without a value (V4); `Unit`: calendar units; `ME`, `MY_TEAM`.

How it is asked
- `Asker(member_id, tz, now, member_ids)` → `plan_of(filter, properties, asker)` → `matches(plan, Facts)` in memory, or
  csbot/storage/filter_sql as SQL. `faults_of` names conditions that no longer mean what they did: a deleted property's
  goes on comparing the values that records had, any other faulty one matches nothing; the view opens all the same.
- `read_back(filter, properties, names, faults)` → `Readback` of `Clause`s with typed values, for the sentence that
  says what a filter does; `built_in`: the filters of C1; `filters.text`: `parse` and `write` the text form (V7).
- Handlers use `services.filters` (FilterService) and `services.record_lists` (RecordListService) instead of these.
"""

from csbot.domain.filters.built_in import assigned_to_me_lately, owned_by_me
from csbot.domain.filters.conditions import make_condition
from csbot.domain.filters.errors import BadCondition, ConditionProblem, FilterPart, FilterTooBig
from csbot.domain.filters.leaves import Plan
from csbot.domain.filters.matching import Facts, PastChange, matches
from csbot.domain.filters.model import (
    EVERYTHING,
    MAX_GROUPS,
    MAX_IN_ALL,
    MAX_IN_GROUP,
    ME,
    MY_TEAM,
    Condition,
    Filter,
    Group,
    all_of,
)
from csbot.domain.filters.operators import NEGATIVE, OPERANDS, OPERATORS, Operand, Operator, Unit
from csbot.domain.filters.periods import Asker
from csbot.domain.filters.readback import Clause, Readback, Told, Whom, people_of, read_back
from csbot.domain.filters.resolving import Fault, asks_for_team, faults_of, plan_of

__all__ = [
    "EVERYTHING",
    "MAX_GROUPS",
    "MAX_IN_ALL",
    "MAX_IN_GROUP",
    "ME",
    "MY_TEAM",
    "NEGATIVE",
    "OPERANDS",
    "OPERATORS",
    "Asker",
    "BadCondition",
    "Clause",
    "Condition",
    "ConditionProblem",
    "Facts",
    "Fault",
    "Filter",
    "FilterPart",
    "FilterTooBig",
    "Group",
    "Operand",
    "Operator",
    "PastChange",
    "Plan",
    "Readback",
    "Told",
    "Unit",
    "Whom",
    "all_of",
    "asks_for_team",
    "assigned_to_me_lately",
    "faults_of",
    "make_condition",
    "matches",
    "owned_by_me",
    "people_of",
    "plan_of",
    "read_back",
]
