"""What conditions mean to whom and when (workspace V3, V5), and to a record in memory."""

from datetime import UTC, date, datetime, timedelta

import pytest

from csbot.domain.filters import (
    Asker,
    Clause,
    Condition,
    ConditionProblem,
    Facts,
    Filter,
    Operator,
    Unit,
    Whom,
    all_of,
    assigned_to_me_lately,
    faults_of,
    matches,
    owned_by_me,
    plan_of,
    read_back,
)
from csbot.domain.properties import PROPERTIES, Property, PropertyType, find
from csbot.domain.properties.own import own_property
from csbot.domain.properties.types import Value
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named

COPENHAGEN, APIA = "Europe/Copenhagen", "Pacific/Apia"
SPRING = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)  # 00:30 on Sunday the 29th in Copenhagen, a day of 23 hours
COMPANY = {one.name: one for one in PROPERTIES[ObjectType.COMPANY]}
NOW = Asker(1, COPENHAGEN, SPRING, frozenset({1, 2}))


def is_in(value: Value | None, name: str, operator: str, *values: str, asker: Asker = NOW) -> bool:
    asked = all_of(Condition.model_validate({"property": name, "operator": operator, "values": values}))
    return matches(plan_of(asked, COMPANY, asker), Facts({name: value}))


TODAY = date(2026, 3, 29)


@pytest.mark.parametrize(
    ("operator", "value", "days"),
    [
        ("less_days_ago", "2", range(-1, 1)),
        ("less_days_ahead", "2", range(2)),
        ("more_days_ago", "2", range(-9, -2)),
        ("more_days_ago", "0", range(-9, 0)),
        ("more_days_ahead", "2", range(3, 10)),
        ("in_last", "day", range(-1, 0)),
        ("in_this", "day", range(1)),
        ("in_next", "day", range(1, 2)),
        ("in_this", "week", range(-6, 1)),
        ("in_next", "week", range(1, 8)),
        ("in_last", "week", range(-9, -6)),
        ("in_this", "month", range(-9, 3)),
        ("in_next", "quarter", range(3, 10)),
        ("before", "2026-03-28", range(-9, -1)),
        ("after", "2026-03-28", range(10)),
        ("between", "2026-03-28", range(-1, 2)),
    ],
)
def test_days_count_as_local_days(operator: str, value: str, days: range) -> None:
    values = (value, "2026-03-30") if operator == "between" else (value,)
    window = range(-9, 10)
    assert [d for d in window if is_in(TODAY + timedelta(d), "renewal", operator, *values)] == list(days)
    noon = datetime(2026, 3, 29, 10, tzinfo=UTC)
    assert [d for d in window if is_in(noon + timedelta(d), "created", operator, *values)] == list(days)


@pytest.mark.parametrize(("unit", "first"), [("month", date(2025, 12, 1)), ("quarter", date(2025, 10, 1))])
def test_units_reach_across_the_new_year(unit: str, first: date) -> None:
    january = Asker(1, "UTC", datetime(2026, 1, 15, tzinfo=UTC))
    assert is_in(first, "renewal", "in_last", unit, asker=january)
    assert not is_in(first - timedelta(1), "renewal", "in_last", unit, asker=january)
    assert not is_in(date(2026, 1, 1), "renewal", "in_last", unit, asker=january)


def test_a_day_of_23_hours_ends_an_hour_early() -> None:
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert is_in(start, "created", "in_this", "day")
    assert is_in(start + timedelta(hours=22, minutes=59), "created", "in_this", "day")
    assert not is_in(start + timedelta(hours=23), "created", "in_this", "day")


def test_the_same_moment_is_another_day_elsewhere() -> None:
    assert is_in(date(2026, 3, 29), "renewal", "in_this", "day", asker=Asker(1, APIA, SPRING))
    assert is_in(date(2026, 3, 28), "renewal", "in_this", "day", asker=Asker(1, "America/New_York", SPRING))


def test_me_and_my_team_are_the_askers() -> None:
    assert is_in(1, "owner", "any_of", "me")
    assert not is_in(2, "owner", "any_of", "me")
    assert is_in(2, "owner", "any_of", "my_team")
    assert is_in(3, "owner", "any_of", "me", "3")
    assert is_in(None, "owner", "none_of", "me")


def test_texts_compare_without_case_width_and_spaces() -> None:
    assert is_in("  ÅRHUS  C", "city", "equals", "århus c")
    assert is_in("STRASSE", "city", "contains", "ß")
    assert not is_in("500", "city", "contains", "50%")


def test_a_property_that_is_gone_is_said_and_the_view_still_opens() -> None:
    deleted = own_property(7, "tier", "Tier", PropertyType.STRING, (), False, True)
    known = {**COMPANY, "tier": deleted}
    on_deleted = Condition(property="tier", operator=Operator.EQUALS, values=("gold",))
    on_unknown = Condition(property="height", operator=Operator.KNOWN)
    asked = Filter(groups=all_of(on_deleted).groups + all_of(on_unknown).groups)
    assert [(one.condition, one.problem, one.label) for one in faults_of(asked, known, NOW)] == [
        (on_deleted, ConditionProblem.DELETED_PROPERTY, "Tier"),
        (on_unknown, ConditionProblem.UNKNOWN_PROPERTY, ""),
    ]
    plan = plan_of(asked, known, NOW)
    assert matches(plan, Facts({"tier": "Gold"}))
    assert not matches(plan, Facts({"tier": "Iron", "height": 3}))


def test_a_value_that_means_nothing_any_more_matches_nothing() -> None:
    saved = Condition(property="renewal", operator=Operator.BEFORE, values=("soon",))
    assert [one.problem for one in faults_of(all_of(saved), COMPANY, NOW)] == [ConditionProblem.BAD_VALUE]
    assert not is_in(date(2026, 1, 1), "renewal", "before", "soon")


def test_the_built_in_views_are_filters() -> None:
    owner = find(ObjectType.COMPANY, "owner")
    assert owner is not None
    mine = plan_of(owned_by_me(owner), COMPANY, NOW)
    assert (matches(mine, Facts({"owner": 1})), matches(mine, Facts({"owner": 2}))) == (True, False)
    lately = plan_of(assigned_to_me_lately(owner, has_assigned=True), COMPANY, NOW)
    first = datetime(2026, 2, 27, 23, tzinfo=UTC)  # the 28th begins: 30 local days with today
    assert matches(lately, Facts({"owner": 1, "assigned": first}))
    assert not matches(lately, Facts({"owner": 1, "assigned": first - timedelta(microseconds=1)}))


def test_a_filter_is_read_back_with_names_and_types() -> None:
    asked = all_of(
        Condition(property="owner", operator=Operator.NONE_OF, values=("me", "9"), include_unknown=False),
        Condition(property="renewal", operator=Operator.IN_THIS, values=("quarter",)),
        Condition(property="height", operator=Operator.MORE, values=("3",)),
    )
    (clauses,) = read_back(asked, COMPANY, {9: "Kim"}, faults_of(asked, COMPANY, NOW)).groups
    assert clauses[0] == Clause(
        asked.conditions[0], COMPANY["owner"], Operator.NONE_OF, (Whom.ME, Named(9, "Kim")), include_unknown=False
    )
    assert clauses[1].values == (Unit.QUARTER,)
    assert (clauses[2].property, clauses[2].problem) == (None, ConditionProblem.UNKNOWN_PROPERTY)


def test_names_in_the_registry_are_keys_of_the_text_form() -> None:
    for properties in PROPERTIES.values():
        assert all(isinstance(one, Property) and one.name.replace("_", "").isalnum() for one in properties)
