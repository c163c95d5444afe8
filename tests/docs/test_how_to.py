"""The code on the how-to pages works: it is put into modules as the pages say, asked, and removed."""

import re
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from blocks.kit.validator import Surface, validate
from blocks.screens import SCREENS, Look
from csbot.domain.members import Viewer
from csbot.storage.engine import open_engine
from csbot.storage.migrations import is_current, upgrade
from csbot.storage.unit_of_work import Database, UnitOfWork
from handlers.routes import ROUTES
from scheduler.registry import NOTIFICATIONS
from tests.architecture.sources import ROOT
from tests.builders import MONDAY, Office
from tests.handlers.rig import Rig

PAGES = ("add-a-command", "add-a-notification")
UNKNOWN = ("--extend-ignore", "I001")  # the order of imports: ruff takes modules that are not there for a stranger's
FILE = re.compile(r"^```python\n# (\S+)\.py\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def written() -> Iterator[list[str]]:
    """The modules of the pages, whose names it yields; the registries are as before afterwards."""
    if (ROOT / "blocks/counts.py").exists():
        pytest.skip("somebody follows the pages: the modules are there")
    registries: tuple[dict[Any, Any], ...] = (ROUTES, SCREENS, NOTIFICATIONS)
    kept = [(registry, dict(registry)) for registry in registries]
    names = []
    try:
        for page in PAGES:
            for path, code in FILE.findall((ROOT / "docs/how-to" / f"{page}.md").read_text(encoding="utf-8")):
                names.append(path.replace("/", "."))
                module = sys.modules[names[-1]] = ModuleType(names[-1])
                exec(compile(code, f"{page}: {path}", "exec"), module.__dict__)  # noqa: S102 - the page's own code
        yield names
    finally:
        for name in names:
            del sys.modules[name]
        for registry, before in kept:
            registry.clear()
            registry.update(before)


@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_page_passes_the_linter(page: str) -> None:
    for path, code in FILE.findall((ROOT / "docs/how-to" / f"{page}.md").read_text(encoding="utf-8")):
        command = [sys.executable, "-m", "ruff", "check", "--quiet", *UNKNOWN, "--stdin-filename", f"{path}.py", "-"]
        linted = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True)
        assert (linted.returncode, linted.stdout) == (0, "")


async def test_the_command_answers(written: list[str], sqlite_database: Database) -> None:
    assert written == ["blocks.counts", "handlers.counts", "scheduler.finishes"]
    office = Office(sqlite_database)
    rig = Rig(office)
    sofie = office.member("Sofie")
    office.task(sofie)
    try:
        assert "1 task is open." in (await rig.type(sofie, "count")).words
        assert "/cs count" in (await rig.type(sofie, "help")).words
    finally:
        await rig.aclose()


def test_the_screen_fits_into_slack(written: list[str]) -> None:
    screen = SCREENS["count"]
    eye = Look(Viewer(1, "Sofie", "Europe/Copenhagen", "en_GB"), MONDAY)
    for data in screen.examples.values():
        shown = screen.draw(data, eye)
        validate({"text": shown.text, "blocks": shown.blocks}, Surface.MESSAGE)


def test_the_notification_says_nothing_when_nothing_is_open(written: list[str], sqlite_database: Database) -> None:
    office = Office(sqlite_database)
    sofie = office.member("Sofie")
    make = NOTIFICATIONS["finished"]

    def said() -> object:
        with office.database.read() as connection:
            shown = make(UnitOfWork(connection, office.workspace.id), sofie, {}, MONDAY)
            return shown and shown.data

    assert said() is None
    office.task(sofie)
    assert said() == 1


def test_the_sql_of_the_page_makes_a_database_that_csbot_can_use(postgres_server_url: str) -> None:
    page = (ROOT / "docs/how-to/postgresql-and-several-processes.md").read_text(encoding="utf-8")
    [block] = re.findall(r"^```sql\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    theirs = make_url(postgres_server_url).set(database="csbot", username="csbot", password="choose one")
    run_sql(postgres_server_url, *block.split(";")[:-1])
    try:
        engine = open_engine(theirs.render_as_string(hide_password=False))
        upgrade(engine)
        assert is_current(engine)
        engine.dispose()
    finally:
        run_sql(postgres_server_url, "DROP DATABASE csbot WITH (FORCE)", "DROP ROLE csbot")


def run_sql(url: str, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
