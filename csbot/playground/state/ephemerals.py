"""Messages that only one person sees: kept in memory, gone with the process, never loaded by the page."""

from collections import deque
from dataclasses import dataclass
from typing import Any

_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Ephemeral:
    """What one person sees in a channel."""

    user_id: str
    channel: str
    message: dict[str, Any]

    @property
    def ts(self) -> str:
        """The message's timestamp."""
        return str(self.message["ts"])


class Ephemerals:
    """The latest ephemeral messages, oldest first."""

    def __init__(self) -> None:
        self._items: deque[Ephemeral] = deque(maxlen=_KEPT)

    def add(self, item: Ephemeral) -> None:
        """Show one; a thousand newer ones push it out."""
        self._items.append(item)

    def find(self, user_id: str, channel: str, ts: str) -> Ephemeral | None:
        """The one with that timestamp, if it is still there."""
        return next((i for i in self._items if (i.user_id, i.channel, i.ts) == (user_id, channel, ts)), None)

    def of(self, user_id: str, channel: str) -> list[Ephemeral]:
        """What a person was shown in a channel, oldest first."""
        return [item for item in self._items if (item.user_id, item.channel) == (user_id, channel)]

    def replace(self, old: Ephemeral, new: Ephemeral) -> None:
        """Show another in its place."""
        self._items[self._items.index(old)] = new

    def remove(self, item: Ephemeral) -> None:
        """Take one away."""
        self._items.remove(item)
