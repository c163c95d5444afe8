"""What a handler answers; the router renders it after the commit and talks to Slack."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from blocks.screens import Shown
from csbot.domain.members import Viewer


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


@dataclass(frozen=True, slots=True)
class Open:
    """A dialog opens; from within a dialog it is stacked upon it (Slack allows three)."""

    shown: Shown[Any]


@dataclass(frozen=True, slots=True)
class Update:
    """The dialog acted in shows this now, with a notice above it if there is one; typed inputs of the same id are kept.

    `beside`: what is said or shown where the dialog was opened.
    """

    shown: Shown[Any]
    notice: Shown[Any] | None = None
    beside: Replace | Ephemeral | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """The dialog acted in closes, and the one beneath it shows this now."""

    shown: Shown[Any]


@dataclass(frozen=True, slots=True)
class Close:
    """All dialogs close, and then this is said where they were opened. `viewer`: who reads it, if that was changed."""

    then: Ephemeral | Replace | Home | Nothing
    viewer: Viewer | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: what is read, what comes back, and a second line."""

    text: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What a select offers: texts with values, at most 100."""

    choices: Sequence[Choice]


Reply = Ephemeral | Replace | Home | Nothing | Open | Update | Back | Close | Options
