"""Reading `/cs task <free text>` in English (workspace T3)."""

import re
from collections.abc import Sequence
from datetime import datetime

from lark import Token

from csbot.domain.phrases.due import Here, read_due
from csbot.domain.phrases.phrase import TITLE_LIMIT, Doubt, Field, Phrase, Problem
from csbot.domain.phrases.pieces import Item, parse, place
from csbot.domain.phrases.runs import MARKS, find_runs
from csbot.domain.tasks import Priority

PRIORITIES = {
    "!high": Priority.HIGH,
    "!1": Priority.HIGH,
    "!medium": Priority.MEDIUM,
    "!med": Priority.MEDIUM,
    "!2": Priority.MEDIUM,
    "!low": Priority.LOW,
    "!3": Priority.LOW,
    "!none": Priority.NONE,
}
DANGLING = re.compile(r"(?:[-–—]++\s++|[,;:])*+")  # read from the end: `$` would be looked for from every place
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read(text: str, now: datetime, tz: str) -> Phrase:
    """What the text says to a person in `tz` at `now`. Reads every text; what it can't make out is a problem.

    The text is Slack's with `&amp;`, `&lt;` and `&gt;` already turned back; people are `@name` or `<@U123>`.
    A date counts at the end of the text or behind on, by, due, at or in; elsewhere it stays in the title.
    """
    items = parse(text)
    runs = list(find_runs(items))
    due, about_due = read_due(runs, Here(text, now.replace(second=0, microsecond=0), tz))
    title, about_title = _title(text, items, {number for run in runs if run.counts for number in run.where})
    priority, about_priority = _priority(_typed(text, items, "PRIORITY"))
    assignees, about_assignees = _assignees(_typed(text, items, "PERSON"))
    return Phrase(
        title,
        due_on=None if isinstance(due, datetime) else due,
        due_at=due if isinstance(due, datetime) else None,
        priority=priority,
        assignees=assignees,
        problems=(*about_title, *about_due, *about_priority, *about_assignees),
    )


def _title(text: str, items: Sequence[Item], due: set[int]) -> tuple[str, list[Problem]]:
    """The text without marks and without the items that are the due moment."""
    cut = _cut(items, due)
    kept = [number for number in range(len(items)) if number not in cut]
    if len(kept) == 1 and _type(items[kept[0]]) == "QUOTED":
        title = ESCAPED.sub(r"\1", text[slice(*place(items[kept[0]]))][1:-1])
    else:
        title = _joined(text, items, kept)
        if len(items) - 1 in cut:
            title = title[: len(title) - _dangling(title)]
    title = " ".join(title.split())
    if not title:
        return title, [Problem(Field.TITLE, Doubt.EMPTY)]
    return title, [Problem(Field.TITLE, Doubt.TOO_LONG)] if len(title) > TITLE_LIMIT else []


def _dangling(title: str) -> int:
    """How many characters at the end join it to something that was cut."""
    found = DANGLING.match(title[::-1])
    return found.end() if found else 0


def _cut(items: Sequence[Item], due: set[int]) -> set[int]:
    """What leaves the title, with the punctuation behind it."""
    cut = set(due)
    for number, item in enumerate(items):
        if _type(item) in MARKS or (_type(item) == "STOP" and number - 1 in cut):
            cut.add(number)
    return cut


def _joined(text: str, items: Sequence[Item], kept: Sequence[int]) -> str:
    """The kept items as typed, with a space where something was cut."""
    chunks = []
    for before, number in zip([-1, *kept], kept, strict=False):
        start, end = place(items[number])
        together = before == number - 1 and before >= 0
        chunks.append(text[place(items[before])[1] : end] if together else f" {text[start:end]}")
    return "".join(chunks).strip()


def _typed(text: str, items: Sequence[Item], kind: str) -> list[str]:
    """The marks of that kind as typed, each once."""
    typed = [text[slice(*place(item))] for item in items if _type(item) == kind]
    return list({one.casefold(): one for one in reversed(typed)}.values())[::-1]


def _type(item: Item) -> str:
    return item.type if isinstance(item, Token) else ""


def _priority(typed: Sequence[str]) -> tuple[Priority, list[Problem]]:
    known = [one for one in typed if one.lower() in PRIORITIES]
    unknown = [one for one in typed if one.lower() not in PRIORITIES]
    problems = [Problem(Field.PRIORITY, Doubt.UNKNOWN, " ".join(unknown))] if unknown else []
    meant = {PRIORITIES[one.lower()] for one in known}
    if len(meant) > 1:
        return Priority.NONE, [*problems, Problem(Field.PRIORITY, Doubt.SEVERAL, " ".join(known))]
    return next(iter(meant), Priority.NONE), problems


def _assignees(typed: Sequence[str]) -> tuple[tuple[str, ...], list[Problem]]:
    tokens = tuple(f"{one.partition('|')[0]}>" if "|" in one else one for one in typed)  # <@U123|kim>
    problems = [Problem(Field.ASSIGNEE, Doubt.SEVERAL, " ".join(tokens))] if len(tokens) > 1 else []
    return tokens, problems
