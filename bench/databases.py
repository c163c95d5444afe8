"""Databases for benches: empty, each of its own, gone when the bench ends."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.result import DatabaseKind
from tests.postgres import create_database, drop_database, postgres_server


@contextmanager
def empty_databases(kind: DatabaseKind, names: Sequence[str]) -> Iterator[list[str]]:
    """Their URLs, in the order of the names. PostgreSQL keeps the settings of a server in use."""
    if kind is DatabaseKind.SQLITE:
        with tempfile.TemporaryDirectory(prefix="csbot-bench-") as folder:
            yield [f"sqlite:///{Path(folder) / name}.db" for name in names]
        return
    with postgres_server(durable=True) as server:
        made = [f"bench_{os.getpid()}_{name}" for name in names]
        try:
            yield [create_database(server, name) for name in made]
        finally:
            for name in made:
                drop_database(server, name)
