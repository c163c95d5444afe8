"""What a person chose for themself: language, time zone, quiet hours (workspace N3). Digests are subscriptions."""

from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from csbot.domain.calendar import DAY, at_local, local_date

Language = Literal["en", "da", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "da", "nl")


class Event(StrEnum):
    """What a person may be told of (workspace N3)."""

    TASK_ASSIGNED = "task_assigned"
    TASK_CHANGED = "task_changed"
    RECORD_ASSIGNED = "record_assigned"
    REMINDER = "reminder"  # and the end of a snooze


class Way(StrEnum):
    """How they are told."""

    NOW = "now"
    DIGEST = "digest"
    OFF = "off"


class Whose(StrEnum):
    """Whose tasks and records a person hears of; reminders are always their own."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class QuietHours(BaseModel):
    """Minutes after local midnight, `start` ≠ `end`; an `end` before `start` is on the next day."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int

    def ends_at(self, now: datetime, tz: str) -> datetime | None:
        """The UTC instant at which nothing is held back any more, or None outside of quiet hours.

        A skipped clock time moves forward, one that occurs twice is the first (`csbot.domain.calendar`); where that
        makes a night run into the next, it is the last one's end.
        """
        at, here = now, local_date(now, tz)
        for on in (here - DAY, here, here + DAY):
            last = on if self.end > self.start else on + DAY
            end = at_local(last, clock_time(self.end), tz)
            if at_local(on, clock_time(self.start), tz) <= at < end:
                at = end
        return at if at > now else None

    def frees(self, minute: int) -> int | None:
        """The minute at which a digest of that minute is sent on the same day; None if the day is over before (N4)."""
        is_held = self.start <= minute < self.end if self.start < self.end else not self.end <= minute < self.start
        if not is_held:
            return minute
        return self.end if minute < self.end else None


class Preferences(BaseModel):
    """None follows Slack; no `quiet`, nothing is held back. What an older csbot kept and this one doesn't is ignored.

    `tz`: an IANA name; `working_days`: a mask, Monday bit 0, None for the workspace's; `events`: what is not told at
    once; `also_empty`: the daily summary comes also when it has nothing to say.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: Language | None = None
    tz: str | None = None
    quiet: QuietHours | None = None
    working_days: int | None = None
    events: Mapping[str, Way] = {}
    also_empty: bool = False

    def way(self, event: Event) -> Way:
        """How the person is told of such an event: at once unless they chose otherwise."""
        return self.events.get(event, Way.NOW)

    def locale(self, slack_locale: str) -> str:
        """The chosen language with the territory of Slack's locale, which says how dates and times are written."""
        territory = slack_locale.partition("_")[2]
        if self.language is None or slack_locale.partition("_")[0] == self.language:
            return slack_locale
        return f"{self.language}_{territory}" if territory else self.language


NO_PREFERENCES = Preferences()


def clock_time(minute: int) -> time:
    """A minute of a day as a clock time."""
    return time(minute // 60, minute % 60)
