"""Messages to be posted later, in business time."""

import json
from dataclasses import dataclass
from typing import Any

from csbot.playground.state.identifiers import new_id
from csbot.playground.state.store import Store


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One of them; ``post_at`` and ``created`` are epoch seconds of business time."""

    id: str
    channel: str
    post_at: int
    created: int
    message: dict[str, Any]


class ScheduledMessages:
    """Kept until they are posted or taken back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, channel: str, post_at: int, created: int, message: dict[str, Any]) -> Scheduled:
        """Keep one."""
        made = Scheduled(new_id("Q"), channel, post_at, created, message)
        self._store.write(
            "INSERT INTO scheduled VALUES (?, ?, ?, ?, ?)", made.id, channel, post_at, created, json.dumps(message)
        )
        return made

    def all(self) -> list[Scheduled]:
        """All that wait, the next first."""
        rows = self._store.rows("SELECT * FROM scheduled ORDER BY post_at, id")
        return [Scheduled(row["id"], row["channel"], row["post_at"], row["created"], json.loads(row["body"]))
                for row in rows]  # fmt: skip

    def remove(self, scheduled_id: str) -> bool:
        """Take one away; answers whether it was there."""
        return bool(self._store.write("DELETE FROM scheduled WHERE id = ?", scheduled_id))
