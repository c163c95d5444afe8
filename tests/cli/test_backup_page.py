"""The commands of docs/how-to/backup.md, run as they stand there, by another user than the service's."""

import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from sqlalchemy import NullPool, create_engine, select, text
from sqlalchemy.engine import URL, make_url
from typer.testing import CliRunner

from csbot.bootstrap import build
from csbot.cli.commands import app
from csbot.clock import FrozenClock
from csbot.settings import Settings
from csbot.storage.engine import open_engine
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY, Office
from tests.cli.pages import NOBODY, Machine, blocks, cron
from tests.conftest import migrate
from tests.postgres import drop_database
from tests.postgres_keeper import package_folder
from tests.slack_requests import SECRET

pytestmark = pytest.mark.waiting(first=True)

PAGE = "backup.md"
ADDRESS = "postgresql://csbot:password@database.example.com/csbot"
NAME = re.compile(r"(?<![\w/.-])csbot(?! (?:backup|migrate|doctor))(?=[\s']|$)", flags=re.MULTILINE)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else than the service's user")


@pytest.fixture
def machine(loaded: Path) -> Iterator[Machine]:
    """A folder that everybody may look into, as pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="csbot-page-") as folder:
        Path(folder).chmod(0o755)
        yield Machine(Path(folder), loaded)


def service_folder(machine: Machine, sqlite_url: str, name: str) -> Path:
    """The service's own folder with its database, in which Kim is."""
    place = machine.folder / name
    place.mkdir(mode=0o700, parents=True)
    shutil.copy(sqlite_url.removeprefix("sqlite:///"), place / "csbot.db")
    add(f"sqlite:///{place / 'csbot.db'}", "Kim")
    for one in (place, *place.iterdir()):
        os.chown(one, NOBODY, NOBODY)
    return place


def add(url: str, name: str) -> None:
    """Somebody more in the database."""
    database = Database(open_engine(url))
    Office(database).member(name)
    database.close()


def people_in(url: str) -> list[str]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = list(connection.execute(select(members.c.name)).scalars())
    engine.dispose()
    return found


def works_for_the_service(machine: Machine, database: Path) -> None:
    """Kim alone is there, the service's user can read and write, and nobody else."""
    url = {"CSBOT_DATABASE_URL": f"sqlite:///{database}"}
    assert people_in(url["CSBOT_DATABASE_URL"]) == ["Kim"]
    machine.run("csbot-as-service people add ida@example.com", **url)
    assert "ok    file" in machine.run("csbot-as-service doctor || true", **url)
    for file in database.parent.glob("csbot.db*"):
        assert (file.stat().st_uid, file.stat().st_mode & 0o077) == (NOBODY, 0), file


@needs_root
def test_a_sqlite_database_under_systemd_comes_back(machine: Machine, sqlite_url: str) -> None:
    place = service_folder(machine, sqlite_url, "var/lib/csbot")

    def here(block: str) -> str:
        told = block.replace("/var/", f"{machine.folder}/var/").replace("=csbot", f"={NOBODY}")
        return told.replace("/srv/csbot/.venv/bin/csbot", "csbot")

    folder, nightly, restore = map(here, blocks(PAGE, "SQLite under systemd"))
    machine.run(folder)
    user, command = cron(nightly)
    assert user == "csbot", "the service's user"
    machine.run(command.replace("csbot backup", "csbot-as-service backup"))
    [backup] = (machine.folder / "var/backups/csbot").iterdir()
    add(f"sqlite:///{place}/csbot.db", "Lee")
    machine.run(restore.replace("/1.db", f"/{backup.name}"))
    works_for_the_service(machine, place / "csbot.db")
    assert machine.log.read_text().splitlines() == ["systemctl stop csbot", "systemctl start csbot"]


@needs_root
def test_a_sqlite_database_in_a_container_comes_back(machine: Machine, sqlite_url: str) -> None:
    place = service_folder(machine, sqlite_url, "data")
    machine.environment = {"CSBOT_DATABASE_URL": f"sqlite:///{place}/csbot.db"}

    def here(block: str) -> str:
        return block.replace("/backups/", f"{machine.folder}/").replace("/data", str(place))

    backup, restore = map(here, blocks(PAGE, "SQLite in a container"))
    machine.run(backup)
    (machine.folder / "monday.db").chmod(0o600)
    add(f"sqlite:///{place}/csbot.db", "Lee")
    machine.run(restore)
    works_for_the_service(machine, place / "csbot.db")


class Server(NamedTuple):
    """A PostgreSQL that a csbot of `role` uses; `name` begins the names of its databases."""

    admin: URL
    name: str

    @property
    def url(self) -> str:
        return self.of(self.name)

    def of(self, database: str) -> str:
        mine = self.admin.set(drivername="postgresql", username=self.name, password="secret", database=database)
        return mine.render_as_string(hide_password=False)

    def told(self, block: str) -> str:
        """The page's commands with this server's names for the page's."""
        told = block.replace(f"{ADDRESS}_restored", self.of(f"{self.name}_restored")).replace(ADDRESS, self.url)
        return NAME.sub(self.name, re.sub(r"(?<=[\s=])csbot_", f"{self.name}_", told))

    def sql(self, *statements: str) -> None:
        engine = create_engine(self.admin, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


@pytest.fixture
def server(postgres_server_url: str, machine: Machine) -> Iterator[Server]:
    """A csbot on PostgreSQL in which Kim is; PostgreSQL's programs work as the administrator, unless told otherwise."""
    made = Server(make_url(postgres_server_url), f"page_{secrets.token_hex(4)}")
    made.sql(
        f"CREATE ROLE {made.name} LOGIN PASSWORD 'secret'",
        f"CREATE DATABASE {made.name} OWNER {made.name} TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'",
    )
    migrate(made.url)
    add(made.url, "Kim")
    machine.environment = {
        "PATH": f"{machine.programs}:{package_folder() / 'pginstall' / 'bin'}:{os.environ['PATH']}",
        "PGHOST": made.admin.host or "",
        "PGPORT": str(made.admin.port),
        "PGUSER": made.admin.username or "",
        "PGPASSWORD": str(made.admin.password),
        "CSBOT_DATABASE_URL": made.url,
    }
    yield made
    for name in (made.name, f"{made.name}_restored", f"{made.name}_before"):
        drop_database(postgres_server_url, name)
    made.sql(f"DROP ROLE {made.name}")


async def is_ready(url: str) -> int:
    """What /readyz answers."""
    bot = build(Settings(database_url=url, SLACK_SIGNING_SECRET=SECRET), FrozenClock(MONDAY))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=bot.app()), base_url="http://csbot.test") as http:
        status = (await http.get("/readyz")).status_code
    await bot.stop()
    return status


async def test_a_dump_is_restored_for_csbots_own_role(machine: Machine, server: Server) -> None:
    backup, create, restore, swap, look = map(server.told, blocks(PAGE, "PostgreSQL"))
    machine.run(backup)
    assert (machine.folder / "monday.dump").stat().st_mode & 0o777 == 0o600
    assert not list(machine.folder.glob("*.part"))
    add(server.url, "Lee")
    machine.run(f"{create}\n{restore}\n{swap}")
    said = machine.run(look.replace("csbot doctor", "csbot doctor || true"))
    assert "The schema is up to date." in said
    assert "ok    database" in said
    assert "collation" not in said
    assert people_in(server.url) == ["Kim"]
    assert await is_ready(server.url) == 200


async def test_a_dump_of_compose_is_restored(machine: Machine, server: Server) -> None:
    server.sql(f"ALTER ROLE {server.name} SUPERUSER")  # as the image of PostgreSQL makes it
    machine.environment = {**machine.environment, "PGPASSWORD": "secret"}
    nightly, restore = map(server.told, blocks(PAGE, "PostgreSQL in compose"))
    user, command = cron(nightly)
    assert user == "root"
    machine.run(command.replace("/srv/csbot", str(machine.folder)))
    [dump] = machine.folder.glob("*.dump")
    assert dump.stat().st_mode & 0o777 == 0o600
    add(server.url, "Lee")
    machine.run(restore.replace("< 1.dump", f"< {dump.name}"))
    assert people_in(server.url) == ["Kim"]
    assert await is_ready(server.url) == 200


def csbot(machine: Machine, *words: object, **environment: str) -> str:
    """What a command says that is to fail."""
    done = CliRunner().invoke(app, list(map(str, words)), env={**machine.environment, **environment})
    assert done.exit_code == 2, done.output
    return done.output


async def test_what_the_administrator_restored_is_told_from_a_server_that_is_away(
    machine: Machine, server: Server
) -> None:
    name = f"{server.name}_restored"
    dumped = f"pg_dump --format=custom {server.name} | pg_restore --no-owner --no-privileges --dbname={name}"
    machine.run(f"createdb {name}; {dumped}")
    for command in ("people list", "migrate", "doctor"):
        said = csbot(machine, *command.split(), CSBOT_DATABASE_URL=server.of(name))
        assert "permission denied" in said
        assert "belong to another role" in said
    assert await is_ready(server.of(name)) == 503


@pytest.mark.parametrize("there", ["", "last week's"])
def test_a_pg_dump_that_is_too_old_is_refused_before_it_writes(machine: Machine, server: Server, there: str) -> None:
    machine.program("pg_dump", f'echo "pg_dump (PostgreSQL) 15.18 (Debian)"; echo "$1" >> {machine.folder}/asked')
    target = machine.folder / "monday.dump"
    if there:
        target.write_text(there)
    said = csbot(machine, "backup", "--force", target)
    assert "PostgreSQL 15" in said
    assert "No backup was made" in said
    assert (target.read_text() if target.exists() else "") == there
    assert (machine.folder / "asked").read_text() == "--version\n"
    assert not list(machine.folder.glob("*.part"))


def test_a_dump_that_breaks_leaves_the_one_before(machine: Machine, server: Server) -> None:
    machine.program("pg_dump", '[ "$1" = --version ] && echo 99.0 || { echo "half gone" >&2; exit 1; }')
    target = machine.folder / "monday.dump"
    target.write_text("last week's")
    assert "half gone. No backup was made" in csbot(machine, "backup", "--force", target)
    assert target.read_text() == "last week's"
    assert not list(machine.folder.glob("*.part"))


def test_without_pg_dump_the_page_is_named(machine: Machine, server: Server) -> None:
    said = csbot(machine, "backup", machine.folder / "monday.dump", PATH=str(machine.programs))
    assert "there is no pg_dump here" in said
    assert f"docs/how-to/{PAGE}" in said
    assert not (machine.folder / "monday.dump").exists()
