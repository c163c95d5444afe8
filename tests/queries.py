"""Counts the SQL statements that an engine executes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def count_queries(engine: Engine, expected: int | None = None) -> Iterator[list[str]]:
    """Yields the list that the statements are added to as they are executed, BEGIN left out.

    Raises AssertionError with the statements when there are not as many as expected.
    """
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):  # SQLite's is ours to send, PostgreSQL's the driver's
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
    if expected is not None and len(statements) != expected:
        listed = "\n".join(f"{number}. {statement}" for number, statement in enumerate(statements, 1))
        raise AssertionError(f"{len(statements)} statements instead of {expected}:\n{listed}")
