"""The phrase table: each phrase with the reading that a person gave it before there was a grammar (workspace T3)."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from csbot.domain.calendar import at_local, local
from csbot.domain.phrases import find_companies, read

CUSTOMERS = {"acme", "acme nordic a/s", "globex", "north", "north wind", "friday media", "søren & co", "أكمي"}
NOW = "2026-11-25T10:15"
ZONE = "Europe/Copenhagen"
TABLE = Path(__file__).with_name("phrases.csv")


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known(names: Sequence[str]) -> Mapping[str, str]:
    return {name: name for name in names if name in CUSTOMERS}


def reading(row: Mapping[str, str]) -> dict[str, str]:
    """The phrase's reading in the table's columns."""
    tz = row["tz"] or ZONE
    phrase = read(row["text"], instant(row["now"] or NOW, tz), tz, row["language"] or "en")
    companies = find_companies(phrase, known)
    problems = (*phrase.problems, *companies.problems)
    due = phrase.due_at or phrase.due_on
    return {
        "title": phrase.title,
        "due": written(due, tz) if due else "",
        "priority": "" if phrase.priority == "none" else phrase.priority,
        "assignees": ";".join(phrase.assignees),
        "companies": ";".join(companies.found),
        "problems": ";".join(f"{problem.field}.{problem.code}" for problem in problems),
        "typed": ";".join(problem.text for problem in problems),
        "candidates": ";".join(written(one, tz) for problem in problems for one in problem.candidates),
    }


def instant(text: str, tz: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at.astimezone(UTC) if at.tzinfo else at_local(at.date(), at.time(), tz)


def written(due: date | datetime, tz: str) -> str:
    """As the table writes it: local, with the offset where a clock shows the time twice."""
    if not isinstance(due, datetime):
        return due.isoformat()
    here = local(due, tz)
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return here.isoformat(" ", "minutes") if twice else f"{here:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    "row", table(), ids=lambda row: " ".join(filter(None, (row["text"], row["language"], row["now"], row["tz"])))
)
def test_a_phrase_is_read_as_the_table_says(row: dict[str, str]) -> None:
    assert reading(row) == {column: row[column] for column in reading(row)}


def test_the_table_has_two_hundred_phrases_each_once() -> None:
    phrases = [(row["text"], row["language"], row["now"], row["tz"]) for row in table()]
    assert len(set(phrases)) == len(phrases) >= 200
