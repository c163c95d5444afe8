"""The card of a record of any type: its values, what can be done, and what belongs to it (workspace C8)."""

from blocks import activities, associations, components, schedule, task_lines
from blocks.examples import record_cards
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.object_names import one_of
from blocks.properties import label_of, value_text
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.meetings import Meeting
from csbot.domain.properties import PropertyType
from csbot.domain.properties.types import Property
from csbot.domain.record_cards import CardButton, Field, Record, RecordCard
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

NAME = 80
VALUE = 200
LABEL_NAME = 50
BUTTONS = {
    CardButton.NOTE: mark("Note"),
    CardButton.EMAIL: mark("E-mail"),
    CardButton.CALL: mark("Call"),
    CardButton.TASK: mark("Task"),
    CardButton.MEETING: mark("Meeting"),
}


@screen("record", record_cards.CARDS)
def record(data: RecordCard, look: Look) -> Rendered:
    """Reference: `r` = the record, `a` = ids of tasks just acted on."""
    args = {"r": str(data.record.ref), **({"a": str(data.acted)} if data.acted.ids else {})}
    return Rendered(card_text(data, look), _sheet("record", args, data, look).blocks)


@screen("record_dialog", record_cards.CARDS)
def record_dialog(data: RecordCard, look: Look) -> Rendered:
    """The card as a dialog, for where nothing can be said. Carries `card` = the record, and `a`."""
    args = {"card": str(data.record.ref), "a": str(data.acted)}
    sheet = _sheet("record_dialog", {}, data, look)
    title = escape.plain(one_of(data.record.ref.kind, data.record.names, look), limits.VIEW_TITLE)
    frame = Frame(title, look.words.text("Close"), args=args)
    return Rendered(card_text(data, look), sheet.blocks, frame)


def _sheet(name: str, args: dict[str, str], data: RecordCard, look: Look) -> Sheet:
    sheet = Sheet(ScreenRef(name, args))
    sheet.header(escape.plain(data.record.name, limits.HEADER_TEXT) or look.words.text("(no name)"))
    if data.record.is_archived:
        sheet.section(look.words.text("Deleted"))
        _draw_last(sheet, data, look)
        return sheet
    sheet.context(_about(data, look))
    _draw_values(sheet, data, look)
    _draw_buttons(sheet, data, look)
    _draw_last(sheet, data, look)
    below = [len(data.activities) + 2, len(data.associated) + 3, 4]
    _draw_tasks(sheet, data, look, limits.SCREEN_BLOCKS - len(sheet.blocks) - sum(below))
    if data.record.ref.kind is ObjectType.COMPANY:
        _draw_meeting(sheet, data.next_meeting, look)
    activities.draw_last(sheet, data, look)
    associations.draw_first(sheet, data, look)
    sheet.actions(elements.button(look.words.text("Refresh"), "record.refresh"), *_website(data.record, look))
    return sheet


def _about(data: RecordCard, look: Look) -> str:
    parts = [escape.mrkdwn(one_of(data.record.ref.kind, data.record.names, look))]
    if data.is_followed:
        parts.append(look.words.text("You follow this"))
    return components.SEPARATOR.join(parts)


def _draw_values(sheet: Sheet, data: RecordCard, look: Look) -> None:
    """The fields of the layout that have a value, and the owner in any case."""
    found = data.record
    texts = [
        f"*{escape.mrkdwn(label_of(field, look), VALUE)}*\n{_value(found, field, look)}"
        for name in data.layout.fields
        if (field := found.fields.get(name)) is not None and (name in found.values or name == "owner")
    ]
    most = limits.SECTION_FIELDS[1]
    for start in range(0, len(texts), most):
        sheet.fields(*texts[start : start + most])


def _value(found: Record, field: Field, look: Look) -> str:
    value = found.values.get(field.name)
    if value is None:
        return look.words.text("nobody")
    text = value_text(field, value, look, VALUE)
    if not isinstance(field, Property) or not isinstance(value, str):
        return text
    return linked(field.type, value, text)


def linked(kind: PropertyType, value: str, text: str) -> str:
    """A telephone number and an e-mail address that can be pressed (workspace C14)."""
    if kind is PropertyType.EMAIL and "@" in value and not set(value) & set("<>|& "):
        return f"<mailto:{value}|{text}>"
    digits = "".join(c for c in value if c.isdigit())
    if kind is PropertyType.PHONE and digits:
        return f"<tel:{'+' if value.strip().startswith('+') else ''}{digits}|{text}>"
    return text


def _draw_buttons(sheet: Sheet, data: RecordCard, look: Look) -> None:
    """Edit, the activity buttons of the layout, and a menu with the rest."""
    sheet.actions(
        _button(mark("Edit"), mark("Edit: {name}"), "record.edit", str(data.record.ref), data, look),
        *(_activity_button(button, data, look) for button in data.layout.buttons),
        elements.overflow("record.menu", _menu(data, look)),
    )


def _activity_button(button: CardButton, data: RecordCard, look: Look) -> Element:
    ref, company = data.record.ref, data.record.named("company")
    if button is CardButton.TASK:
        if ref.kind.is_custom:
            return task_lines.new_button(look, str(ref))
        company_id = ref.id if ref.kind is ObjectType.COMPANY else company.id if company else ""
        return task_lines.new_button(look, str(company_id))
    label = mark("Log: {name}")
    return _button(BUTTONS[button], label, "activity.log", f"{button}:{ref}", data, look)


def _menu(data: RecordCard, look: Look) -> list[Element]:
    """What is in "…": at most five."""
    w, ref = look.words, data.record.ref
    follow = ("unfollow", w.text("Unfollow")) if data.is_followed else ("follow", w.text("Follow"))
    words = (
        follow,
        ("history", w.text("History")),
        ("property", w.text("Edit another property…")),
        ("associated", w.text("Associated records…")),
    )
    return [elements.option(text, f"{word}:{ref}") for word, text in words]


def _button(text: str, label: str, action: str, value: str, data: RecordCard, look: Look) -> Element:
    name = escape.plain(data.record.name, LABEL_NAME)
    said = f"{look.words.text(text)}: {name}" if label == "Log: {name}" else look.words.text(label, name=name)
    return elements.button(look.words.text(text), action, value, label=said)


def _draw_last(sheet: Sheet, data: RecordCard, look: Look) -> None:
    """What was done in the last minutes, with Undo beside it while that is possible."""
    if data.last is None:
        return
    undo = None
    if data.last.offers_undo(look.now):
        name = escape.plain(data.record.name, LABEL_NAME)
        label = look.words.text("Undo: {title}", title=name)
        value = f"{data.last.id}:{data.record.ref.id}"
        undo = elements.button(look.words.text("Undo"), "operation.undo", value, label=label)
    sheet.section(components.who_did(data.last, look), undo)


def _draw_tasks(sheet: Sheet, data: RecordCard, look: Look, room: int) -> None:
    w = look.words
    heading = f"*{w.text('Open tasks')}* ({w.number(data.open_count)})"
    sheet.section(heading if data.open_count or data.tasks else f"{heading}\n{w.text('No task is open.')}")
    (kept,) = task_lines.fit([data.tasks], data.acted, room, look)
    for line in kept:
        task_lines.draw_line(sheet, line, look)
    waiting = sum(line.task.is_open for line in kept)
    task_lines.draw_dropped(sheet, max(data.open_count - waiting, 0), look)


def _draw_meeting(sheet: Sheet, meeting: Meeting | None, look: Look) -> None:
    w = look.words
    if meeting is None:
        sheet.section(f"*{w.text('Next meeting')}*\n{w.text('None is planned.')}")
        return
    with_whom = f" · {escape.mrkdwn(meeting.owner.name, NAME)}" if meeting.owner else ""
    title = escape.mrkdwn(meeting.title, NAME)
    text = f"*{w.text('Next meeting')}*\n{title} — {components.moment(meeting.starts_at, look)}{with_whom}"
    sheet.section(text, schedule.start_button(meeting, look))


def _website(found: Record, look: Look) -> tuple[Element, ...]:
    url = found.string("website")
    if not url.startswith(("https://", "http://")) or len(url) > limits.URL:
        return ()
    return (elements.button(look.words.text("Website"), "record.site", url=url),)


def card_text(data: RecordCard, look: Look) -> str:
    """The card in one line."""
    w, found = look.words, data.record
    said = [escape.mrkdwn(found.name, NAME)]
    if owner := found.named("owner"):
        said.append(w.text("owner {name}", name=escape.mrkdwn(owner.name, NAME)))
    if "health" in found.values:
        said.append(w.text("health {band}", band=value_text(found.fields["health"], found.values["health"], look)))
    said.append(w.plural("{n} open task", "{n} open tasks", data.open_count))
    if data.next_meeting:
        said.append(w.text("next meeting {moment}", moment=components.moment(data.next_meeting.starts_at, look)))
    return components.LIST_SEPARATOR.join(said)
