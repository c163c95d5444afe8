"""The whole of an import: survey, then chunks of one short transaction each."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Protocol, TypeVar

from csbot.domain.data_sources import IMPORTS_HOLD_FOR, SourceKind
from csbot.domain.errors import InDoubt, Transient
from csbot.domain.imports import (
    Columns,
    Doubt,
    Draft,
    FileProblem,
    ImportReport,
    ImportRequest,
    People,
    Plan,
    Problem,
    RowReader,
    SourceRow,
    Survey,
    Tally,
    choose_key,
    match_columns,
    refuse,
)
from csbot.domain.records import ObjectType
from csbot.domain.workspaces import Workspace
from csbot.services.imports.chunks import ChunkPlanner, Memory, Outcome
from csbot.services.properties import PropertyService
from csbot.storage import activities as stored_activities
from csbot.storage import data_sources
from csbot.storage import imports as stored
from csbot.storage.unit_of_work import Database, UnitOfWork

CHUNK_ROWS = 500  # one transaction each, under 200 ms, so that a serving process hardly waits
WAITS_S = (0.05, 0.1, 0.2, 0.5, 1, 1, 2, 2, 5, 5, 10, 10, 10, 10)  # after a busy answer; about a minute
Pause = Callable[[float], None]
T = TypeVar("T")


class RowSource(Protocol):
    """A file as rows, read as often as needed. Raises `ImportRefused` where it cannot be read."""

    @property
    def headers(self) -> Sequence[str]: ...

    @property
    def delimiter(self) -> str: ...

    def doubts(self) -> list[Problem]:
        """What is doubtful about the file itself."""
        ...

    def rows(self) -> Iterator[SourceRow]:
        """All rows, from the first on."""
        ...


class Watch(Protocol):
    """Who wants to know how far an import is."""

    def planned(self, plan: Plan, passes: int) -> None:
        """Before the first row; the rows are read in `passes` passes."""
        ...

    def found_bad(self, problem: Problem) -> None:
        """A row is bad; called once for each problem of it."""
        ...

    def advanced(self, rows: int) -> None:
        """So many more rows are done with."""
        ...


def import_rows(
    database: Database,
    workspace: Workspace,
    source: RowSource,
    request: ImportRequest,
    now: datetime,
    watch: Watch,
    pause: Pause,
) -> ImportReport:
    """Import a file's rows: new records, or changes in those that its key column finds; all in one operation.

    A row with anything wrong is left out whole and told to `watch`. Empty cells change nothing. Raises `ImportRefused`
    before anything is written, and `Busy` when the database stayed busy for about a minute: what is written stays.
    """
    with database.read() as connection:
        own = PropertyService(UnitOfWork(connection, workspace.id), now).list_own(request.kind)
    columns = match_columns(request.kind, source.headers, request.overrides, [one.property for one in own])
    key = choose_key(columns, request.by)
    survey = Survey(columns, workspace.tz, source.delimiter == ";", request.date_order, workspace.currency)
    total = _see_all(source, survey)
    doubts = [*source.doubts(), *survey.doubts(), *_column_doubts(columns, key is None)]
    plan = Plan(request, columns, key, total, tuple(doubts))
    with database.read() as connection:
        people = People(stored.list_people(connection, workspace.id))
    reader = RowReader(columns, survey.readings(), workspace.tz, people, survey.shapes)
    checks_first = request.strict and not request.dry_run
    watch.planned(plan, 2 if checks_first else 1)
    if checks_first or request.dry_run:
        rehearsal = Run(database, workspace.id, plan, reader, now, watch, pause, writes=False)
        rehearsal.take_all(source)
        if request.dry_run or rehearsal.tally.bad:
            return ImportReport(plan, rehearsal.tally, written=False, operation_id=None)
    run = Run(database, workspace.id, plan, reader, now, watch, pause, writes=True)
    run.take_all(source)
    with database.write() as connection:
        uow = UnitOfWork(connection, workspace.id)
        data_sources.succeed(uow, SourceKind.IMPORT, request.kind, now, IMPORTS_HOLD_FOR)
    return ImportReport(plan, run.tally, written=True, operation_id=run.operation_id)


@dataclass(slots=True)
class Run:
    """One pass over the rows, writing or rehearsing."""

    database: Database
    workspace_id: int
    plan: Plan
    reader: RowReader
    now: datetime
    watch: Watch
    pause: Pause
    writes: bool
    tally: Tally = field(default_factory=Tally)
    memory: Memory = field(default_factory=Memory)
    operation_id: int | None = None

    def take_all(self, source: RowSource) -> None:
        """Take every row."""
        planner = ChunkPlanner(self.plan, self.memory, self.now, rehearsal=not self.writes)
        rows = source.rows()
        while chunk := list(islice(rows, CHUNK_ROWS)):
            self._take(planner, chunk)
            self.watch.advanced(len(chunk))

    def _take(self, planner: ChunkPlanner, rows: Sequence[SourceRow]) -> None:
        drafts: list[Draft] = []
        problems: list[Problem] = []
        for row in rows:
            draft = self.reader.read(row)
            if isinstance(draft, Draft):
                drafts.append(draft)
            else:
                problems += draft
        outcome = Outcome()
        if drafts:
            outcome, self.operation_id = patiently(lambda: self._write(planner, drafts), self.pause)
        self.memory.keys |= outcome.keys
        self.memory.claims |= outcome.claims
        self._count(outcome, sorted((*problems, *outcome.problems), key=lambda problem: problem.line))

    def _write(self, planner: ChunkPlanner, drafts: Sequence[Draft]) -> tuple[Outcome, int | None]:
        with self._transaction() as uow:
            outcome = planner.plan(uow, drafts)
            if not self.writes:
                return outcome, None
            kind, changed = self.plan.request.kind, outcome.changed()
            operation_id = stored.write(uow, kind, self.operation_id, self.now, outcome.new, changed, outcome.others)
            if kind is ObjectType.ACTIVITY:
                rows = (*outcome.new, *({**old, **after} for old, after in outcome.after))
                stored_activities.follow_import(uow, stored_activities.moments_of(rows))
            return outcome, operation_id

    @contextmanager
    def _transaction(self) -> Iterator[UnitOfWork]:
        with (self.database.write if self.writes else self.database.read)() as connection:
            yield UnitOfWork(connection, self.workspace_id)

    def _count(self, outcome: Outcome, problems: Sequence[Problem]) -> None:
        tally = self.tally
        tally.created += outcome.created
        tally.updated += outcome.updated
        tally.unchanged += outcome.unchanged
        tally.bad += len({problem.line for problem in problems})
        for doubt in outcome.doubts:
            tally.doubt(doubt)
        for problem in problems:
            self.watch.found_bad(problem)


def _see_all(source: RowSource, survey: Survey) -> int:
    total = 0
    for row in source.rows():
        total += 1
        if row.problem is None:
            survey.see(row.cells)
    if not total:
        raise refuse(FileProblem.NO_ROWS)
    return total


def _column_doubts(columns: Columns, no_key: bool) -> Iterator[Problem]:
    if no_key:
        yield Problem(Doubt.NO_KEY_COLUMN)
    if columns.kind is ObjectType.TASK and columns.find("owner") is None:
        yield Problem(Doubt.NO_OWNER_COLUMN)
    if columns.has_turnover:
        yield Problem(Doubt.TURNOVER_AS_ARR, header=next(f.header for f in columns.fields if f.target.name == "arr"))


def patiently(attempt: Callable[[], T], pause: Pause) -> T:
    """The attempt's answer, tried again for about a minute while the database is busy; then raises `Busy`.

    `InDoubt` is raised at once: rows that may be there and have no key would come twice.
    """
    for wait in WAITS_S:
        try:
            return attempt()
        except InDoubt:
            raise
        except Transient:
            pause(wait)
    return attempt()
