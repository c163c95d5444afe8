"""The commands of docs/how-to/backup.md for PostgreSQL, run as they stand there."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import URL, make_url

from csbot.storage.engine import open_engine
from csbot.storage.migrations import is_current
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import Database
from tests.builders import Office
from tests.postgres import drop_database
from tests.postgres_keeper import package_folder

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "backup.md"
RESTORED = "csbot_restored"


def commands(tool: str) -> list[str]:
    """The page's lines that begin with it."""
    return re.findall(rf"^{tool} .*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def restored(postgresql_url: str, postgres_server_url: str, run_id: str) -> Iterator[URL]:
    """Where the page restores to, under a name of this run's own."""
    name = f"{run_id}-{RESTORED}"
    yield make_url(postgresql_url).set(database=name)
    drop_database(postgres_server_url, name)


def test_a_dump_is_restored_into_a_new_database(postgresql_url: str, restored: URL, tmp_path: Path) -> None:
    database = Database(open_engine(postgresql_url))
    Office(database).member("Kim")
    database.close()
    url = make_url(postgresql_url).set(drivername="postgresql")
    environment = {
        "PATH": f"{package_folder() / 'pginstall' / 'bin'}:{os.environ['PATH']}",
        "CSBOT_DATABASE_URL": url.render_as_string(hide_password=False),
        "PGHOST": url.host or "",
        "PGPORT": str(url.port),
        "PGUSER": url.username or "",
        "PGPASSWORD": url.password or "",
    }
    (dump,), (create,), (restore,) = commands("pg_dump"), commands("createdb"), commands("pg_restore")
    for command in (dump, create, restore):
        line = command.replace(RESTORED, str(restored.database))
        done = subprocess.run(["/bin/sh", "-c", line], env=environment, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    engine = open_engine(restored.render_as_string(hide_password=False))
    assert is_current(engine)
    with engine.connect() as connection:
        assert connection.execute(select(members.c.name)).scalars().all() == ["Kim"]
    engine.dispose()
