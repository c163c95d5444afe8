"""A workspace with two people, and a hand that imports CSV text into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from csbot.adapters.csv import CsvFile
from csbot.domain.imports import ImportReport, ImportRequest, Plan, Problem
from csbot.domain.properties import DateOrder
from csbot.domain.records import ObjectType
from csbot.domain.workspaces import Workspace
from csbot.services.imports import import_rows
from csbot.services.workspaces import sole_workspace
from csbot.storage.tables.history import changes
from csbot.storage.tables.people import members
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import Database

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PEOPLE = (("kim@acme.example", "Kim Larsen"), ("bo@acme.example", "Bo de Vries"), ("bo2@acme.example", "Bo de Vries"))


@dataclass
class Imported:
    """What an import reported."""

    report: ImportReport
    bad: list[Problem]
    passes: int = 0

    @property
    def counts(self) -> tuple[int, int, int, int]:
        tally = self.report.tally
        return tally.created, tally.updated, tally.unchanged, tally.bad

    @property
    def doubts(self) -> dict[str, list[int]]:
        """Code → lines, of rows and of the file."""
        found: dict[str, list[int]] = {problem.code.value: [] for problem in self.report.plan.doubts}
        for seen in self.report.tally.doubts.values():
            found.setdefault(seen.problem.code.value, []).extend(seen.lines)
        return found

    @property
    def bad_lines(self) -> list[tuple[int, str]]:
        return [(problem.line, problem.code.value) for problem in self.bad]


@dataclass
class Office:
    """Imports into one workspace and looks at what is there."""

    database: Database
    workspace: Workspace
    people: Mapping[str, int]
    file: Path
    pauses: list[float] = field(default_factory=list)

    def take(self, kind: ObjectType, text: str | bytes, encoding: str | None = None, **wishes: Any) -> Imported:
        self.file.write_bytes(text.encode() if isinstance(text, str) else text)
        watch = Watching()
        request = ImportRequest(kind, **wishes)
        report = import_rows(
            self.database, self.workspace, CsvFile(self.file, encoding), request, NOW, watch, self.pauses.append
        )
        return Imported(report, watch.bad, watch.passes)

    def rows(self, kind: ObjectType) -> list[Any]:
        table = RECORD_TABLES[kind]
        with self.database.read() as connection:
            return list(connection.execute(select(table).order_by(table.c.id)).all())

    def row(self, kind: ObjectType) -> Any:
        (row,) = self.rows(kind)
        return row

    def history(self) -> list[Any]:
        with self.database.read() as connection:
            return list(connection.execute(select(changes).order_by(changes.c.id)).all())


@dataclass
class Watching:
    bad: list[Problem] = field(default_factory=list)
    passes: int = 0
    done: int = 0

    def planned(self, plan: Plan, passes: int) -> None:
        self.passes = passes

    def found_bad(self, problem: Problem) -> None:
        self.bad.append(problem)

    def advanced(self, rows: int) -> None:
        self.done += rows


def furnish(database: Database, file: Path) -> Office:
    workspace = sole_workspace(database, NOW)
    common = {"workspace_id": workspace.id, "tz": "Europe/Copenhagen", "locale": "da_DK", "created_at": NOW}
    with database.write() as connection:
        connection.execute(insert(members), [{**common, "email": email, "name": name} for email, name in PEOPLE])
        ids = {row.email: row.id for row in connection.execute(select(members))}
    return Office(database, workspace, ids, file)


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return furnish(database, tmp_path / "file.csv")


@pytest.fixture
def small_office(sqlite_database: Database, tmp_path: Path) -> Office:
    """On SQLite only, for what no database decides."""
    return furnish(sqlite_database, tmp_path / "file.csv")


__all__ = ["NOW", "DateOrder", "Imported", "Office"]
