"""What users read when something fails: what happened, whether anything was saved, and what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from blocks import filter_problems, object_problems, property_problems, view_problems
from blocks.components import LIST_SEPARATOR
from blocks.denials import explain
from blocks.examples import failures
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.layout_problems import layout_sentence
from blocks.record_conflicts import value_changed_sentence
from blocks.screens import Look, Rendered, screen
from blocks.task_conflicts import changed_sentence
from blocks.value_problems import value_sentence
from csbot.domain import errors
from csbot.domain.card_layouts import BadLayout
from csbot.domain.errors import CsbotError
from csbot.domain.permissions import Denial
from csbot.domain.properties import BadValue
from csbot.domain.records import CUSTOM_TYPES
from csbot.domain.screens import ScreenRef
from csbot.domain.slack_texts import by_name
from csbot.i18n import Words, mark

Params = Mapping[str, Any]
TYPED_PIECE = 590  # of 3,000, if all of it were entities
NOUNS = {
    "task": mark("Task {number}"),
    "company": mark("Company {number}"),
    "contact": mark("Contact {number}"),
    "meeting": mark("Meeting {number}"),
    "activity": mark("Activity {number}"),
    "member": mark("Person {number}"),
    "operation": mark("Change {number}"),
    "property": mark("Property {number}"),
    "job": mark("Job {number}"),
    "delivery": mark("Message {number}"),
    "view": mark("View {number}"),
    "filter": mark("Filter {number}"),
    "settings": mark("The settings"),
    "card_layout": mark("What cards show"),
    "project": mark("Project {number}"),
    "service": mark("Service {number}"),
    "deal": mark("Deal {number}"),
    "subscription": mark("Subscription {number}"),
    "ticket": mark("Ticket {number}"),
    "object": mark("This object type"),
    **dict.fromkeys(map(str, CUSTOM_TYPES), mark("Record {number}")),
}
SENTENCES = {
    errors.Busy.code: mark("csbot is very busy just now. Nothing was saved. Please try again in a moment."),
    errors.DiskFull.code: mark(
        "The disk of csbot's database is full. Nothing was saved. Please tell your csbot administrator."
    ),
    errors.InDoubt.code: mark(
        "The database did not answer, so this may or may not be saved. Please look again in a moment: do it once more "
        "only if it is not there."
    ),
    errors.UndoExpired.code: mark(
        "The 10 minutes for undoing this are over. Nothing was changed. You can still change it yourself."
    ),
    errors.MissingTitle.code: mark("A task needs a title. Nothing was saved."),
    errors.TooLong.code: mark(
        "This is {length} characters long, and {limit} fit. Nothing was saved. Please shorten it."
    ),
    errors.TextTooLong.code: mark(
        "The title is {length} characters long, and {limit} fit. Nothing was saved. This is what you typed:"
    ),
    errors.CommandTooLong.code: mark(
        "This command is {length} characters long, and {limit} fit. Nothing was saved. This is what you typed:"
    ),
    errors.MissingValue.code: mark("This is required. Nothing was saved. Please fill it in."),
    errors.TimeWithoutDate.code: mark("A time needs a due date. Nothing was saved. Please choose the date too."),
    errors.CannotAssign.code: mark(
        "This person does not use the workspace any more. Nothing was saved. Please choose somebody else."
    ),
    errors.DialogLost.code: mark(
        "The dialog could not be opened in time. Nothing was saved. Please do the same once more."
    ),
    errors.SnoozePast.code: mark("That moment has already passed. Nothing was saved. Please choose a later one."),
    errors.TaskNotOpen.code: mark(
        "“{title}” is completed, so it cannot be snoozed. Nothing was saved. Reopen it first if it still needs work."
    ),
    errors.UnknownZone.code: mark(
        "“{zone}” is no time zone that csbot knows. Nothing was saved. Please choose one from the list."
    ),
    errors.EndlessQuiet.code: mark(
        "From and to are the same time, so this would never end. Nothing was saved. Please choose another time."
    ),
    errors.MissingTime.code: mark("A time is missing. Nothing was saved. Please choose one."),
    errors.MissingDay.code: mark("No day is ticked. Nothing was saved. Please tick one, or choose “Not at all”."),
    errors.Unreadable.code: mark(
        "This button belongs to an older version of csbot. Nothing was saved. Use `/cs` for a fresh view."
    ),
    errors.SlackRefused.code: mark(
        "Slack refused to show this ({error}). What you did before is kept. Use `/cs` for a fresh view."
    ),
    errors.SlackUnavailable.code: mark(
        "Slack could not be reached. What you did before is kept. Use `/cs` in a moment for a fresh view."
    ),
    errors.SlackLimited.code: mark(
        "Slack asks csbot to slow down. What you did before is kept. Use `/cs` in a moment for a fresh view."
    ),
    errors.NoWorkspace.code: mark("There is no workspace {number}. Nothing was saved. Please check the number."),
    errors.SeveralWorkspaces.code: mark(
        "There are several workspaces: {ids}. Nothing was saved. Please say which one you mean."
    ),
    errors.UnknownTeam.code: mark(
        "csbot was not set up for this Slack workspace. Nothing was saved. Please ask your csbot administrator."
    ),
    errors.NoSeatLeft.code: mark(
        "All {seats} seats are taken. Nothing was saved. Take a seat from somebody first, or allow more seats."
    ),
    **view_problems.SENTENCES,
    **property_problems.SENTENCES,
    **object_problems.SENTENCES,
}


def _not_allowed(params: Params, words: Words) -> str:
    return explain(Denial(params["denial"]), params.get("ask", ()), words)


def _not_found(params: Params, words: Words) -> str:
    thing = _noun(params, words)
    return words.text("{thing} is not here: it was deleted or never existed. Nothing was saved.", thing=thing)


def _stale(params: Params, words: Words) -> str:
    thing = _noun(params, words)
    return words.text(
        "Somebody else changed this in the meantime ({thing}). Nothing was saved. Please look at it again first.",
        thing=thing,
    )


def _unknown_command(params: Params, words: Words) -> str:
    said = words.text("There is no command `/cs {word}`. Nothing was done.", word=_typed(params))
    return f"{said} {_nearest(params, words) or words.text('`/cs help` lists what there is.')}"


def _unknown_option(params: Params, words: Words) -> str:
    command = escape.code(str(params["command"]))
    said = words.text("`/cs {command}` does not know `{word}`. Nothing was done.", command=command, word=_typed(params))
    known = params["options"]
    options = escape.mrkdwn(known if isinstance(known, str) else LIST_SEPARATOR.join(known))
    knows = words.text("It knows: {options}.", options=options) if options else ""
    return " ".join(part for part in (said, _nearest(params, words), knows) if part)


def _others_tasks(params: Params, words: Words) -> str:
    name = escape.mrkdwn(str(params["name"]), 80)
    return words.text("`/cs tasks` lists your own tasks, not those of “{name}”. Nothing was done.", name=name)


def _missing_text(params: Params, words: Words) -> str:
    command = escape.code(str(params["command"]))
    return words.text(
        "`/cs {command}` needs a text behind it. Nothing was done. `/cs help {command}` shows how.", command=command
    )


def _undo_overtaken(params: Params, words: Words) -> str:
    by = escape.mrkdwn(str(params.get("by", "")), 80) or words.text("somebody")
    return words.text(
        "This was changed again since, by {name}, so it was not undone. Nothing was changed. Please look at it first.",
        name=by,
    )


WRITERS: dict[str, Callable[[Params, Words], str]] = {
    errors.NotAllowed.code: _not_allowed,
    errors.NotFound.code: _not_found,
    errors.StaleRecord.code: _stale,
    errors.UnknownCommand.code: _unknown_command,
    errors.UnknownOption.code: _unknown_option,
    errors.OthersTasks.code: _others_tasks,
    errors.MissingText.code: _missing_text,
    errors.UndoOvertaken.code: _undo_overtaken,
    errors.FieldChanged.code: changed_sentence,
    errors.ValueChanged.code: value_changed_sentence,
    BadLayout.code: layout_sentence,
    BadValue.code: value_sentence,
    **filter_problems.WRITERS,
    **property_problems.WRITERS,
}


def sentence(error: CsbotError, words: Words) -> str:
    """The sentence of an error as mrkdwn; every class in `csbot.domain.errors` has one."""
    if writer := WRITERS.get(error.code):
        return writer(error.params, words)
    params = {name: _written(name, value, words) for name, value in error.params.items()}
    return words.text(SENTENCES[error.code], **params)


def _written(name: str, value: object, words: Words) -> str:
    """A length or a count as the locale writes it, a record's number as it is, a text escaped."""
    return words.number(value) if isinstance(value, int) and name != "number" else escape.mrkdwn(str(value))


def bug_sentence(reference: str, words: Words) -> str:
    """For a fault of csbot's own; `reference` is what its log entry carries."""
    return words.text(
        "Something went wrong in csbot. Nothing was saved. Please try again; if it happens again, "
        "tell your csbot administrator this reference: `{reference}`.",
        reference=escape.code(reference),
    )


def unseen_sentence(reference: str, words: Words) -> str:
    """For what was committed but could not be drawn."""
    return words.text(
        "This was saved, but csbot could not show the result. There is no need to do it again: `/cs` shows how "
        "things are. Reference for your csbot administrator: `{reference}`.",
        reference=escape.code(reference),
    )


@screen("error", failures.ERRORS)
def error(data: CsbotError, look: Look) -> Rendered:
    """An error that csbot knows, with a button for the command that was probably meant."""
    if isinstance(data, errors.TextTooLong):
        return _typed_back(data, look)
    return _say("error", sentence(data, look.words), _run_button(data.params, look.words))


def _typed_back(data: errors.TextTooLong, look: Look) -> Rendered:
    """The sentence, and below it what was typed: nothing else has it any more."""
    text, typed = sentence(data, look.words), str(data.params["typed"])
    sheet = Sheet(ScreenRef("error"))
    sheet.section(text)
    for start in range(0, len(typed), TYPED_PIECE)[: limits.SCREEN_BLOCKS - 1]:
        sheet.section(f"```{escape.code(typed[start : start + TYPED_PIECE], TYPED_PIECE)}```")
    return Rendered(text, sheet.blocks)


@screen("bug", {"one": failures.REFERENCE})
def bug(data: str, look: Look) -> Rendered:
    """Data: the reference of the log entry."""
    return _say("bug", bug_sentence(data, look.words))


@screen("saved_unseen", {"one": failures.REFERENCE})
def saved_unseen(data: str, look: Look) -> Rendered:
    """Data: the reference of the log entry."""
    return _say("saved_unseen", unseen_sentence(data, look.words))


def _say(name: str, text: str, accessory: Element | None = None) -> Rendered:
    sheet = Sheet(ScreenRef(name))
    sheet.section(text, accessory)
    return Rendered(text, sheet.blocks)


def _run_button(params: Params, words: Words) -> Element | None:
    if not params.get("nearest"):
        return None
    command = _meant(params)
    return elements.button(words.text("Run /cs {command}", command=by_name(command)), "command.run", command)


def _nearest(params: Params, words: Words) -> str:
    if not params.get("nearest"):
        return ""
    return words.text("Did you mean `/cs {command}`?", command=escape.code(by_name(_meant(params))))


def _meant(params: Params) -> str:
    """What should have followed `/cs`."""
    return f"{params.get('command', '')} {params['nearest']}".strip()


def _typed(params: Params) -> str:
    return escape.code(str(params["word"]), 40)


def _noun(params: Params, words: Words) -> str:
    return words.text(NOUNS[str(params["noun"])], number=escape.mrkdwn(str(params["number"])))
