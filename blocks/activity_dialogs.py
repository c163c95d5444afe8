"""The dialogs that log, show and edit a note, call, e-mail or meeting (workspace C14)."""

from blocks import associations, components
from blocks.activities import KINDS, kind_text
from blocks.examples import activities
from blocks.kit import elements, escape, inputs, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.records import linked
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.activities import SHOWN_TEXT, TITLE_LENGTH, Activity, ActivityCard, ActivityField, ActivityForm
from csbot.domain.calendar import PICKED_S
from csbot.domain.properties.types import PropertyType
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

NAME = 80
LABEL_TITLE = 50
TEXT = 2_500  # of 3,000, as entities are longer
CONTACTS = "contact.options"
NEW = {
    "note": mark("Log a note"),
    "email": mark("Log an e-mail"),
    "call": mark("Log a call"),
    "meeting": mark("Log a meeting"),
}
REACH = {"call": PropertyType.PHONE, "email": PropertyType.EMAIL}


@screen("activity_form", activities.FORMS)
def activity_form(data: ActivityForm, look: Look) -> Rendered:
    """Logs something, or edits it. Carries `k` = kind, `r` = the record, `under`; when editing `t` = the activity,
    `v` = the version it was shown at, and `at` = when it was, if Slack has no input for a day so far away.
    """
    w, activity = look.words, data.activity
    sheet = Sheet(ScreenRef("activity_form"))
    sheet.section(f"*{escape.mrkdwn(data.name, NAME) or w.text('(no name)')}*")
    _draw_reach(sheet, data)
    title = inputs.typed("activity.title", " ".join(activity.title.split()), most=TITLE_LENGTH)
    sheet.input(ActivityField.TITLE, w.text("Subject"), title, optional=True)
    more = len(activity.body) - SHOWN_TEXT
    hint = w.plural("{n} more character is kept.", "{n} more characters are kept.", more) if more > 0 else ""
    body = inputs.typed("activity.body", activity.body[:SHOWN_TEXT].replace("\r\n", "\n").strip(), lines=True)
    sheet.input(ActivityField.BODY, w.text("Text"), body, hint=hint, optional=True)
    at = minute_of(activity)
    if at in PICKED_S:
        sheet.input(ActivityField.AT, w.text("When"), inputs.moment("activity.at", at))
    else:
        sheet.section(f"*{w.text('When')}*\n{components.moment(activity.occurred_at, look)}")
    chosen = None
    if activity.contact is not None:
        name = escape.plain(activity.contact.name, limits.OPTION_TEXT) or str(activity.contact.id)
        chosen = elements.option(name, str(activity.contact.id))
    contact = inputs.searched(CONTACTS, w.text("Type a name"), chosen)
    sheet.input(ActivityField.CONTACT, w.text("Contact"), contact, optional=True)
    frame = _frame(data, look)
    return Rendered(frame.title, sheet.blocks, frame)


def _frame(data: ActivityForm, look: Look) -> Frame:
    w, activity = look.words, data.activity
    args = {"k": activity.kind, "r": data.ref} | ({"under": "1"} if data.under else {})
    if activity.id:
        known = {"t": str(activity.id), "v": str(activity.version)}
        known |= {} if minute_of(activity) in PICKED_S else {"at": str(minute_of(activity))}
        return Frame(w.text("Edit the log"), w.text("Cancel"), w.text("Save"), "activity.save", args | known)
    return Frame(w.text(NEW[activity.kind]), w.text("Cancel"), w.text("Log"), "activity.create", args)


def minute_of(activity: Activity) -> int:
    """When it was, as seconds since 1970, in whole minutes."""
    return int(activity.occurred_at.timestamp()) // 60 * 60


def _draw_reach(sheet: Sheet, data: ActivityForm) -> None:
    """Telephone numbers and addresses that can be pressed."""
    if not data.reach:
        return
    kind = REACH[data.activity.kind]
    lines = [
        f"{escape.mrkdwn(one.name, NAME)}: {linked(kind, one.value, escape.mrkdwn(one.value))}" for one in data.reach
    ]
    sheet.section("\n".join(lines))


@screen("activity_card", activities.CARDS)
def activity_card(data: ActivityCard, look: Look) -> Rendered:
    """All that is known of it; who may, edits and deletes it. Carries `activity`."""
    w, activity = look.words, data.activity
    sheet = Sheet(ScreenRef("activity_card"))
    title = f"*{escape.mrkdwn(activity.title) or w.text('(no title)')}*"
    sheet.section(f"{title}\n{_facts(activity, look)}")
    if text := escape.paragraphs(activity.body, TEXT).strip():
        sheet.section(text)
    associations.draw_about(sheet, data.about, look)
    if activity.archived_at is not None:
        sheet.section(w.text("Deleted"))
    if data.last is not None and data.last.offers_undo(look.now):
        sheet.section(components.who_did(data.last, look), _undo(data, look))
    if data.mine and activity.archived_at is None:
        sheet.actions(_named(mark("Edit"), "activity.edit", activity, look), _delete(activity, look))
    frame = Frame(kind_title(activity, look), w.text("Close"), args={"activity": str(activity.id)})
    return Rendered(f"{title} {_facts(activity, look)}", sheet.blocks, frame)


def kind_title(activity: Activity, look: Look) -> str:
    """A dialog's title: "Call", or another tool's own word."""
    if activity.kind in KINDS:
        return look.words.text(KINDS[activity.kind])
    return escape.plain(activity.kind, limits.VIEW_TITLE) or look.words.text("Note")


def _facts(activity: Activity, look: Look) -> str:
    people = [one for one in (activity.company, activity.contact, activity.by) if one is not None]
    names = [escape.mrkdwn(one.name, NAME) for one in people]
    parts = [kind_text(activity.kind, look), components.moment(activity.occurred_at, look), *names]
    return components.SEPARATOR.join(part for part in parts if part)


def _undo(data: ActivityCard, look: Look) -> Element:
    label = look.words.text("Undo: {title}", title=escape.plain(data.activity.title, LABEL_TITLE))
    value = f"{data.last.id if data.last else 0}:{data.activity.id}"
    return elements.button(look.words.text("Undo"), "operation.undo", value, label=label)


def _named(text: str, action: str, activity: Activity, look: Look) -> Element:
    said = look.words.text(text)
    label = f"{said}: {escape.plain(activity.title, LABEL_TITLE)}"
    return elements.button(said, action, str(activity.id), label=label)


def _delete(activity: Activity, look: Look) -> Element:
    w = look.words
    text = w.text(
        "“{title}” leaves every list. Undo brings it back for ten minutes.", title=escape.plain(activity.title)
    )
    made = _named(mark("Delete"), "activity.delete", activity, look)
    return elements.confirmed(made, w.text("Delete this?"), text, w.text("Delete"), w.text("Keep"))
