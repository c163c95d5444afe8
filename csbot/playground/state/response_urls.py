"""Response urls: five answers within half an hour to one command or click."""

import secrets
import sqlite3
from dataclasses import dataclass

from csbot.playground import limits
from csbot.playground.clock import Clock
from csbot.playground.errors import ApiError
from csbot.playground.state.store import Store


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acted. ``message_ts`` is empty for a command until it has been answered."""

    user_id: str
    channel: str
    message_ts: str = ""
    is_ephemeral: bool = False


class ResponseUrls:
    """Issues response urls below ``/response/`` and counts their uses."""

    def __init__(self, store: Store, clock: Clock, base_url: str) -> None:
        self._store = store
        self._clock = clock
        self.base_url = base_url

    def issue(self, place: Place) -> str:
        """The token of a new address for answers to what was done in a place."""
        token = secrets.token_urlsafe(18)
        self._store.write(
            "INSERT INTO response_url VALUES (?, ?, 0, ?, ?, ?, ?)",
            token, self._clock.real_ms(), place.user_id, place.channel, place.message_ts, int(place.is_ephemeral),
        )  # fmt: skip
        return token

    def address(self, token: str) -> str:
        """The url to give to the app."""
        return f"{self.base_url}/response/{token}"

    def look_up(self, token: str) -> Place:
        """The place behind an address, not yet counted. Raises ``no_service``, ``expired_url`` or ``used_url``."""
        row = self._store.row("SELECT * FROM response_url WHERE token = ?", token)
        if row is None:
            raise ApiError("no_service")
        if self._clock.real_ms() - row["issued_ms"] > limits.RESPONSE_URL_SECONDS * 1000:
            raise ApiError("expired_url")
        if row["uses"] >= limits.RESPONSE_URL_USES:
            raise ApiError("used_url")
        return _place(row)

    def count_use(self, token: str) -> None:
        """Count one answer."""
        self._store.write("UPDATE response_url SET uses = uses + 1 WHERE token = ?", token)

    def point_at(self, token: str, message_ts: str, is_ephemeral: bool) -> None:
        """Remember the answer to a command as the original that ``replace_original`` means."""
        self._store.write(
            "UPDATE response_url SET message_ts = ?, is_ephemeral = ? WHERE token = ?",
            message_ts, int(is_ephemeral), token,
        )  # fmt: skip


def _place(row: sqlite3.Row) -> Place:
    return Place(row["user_id"], row["channel"], row["message_ts"], bool(row["is_ephemeral"]))
