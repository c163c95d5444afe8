"""A whole import is taken back, within a day, but for what was changed since (workspace I1)."""

from datetime import timedelta
from pathlib import Path

import pytest
import typer
from sqlalchemy import update
from typer.testing import CliRunner

from csbot.cli.import_undo import undo
from csbot.domain.errors import NotFound, UndoExpired
from csbot.domain.records import ObjectType
from csbot.services.imports import ImportUndone, undo_import
from csbot.services.imports import undo as undoing
from csbot.storage.tables.records import companies
from tests.imports.conftest import NOW, Office

FIRST = "Record ID,Company name,City\n1,Acme,Oslo\n2,Bolt,Aarhus\n"
SECOND = "Record ID,Company name,City\n2,Bolt ApS,\n3,Cirro,Delft\n"


def take_back(office: Office, operation_id: int | None, days: float = 0.5) -> ImportUndone:
    assert operation_id is not None
    later = NOW + timedelta(days=days)
    return undo_import(office.database, office.workspace.id, operation_id, later, office.pauses.append, lambda _: None)


def named(office: Office) -> dict[str, bool]:
    """Names, and whether they are live."""
    return {row.name: row.archived_at is None for row in office.rows(ObjectType.COMPANY)}


def test_what_it_made_goes_and_what_it_changed_is_as_before(office: Office) -> None:
    office.take(ObjectType.COMPANY, FIRST)
    second = office.take(ObjectType.COMPANY, SECOND).report.operation_id
    assert take_back(office, second) == ImportUndone(removed=1, restored=1)
    assert named(office) == {"Acme": True, "Bolt": True, "Cirro": False}
    assert [row.name_norm for row in office.rows(ObjectType.COMPANY)] == ["acme", "bolt", "cirro"]


def test_the_same_file_can_be_imported_again(office: Office) -> None:
    first = office.take(ObjectType.COMPANY, FIRST).report.operation_id
    take_back(office, first)
    assert office.take(ObjectType.COMPANY, FIRST).counts == (2, 0, 0, 0)


def test_a_record_that_was_changed_since_stays(office: Office) -> None:
    first = office.take(ObjectType.COMPANY, FIRST).report.operation_id
    office.take(ObjectType.COMPANY, "Record ID,City\n2,Odense\n")
    assert take_back(office, first) == ImportUndone(removed=1, kept=1)
    assert named(office) == {"Acme": False, "Bolt": True}


def test_the_second_time_changes_nothing(office: Office) -> None:
    first = office.take(ObjectType.COMPANY, FIRST).report.operation_id
    take_back(office, first)
    before = office.history()
    assert take_back(office, first) == ImportUndone(already=True)
    assert office.history() == before


def test_one_that_was_interrupted_goes_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "CHUNK_ROWS", 1)
    first = office.take(ObjectType.COMPANY, FIRST).report.operation_id
    assert first is not None
    started = undoing.ImportUndo(office.database, office.workspace.id, first, NOW)
    started.take_chunk()
    assert named(office) == {"Acme": False, "Bolt": True}
    assert take_back(office, first) == ImportUndone(removed=2)
    assert named(office) == {"Acme": False, "Bolt": False}


def test_a_record_that_a_file_names_twice_gets_its_first_value_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csbot.services.imports.runs.CHUNK_ROWS", 1)
    office.take(ObjectType.COMPANY, FIRST)
    twice = office.take(ObjectType.COMPANY, "Record ID,City\n1,Delft\n1,Gouda\n").report.operation_id
    assert take_back(office, twice) == ImportUndone(restored=1)
    assert [row.city for row in office.rows(ObjectType.COMPANY)] == ["Oslo", "Aarhus"]


def test_after_a_day_it_stays(office: Office) -> None:
    first = office.take(ObjectType.COMPANY, FIRST).report.operation_id
    with pytest.raises(UndoExpired):
        take_back(office, first, days=1)
    assert named(office) == {"Acme": True, "Bolt": True}


def test_another_workspaces_import_is_not_there(office: Office) -> None:
    first = office.take(ObjectType.COMPANY, FIRST).report.operation_id
    assert first is not None
    with pytest.raises(NotFound):
        undo_import(office.database, office.workspace.id + 1, first, NOW, office.pauses.append, lambda _: None)


def test_the_command_says_what_it_did(
    office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", database_url)
    monkeypatch.setattr("csbot.clock.Clock.now", lambda _: NOW)
    app = typer.Typer()
    app.command()(undo)
    first = office.take(ObjectType.COMPANY, FIRST).report.operation_id
    with office.database.write() as connection:
        connection.execute(update(companies).where(companies.c.name == "Bolt").values(version=2))
    done = CliRunner().invoke(app, [str(first)])
    counted = "1 deleted, 0 restored. 1 stay as they are, because somebody changed them since."
    assert (done.exit_code, done.stdout) == (0, f"Import {first} is taken back: {counted}\n")
    again = CliRunner().invoke(app, [str(first)])
    assert again.stdout == f"Import {first} was taken back before; nothing was changed.\n"
    missing = CliRunner().invoke(app, ["99"])
    assert (missing.exit_code, missing.stderr) == (2, "csbot: there is no import 99. Nothing was changed.\n")


def test_the_last_activity_of_companies_and_contacts_follows_imported_ones_and_their_undo(office: Office) -> None:
    office.take(ObjectType.COMPANY, "Record ID,Company name\n1,Acme\n2,Bolt\n")
    office.take(ObjectType.CONTACT, "Record ID,First name,Email\n7,Ann,ann@acme.example\n")
    heading = "Activity type,Activity date,Associated Contact,Associated Company\n"

    def last(kind: ObjectType) -> list[str]:
        return [str(row.last_activity_at or "never")[:10] for row in office.rows(kind)]

    first = office.take(ObjectType.ACTIVITY, f"{heading}Call,2026-11-10 12:00,,Acme\nCall,2026-11-12 12:00,,Acme\n")
    with_ann = f"{heading}Note,2026-11-20 12:00,Ann,Acme\nNote,2026-11-11 12:00,Ann,Acme\n"
    then = office.take(ObjectType.ACTIVITY, with_ann)
    assert (last(ObjectType.COMPANY), last(ObjectType.CONTACT)) == (["2026-11-20", "never"], ["2026-11-20"])
    take_back(office, then.report.operation_id)
    assert (last(ObjectType.COMPANY), last(ObjectType.CONTACT)) == (["2026-11-12", "never"], ["never"])
    take_back(office, first.report.operation_id)
    assert last(ObjectType.COMPANY) == ["never", "never"]
    assert {row.version for row in office.rows(ObjectType.COMPANY)} == {1}
