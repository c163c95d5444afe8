"""What a handler answers; the router renders it after the commit and talks to Slack."""

from dataclasses import dataclass
from typing import Any

from blocks.screens import Shown


@dataclass(frozen=True, slots=True)
class Ephemeral:
    """An answer that only the actor sees."""

    shown: Shown[Any]


@dataclass(frozen=True, slots=True)
class Replace:
    """The place acted in (message, ephemeral answer or Home) shows this now, with a notice above it if there is one."""

    shown: Shown[Any]
    notice: Shown[Any] | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The actor's Home shows this."""

    shown: Shown[Any]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No answer."""


Reply = Ephemeral | Replace | Home | Nothing
