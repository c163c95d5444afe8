"""What is asked of an import, and what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from csbot.domain.imports.columns import Columns
from csbot.domain.imports.problems import Doubt, Problem
from csbot.domain.properties import DateOrder, Property
from csbot.domain.records import ObjectType

LINES_KEPT = 5
DOUBTS_KEPT = 1000


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
    """A doubt that rows share: its first lines and how many there are."""

    problem: Problem
    lines: list[int]
    count: int = 0


@dataclass(slots=True)
class Tally:
    """Counts of rows, and the doubts about those that were imported, told apart by what they are about."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: int = 0
    doubts: dict[tuple[Doubt, str, str], DoubtCount] = field(default_factory=dict)
    unlisted: Counter[Doubt] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + self.bad

    def doubt(self, problem: Problem) -> None:
        """Count a doubt; beyond a thousand different ones only their kind is kept."""
        code = Doubt(problem.code)
        key = (code, problem.header, problem.text)
        if key not in self.doubts and len(self.doubts) >= DOUBTS_KEPT:
            self.unlisted[code] += 1
            return
        seen = self.doubts.setdefault(key, DoubtCount(problem, []))
        seen.count += 1
        if problem.line and len(seen.lines) < LINES_KEPT:
            seen.lines.append(problem.line)


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
