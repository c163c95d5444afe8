import pytest

from csbot.storage.unit_of_work import Database
from tests.builders import Office


@pytest.fixture
def office(database: Database) -> Office:
    """A workspace on both databases."""
    return Office(database)
