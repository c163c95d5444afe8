"""Notifications that people have paused, in business time."""

from dataclasses import dataclass

from csbot.playground.clock import Clock
from csbot.playground.state.store import Store


@dataclass(frozen=True, slots=True)
class Pause:
    """From when until when, in epoch seconds."""

    began: int
    until: int


class Pauses:
    """The latest of each person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def begin(self, user_id: str, minutes: int) -> None:
        """Pause somebody's notifications from now on."""
        now = self._now()
        self._store.write(
            "REPLACE INTO pause VALUES (?, ?, ?)", user_id, now, now + minutes * 60,
        )  # fmt: skip

    def end(self, user_id: str) -> None:
        """Let them come again."""
        self._store.write("DELETE FROM pause WHERE user_id = ?", user_id)

    def of(self, user_id: str) -> Pause | None:
        """The pause that somebody is in."""
        row = self._store.row("SELECT began, until FROM pause WHERE user_id = ?", user_id)
        pause = Pause(row["began"], row["until"]) if row else None
        return pause if pause and pause.began <= self._now() < pause.until else None

    def _now(self) -> int:
        return int(self._clock.business().timestamp())
