"""Moments on screens: those of another year say which."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from blocks import activities, components
from blocks.examples.people import look
from blocks.news import changed_texts, task_changed
from blocks.properties import value_text
from csbot.domain.activities import Activity, ActivityKind
from csbot.domain.news import ChangedField, FieldChange
from csbot.domain.properties.types import Property, PropertyType

OLD = datetime(2024, 3, 4, 9, 5, tzinfo=UTC)
THIS_YEAR = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)
NEW_YEARS_EVE = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # 2026 in Copenhagen
CREATED = Property("created", "Create date", PropertyType.DATETIME, "created_at")


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en_GB", "Mon, 4 Mar 2024, 10:05"),
        ("da_DK", "man. 4. mar. 2024 10.05"),
        ("nl_NL", "ma 4 mrt 2024, 10:05"),
    ],
)
def test_a_moment_of_another_year_has_its_year(locale: str, said: str) -> None:
    eye = look(locale)
    assert components.moment(OLD, eye) == said
    assert value_text(CREATED, OLD, eye) == said
    assert activities.line_text(Activity(1, ActivityKind.CALL, "Renewal", OLD), eye).startswith(said)
    assert said in components.when(OLD, eye)


def test_this_year_is_that_of_the_viewers_own_date() -> None:
    eye = look("en_GB")
    assert components.moment(THIS_YEAR, eye) == "Wed 4 Mar, 10:05"
    assert components.moment(NEW_YEARS_EVE, eye) == "Thu 1 Jan, 00:30"


def test_a_due_date_moved_to_another_year_says_which() -> None:
    change = FieldChange(ChangedField.DUE, date(2026, 12, 1), date(2027, 1, 4))
    told = replace(next(iter(task_changed.examples.values())), changes=(change,))
    assert changed_texts(told, look("en_GB")) == ["Due: Tue 1 Dec → Mon, 4 Jan 2027"]
