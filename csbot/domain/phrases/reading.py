"""Reading `/cs task <free text>` (workspace T3)."""

import re
from collections.abc import Sequence
from datetime import datetime

from csbot.domain.phrases.due import Here, read_due, settle
from csbot.domain.phrases.grammar import Item, Piece, parse
from csbot.domain.phrases.phrase import TITLE_LIMIT, Doubt, Field, Phrase, Problem
from csbot.domain.phrases.runs import MARKS, find_runs
from csbot.domain.properties.tasks import PRIORITIES as OPTIONS
from csbot.domain.properties.texts import bare
from csbot.domain.tasks import Priority, TaskType

SHORT = {"!1": Priority.HIGH, "!2": Priority.MEDIUM, "!med": Priority.MEDIUM, "!3": Priority.LOW}
PRIORITIES = SHORT | {
    f"!{word.casefold()}": Priority(option.value) for option in OPTIONS for word in (option.label, *option.aliases)
}
UNREAD_WORDS = 4
DANGLING = re.compile(r"(?:[-–—]++\s++|[,;:])*+")  # read from the end: `$` would be looked for from every place
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read(text: str, now: datetime, tz: str, language: str = "en") -> Phrase:
    """What the text says to a person in `tz` at `now`. Reads every text; what it can't make out is a problem.

    The text is as typed; people are `@name` or `<@U123>`. English, Danish and Dutch are read; `language` (ISO 639-1)
    decides what means something else in another. A date counts at either end of the text or behind on, by, due, at or
    in; elsewhere it stays in the title.
    """
    items = parse(text, language)
    here = Here(text, now.replace(second=0, microsecond=0), tz)
    runs = settle(list(find_runs(items)), here)
    due, about_due = read_due(runs, here)
    if due is None and not about_due:
        about_due = _unread(text, items)
    dated = {number for run in runs if run.counts for number in run.where}
    title, about_title = _title(text, items, dated)
    priority, about_priority = _priority(_typed(text, items, "priority"))
    assignees, about_assignees = _assignees(_typed(text, items, "person"))
    return Phrase(
        title,
        due_on=None if isinstance(due, datetime) else due,
        due_at=due if isinstance(due, datetime) else None,
        priority=priority,
        assignees=assignees,
        problems=(*about_title, *about_due, *about_priority, *about_assignees),
        type=_task_type(items, dated),
        taken=_taken(text, items, dated if due else set(), _settled(about_priority, assignees)),
    )


def _unread(text: str, items: Sequence[Item]) -> list[Problem]:
    """A last unit of time that no rule read: "in 3 business days", "this week", but "every week" is a habit."""
    words = [item for item in items if not isinstance(item, Piece) and item.kind == "word"][-UNREAD_WORDS:]
    if len(words) < 2 or "unit" not in words[-1].means or {"hold"} == words[-2].means.keys():
        return []
    first = next((one for one in words[:-1] if one.means.keys() & {"in", "week"} or one.key.isdecimal()), None)
    typed = " ".join(text[first.start : words[-1].end].split()) if first else ""
    return [Problem(Field.DUE, Doubt.UNREAD, typed)] if first else []


def _task_type(items: Sequence[Item], dated: set[int]) -> TaskType | None:
    """What the title's first word says that there is to do, `call`, `bel`, `mail`, or its last, `Jan bellen`."""
    cut = _cut(items, dated)
    title = [item for number, item in enumerate(items) if number not in cut and not isinstance(item, Piece)]
    verb = title and (title[0].means.get("type") or title[-1].means.get("last"))
    return TaskType(verb) if verb else None


def _settled(about: Sequence[Problem], assignees: Sequence[str]) -> set[str]:
    """The kinds of marks that say one thing."""
    several = any(problem.code is Doubt.SEVERAL for problem in about)
    return {kind for kind, one in (("priority", not several), ("person", len(assignees) == 1)) if one}


def _taken(text: str, items: Sequence[Item], dated: set[int], settled: set[str]) -> tuple[str, ...]:
    """What left the title for a field, as typed and in order: due moments, priority, people."""
    places: list[tuple[int, int]] = []
    before: Item | None = None
    for number, item in enumerate(items):
        if number in dated and isinstance(item, Piece):
            start = places.pop()[0] if places and isinstance(before, Piece) else item.start
            places.append((start, item.end))
        elif _kind(item) in settled and (_kind(item) == "person" or text[item.start : item.end].lower() in PRIORITIES):
            places.append((item.start, item.end))
        before = before if _kind(item) == "stop" else item if number in dated else None
    return tuple(" ".join(text[start:end].split()).rstrip(",.;:!?)") for start, end in places)


def _title(text: str, items: Sequence[Item], due: set[int]) -> tuple[str, list[Problem]]:
    """The text without marks and without the items that are the due moment."""
    cut = _cut(items, due)
    kept = [number for number in range(len(items)) if number not in cut]
    if len(kept) == 1 and _kind(items[kept[0]]) == "quoted":
        title = ESCAPED.sub(r"\1", text[items[kept[0]].start : items[kept[0]].end][1:-1])
    else:
        title = _joined(text, items, kept)
        if len(items) - 1 in cut:
            title = title[: len(title) - _dangling(title)]
    title = " ".join(title.split())
    title = title if bare(title) else ""
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
        if _kind(item) in MARKS or (_kind(item) == "stop" and number - 1 in cut):
            cut.add(number)
    return cut


def _joined(text: str, items: Sequence[Item], kept: Sequence[int]) -> str:
    """The kept items as typed, with a space where something was cut."""
    chunks = []
    for before, number in zip([-1, *kept], kept, strict=False):
        start, end = items[number].start, items[number].end
        together = before == number - 1 and before >= 0
        chunks.append(text[items[before].end : end] if together else f" {text[start:end]}")
    return "".join(chunks).strip()


def _typed(text: str, items: Sequence[Item], kind: str) -> list[str]:
    """The marks of that kind as typed, each once."""
    typed = [text[item.start : item.end] for item in items if _kind(item) == kind]
    return list({one.casefold(): one for one in reversed(typed)}.values())[::-1]


def _kind(item: Item) -> str:
    return "" if isinstance(item, Piece) else item.kind


def _priority(typed: Sequence[str]) -> tuple[Priority, list[Problem]]:
    known = [one for one in typed if one.lower() in PRIORITIES]
    unknown = [one for one in typed if one.lower() not in PRIORITIES]
    problems = [Problem(Field.PRIORITY, Doubt.UNKNOWN, " ".join(unknown))] if unknown else []
    meant = {PRIORITIES[one.lower()] for one in known}
    if len(meant) > 1:
        return Priority.NONE, [*problems, Problem(Field.PRIORITY, Doubt.SEVERAL, " ".join(known))]
    return next(iter(meant), Priority.NONE), problems


def _assignees(typed: Sequence[str]) -> tuple[tuple[str, ...], list[Problem]]:
    problems = [Problem(Field.ASSIGNEE, Doubt.SEVERAL, " ".join(typed))] if len(typed) > 1 else []
    return tuple(typed), problems
