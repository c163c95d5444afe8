"""What every test may ask for: databases of both kinds, always empty and migrated, and a counter of SQL statements."""

import gc
import itertools
import os
import shutil
import tempfile
import zoneinfo
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine

from csbot import readiness
from csbot.metrics import scrape
from csbot.storage import bounded, engine, migrations, unit_of_work
from csbot.storage.engine import open_engine
from csbot.storage.migrations import standing, upgrade
from csbot.storage.unit_of_work import Database
from handlers import router
from tests.chromium import find_chromium
from tests.databases import OneDatabase, sharing
from tests.keeping import Kept
from tests.lacking import lacking
from tests.loaded import loaded_csbot
from tests.postgres import create_database, drop_database, run_folder, server_url
from tests.queries import count_queries
from tests.same_schemas import once
from tests.soaking import SEED, many

KINDS = ["sqlite", "postgresql"]
RUN_FOLDER = pytest.StashKey[Path]()
NUMBERS = itertools.count(1)
# Zone data is the locked package's, in the programs that tests start too: never what this machine happens to have.
os.environ["PYTHONTZPATH"] = ""
zoneinfo.reset_tzpath()
# Nobody speaks TLS on loopback, so no client reads whom all the world trusts; it took 40 ms for each.
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)
os.environ.pop("SSL_CERT_FILE", None)
# What is loaded and collected stays until the end; nobody looks for garbage in it.
gc.disable()
# A busy machine fails nobody, and two runs of a commit try the same; `make soak` looks elsewhere.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=many(100))
settings.register_profile("usual", patient, derandomize=SEED == 0)
settings.load_profile("usual")
# Nor is a database busy that only has to share its disk; tests of impatience bring their own.
for module in (engine, unit_of_work):
    vars(module)["WAIT_MS"] = 15_000
bounded.BoundedConnection.answer_s = 30.0
for module, name in ((router, "WORK_S"), (router, "ANSWER_S"), (readiness, "ANSWER_S"), (scrape, "LOOK_S")):
    vars(module)[name] = 30.0
# No test pulls the plug, so none waits for a disk; and statements are compiled once for all tests of a process.
vars(engine)["SYNCHRONOUS"] = "OFF"
vars(engine)["create_engine"] = sharing(create_engine)
vars(migrations)["compare"] = once(standing.compare)


def pytest_configure(config: pytest.Config) -> None:
    """The run's folder is made once, in the process that starts the workers, and ends with it."""
    if worker := getattr(config, "workerinput", None):
        config.stash[RUN_FOLDER] = Path(worker["csbot_run_folder"])
        return
    run = ExitStack()
    config.stash[RUN_FOLDER] = run.enter_context(run_folder())
    config.add_cleanup(run.close)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, whatever chance says, so that no worker ends long after the others."""
    items.sort(key=lambda item: all("first" not in mark.kwargs for mark in item.iter_markers("waiting")))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores for this run: some tests wait for a rate or a bound to pass."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["csbot_run_folder"] = str(node.config.stash[RUN_FOLDER])


@pytest.fixture(scope="session")
def run_id(request: pytest.FixtureRequest) -> str:
    """Names this worker of this run, for what outlives a process: databases on a server."""
    worker = getattr(request.config, "workerinput", {"workerid": "main"})["workerid"]
    return f"{request.config.stash[RUN_FOLDER].name}-{worker}"


@pytest.fixture(scope="session")
def postgres_server_url(request: pytest.FixtureRequest) -> str:
    """The maintenance database of the run's PostgreSQL, started for the first test that asks."""
    return server_url(request.config.stash[RUN_FOLDER])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "csbot.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_template(postgres_server_url: str, run_id: str) -> Iterator[str]:
    name = f"{run_id}-template"
    migrate(create_database(postgres_server_url, name))
    yield name
    drop_database(postgres_server_url, name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An empty, migrated SQLite database, for a test that one kind of database is enough for."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'csbot.db')}"


@pytest.fixture(scope="session")
def one_postgresql(postgres_server_url: str, postgresql_template: str, run_id: str) -> Iterator[OneDatabase]:
    """What lends this worker's PostgreSQL database to its tests."""
    one = OneDatabase(postgres_server_url, postgresql_template, f"{run_id}-lent")
    yield one
    one.drop()


@pytest.fixture
def postgresql_url(one_postgresql: OneDatabase) -> str:
    """An empty, migrated PostgreSQL database, for a test of what only PostgreSQL has."""
    return one_postgresql.lend()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database; the test runs once for each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=KINDS)
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table, for tests of migrations; the test runs once for each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank.db'}"
        return
    server: str = request.getfixturevalue("postgres_server_url")
    name = f"{request.getfixturevalue('run_id')}-{next(NUMBERS)}"
    yield create_database(server, name)
    drop_database(server, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """`database_url`, opened."""
    yield from opened(database_url)


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """`sqlite_url`, opened."""
    yield from opened(sqlite_url)


@pytest.fixture
def query_counter() -> Callable[..., AbstractContextManager[list[str]]]:
    """`with query_counter(engine, expected=3):` fails with the statements where there were more or fewer.

    `with query_counter(engine) as statements:` collects them, to compare two runs.
    """
    return count_queries


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; a test that asks for it is skipped where there is none, or fails."""
    try:
        return find_chromium()
    except LookupError as missing:
        lacking(str(missing))


@pytest.fixture(scope="session")
def loaded() -> Iterator[Path]:
    """The worker's loaded csbot, for tests/loaded.py's `command`."""
    with tempfile.TemporaryDirectory(prefix="csbot-loaded-") as folder, loaded_csbot(Path(folder)) as place:
        yield place


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def kept() -> AsyncIterator[Kept]:
    """What a worker's tests of several files share, in the session's loop; it ends with the worker."""
    async with Kept() as things:
        yield things


def opened(url: str) -> Iterator[Database]:
    database = Database(open_engine(url))
    yield database
    database.close()


def migrate(url: str) -> None:
    opening = open_engine(url)
    upgrade(opening)
    opening.dispose()
