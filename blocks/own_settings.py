"""A person's own settings: the dialog behind `/cs settings`, one per digest, and what is said afterwards (N2, N3)."""

from collections.abc import Sequence

from blocks.components import LIST_SEPARATOR
from blocks.examples import settings
from blocks.kit import elements, escape, inputs
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.own_settings import DigestChoice, DigestDays, DigestForm, OwnSettings, days_of, weekdays_in
from csbot.domain.preferences import LANGUAGES, Event, QuietHours, Way, Whose, clock_time
from csbot.domain.screens import ScreenRef
from csbot.domain.subscriptions import DigestKind
from csbot.i18n import Words, mark

SLACKS = "slack"  # the option that follows Slack
ON = "on"
USUAL_QUIET = QuietHours(start=22 * 60, end=7 * 60)
LANGUAGE_NAMES = {"en": "English", "da": "Dansk", "nl": "Nederlands"}  # each in its own language
DIGEST_NAMES = {
    DigestKind.DAILY_SUMMARY: mark("Daily summary"),
    DigestKind.DUE_TODAY: mark("Tasks due today"),
    DigestKind.OVERDUE: mark("Overdue tasks"),
}
DIGEST_CONTENTS = {
    DigestKind.DAILY_SUMMARY: mark("Your day in one message: overdue, due today and due tomorrow."),
    DigestKind.DUE_TODAY: mark("Today's tasks, those with an hour first. The daily summary has them too."),
    DigestKind.OVERDUE: mark("Tasks of earlier days, the oldest first. The daily summary has them too."),
}
EVENTS = {
    Event.TASK_ASSIGNED: mark("Somebody gives you a task"),
    Event.TASK_CHANGED: mark("Somebody changes your task"),
    Event.RECORD_ASSIGNED: mark("Somebody gives you a customer or contact"),
    Event.REMINDER: mark("Reminders and ends of snoozes"),
}
WHOSE = {
    Whose.OWN: mark("Only mine"),
    Whose.TEAM: mark("Mine and my team's"),
    Whose.ALL: mark("Everybody's"),
}
WAYS = {
    Way.NOW: mark("At once, by direct message"),
    Way.DIGEST: mark("In the daily summary"),
    Way.OFF: mark("Not at all"),
}
DAY_CHOICES = {
    DigestDays.OFF: mark("Not at all"),
    DigestDays.WORKING: mark("On working days"),
    DigestDays.CHOSEN: mark("On the days ticked below"),
}


@screen("settings", settings.SETTINGS)
def own_settings(data: OwnSettings, look: Look) -> Rendered:
    """A dialog; fields `language`, `zone`, `working`, `quiet`, `from`, `to`, one for each event, by its name, and
    `whose` where others' tasks are seen.
    """
    w, sheet = look.words, Sheet(ScreenRef("settings"))
    sheet.context(w.text("These are yours alone: they change nothing for others."))
    sheet.header(w.text("Digests"))
    for choice in data.digests:
        _draw_digest(sheet, choice, data, w)
    sheet.header(w.text("What you hear of"))
    _draw_events(sheet, data, w)
    sheet.header(w.text("Language and hours"))
    sheet.input("language", w.text("Language"), _languages(data, w))
    zone = inputs.searched("zone.options", w.text("Type the name of a city"), zone_option(data, w))
    sheet.input("zone", w.text("Time zone"), zone, hint=w.text("Digests come at their hour of this zone."))
    working = inputs.ticked("settings.working", _day_options(w), [str(day) for day in weekdays_in(data.working_days)])
    hint = w.text("Digests “on working days” follow these.")
    sheet.input("working", w.text("Your working days"), working, hint=hint, optional=True)
    _draw_quiet(sheet, data, w)
    frame = Frame(w.text("Settings"), w.text("Close"), w.text("Save"), "settings.save")
    return Rendered(w.text("Settings"), sheet.blocks, frame)


def _draw_events(sheet: Sheet, data: OwnSettings, words: Words) -> None:
    """One select for each event that exists, and one for whose; never for what one did oneself (workspace T11)."""
    ways = [elements.option(words.text(text), str(way)) for way, text in WAYS.items()]
    for event, text in EVENTS.items():
        chosen = elements.select(f"settings.{event}", words.text("Choose how"), ways, str(data.preferences.way(event)))
        sheet.input(event, words.text(text), chosen)
    if data.sees_others:
        of = [elements.option(words.text(text), str(whose)) for whose, text in WHOSE.items()]
        hint = words.text("What you hear of them is chosen above. Reminders are always yours alone.")
        select = elements.select("settings.whose", words.text("Choose whose"), of, str(data.whose))
        sheet.input("whose", words.text("Whose tasks, customers and contacts"), select, hint=hint)


def _languages(data: OwnSettings, words: Words) -> Element:
    """Slack's language, or one of csbot's."""
    slacks = LANGUAGE_NAMES.get(data.slack_locale.partition("_")[0], LANGUAGE_NAMES["en"])
    options = [elements.option(words.text("As in Slack: {language}", language=slacks), SLACKS)]
    options += [elements.option(LANGUAGE_NAMES[language], language) for language in LANGUAGES]
    chosen = data.preferences.language or SLACKS
    return elements.select("settings.language", words.text("Choose a language"), options, chosen)


def zone_option(data: OwnSettings, words: Words) -> Element:
    """The time zone that is chosen."""
    if data.preferences.tz is None:
        return elements.option(slack_zone_name(data, words), SLACKS)
    return elements.option(zone_name(data.preferences.tz, words), data.preferences.tz)


def slack_zone_name(data: OwnSettings, words: Words) -> str:
    return words.text("As in Slack: {zone}", zone=zone_name(data.slack_tz, words))


def zone_name(tz: str, words: Words) -> str:
    """ "Copenhagen (Europe/Copenhagen)"."""
    city = words.city(tz)
    return tz if city == tz else f"{city} ({tz})"


def _draw_quiet(sheet: Sheet, data: OwnSettings, words: Words) -> None:
    quiet = data.preferences.quiet
    hours = quiet or USUAL_QUIET
    tick = [elements.option(words.text("Hold messages back between these hours"), ON)]
    hint = words.text(
        "They come when these hours are over, a digest only while it is still its day. What you ask for comes at once."
    )
    ticked = inputs.ticked("settings.quiet", tick, [ON] if quiet else [])
    sheet.input("quiet", words.text("Quiet hours"), ticked, hint=hint, optional=True)
    start, end = clock_time(hours.start), clock_time(hours.end)
    sheet.input("from", words.text("From"), inputs.clock("settings.from", data.tz, start), optional=True)
    sheet.input("to", words.text("To"), inputs.clock("settings.to", data.tz, end), optional=True)


def _draw_digest(sheet: Sheet, choice: DigestChoice, data: OwnSettings, words: Words) -> None:
    name = words.text(DIGEST_NAMES[choice.kind])
    rows = [f"*{name}*", cadence(choice, data.working_days, words)]
    if quiet_note := _quiet_note(choice, data.preferences.quiet, words):
        rows.append(quiet_note)
    sheet.section("\n".join(rows))
    edit, now = words.text("Edit"), words.text("Send me one now")
    sheet.actions(
        elements.button(edit, "settings.digest", str(choice.kind), label=f"{edit}: {name}"),
        elements.button(now, "settings.send", str(choice.kind), label=f"{now}: {name}"),
    )


def cadence(choice: DigestChoice, working_days: int, words: Words) -> str:
    """ "On working days at 08:30"."""
    at, days = words.clock(choice.minute), weekdays_in(choice.weekdays)
    if not choice.is_on:
        return words.text("Off")
    if choice.weekdays == working_days:
        return words.text("On working days at {time}", time=at)
    if len(days) == 1:
        return words.text("Weekly, {day} at {time}", day=words.weekday(days[0]), time=at)
    if len(days) == 7:
        return words.text("Every day at {time}", time=at)
    names = LIST_SEPARATOR.join(words.weekday(day, short=True) for day in days)
    return words.text("{days} at {time}", days=names, time=at)


def _quiet_note(choice: DigestChoice, quiet: QuietHours | None, words: Words) -> str:
    """What quiet hours make of the digest's hour, if they touch it."""
    comes = choice.minute if quiet is None else quiet.frees(choice.minute)
    if not choice.is_on or comes == choice.minute:
        return ""
    if comes is None:
        return words.text("This is in your quiet hours until the day is over, so it is never sent.")
    return words.text("This is in your quiet hours, so it comes at {time}.", time=words.clock(comes))


@screen("digest_settings", settings.DIGESTS)
def digest_settings(data: DigestForm, look: Look) -> Rendered:
    """A dialog; fields `cadence`, `days`, `time` and, for the daily summary, `empty`; args `kind`."""
    w, choice = look.words, data.choice
    sheet = Sheet(ScreenRef("digest_settings", {"k": str(choice.kind)}))
    sheet.section(w.text(DIGEST_CONTENTS[choice.kind]))
    days = [elements.option(w.text(text), str(one)) for one, text in DAY_CHOICES.items()]
    sheet.input(
        "cadence", w.text("When it comes"), inputs.radios("settings.cadence", days, days_of(choice, data.working_days))
    )
    ticked = inputs.ticked("settings.days", _day_options(w), [str(day) for day in weekdays_in(choice.weekdays)])
    sheet.input("days", w.text("Days"), ticked, hint=w.text("One day makes it weekly."), optional=True)
    sheet.input("time", w.text("At"), inputs.clock("settings.time", data.tz, clock_time(choice.minute)))
    if data.also_empty is not None:
        tick = [elements.option(w.text("Send it also when there is nothing to say"), ON)]
        also = inputs.ticked("settings.empty", tick, [ON] if data.also_empty else [])
        sheet.input("empty", w.text("Empty days"), also, optional=True)
    title = w.text(DIGEST_NAMES[choice.kind])
    frame = Frame(title, w.text("Back"), w.text("Save"), "settings.digest", {"kind": str(choice.kind)})
    return Rendered(title, sheet.blocks, frame)


def _day_options(words: Words) -> Sequence[Element]:
    return [elements.option(words.weekday(day), str(day)) for day in range(7)]


@screen("settings_saved", settings.SETTINGS)
def settings_saved(data: OwnSettings, look: Look) -> Rendered:
    """One section, for which every screen leaves room."""
    w, quiet = look.words, data.preferences.quiet
    rows = [w.text("Your settings are saved. Times are those of {zone}.", zone=escape.mrkdwn(zone_name(data.tz, w)))]
    if quiet:
        hours = {"start": w.clock(quiet.start), "end": w.clock(quiet.end)}
        rows.append(w.text("Messages are held back from {start} to {end}.", **hours))
    return _say("settings_saved", " ".join(rows))


@screen("digest_asked", {str(kind): kind for kind in DigestKind})
def digest_asked(data: DigestKind, look: Look) -> Rendered:
    """One section, for which every screen leaves room."""
    name = look.words.text(DIGEST_NAMES[data])
    return _say(
        "digest_asked", look.words.text("“{digest}” is on its way: look at your messages with csbot.", digest=name)
    )


def _say(name: str, text: str) -> Rendered:
    sheet = Sheet(ScreenRef(name))
    sheet.section(text)
    return Rendered(text, sheet.blocks)


def settings_button(look: Look) -> Element:
    """Opens the dialog: on the Summary and on Home."""
    return elements.button(look.words.text("Settings"), "settings.open")


def cadence_button(look: Look) -> Element:
    """The same at the end of every digest."""
    return elements.button(look.words.text("Change when this comes"), "settings.open")
