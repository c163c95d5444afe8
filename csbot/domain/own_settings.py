"""What `/cs settings` shows and takes: a person's preferences and digests (workspace N2, N3)."""

from dataclasses import dataclass
from enum import StrEnum

from csbot.domain.preferences import Preferences, Whose
from csbot.domain.subscriptions import DigestKind


@dataclass(frozen=True, slots=True)
class DigestChoice:
    """When a digest comes: minutes after local midnight, on the days of the mask (Monday bit 0), unless it is off.

    Switched off, time and days are the last ones, or the default.
    """

    kind: DigestKind
    is_on: bool
    minute: int
    weekdays: int


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """A person's settings. `slack_tz`, `slack_locale` and the workspace's `usual_days` hold where nothing is preferred.

    Days are masks, Monday bit 0. `whose`: whose tasks and records they hear of; `sees_others`: whether that may be more
    than their own.
    """

    preferences: Preferences
    slack_tz: str
    slack_locale: str
    usual_days: int
    digests: tuple[DigestChoice, ...]
    whose: Whose
    sees_others: bool

    @property
    def tz(self) -> str:
        return self.preferences.tz or self.slack_tz

    @property
    def working_days(self) -> int:
        return self.preferences.working_days or self.usual_days

    def digest(self, kind: DigestKind) -> DigestChoice:
        """The choice for one kind."""
        return next(choice for choice in self.digests if choice.kind is kind)


@dataclass(frozen=True, slots=True)
class DigestForm:
    """One digest's dialog. `also_empty`: whether it comes with nothing to say; None where that can't be chosen."""

    choice: DigestChoice
    tz: str
    working_days: int
    also_empty: bool | None = None


class DigestDays(StrEnum):
    """How the days of a digest are chosen."""

    OFF = "off"
    WORKING = "working"
    CHOSEN = "chosen"


def days_of(choice: DigestChoice, working_days: int) -> DigestDays:
    """How these days were chosen."""
    if not choice.is_on:
        return DigestDays.OFF
    return DigestDays.WORKING if choice.weekdays == working_days else DigestDays.CHOSEN


def digest_form(data: OwnSettings, kind: DigestKind) -> DigestForm:
    """The dialog of one digest of somebody's."""
    also_empty = data.preferences.also_empty if kind is DigestKind.DAILY_SUMMARY else None
    return DigestForm(data.digest(kind), data.tz, data.working_days, also_empty)


def weekdays_in(mask: int) -> tuple[int, ...]:
    """The weekdays of a mask, Monday 0."""
    return tuple(day for day in range(7) if mask >> day & 1)
