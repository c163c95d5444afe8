"""Time zones as a select offers them."""

from datetime import datetime

from blocks.kit.limits import SELECT_OPTIONS
from blocks.own_settings import SLACKS, slack_zone_name, zone_name
from csbot.domain.calendar import local, zone_names
from csbot.domain.own_settings import OwnSettings
from csbot.i18n import Words
from handlers.replies import Choice


def zone_choices(typed: str, data: OwnSettings, words: Words, now: datetime) -> list[Choice]:
    """Slack's zone, then those that hold every word typed, whose city begins with it first.

    While nothing is typed, the zones of the same part of the world.
    """
    wanted = folded(typed)
    area = data.tz.partition("/")[0]
    found = [tz for tz in zone_names() if holds(tz, wanted, words)]
    if not wanted:
        found = [tz for tz in found if tz.partition("/")[0] == area]
    found.sort(key=lambda tz: (not folded(words.city(tz)).startswith(wanted), folded(words.city(tz)), tz))
    choices = [offered(tz, zone_name(tz, words), tz, words, now) for tz in found]
    if holds(data.slack_tz, wanted, words) or not choices:
        choices.insert(0, offered(SLACKS, slack_zone_name(data, words), data.slack_tz, words, now))
    return choices[: SELECT_OPTIONS[1]]


def offered(value: str, text: str, tz: str, words: Words, now: datetime) -> Choice:
    """A zone with what its clocks say."""
    at = local(now, tz)
    return Choice(text, value, words.text("{time} there now", time=words.clock(at.hour * 60 + at.minute)))


def holds(tz: str, wanted: str, words: Words) -> bool:
    """Whether every word typed is in the zone's name or its city's."""
    text = folded(f"{words.city(tz)} {tz}")
    return all(word in text for word in wanted.split())


def folded(text: str) -> str:
    return text.replace("_", " ").strip().casefold()
