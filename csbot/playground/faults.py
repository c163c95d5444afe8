"""Misbehaviour on request: what the app must survive."""

from dataclasses import dataclass, replace
from typing import Any

KINDS = ("rate_limit", "http_500", "slow", "drop", "error")


@dataclass(frozen=True, slots=True)
class Fault:
    """The next ``count`` matching calls go wrong; empty ``channel`` and ``team`` match all, ``method`` may be ``*``.

    ``rate_limit`` answers 429 with ``seconds`` as Retry-After, ``http_500`` answers 500; neither does the work.
    ``slow`` does the work and answers after ``seconds``; ``drop`` does it and cuts the connection; ``error`` answers
    ``ok: false`` with ``code`` and does nothing. ``skip`` lets so many matching calls pass first.
    """

    kind: str
    method: str = "*"
    count: int = 1
    skip: int = 0
    seconds: float = 1.0
    code: str = "internal_error"
    channel: str = ""
    team: str = ""

    def fits(self, method: str, arguments: dict[str, Any], team: str) -> bool:
        """Whether a call is meant."""
        return (
            self.method in ("*", method) and self.channel in ("", arguments.get("channel")) and self.team in ("", team)
        )


class Faults:
    """The faults in waiting, first set first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Set one."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Behave again."""
        self._waiting.clear()

    def take(self, method: str, arguments: dict[str, Any], team: str) -> Fault | None:
        """The fault that this call runs into, which uses it up by one."""
        for index, fault in enumerate(self._waiting):
            if not fault.fits(method, arguments, team):
                continue
            if fault.skip:
                self._waiting[index] = replace(fault, skip=fault.skip - 1)
                return None
            if fault.count == 1:
                del self._waiting[index]
            else:
                self._waiting[index] = replace(fault, count=fault.count - 1)
            return fault
        return None
