"""`csbot import`: a team's own data from CSV files (workspace I1).

Exit codes: 0 everything was imported, 1 some rows were bad, 2 nothing could be done.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from sqlalchemy.exc import OperationalError

from csbot.adapters.csv import CsvFile
from csbot.cli.failures import explain, fail
from csbot.cli.import_words import NOTHING, doubt_sentence, file_sentence, row_sentence, several, visible
from csbot.cli.objects import type_named
from csbot.cli.schema import open_current
from csbot.clock import Clock
from csbot.domain.errors import Busy, CsbotError, InDoubt
from csbot.domain.imports import ImportRefused, ImportReport, ImportRequest, Plan, Problem
from csbot.domain.properties import DateOrder, Link, Property
from csbot.domain.records import ObjectType
from csbot.services.imports import import_rows
from csbot.services.imports.runs import CHUNK_ROWS
from csbot.services.workspaces import sole_workspace
from csbot.settings import Settings

NAMED = 100  # bad rows of one kind
KINDS = {
    "companies": ObjectType.COMPANY,
    "contacts": ObjectType.CONTACT,
    "tasks": ObjectType.TASK,
    "meetings": ObjectType.MEETING,
    "activities": ObjectType.ACTIVITY,
}
What = Annotated[
    str, typer.Argument(metavar="OBJECT", help=f"What the rows are: {', '.join(KINDS)}, or an object of your own.")
]
File = Annotated[Path, typer.Argument(help="A CSV file with a heading.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")]
Strict = Annotated[bool, typer.Option("--strict", help="Write nothing if any row is bad.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="PROPERTY", help="Rows update the records that have the same value of it.")
]
Mappings = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADING=PROPERTY",
        help="What a column is; - leaves it out. HEADING#2 is the second of that heading.",
    ),
]
Order = Annotated[DateOrder | None, typer.Option("--date-order", help="How dates like 05/06/2026 are written.")]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Such as cp1252; UTF-8 need not be named.")]
WorkspaceNumber = Annotated[int | None, typer.Option("--workspace", help="Number of the workspace, if several.")]


def import_file(
    what: What,
    file: File,
    dry_run: DryRun = False,
    strict: Strict = False,
    by: By = None,
    mappings: Mappings = None,
    date_order: Order = None,
    encoding: Encoding = None,
    workspace: WorkspaceNumber = None,
) -> None:
    """Import companies, contacts, tasks, meetings, activities or your own objects.

    Columns are found by their headings: as HubSpot, Salesforce, Zoho,
    Pipedrive, Asana, Google and Outlook export them, in plain English,
    Danish or Dutch, or by the names of your own properties. A row
    whose Record ID (else domain or e-mail address) is known updates that
    record; an empty cell changes nothing. Bad rows are left out and named by
    their line.
    """
    chosen = overrides(mappings or ())
    screen = Screen()
    try:
        asked = partial(ImportRequest, overrides=chosen, by=by, date_order=date_order, dry_run=dry_run, strict=strict)
        report = run(CsvFile(file, encoding), what, asked, workspace, screen)
    except ImportRefused as error:
        fail(file_sentence(error.problem))
    except (Busy, KeyboardInterrupt) as error:
        stop(error, screen)
    except CsbotError as error:
        explain(error)
    except OperationalError as error:
        fail(f"the database does not answer: {error.orig}")
    screen.say_rest()
    say_doubts(report, screen)
    typer.echo(summary(report, what))
    if report.operation_id is not None:
        screen.say(f"To take it back, within a day: csbot undo-import {report.operation_id}")
    raise typer.Exit(1 if report.tally.bad else 0)


def run(
    source: CsvFile, what: str, asked: Callable[[ObjectType], ImportRequest], workspace: int | None, screen: "Screen"
) -> ImportReport:
    """Import into the sole or named workspace."""
    database, now = open_current(Settings()), Clock().now()
    try:
        found = sole_workspace(database, now, workspace)
        kind = type_named(database, found.id, what, KINDS)
        with screen:
            return import_rows(database, found, source, asked(kind), now, screen, time.sleep)
    finally:
        database.close()


def overrides(mappings: Sequence[str]) -> dict[str, str]:
    """`Heading=property` as a table; the last `=` counts, for headings may hold one."""
    found: dict[str, str] = {}
    for mapping in mappings:
        header, sign, word = mapping.rpartition("=")
        if not sign or not header.strip() or not word.strip():
            fail(f"--map {mapping!r}: write it as HEADING=PROPERTY. {NOTHING}")
        found[header.strip()] = word.strip()
    return found


@dataclass(slots=True)
class Screen:
    """Standard error during an import: bad rows as they are found, and a progress bar on a terminal."""

    console: Console = field(
        default_factory=lambda: Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    )
    done: int = 0
    bad: Counter[tuple[object, str]] = field(default_factory=Counter)
    _progress: Progress | None = None
    _bar: TaskID | None = None

    def __enter__(self) -> "Screen":
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def say(self, text: str) -> None:
        """One line, however long."""
        self.console.print(text, soft_wrap=True)

    def planned(self, plan: Plan, passes: int) -> None:
        """Say how the columns are read, and begin the bar."""
        pairs = ", ".join(f"{visible(found.header)} → {named(found.target)}" for found in plan.columns.fields)
        self.say(f"{counted(plan.rows)}. Columns: {pairs}.")
        if plan.columns.outdone:
            self.say(f"Left out, because a better column says the same: {several(plan.columns.outdone)}.")
        if plan.columns.more:
            self.say(f"Read where a better column is empty: {several([more.header for more in plan.columns.more])}.")
        if plan.columns.ignored:
            self.say(f"Not known, so left out: {several(plan.columns.ignored)}.")
        if self._progress is not None:
            self._bar = self._progress.add_task("Importing", total=plan.rows * passes)

    def found_bad(self, problem: Problem) -> None:
        """Name the row and what is wrong; what is wrong with many rows in the same way is counted."""
        kind = (problem.code, problem.header)
        self.bad[kind] += 1
        if self.bad[kind] <= NAMED:
            self.say(row_sentence(problem))

    def say_rest(self) -> None:
        """How many bad rows were not named."""
        for (_, header), count in self.bad.items():
            if count > NAMED:
                where = f"{visible(header)}: " if header else ""
                self.say(
                    f"{where}{count - NAMED:,} more rows are bad in the same way. Mend the first ones to see them."
                )

    def advanced(self, rows: int) -> None:
        """Move the bar."""
        self.done += rows
        if self._progress is not None and self._bar is not None:
            self._progress.advance(self._bar, rows)


def counted(rows: int) -> str:
    """How many rows, in words."""
    return "1 row" if rows == 1 else f"{rows:,} rows"


def named(target: Property | Link) -> str:
    """What a column is, for the list of columns."""
    own = isinstance(target, Property) and target.custom
    return f"{target.name} (your own)" if own else target.name


def stop(error: BaseException, screen: Screen) -> NoReturn:
    """The import ended early: chunks that were written stay."""
    why = "the database stayed busy" if isinstance(error, Busy) else "interrupted"
    doubt = f", and up to {CHUNK_ROWS} rows more may or may not be there" if isinstance(error, InDoubt) else ""
    fail(
        f"{why} after {counted(screen.done)}; what was imported until then stays{doubt}. "
        "The same command goes on from there if a column such as Record ID tells the rows apart."
    )


def say_doubts(report: ImportReport, screen: Screen) -> None:
    """What the user should know about what was imported."""
    for problem in report.plan.doubts:
        screen.say(f"Note: {doubt_sentence(problem)}")
    for seen in report.tally.doubts.values():
        screen.say(f"Note: {doubt_sentence(seen.problem, seen)}")


def summary(report: ImportReport, what: str) -> str:
    """The last line: counts, and whether they are facts."""
    tally = report.tally
    counts = f"{tally.created:,} new, {tally.updated:,} updated, {tally.unchanged:,} unchanged, {tally.bad:,} bad"
    if report.written:
        return f"Imported {what}: {counts}."
    if report.plan.request.dry_run:
        return f"Would import {what}: {counts}. Nothing was written."
    return f"Not imported, because --strict allows no bad row: {counts}. Nothing was written."
