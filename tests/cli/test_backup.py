"""`csbot backup` and `csbot restore`: whole or not at all, and the old file is never lost."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from csbot.cli.commands import app
from csbot.storage import private_files
from csbot.storage.engine import open_engine
from csbot.storage.migrations import is_current
from csbot.storage.sqlite_copies import free_name
from csbot.storage.unit_of_work import Database
from tests.builders import Office
from tests.conftest import opened


@pytest.fixture
def file(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that commands mean."""
    monkeypatch.setenv("CSBOT_DATABASE_URL", sqlite_url)
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def office(file: Path) -> Iterator[Office]:
    """A csbot that runs on it."""
    for database in opened(f"sqlite:///{file}"):
        yield Office(database)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def people_in(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM member ORDER BY id")]


def test_a_backup_is_one_whole_file_that_only_its_owner_reads(office: Office, tmp_path: Path) -> None:
    office.member("Kim")
    copied = tmp_path / "backup.db"
    done = run("backup", copied)
    assert done.exit_code == 0, done.output
    assert people_in(copied) == ["Kim"], "what is still in the log beside the database is in the copy"
    assert copied.stat().st_mode & 0o077 == 0
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("backup")] == ["backup.db"]
    with closing(sqlite3.connect(copied)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    engine = open_engine(f"sqlite:///{copied}")
    assert is_current(engine)
    engine.dispose()


def test_a_backup_beside_writers_holds_nobody_up_and_is_of_one_moment(office: Office, tmp_path: Path) -> None:
    """Each transaction adds two people: a copy with an odd number would be of no moment."""
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with office.services() as services:
                for name in ("left", "right"):
                    services.members.add(
                        f"{name}{threading.get_ident()}{len(services.members.list())}@a.b", {"name": name}
                    )

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(5):
        assert run("backup", tmp_path / f"{number}.db").exit_code == 0
    stop.set()
    writer.join()
    counts = [len(people_in(tmp_path / f"{number}.db")) for number in range(5)]
    assert [count % 2 for count in counts] == [0] * 5
    assert len(people_in(tmp_path / "4.db")) <= len(people_in(Path(office.database.engine.url.database or "")))


def test_a_file_that_is_there_is_replaced_only_when_asked_to(office: Office, tmp_path: Path) -> None:
    there = tmp_path / "backup.db"
    there.write_text("mine")
    refused = run("backup", there)
    assert (refused.exit_code, there.read_text()) == (2, "mine")
    assert "--force" in refused.output
    assert run("backup", "--force", there).exit_code == 0
    assert people_in(there) == []


def test_only_a_file_is_replaced_by_a_backup(office: Office, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run("backup", "--force", pipe).exit_code == 2
    assert pipe.is_fifo()


def test_what_was_kept_is_kept_whatever_is_restored_in_the_same_second(tmp_path: Path) -> None:
    wanted = tmp_path / "csbot.db.before-x"
    found = []
    for _ in range(3):
        found.append(free_name(str(wanted)).name)
        (tmp_path / found[-1]).touch()
    assert found == ["csbot.db.before-x", "csbot.db.before-x-1", "csbot.db.before-x-2"]


def test_the_database_is_no_backup_of_itself(file: Path) -> None:
    done = run("restore", "--force", file)
    assert done.exit_code == 2
    assert "is the database itself" in " ".join(done.output.split())
    assert list(file.parent.glob("*.before-*")) == []


def test_what_is_no_file_is_no_backup(file: Path, tmp_path: Path) -> None:
    done = run("restore", "--force", tmp_path)
    assert done.exit_code == 2
    assert "is no file" in " ".join(done.output.split())


def test_the_database_is_no_place_for_its_backup(office: Office, file: Path) -> None:
    office.member("Kim")
    done = run("backup", "--force", file)
    assert done.exit_code == 2
    assert people_in(file) == ["Kim"]


def test_a_backup_that_fails_leaves_the_one_before(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.member("Kim")
    copied = tmp_path / "backup.db"
    assert run("backup", copied).exit_code == 0

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_files, "sync", full)
    done = run("backup", "--force", copied)
    assert done.exit_code == 2
    assert "No space left on device" in done.output
    assert people_in(copied) == ["Kim"]
    assert not copied.with_name("backup.db.part").exists()


def test_what_was_backed_up_comes_back_and_what_was_there_is_kept(file: Path, tmp_path: Path) -> None:
    copied = tmp_path / "backup.db"
    for database in opened(f"sqlite:///{file}"):
        Office(database).member("Kim")
        assert run("backup", copied).exit_code == 0
        Office(database).member("Lee")
    done = run("restore", "--force", copied)
    assert done.exit_code == 0, done.output
    assert people_in(file) == ["Kim"]
    (kept,) = file.parent.glob(f"{file.name}.before-*Z")
    assert people_in(kept) == ["Kim", "Lee"]
    assert kept.name in done.output.replace("\n", "")
    assert people_in(copied) == ["Kim"], "the backup stays"


def test_where_nothing_is_a_backup_is_restored_without_more_words(file: Path, tmp_path: Path) -> None:
    copied = tmp_path / "backup.db"
    assert run("backup", copied).exit_code == 0
    file.unlink()
    assert run("restore", copied).exit_code == 0
    assert people_in(file) == []
    assert list(file.parent.glob("*.before-*")) == []


def test_a_database_that_is_there_is_not_replaced_unasked(file: Path, tmp_path: Path) -> None:
    copied = tmp_path / "backup.db"
    assert run("backup", copied).exit_code == 0
    done = run("restore", copied)
    assert done.exit_code == 2
    assert "--force" in done.output


def test_nothing_is_restored_under_a_csbot_that_runs(office: Office, file: Path, tmp_path: Path) -> None:
    copied = tmp_path / "backup.db"
    assert run("backup", copied).exit_code == 0
    kim = office.member("Kim")
    done = run("restore", "--force", copied)
    assert done.exit_code == 2
    assert "Stop csbot first" in done.output
    assert office.task(kim), "it goes on"
    assert people_in(file) == ["Kim"]
    assert {one.name for one in file.parent.glob(f"{file.name}.*")} <= {f"{file.name}.serving"}


@pytest.mark.parametrize("damage", [b"no database any more", b"SQLite format 3\x00" + b"x" * 5000])
def test_a_damaged_database_is_replaced_and_kept(file: Path, tmp_path: Path, damage: bytes) -> None:
    copied = tmp_path / "backup.db"
    assert run("backup", copied).exit_code == 0
    file.write_bytes(damage)
    assert run("restore", "--force", copied).exit_code == 0
    (kept,) = file.parent.glob(f"{file.name}.before-*Z")
    assert kept.read_bytes() == damage
    assert people_in(file) == []


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"x" * 5000])
def test_what_is_no_backup_is_refused(file: Path, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)
    done = run("restore", "--force", other)
    assert done.exit_code == 2
    assert "Nothing was restored" in done.output
    assert people_in(file) == []


def test_a_strangers_database_is_refused(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE something (id)")
        connection.commit()
    assert "is no backup of csbot" in run("restore", "--force", other).output


def test_a_newer_versions_backup_is_refused(file: Path, tmp_path: Path) -> None:
    copied = tmp_path / "backup.db"
    assert run("backup", copied).exit_code == 0
    with closing(sqlite3.connect(copied)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")
        connection.commit()
    assert "was written by a newer csbot" in run("restore", "--force", copied).output


def test_for_postgresql_its_own_tool_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", "postgresql://kim:secret@localhost/csbot")
    done = run("restore", "file.db")
    assert done.exit_code == 2
    assert "docs/how-to/backup.md" in done.output
    assert "secret" not in done.output


def test_a_new_database_can_be_opened_where_the_old_one_was(file: Path, tmp_path: Path) -> None:
    copied = tmp_path / "backup.db"
    assert run("backup", copied).exit_code == 0
    assert run("restore", "--force", copied).exit_code == 0
    database = Database(open_engine(f"sqlite:///{file}"))
    Office(database).member("Lee")
    database.close()
    assert people_in(file) == ["Lee"]
