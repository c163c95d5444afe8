"""What went each way between the local Slack and the app: for the drawer on the page and for tests."""

import asyncio
from collections import Counter, deque
from dataclasses import asdict, dataclass, field
from typing import Any

from csbot.playground.clock import Clock
from csbot.playground.live import Live

_KEPT = 5000

CALL = "call"
"""The app called the Web API or a response url."""
SENT = "sent"
"""The local Slack posted something to the app."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exchange. ``name`` is a method, ``response_url``, or the kind of what was sent; ``error`` is empty when all
    went well; ``at`` is real time in epoch seconds, ``took_ms`` real milliseconds."""

    number: int
    direction: str
    name: str
    at: float
    took_ms: float
    request: dict[str, Any]
    status: int
    answer: Any
    error: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which entries count: empty fields match all, ``match`` compares arguments of the request."""

    direction: str = ""
    name: str = ""
    after: int = 0
    only_errors: bool = False
    match: dict[str, str] = field(default_factory=dict)

    def fits(self, entry: Entry) -> bool:
        """Whether an entry is meant."""
        return (
            entry.number > self.after
            and self.direction in ("", entry.direction)
            and self.name in ("", entry.name)
            and (bool(entry.error) or not self.only_errors)
            and all(str(entry.request.get(key)) == value for key, value in self.match.items())
        )


class Journal:
    """The latest five thousand exchanges, and how many there were in all."""

    def __init__(self, clock: Clock, live: Live) -> None:
        self._clock = clock
        self._live = live
        self._entries: deque[Entry] = deque(maxlen=_KEPT)
        self._number = 0
        self._grown = asyncio.Event()
        self.counts: Counter[str] = Counter()

    def note(self, direction: str, name: str, began: float, request: dict[str, Any], outcome: "Outcome") -> None:
        """Write one exchange down; ``began`` is real time in epoch seconds."""
        self._number += 1
        took_ms = round((self._clock.real() - began) * 1000, 1)
        self._entries.append(
            Entry(self._number, direction, name, began, took_ms, request, outcome.status, outcome.answer, outcome.error)
        )
        self.counts[f"{direction} {name}"] += 1
        self._grown.set()
        self._grown = asyncio.Event()
        self._live.tell("traffic")

    def find(self, pattern: Pattern, limit: int = _KEPT) -> list[dict[str, Any]]:
        """The newest matching entries, oldest of them first."""
        found = [asdict(entry) for entry in self._entries if pattern.fits(entry)]
        return found[-limit:]

    async def wait(self, pattern: Pattern, count: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109 - the caller's patience arrives as a query parameter
        """Matching entries as soon as there are ``count``, or those there are after ``timeout`` real seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        matched = seen = 0
        while True:
            matched += sum(entry.number > seen and pattern.fits(entry) for entry in self._entries)
            seen = self._number
            if matched >= count:
                break
            try:
                async with asyncio.timeout_at(deadline):
                    await self._grown.wait()
            except TimeoutError:
                break
        return self.find(pattern)

    def forget(self) -> None:
        """Start a new page; numbering goes on."""
        self._entries.clear()
        self.counts.clear()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an exchange ended: HTTP status (0 without an answer), body, and an error's name."""

    status: int
    answer: Any
    error: str = ""
