"""The SQLite file of a local Slack.

Everything runs on the event loop of one process, so one connection in autocommit is enough and reads see writes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from csbot.playground.errors import UnusableError

FILE_NAME = "slack.db"
VERSION = 1
"""Of the tables, kept in the file: one with others is not touched."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS dm (user_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS mpim (id TEXT PRIMARY KEY, member_ids TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pause (user_id TEXT PRIMARY KEY, began INTEGER NOT NULL, until INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS message (
    channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT, author TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (channel, ts)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS last_ts (channel TEXT PRIMARY KEY, micros INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS read_mark (
    user_id TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL, PRIMARY KEY (user_id, channel));
CREATE TABLE IF NOT EXISTS view (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, type TEXT NOT NULL, position INTEGER NOT NULL, external_id TEXT UNIQUE,
    body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS view_of_user ON view (user_id, type, position);
CREATE TABLE IF NOT EXISTS trigger_issue (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, view_id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS trigger_use (id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS response_url (
    token TEXT PRIMARY KEY, issued_ms INTEGER NOT NULL, uses INTEGER NOT NULL, user_id TEXT NOT NULL,
    channel TEXT NOT NULL, message_ts TEXT NOT NULL, is_ephemeral INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS file (
    id TEXT PRIMARY KEY, ticket TEXT NOT NULL UNIQUE, body TEXT NOT NULL, content BLOB, completed INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS scheduled (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, post_at INTEGER NOT NULL, created INTEGER NOT NULL, body TEXT NOT NULL);
"""


class Store:
    """A thin face on sqlite3: rows in, rows out."""

    def __init__(self, data_dir: Path) -> None:
        """Raises UnusableError for a folder or a file that can't be used."""
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnusableError(f"can't make the folder {data_dir}: {error.strerror}") from error
        file = data_dir / FILE_NAME
        try:
            self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        except sqlite3.DatabaseError as error:
            raise UnusableError(f"can't use {file}: {error}") from error
        try:
            self._begin(file)
        except sqlite3.DatabaseError as error:
            self.close()
            raise UnusableError(f"can't use {file}: {error}") from error

    def _begin(self, file: Path) -> None:
        self._connection.row_factory = sqlite3.Row
        empty = self.row("SELECT 1 FROM sqlite_master") is None
        [version] = self.row("PRAGMA user_version") or [0]
        if not empty and version != VERSION:
            self.close()
            raise UnusableError(f"{file} was made by another version. Delete it to start with an empty Slack")
        # NORMAL in WAL loses nothing when the process is killed, and does not wait for the disk at each message.
        self._connection.executescript("PRAGMA synchronous=NORMAL; PRAGMA journal_mode=WAL;")
        self._connection.executescript(f"BEGIN IMMEDIATE; PRAGMA user_version={VERSION}; {_SCHEMA} COMMIT;")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, if there is one."""
        found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def write(self, sql: str, *values: object) -> int:
        """Run one writing statement; answers how many rows it touched."""
        return self._connection.execute(sql, values).rowcount

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several writes or none. Never await inside: other requests share the connection."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def setting(self, key: str) -> str | None:
        """A remembered setting."""
        row = self.row("SELECT value FROM setting WHERE key = ?", key)
        return row["value"] if row else None

    def remember(self, key: str, value: str) -> None:
        """Keep a setting across restarts."""
        self.write("INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value)

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self._connection.close()
