"""Rows of a file as drafts of records: typed values by column, owner found, links as texts."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from csbot.domain.imports.columns import Columns, Field
from csbot.domain.imports.people import People
from csbot.domain.imports.problems import Doubt, Problem, RowProblem
from csbot.domain.imports.shapes import Shapes
from csbot.domain.properties import (
    BadValue,
    DateStyle,
    Link,
    Property,
    PropertyType,
    Reading,
    Value,
    ValueNote,
    ValueProblem,
    take,
)
from csbot.domain.properties.values import UNPRINTABLE, tidy_id
from csbot.domain.records import norm

# White space is none; what NUL is, `read` says. Marks of direction and joiners stand in names and emoji.
CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
ID_MARKS = re.compile(r"[;,]")
MORE = ":::"  # between several values, in contacts from Google
ONE_OF_SEVERAL = (PropertyType.EMAIL, PropertyType.PHONE, PropertyType.URL)
SHARED_HOSTS = frozenset({  # pages there say nothing about whose domain it is
    "facebook.com", "google.com", "instagram.com", "linkedin.com", "tiktok.com", "twitter.com", "x.com", "youtube.com",
})  # fmt: skip
NOTES = {
    ValueNote.EMPTY: Doubt.NO_VALUE,
    ValueNote.SKIPPED_TIME: Doubt.SKIPPED_TIME,
    ValueNote.REPEATED_TIME: Doubt.REPEATED_TIME,
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as a file gives it; `line` is where it starts. `problem`: why it could not be split into cells."""

    line: int
    cells: Sequence[str] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class LinkText:
    """Which record a row names for a link: ids of the CRM, then names, domains or e-mail addresses."""

    header: str
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def singly(self) -> list["LinkText"]:
        """Each of the records alone: by its id, or where there are none by its name."""
        if self.ids:
            return [replace(self, ids=(one,), names=()) for one in self.ids]
        return [replace(self, names=(one,)) for one in self.names]


@dataclass(frozen=True, slots=True)
class Draft:
    """A row that can be read. `values`: by database column, empty cells left out, None where a value ends another.

    `links`: by database column, `more`: what other columns name beside them. `derived`:
    columns whose values another column gave, which fill what is empty only.
    """

    line: int
    values: Mapping[str, Value | None]
    links: Mapping[str, LinkText]
    doubts: tuple[Problem, ...] = ()
    derived: tuple[str, ...] = ()
    more: Mapping[str, tuple[LinkText, ...]] = field(default_factory=dict)

    def doubting(self, code: Doubt, header: str) -> "Draft":
        """The draft with one more doubt about its row."""
        return replace(self, doubts=(*self.doubts, Problem(code, self.line, header)))

    def over(self, earlier: "Draft") -> "Draft":
        """The draft of both rows; where both have a value, this one's."""
        return replace(
            self,
            values={**earlier.values, **self.values},
            links={**earlier.links, **self.links},
            more={**earlier.more, **self.more},
            doubts=(*earlier.doubts, *self.doubts),
        )


class RowReader:
    """Reads rows of one file. `shapes`: what its columns look like."""

    def __init__(
        self, columns: Columns, readings: Mapping[int, Reading], tz: str, people: People, shapes: Shapes
    ) -> None:
        self._columns = columns
        self._readings = readings
        self._default = Reading(DateStyle(tz))
        self._people = people
        self._shapes = shapes
        self._fillers: dict[str, list[Field]] = defaultdict(list)
        for more in columns.more:
            self._fillers[more.target.name].append(more)

    def read(self, row: SourceRow) -> Draft | list[Problem]:
        """The draft, or everything that is wrong with the row."""
        if row.problem is not None:
            return [row.problem]
        values: dict[str, Value | None] = {}
        links: dict[str, LinkText] = {}
        doubts: list[Problem] = []
        problems: list[Problem] = []
        if ragged := self._ragged(row):
            if ragged.code is RowProblem.RAGGED:
                return [ragged]
            doubts.append(ragged)
        for better in self._columns.fields:
            field, text = self._filled(better, row)
            if not text:
                continue
            text = _first(field, text, row.line, doubts)
            if control := CONTROL.search(text):
                problems.append(Problem(RowProblem.CONTROL_CHARACTER, row.line, field.header, code_point(control[0])))
                continue
            try:
                if isinstance(field.target, Link):
                    links[field.target.column] = _linked(field, text, links.get(field.target.column))
                elif field.target.type is PropertyType.USER:
                    self._own(field.target, field, text, row.line, values, doubts)
                else:
                    values.update(self._typed(field.target, field, text, row.line, doubts))
            except BadValue as error:
                left_out = error.problem is ValueProblem.OTHER_CURRENCY
                code = Doubt.OTHER_CURRENCY if left_out else error.problem
                if not field.derived:
                    found = Problem(code, row.line, field.header, error.text, error.limit)
                    (doubts if left_out else problems).append(found)
        more = self._more_links(row, links, problems)
        derived = tuple(f.target.column for f in self._columns.fields if f.derived and f.target.column in values)
        return problems or Draft(row.line, values, links, tuple(doubts), derived, more)

    def _ragged(self, row: SourceRow) -> Problem | None:
        """What is wrong or doubtful about the number of cells."""
        width = self._columns.width
        if len(row.cells) >= width and not any(row.cells[width:]):
            return None
        if len(row.cells) < width and self._shapes.fit(row.cells):
            return Problem(Doubt.SHORT_ROW, row.line, detail=width)
        return Problem(RowProblem.RAGGED, row.line, text=str(len(row.cells)), detail=width)

    def _filled(self, better: Field, row: SourceRow) -> tuple[Field, str]:
        """The column of a property that says something in the row, and what."""
        if text := _cell(row, better):
            return better, text
        others = () if isinstance(better.target, Link) else self._fillers.get(better.target.name, ())
        return next(((other, text) for other in others if (text := _cell(row, other))), (better, ""))

    def _more_links(
        self, row: SourceRow, links: dict[str, LinkText], problems: list[Problem]
    ) -> dict[str, tuple[LinkText, ...]]:
        """By database column, records that columns name beside the better ones; the first where those name none."""
        found: dict[str, tuple[LinkText, ...]] = {}
        for other in self._columns.more:
            text = _cell(row, other)
            if not isinstance(other.target, Link) or not text:
                continue
            try:
                named, column = _linked(other, text, None), other.target.column
            except BadValue as error:
                problems.append(Problem(error.problem, row.line, other.header, error.text, error.limit))
                continue
            if column not in links:
                links[column] = named
                continue
            known = {norm(one) for one in (*links[column].ids, *links[column].names)}
            ids, names = (tuple(one for one in some if norm(one) not in known) for some in (named.ids, named.names))
            if ids or names:
                found[column] = (*found.get(column, ()), replace(named, ids=ids, names=names))
        return found

    def _typed(
        self, prop: Property, field: Field, text: str, line: int, doubts: list[Problem]
    ) -> dict[str, Value | None]:
        value = self._taken(prop, field, text, line, doubts)
        if value is None or (field.derived and value in SHARED_HOSTS):
            return {}
        if prop.date_column is None:
            return {prop.column: value}
        has_time = isinstance(value, datetime)
        return {prop.column: value if has_time else None, prop.date_column: None if has_time else value}

    def _taken(self, prop: Property, field: Field, text: str, line: int, doubts: list[Problem]) -> Value | None:
        taken = take(prop, text, self._readings.get(field.index, self._default))
        if taken.note is not None and not field.derived:
            doubts.append(Problem(NOTES[taken.note], line, field.header, text))
        return taken.value

    def _own(
        self, prop: Property, field: Field, text: str, line: int, values: dict[str, Value | None], doubts: list[Problem]
    ) -> None:
        who = self._taken(prop, field, text, line, doubts)
        found = None if who is None else self._people.find(str(who))
        if isinstance(found, Doubt):
            doubts.append(Problem(found, line, field.header, text))
        elif found is not None:
            values[prop.column] = found


def code_point(character: str) -> str:
    """`U+001B`."""
    return f"U+{ord(character):04X}"


def key_of(column: str, values: Mapping[str, Value | None]) -> str | None:
    """The value by which a row finds its record; names are compared by `norm`."""
    value = values.get(column)
    if value is None:
        return None
    return norm(str(value)) if column == "name" else str(value)


def _cell(row: SourceRow, field: Field) -> str:
    return row.cells[field.index].strip() if field.index < len(row.cells) else ""


def _first(field: Field, text: str, line: int, doubts: list[Problem]) -> str:
    """The first of several addresses or numbers, an amount with the currency of its heading."""
    if field.currency and text[-1].isdecimal():
        return f"{text} {field.currency}"
    if MORE not in text or isinstance(field.target, Link) or field.target.type not in ONE_OF_SEVERAL:
        return text
    first, _, more = (part.strip() for part in text.partition(MORE))
    doubts.append(Problem(Doubt.MORE_VALUES, line, field.header, more))
    return first


def _linked(field: Field, text: str, known: LinkText | None) -> LinkText:
    if UNPRINTABLE.search(text):
        raise BadValue(ValueProblem.UNPRINTABLE, text)
    found = known or LinkText(field.header)
    if isinstance(field.target, Link) and field.target.by_id:
        return replace(found, ids=tuple(tidy_id(part.strip()) for part in ID_MARKS.split(text) if part.strip()))
    return replace(found, names=tuple(part.strip() for part in text.split(";") if part.strip()))
