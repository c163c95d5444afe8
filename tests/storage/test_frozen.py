"""0001 is frozen: what strangers' databases were made with is never rewritten; what comes after is a revision."""

import hashlib
import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect

from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade

FROZEN = {
    "sqlite": "ec7e26c048c636b7",
    "postgresql": "ea682eb4ff550159",
}
SENTENCE = "0001 is frozen, because databases with its name are in use: add a revision instead of changing it"


@pytest.fixture
def first(blank_url: str) -> Iterator[Engine]:
    engine = open_engine(blank_url)
    upgrade(engine, "0001")
    yield engine
    engine.dispose()


def shape(engine: Engine) -> str:
    """Tables with columns, keys, indexes and what these cover, as one text."""
    found = inspect(engine)
    looks = (found.get_columns, found.get_indexes, found.get_foreign_keys, found.get_unique_constraints)
    tables = {
        name: [*(sorted(map(plain, look(name))) for look in looks), plain(found.get_pk_constraint(name))]
        for name in sorted(found.get_table_names())
    }
    return json.dumps([tables, sorted(found.get_sequence_names() if engine.dialect.name == "postgresql" else [])])


def plain(part: object) -> str:
    return json.dumps(part, default=str, sort_keys=True)


def test_the_first_revision_makes_what_it_always_made(first: Engine) -> None:
    assert hashlib.sha256(shape(first).encode()).hexdigest()[:16] == FROZEN[first.dialect.name], SENTENCE
