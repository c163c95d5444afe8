"""An import beside a serving process and beside itself: it waits, and nothing is there twice (workspace I1)."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from csbot.domain.errors import Busy
from csbot.domain.records import ObjectType
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database
from tests.imports.conftest import Office

ROWS = "Email,Name\n" + "".join(f"p{n}@x.example,P {n}\n" for n in range(1200))


def beside(office: Office, work: Callable[[Office], Any], tmp_path: Path) -> threading.Thread:
    """Runs `work` with connections of its own, as another process would."""
    other = Database(open_engine(office.database.engine.url.render_as_string(hide_password=False)))

    def run() -> None:
        work(replace(office, database=other, file=tmp_path / "other.csv"))
        other.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_two_imports_at_once_add_nobody_twice(office: Office, tmp_path: Path) -> None:
    twin = beside(office, lambda theirs: theirs.take(ObjectType.CONTACT, ROWS), tmp_path)
    done = office.take(ObjectType.CONTACT, ROWS)
    twin.join()
    emails = [row.email for row in office.rows(ObjectType.CONTACT)]
    assert len(emails) == len(set(emails)) == 1200
    assert sum(done.counts[:3]) == 1200


def test_a_busy_database_is_waited_for(small_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("csbot.storage.unit_of_work.WAIT_MS", 1)
    with small_office.database.write(), ThreadPoolExecutor(1) as elsewhere, pytest.raises(Busy):
        elsewhere.submit(small_office.take, ObjectType.CONTACT, ROWS).result()
    assert sum(small_office.pauses) > 30
    assert small_office.rows(ObjectType.CONTACT) == []
    assert small_office.take(ObjectType.CONTACT, ROWS).counts == (1200, 0, 0, 0)
