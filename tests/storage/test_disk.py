"""A full disk is said, makes a process unready, and ends by itself once there is room (a real disk, for root)."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from blocks.errors import sentence
from csbot.cli.commands import app
from csbot.domain.errors import Busy, DiskFull
from csbot.i18n import words
from csbot.storage.disk import has_room
from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY, Office
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral
from tests.storage.small_disks import small_disk

PAGES = "PRAGMA max_page_count = {}"


@pytest.fixture
def crammed(sqlite_database: Database) -> Database:
    """A database whose one connection may not make the file larger, as on a full disk."""
    engine = open_engine(str(sqlite_database.engine.url), pool_size=1)
    with engine.connect() as connection:
        size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(PAGES.format(size))
    return Database(engine)


def fill(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("CREATE TABLE heap AS SELECT zeroblob(1000000)"))


def test_what_finds_no_room_is_a_full_disk_and_nothing_of_it_is_saved(crammed: Database) -> None:
    with pytest.raises(DiskFull):
        fill(crammed)
    assert crammed.is_full
    assert issubclass(DiskFull, Busy), "whoever waits for a busy database waits for a full one"
    with crammed.read() as connection:
        found = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'heap'"))
        assert found.scalar_one() == 0
    crammed.close()


def test_a_write_that_succeeds_ends_it(crammed: Database) -> None:
    with pytest.raises(DiskFull):
        fill(crammed)
    with crammed.read() as connection:
        connection.exec_driver_sql(PAGES.format(2**30))
    fill(crammed)
    assert not crammed.is_full
    crammed.close()


def test_after_a_failure_a_write_of_no_meaning_tries_whether_there_is_room(database: Database) -> None:
    database.is_full = True
    assert has_room(database)
    assert not database.is_full


def test_a_disk_without_a_mebibyte_is_full(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr("csbot.storage.disk.shutil.disk_usage", lambda _: usage._replace(free=1_000_000))
    assert not has_room(sqlite_database)
    monkeypatch.setattr("csbot.storage.disk.shutil.disk_usage", lambda _: usage._replace(free=2_000_000))
    assert has_room(sqlite_database)


def test_the_sentence_says_what_to_do() -> None:
    said = sentence(DiskFull(), words("en_US", "UTC"))
    assert said == "The disk of csbot's database is full. Nothing was saved. Please tell your csbot administrator."


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MiB with an empty database."""
    with small_disk(tmp_path / "disk", 8) as folder:
        yield folder


async def test_on_a_full_disk_a_click_is_told_and_the_process_is_not_ready_until_there_is_room(small: Path) -> None:
    engine = open_engine(f"sqlite:///{small / 'csbot.db'}")
    upgrade(engine)
    office = Office(Database(engine))
    kim = office.member("Kim")
    office.task(kim, due_on=MONDAY.date())
    rig = Rig(office)
    rig.bot.directory.has_met = True  # started, it would have asked Slack
    assert await rig.bot.readiness()
    card = await rig.type(kim, "today")
    done = card.button("task.complete")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # room that the log had
    heap = small / "heap"
    with heap.open("wb", buffering=0) as file, suppress(OSError):  # until nothing more fits
        while True:
            file.write(b"x" * 4096)
    try:
        told = await rig.press(kim, done, on_ephemeral())
        assert (
            told.words
            == "The disk of csbot's database is full. Nothing was saved. Please tell your csbot administrator."
        )
        assert not await rig.bot.readiness()
        assert rig.bot.readiness.reason == "the database's disk is full"
        added = CliRunner().invoke(
            app, ["people", "add", "ida@example.com"], env={"CSBOT_DATABASE_URL": f"sqlite:///{small / 'csbot.db'}"}
        )
        assert (added.exit_code, "Make room" in added.output) == (2, True), added.output
        heap.unlink()
        assert await rig.bot.readiness()
        assert "Call Acme" in (await rig.press(kim, done, on_ephemeral())).words
    finally:
        await rig.aclose()
        engine.dispose()


def test_a_backup_on_a_full_disk_leaves_nothing(small: Path, sqlite_url: str) -> None:
    (small / "heap").write_bytes(b"x" * (15 * 2**19))
    done = CliRunner().invoke(app, ["backup", str(small / "b.db")], env={"CSBOT_DATABASE_URL": sqlite_url})
    assert done.exit_code == 2
    assert "full" in done.output or "No space left" in done.output
    assert [one.name for one in small.iterdir()] == ["heap"]
