"""Misbehaviour on request: what the app must survive."""

from dataclasses import asdict, dataclass, replace
from typing import Any

OF_CALLS = ("rate_limit", "http_500", "slow", "hang", "drop", "error")
OF_EVENTS = ("duplicate", "late", "out_of_order")
KINDS = OF_CALLS + OF_EVENTS


@dataclass(frozen=True, slots=True)
class Fault:
    """The next ``count`` matching calls or events go wrong, after ``skip`` that pass; empty ``channel`` and ``team``
    match all, ``method`` may be ``*``, ``response_url``, ``upload_url`` or an event's type.

    Calls: ``rate_limit`` answers 429 with ``seconds`` as Retry-After, ``http_500`` answers 500, ``error`` answers
    ``ok: false`` with ``code``, ``hang`` says nothing for ``seconds`` and cuts the connection; none of them does the
    work. ``slow`` does the work and answers after ``seconds``; ``drop`` does it and cuts the connection.
    Events: ``duplicate`` sends it twice, ``late`` after ``seconds``, ``out_of_order`` keeps ``count`` of them back and
    sends them latest first (the last of them, or taking all faults away, lets them go).
    """

    kind: str
    method: str = "*"
    count: int = 1
    skip: int = 0
    seconds: float = 1.0
    code: str = "internal_error"
    channel: str = ""
    team: str = ""

    def fits(self, kinds: tuple[str, ...], method: str, arguments: dict[str, Any], team: str) -> bool:
        """Whether a call, or an event, is meant."""
        return (
            self.kind in kinds
            and self.method in ("*", method)
            and self.channel in ("", arguments.get("channel"))
            and self.team in ("", team)
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

    def documents(self) -> list[dict[str, Any]]:
        """Those in waiting, as the driver shows them."""
        return [asdict(fault) for fault in self._waiting]

    def take_call(self, method: str, arguments: dict[str, Any], team: str) -> Fault | None:
        """The fault that a call runs into, which uses it up by one."""
        return self._take(OF_CALLS, method, arguments, team)

    def take_event(self, event: dict[str, Any], team: str) -> Fault | None:
        """The fault that an event runs into, which uses it up by one."""
        return self._take(OF_EVENTS, str(event.get("type")), event, team)

    def _take(self, kinds: tuple[str, ...], method: str, arguments: dict[str, Any], team: str) -> Fault | None:
        for index, fault in enumerate(self._waiting):
            if not fault.fits(kinds, method, arguments, team):
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
