import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database
from tests.builders import Office
from tests.conftest import KINDS
from tests.handlers.permissions import House, furnished, inhabited
from tests.handlers.rig import Rig

FurnishedHouse = tuple[Path, dict[str, int], int]
# A dialog's words are the same whatever the database: what runs on both is what a database may decide.
ON_BOTH = {
    "test_path",  # the path of a day, clicked through
    "test_permissions",  # every route once
    "test_customers", "test_filters", "test_view_cards",  # filters, their order and their pages
    "test_companies", "test_finding", "test_lists",  # search and pages
    "test_record_edit", "test_task_edit",  # two people at once
    "test_bad_input", "test_record_hostile",  # any text is stored
    "test_deliveries",  # the outbox
    "test_queries", "test_statements", "test_record_cards",  # how often the database is asked
}  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kind_of_database" in metafunc.fixturenames:
        is_on_both = Path(metafunc.module.__file__).stem in ON_BOTH
        metafunc.parametrize("kind_of_database", KINDS if is_on_both else ["sqlite"])


@pytest.fixture
def database_url(request: pytest.FixtureRequest, kind_of_database: str) -> str:
    """An empty, migrated database; the tests of `ON_BOTH` run once for each kind, the others on SQLite."""
    url: str = request.getfixturevalue(f"{kind_of_database}_url")
    return url


@pytest.fixture
async def rig(database: Database) -> AsyncIterator[Rig]:
    """The app; on both databases in the files of `ON_BOTH`."""
    made = Rig(Office(database))
    yield made
    await made.aclose()


@pytest.fixture
async def sqlite_rig(sqlite_database: Database) -> AsyncIterator[Rig]:
    """The app on SQLite, for what no database changes."""
    made = Rig(Office(sqlite_database))
    yield made
    await made.aclose()


@pytest.fixture(scope="session")
def furnished_house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> FurnishedHouse:
    """The database file of a house, furnished once; with its tasks and its company."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("house") / "csbot.db")
    database = Database(open_engine(f"sqlite:///{file}"))
    tasks, company = furnished(Office(database))
    database.close()
    return Path(file), tasks, company


@pytest.fixture
async def house(furnished_house: FurnishedHouse, tmp_path: Path) -> AsyncIterator[House]:
    """A house of the test's own, a copy."""
    file, tasks, company = furnished_house
    database = Database(open_engine(f"sqlite:///{shutil.copy(file, tmp_path / 'csbot.db')}"))
    rig = Rig(Office(database))
    yield inhabited(rig, dict(tasks), company)
    await rig.aclose()
    database.close()
