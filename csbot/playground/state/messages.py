"""Messages and direct conversations."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from csbot.playground.clock import Clock
from csbot.playground.state.store import Store
from csbot.playground.state.threads import with_replies

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of a conversation to read: timestamps as Slack writes them, either may be empty."""

    oldest: str = ""
    latest: str = ""
    inclusive: bool = False
    limit: int = 100


class Messages:
    """Conversations by channel id; a message is the document that ``conversations.history`` would show."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def next_ts(self, channel: str) -> str:
        """A timestamp of business time, strictly later than any other of the channel (also after moving back)."""
        row = self._store.row("SELECT micros FROM last_ts WHERE channel = ?", channel)
        micros = max(self._clock.business_micros(), row["micros"] + 1 if row else 0)
        self._store.write(
            "INSERT INTO last_ts VALUES (?, ?) ON CONFLICT DO UPDATE SET micros = excluded.micros", channel, micros
        )
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def add(self, channel: str, message: Message) -> Message:
        """Keep a new message; answers it with its ``ts``."""
        with self._store.together():
            posted = {**message, "ts": self.next_ts(channel)}
            self._store.write(
                "INSERT INTO message VALUES (?, ?, ?, ?, ?)",
                channel, posted["ts"], posted.get("thread_ts"), posted.get("user", ""), json.dumps(posted),
            )  # fmt: skip
            self._recount(channel, posted)
        return posted

    def find(self, channel: str, ts: str) -> Message | None:
        """One message, unless there is none or it was deleted."""
        row = self._store.row("SELECT body FROM message WHERE channel = ? AND ts = ?", channel, ts)
        return _message(row) if row else None

    def replace(self, channel: str, message: Message) -> None:
        """Put a changed message in the place of the one with its ``ts``."""
        self._store.write(
            "UPDATE message SET body = ? WHERE channel = ? AND ts = ?", json.dumps(message), channel, message["ts"]
        )

    def remove(self, channel: str, ts: str) -> None:
        """Delete a message."""
        with self._store.together():
            gone = self.find(channel, ts)
            self._store.write("DELETE FROM message WHERE channel = ? AND ts = ?", channel, ts)
            if gone:
                self._recount(channel, gone)

    def replies(self, channel: str, root_ts: str) -> list[Message]:
        """The replies to a message, oldest first."""
        rows = self._store.rows(
            "SELECT body FROM message WHERE channel = ?1 AND thread_ts = ?2 AND ts <> ?2 ORDER BY ts", channel, root_ts
        )
        return [_message(row) for row in rows]

    def newest(self, channel: str, span: Span, threads: bool = False) -> tuple[list[Message], bool]:
        """Messages of a span, newest first, and whether older ones were left out. Replies only when ``threads``."""
        low, high = (">=", "<=") if span.inclusive else (">", "<")
        where, values = "channel = ?", [channel]
        if not threads:
            where += " AND (thread_ts IS NULL OR thread_ts = ts)"
        for sign, moment in ((low, span.oldest), (high, span.latest)):
            if moment:
                where += f" AND CAST(ts AS REAL) {sign} CAST(? AS REAL)"
                values.append(moment)
        sql = f"SELECT body FROM message WHERE {where} ORDER BY ts DESC LIMIT ?"  # noqa: S608 - only our own fragments
        rows = self._store.rows(sql, *values, span.limit + 1)
        return [_message(row) for row in rows[: span.limit]], len(rows) > span.limit

    def open_dm(self, user_id: str) -> bool:
        """Open the app's conversation with a person; answers whether it was open already."""
        return not self._store.write("INSERT INTO dm VALUES (?) ON CONFLICT DO NOTHING", user_id)

    def dm_is_open(self, user_id: str) -> bool:
        """Whether app and person have a conversation."""
        return self._store.row("SELECT 1 FROM dm WHERE user_id = ?", user_id) is not None

    def read_up_to(self, user_id: str, channel: str, ts: str) -> None:
        """Remember how far a person has read."""
        self._store.write(
            "INSERT INTO read_mark VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET ts = max(ts, excluded.ts)",
            user_id, channel, ts,
        )  # fmt: skip

    def unread(self, user_id: str, channel: str) -> int:
        """How many messages of others came after what the person has read."""
        row = self._store.row(
            "SELECT count(*) AS n FROM message WHERE channel = ?1 AND author <> ?2 AND ts > coalesce("
            "(SELECT ts FROM read_mark WHERE user_id = ?2 AND channel = ?1), '')",
            channel, user_id,
        )  # fmt: skip
        return int(row["n"]) if row else 0

    def _recount(self, channel: str, reply: Message) -> None:
        root_ts = str(reply.get("thread_ts", reply["ts"]))
        if root_ts != reply["ts"] and (root := self.find(channel, root_ts)):
            self.replace(channel, with_replies(root, self.replies(channel, root_ts)))


def _message(row: sqlite3.Row) -> Message:
    found: Message = json.loads(row["body"])
    return found
