"""A phrase written so that reading it gives the same phrase (workspace T3)."""

from dataclasses import replace
from datetime import UTC, datetime

from csbot.domain.calendar import at_local, local
from csbot.domain.phrases.phrase import Field, Phrase
from csbot.domain.phrases.reading import read
from csbot.domain.tasks import Priority

LONG_AGO = datetime(1900, 1, 2, tzinfo=UTC)


def write(phrase: Phrase, tz: str) -> str:
    """The phrase in the words of `/cs task`, with dates and times of `tz`; its problems are not written.

    The title is in quotes where its words would be read as something else.
    """
    plain = " ".join(part for part in (phrase.title, *_attributes(phrase, tz)) if part)
    again = read(plain, LONG_AGO, tz)
    doubtful = any(problem.field is Field.DUE for problem in again.problems)
    if not doubtful and replace(again, problems=()) == replace(phrase, problems=()):
        return plain
    escaped = phrase.title.replace("\\", r"\\").replace('"', r"\"")
    return " ".join((f'"{escaped}"', *_attributes(phrase, tz)))


def _attributes(phrase: Phrase, tz: str) -> list[str]:
    priority = [] if phrase.priority is Priority.NONE else [f"!{phrase.priority}"]
    return [*_due(phrase, tz), *priority, *phrase.assignees]


def _due(phrase: Phrase, tz: str) -> list[str]:
    if phrase.due_on:
        return [f"on {phrase.due_on.isoformat()}"]
    if not phrase.due_at:
        return []
    here = local(phrase.due_at, tz)
    if at_local(here.date(), here.time(), tz) == phrase.due_at:
        return [f"on {here:%Y-%m-%d} at {here:%H:%M}"]
    return [f"on {here.isoformat(timespec='minutes')}"]  # the second of two equal times needs its offset
