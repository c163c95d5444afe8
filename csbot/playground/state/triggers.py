"""Trigger ids: permissions to open one modal, within three seconds, once.

They have the form ``ms.n.signature``: epoch milliseconds of real time, any number, and the first 16 hex digits of
HMAC-SHA256 over ``ms.n`` with the signing secret, so that a test may also make its own.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from csbot.playground import limits
from csbot.playground.clock import Clock
from csbot.playground.errors import ApiError
from csbot.playground.people import Team
from csbot.playground.state.store import Store


@dataclass(frozen=True, slots=True)
class Trigger:
    """Who clicked, and in which modal (empty outside modals)."""

    user_id: str
    view_id: str


class Triggers:
    """Issues trigger ids and exchanges each once."""

    def __init__(self, store: Store, clock: Clock, signing_secret: str, team: Team) -> None:
        self._store = store
        self._clock = clock
        self._secret = signing_secret.encode()
        self._team = team

    def issue(self, user_id: str, view_id: str = "") -> str:
        """A new trigger id for something the person just did."""
        stem = f"{self._clock.real_ms()}.{secrets.randbelow(10**13)}"
        trigger_id = f"{stem}.{self._signature(stem)}"
        self._store.write("INSERT INTO trigger_issue VALUES (?, ?, ?)", trigger_id, user_id, view_id)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id up. One that somebody else made counts as the first person's.

        Raises ``invalid_trigger_id``, ``exchanged_trigger_id`` or ``expired_trigger_id``.
        """
        issued_ms = self._issued_ms(trigger_id)
        if self._store.row("SELECT 1 FROM trigger_use WHERE id = ?", trigger_id):
            raise ApiError("exchanged_trigger_id")
        if self._clock.real_ms() - issued_ms > limits.TRIGGER_SECONDS * 1000:
            raise ApiError("expired_trigger_id")
        self._store.write("INSERT INTO trigger_use VALUES (?)", trigger_id)
        row = self._store.row("SELECT user_id, view_id FROM trigger_issue WHERE id = ?", trigger_id)
        return Trigger(row["user_id"], row["view_id"]) if row else Trigger(self._team.people[0].id, "")

    def _issued_ms(self, trigger_id: str) -> int:
        stem, _, signature = trigger_id.rpartition(".")
        ms, _, number = stem.partition(".")
        if not (ms.isdecimal() and number.isdecimal() and trigger_id.isascii()):
            raise ApiError("invalid_trigger_id")
        if not hmac.compare_digest(signature, self._signature(stem)):
            raise ApiError("invalid_trigger_id")
        return int(ms)

    def _signature(self, stem: str) -> str:
        return hmac.new(self._secret, stem.encode(), hashlib.sha256).hexdigest()[:16]
