"""How long a piece of work may wait, and how far it came: known to the thread that does it and to whoever waits for it.

Slack shows a failure after three seconds, and a person who was told that nothing was saved must find it so. So whoever
gives work up first forbids its COMMIT, and is told whether that came too late.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

LAST_WORD_S = 0.3  # a COMMIT that is sent is worth waiting for a little longer: without its answer nobody knows


class Saving(StrEnum):
    """What may have become of the work's transaction."""

    NOT = "not"
    PERHAPS = "perhaps"  # COMMIT was sent, and is not answered
    DONE = "done"


@dataclass(slots=True)
class Patience:
    """One piece of work's. `ends_at`: by `time.monotonic`."""

    ends_at: float
    _saving: Saving = Saving.NOT
    _is_given_up: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, seconds: float) -> "Patience":
        """From now on."""
        return cls(time.monotonic() + seconds)

    @property
    def left_s(self) -> float:
        """What is left of it; nothing, once the work was given up."""
        return 0.0 if self._is_given_up else max(0.0, self.ends_at - time.monotonic())

    def begin(self) -> bool:
        """Before a transaction: whether it may begin."""
        with self._lock:
            self._saving = Saving.NOT
            return self.left_s > 0

    def begin_saving(self) -> bool:
        """Before a COMMIT: whether it may be sent."""
        with self._lock:
            if self.left_s <= 0:
                return False
            self._saving = Saving.PERHAPS
            self.ends_at = max(self.ends_at, time.monotonic() + LAST_WORD_S)
            return True

    def saved(self) -> None:
        """After a COMMIT that was answered."""
        self._saving = Saving.DONE

    def give_up(self) -> Saving:
        """No COMMIT is sent from now on; what became of the last transaction until now."""
        with self._lock:
            self._is_given_up = True
            return self._saving


PATIENCE: ContextVar[Patience | None] = ContextVar("patience", default=None)
"""That of the work which this thread does; None where nobody waits for it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What this thread does in the block waits no longer than that in all."""
    token = PATIENCE.set(Patience.of(seconds))
    try:
        yield
    finally:
        PATIENCE.reset(token)
