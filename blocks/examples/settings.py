"""Settings as nobody touched them, with everything chosen, and with quiet hours that swallow a digest."""

from blocks.examples.people import ZONE
from csbot.domain.own_settings import DigestChoice, DigestForm, OwnSettings
from csbot.domain.preferences import NO_PREFERENCES, Event, Preferences, QuietHours, Way, Whose
from csbot.domain.subscriptions import DEFAULT_MINUTE, DigestKind
from csbot.domain.workspaces import ALL_WORKDAYS

DAILY = DigestChoice(DigestKind.DAILY_SUMMARY, True, DEFAULT_MINUTE, ALL_WORKDAYS)
OFF = DigestChoice(DigestKind.DUE_TODAY, False, DEFAULT_MINUTE, ALL_WORKDAYS)
NO_OVERDUE = DigestChoice(DigestKind.OVERDUE, False, DEFAULT_MINUTE, ALL_WORKDAYS)
WEEKLY = DigestChoice(DigestKind.OVERDUE, True, 15 * 60, 0b0010000)
SOME_DAYS = DigestChoice(DigestKind.DUE_TODAY, True, 6 * 60 + 45, 0b1010101)
EVENING = DigestChoice(DigestKind.DAILY_SUMMARY, True, 23 * 60, 0b1111111)

CHOSEN = Preferences(
    language="nl",
    tz="America/Argentina/Buenos_Aires",
    quiet=QuietHours(start=22 * 60, end=7 * 60),
    working_days=0b0001111,
    events={Event.TASK_CHANGED: Way.DIGEST, Event.REMINDER: Way.OFF},
)

SETTINGS = {
    "untouched": OwnSettings(NO_PREFERENCES, ZONE, "da_DK", ALL_WORKDAYS, (DAILY, OFF, NO_OVERDUE), Whose.OWN, True),
    "chosen": OwnSettings(CHOSEN, ZONE, "en_GB", ALL_WORKDAYS, (EVENING, SOME_DAYS, WEEKLY), Whose.TEAM, True),
    "plain_zone": OwnSettings(
        Preferences(tz="UTC"), "Europe/Kyiv", "xx_XX", 0b0111110, (DAILY, OFF, WEEKLY), Whose.ALL, True
    ),
    "own_only": OwnSettings(NO_PREFERENCES, ZONE, "en_GB", ALL_WORKDAYS, (DAILY, OFF, NO_OVERDUE), Whose.OWN, False),
}
DIGESTS = {
    "off": DigestForm(OFF, ZONE, ALL_WORKDAYS),
    "working_days": DigestForm(DAILY, ZONE, ALL_WORKDAYS, also_empty=False),
    "also_empty": DigestForm(EVENING, ZONE, ALL_WORKDAYS, also_empty=True),
    "weekly": DigestForm(WEEKLY, "America/New_York", ALL_WORKDAYS),
}
