"""`/cs settings`: everybody's own language, time zone, quiet hours and digests (workspace N2, N3)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from blocks.own_settings import ON, SLACKS, digest_asked, digest_settings, own_settings, settings_saved
from blocks.screens import Shown
from csbot.domain.calendar import is_zone
from csbot.domain.errors import CsbotError, EndlessQuiet, MissingDay, MissingTime, Refused, UnknownZone, Unreadable
from csbot.domain.help import HelpTopic
from csbot.domain.own_settings import DigestDays, OwnSettings, digest_form
from csbot.domain.permissions import Permission
from csbot.domain.preferences import LANGUAGES, Event, Language, QuietHours, Way, Whose
from csbot.domain.subscriptions import DigestKind
from csbot.i18n import mark, words
from csbot.services.container import Services
from handlers.args import choice
from handlers.calls import Call, Field, PlaceKind
from handlers.redraw import can_redraw, redraw
from handlers.replies import Back, Close, Ephemeral, Open, Options, Replace, Reply, Update
from handlers.routes import command, offers, reads, submits, writes
from handlers.zones import zone_choices

SETTINGS = HelpTopic(
    word="settings",
    usage="/cs settings",
    summary=mark("Your own language, time zone, quiet hours and digests."),
    details=(
        mark("Each digest comes at your time, on the days that you choose, once a day; or not at all."),
        mark("In quiet hours csbot holds messages back until they are over. What you ask for comes at once."),
        mark("What others do to your tasks, and reminders, come at once, in the daily summary, or not at all."),
        mark("You may hear of your team's, or everybody's, tasks, customers and contacts too."),
        mark("“Send me one now” shows what a digest says at this moment."),
    ),
    examples=("/cs settings",),
)


@command(SETTINGS, Permission.ENTER)
@reads("settings.open", Permission.ENTER)
def show(call: Call, services: Services) -> Reply:
    """The dialog, from the command or a button."""
    return Open(Shown(own_settings, services.own_settings.of(call.actor)))


@offers("zone.options", Permission.ENTER)
def offer_zones(call: Call, services: Services) -> Reply:
    """Time zones by what is typed: a city in the viewer's language, or the zone's name."""
    data = services.own_settings.of(call.actor)
    return Options(zone_choices(call.value, data, words(call.viewer.locale, call.viewer.tz), call.now))


@submits("settings.save", Permission.ENTER)
def save(call: Call, services: Services) -> Reply:
    """Keep what is chosen; the answer is in the new language already."""
    known = services.own_settings.of(call.actor)
    chosen = known.preferences.model_copy(update=read_preferences(call.incoming.fields, known))
    if whose := call.incoming.fields.get("whose"):
        services.own_settings.listen(call.actor, choice(str(whose), Whose))
    viewer = services.own_settings.prefer(call.actor, chosen).as_viewer()
    saved = Shown(settings_saved, services.own_settings.of(call.actor))
    if call.place.kind is PlaceKind.HOME and can_redraw(call):
        return Close(Replace(redraw(replace(call, viewer=viewer), services), saved), viewer)
    return Close(Ephemeral(saved), viewer)


@reads("settings.digest", Permission.ENTER)
def edit_digest(call: Call, services: Services) -> Reply:
    """One digest's own dialog, upon the first."""
    data = services.own_settings.of(call.actor)
    return Open(Shown(digest_settings, digest_form(data, choice(call.value, DigestKind))))


@submits("settings.digest", Permission.ENTER)
def choose_digest(call: Call, services: Services) -> Reply:
    """Keep a digest's time and days, and go back."""
    kind = choice(call.incoming.args.get("kind", ""), DigestKind)
    known = services.own_settings.of(call.actor)
    minute, weekdays = read_digest(call.incoming.fields, known, kind)
    services.own_settings.choose_digest(call.actor, kind, minute, weekdays)
    if kind is DigestKind.DAILY_SUMMARY:
        also_empty = ON in read_ticked(call.incoming.fields.get("empty"))
        services.own_settings.prefer(call.actor, known.preferences.model_copy(update={"also_empty": also_empty}))
    return Back(Shown(own_settings, services.own_settings.of(call.actor)))


@writes("settings.send", Permission.ENTER)
def send_now(call: Call, services: Services) -> Reply:
    """A digest at once, by direct message."""
    kind = choice(call.value, DigestKind)
    services.own_settings.send_now(call.actor, kind)
    return Update(Shown(own_settings, services.own_settings.of(call.actor)), Shown(digest_asked, kind))


def read_preferences(fields: Mapping[str, Field], known: OwnSettings) -> dict[str, object]:
    """What the first dialog holds, as fields of `Preferences`; raises `Refused`."""
    problems: dict[str, CsbotError] = {}
    zone = str(fields.get("zone") or "")
    if zone != SLACKS and not is_zone(zone):
        problems["zone"] = UnknownZone(zone=zone)
    quiet = None
    if ON in read_ticked(fields.get("quiet")):
        start, end = read_minute(fields.get("from")), read_minute(fields.get("to"))
        problems |= {name: MissingTime() for name, at in (("from", start), ("to", end)) if at is None}
        if start is not None and end is not None:
            quiet = QuietHours(start=start, end=end)
            problems |= {"to": EndlessQuiet()} if start == end else {}
    working_days = read_days(fields.get("working"))
    if not working_days:
        problems["working"] = MissingDay()
    if problems:
        raise Refused(problems)
    return {
        "language": read_language(fields),
        "tz": None if zone == SLACKS else zone,
        "quiet": quiet,
        "working_days": None if working_days == known.usual_days else working_days,
        "events": read_events(fields),
    }


def read_events(fields: Mapping[str, Field]) -> dict[str, Way]:
    """How each event is told, where that is not at once; raises `Unreadable`."""
    ways = {str(event): choice(str(fields.get(event) or Way.NOW), Way) for event in Event}
    return {event: way for event, way in ways.items() if way is not Way.NOW}


def read_days(field: Field) -> int:
    """The ticked days as a mask."""
    return sum(1 << int(day) for day in set(read_ticked(field)) if day in "0123456")


def read_digest(fields: Mapping[str, Field], known: OwnSettings, kind: DigestKind) -> tuple[int, int]:
    """Minute and days of a digest, no days for one that is switched off; raises `Refused`."""
    days = choice(str(fields.get("cadence") or ""), DigestDays)
    minute = read_minute(fields.get("time"))
    if days is DigestDays.OFF:
        return known.digest(kind).minute, 0
    mask = known.working_days if days is DigestDays.WORKING else read_days(fields.get("days"))
    problems: dict[str, CsbotError] = {} if mask else {"days": MissingDay()}
    if minute is None:
        problems["time"] = MissingTime()
    if problems or minute is None:
        raise Refused(problems)
    return minute, mask


def read_language(fields: Mapping[str, Field]) -> Language | None:
    """The chosen language, None for Slack's; raises `Unreadable`."""
    word = fields.get("language")
    if word == SLACKS:
        return None
    found = [language for language in LANGUAGES if language == word]
    if not found:
        raise Unreadable()
    return found[0]


def read_minute(field: Field) -> int | None:
    """A clock time as minutes after midnight; raises `Unreadable`."""
    if field is None:
        return None
    try:
        at = time.fromisoformat(str(field))
    except ValueError:
        raise Unreadable() from None
    return at.hour * 60 + at.minute


def read_ticked(field: Field) -> tuple[str, ...]:
    """What is ticked."""
    return field if isinstance(field, tuple) else ()
