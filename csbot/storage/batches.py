"""Many rows in one statement, on both databases: the rows are one JSON parameter, which the statement reads as a table.

The outbox's hot statements are made this way. A statement per row, or one whose text depends on how many rows there
are, took several times as long (docs/decisions/0006-batches-as-json.md).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, text


class Batch:
    """A statement with `{v}` where it reads the rows as the table `v`. `columns`: their names and PostgreSQL types.

    Its other parameters stand as `:name`. Rows and parameters may hold instants, rows dates too.
    """

    def __init__(self, sql: str, columns: Mapping[str, str]) -> None:
        typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        read = ", ".join(f"value->>'{name}' AS {name}" for name in columns)
        self._postgresql = text(sql.format(v=f"jsonb_to_recordset(CAST(:rows AS jsonb)) AS v({typed})"))
        table = f"(SELECT {read} FROM json_each(:rows)) AS v"  # noqa: S608 - of the names above only
        self._sqlite = text(sql.format(v=table))

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]], **params: Any) -> CursorResult[Any]:
        """Execute it once for all rows."""
        if connection.dialect.name == "postgresql":
            return connection.execute(self._postgresql, {"rows": json.dumps(rows, default=_iso), **params})
        plain = {name: _stored(value) if isinstance(value, datetime) else value for name, value in params.items()}
        return connection.execute(self._sqlite, {"rows": json.dumps(rows, default=_stored), **plain})


def _iso(value: date) -> str:
    return value.isoformat()


def _stored(value: date) -> str:
    """As SQLAlchemy keeps an instant, or a date, in SQLite."""
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
