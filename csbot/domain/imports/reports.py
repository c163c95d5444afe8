"""What is asked of an import, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from csbot.domain.imports.columns import Columns
from csbot.domain.imports.problems import Doubt, Problem
from csbot.domain.properties import DateOrder, Property
from csbot.domain.records import ObjectType

LINES_KEPT = 5
TEXTS_KEPT = 20


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How a file is to be imported (workspace I1).

    `overrides`: heading → property, `-` to leave the column out; `by`: the property that says which record a row is;
    `strict`: nothing is written when any row is bad.
    """

    kind: ObjectType
    overrides: Mapping[str, str] = field(default_factory=dict)
    by: str | None = None
    date_order: DateOrder | None = None
    dry_run: bool = False
    strict: bool = False


@dataclass(slots=True)
class DoubtCount:
    """A doubt that rows share: its first lines, the first of what was found there, and how many there are."""

    problem: Problem
    lines: list[int] = field(default_factory=list)
    texts: dict[str, None] = field(default_factory=dict)
    count: int = 0
    is_cut: bool = False  # there are other texts, too


@dataclass(slots=True)
class Tally:
    """Counts of rows, and the doubts about those that were imported, told apart by what they are about."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: int = 0
    doubts: dict[tuple[Doubt, str], DoubtCount] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + self.bad

    def doubt(self, problem: Problem) -> None:
        """Count a doubt; one of a kind about a column is said once, with the first lines and texts."""
        seen = self.doubts.setdefault((Doubt(problem.code), problem.header), DoubtCount(problem))
        seen.count += 1
        if problem.line and len(seen.lines) < LINES_KEPT:
            seen.lines.append(problem.line)
        if problem.text in seen.texts or len(seen.texts) < TEXTS_KEPT:
            seen.texts[problem.text] = None
        else:
            seen.is_cut = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known before the first row is written. `rows`: how many there are."""

    request: ImportRequest
    columns: Columns
    key: Property | None
    rows: int
    doubts: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import. `written`: whether the counts are facts, or what would have been."""

    plan: Plan
    tally: Tally
    written: bool
    operation_id: int | None
