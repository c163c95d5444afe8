"""The dialogs that edit and create records (workspace C9, C16)."""

from collections.abc import Mapping

from blocks.associations import line_text, open_button
from blocks.examples import record_forms
from blocks.kit import escape, inputs, limits
from blocks.kit.sheet import Sheet
from blocks.object_names import one_of
from blocks.properties import label_of
from blocks.property_inputs import input_of
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.properties.types import Property
from csbot.domain.record_cards import Field, Record
from csbot.domain.record_forms import INPUT_LENGTH, PropertyChoice, RecordForm
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

NAME = 80
NEW = {ObjectType.COMPANY: mark("New company"), ObjectType.CONTACT: mark("New contact")}
EDIT = {ObjectType.COMPANY: mark("Edit company"), ObjectType.CONTACT: mark("Edit contact")}


@screen("record_form", record_forms.FORMS)
def record_form(data: RecordForm, look: Look) -> Rendered:
    """Edits a record, or creates one. An input for each field, by its name.

    Carries `r` = the record, `v` = the version it was shown at, `under`; for a new one `k` = its type and `d` = how
    many records it was said to be a duplicate of.
    """
    sheet = Sheet(ScreenRef("record_form"))
    if data.likely:
        _draw_likely(sheet, data, look)
    for name in data.names:
        field = data.record.fields[name]
        _draw_input(sheet, field, data.record, look)
    frame = _edit_frame(data, look) if data.record.ref.id else _new_frame(data, look)
    return Rendered(escape.mrkdwn(frame.title), sheet.blocks, frame)


def _draw_input(sheet: Sheet, field: Field, found: Record, look: Look) -> None:
    value = found.values.get(field.name)
    more = len(value) - INPUT_LENGTH if isinstance(value, str) else 0
    w = look.words
    hint = w.plural("{n} more character is kept.", "{n} more characters are kept.", more) if more > 0 else ""
    optional = not (isinstance(field, Property) and field.required)
    sheet.input(field.name, label_of(field, look), input_of(field, value, look), hint=hint, optional=optional)


def _draw_likely(sheet: Sheet, data: RecordForm, look: Look) -> None:
    w = look.words
    text = w.text("Nothing was saved yet: this may be there already. Open it to look, or press “Create anyway”.")
    sheet.section(f"*{w.text('Is it one of these?')}*\n{text}")
    for one in data.likely:
        sheet.section(line_text(one, look), open_button(one, look))


def _edit_frame(data: RecordForm, look: Look) -> Frame:
    w, args = look.words, {"r": str(data.record.ref), "v": str(data.record.version)}
    title = _title(EDIT, mark("Edit: {type}"), data.record, look)
    return Frame(title, w.text("Cancel"), w.text("Save"), "record.save", args | _under(data.under))


def _new_frame(data: RecordForm, look: Look) -> Frame:
    w, kind = look.words, data.record.ref.kind
    submit = w.text("Create anyway") if data.likely else w.text("Create")
    args = {"k": str(kind), "d": ",".join(str(one.record_id) for one in data.likely)}
    title = _title(NEW, mark("New: {type}"), data.record, look)
    return Frame(title, w.text("Cancel"), submit, "record.create", args)


def _title(titles: Mapping[ObjectType, str], of_others: str, found: Record, look: Look) -> str:
    w, kind = look.words, found.ref.kind
    if kind in titles:
        return w.text(titles[kind])
    return escape.plain(w.text(of_others, type=one_of(kind, found.names, look)), limits.VIEW_TITLE)


@screen("property_choice", record_forms.CHOICES)
def property_choice(data: PropertyChoice, look: Look) -> Rendered:
    """Asks which property is edited: choosing one turns the dialog into its form. Carries `r` and `under`."""
    w, sheet = look.words, Sheet(ScreenRef("property_choice"))
    name = escape.mrkdwn(data.record.name, NAME) or w.text("(no name)")
    sheet.section(f"*{name}* — {escape.mrkdwn(one_of(data.record.ref.kind, data.record.names, look))}")
    select = inputs.searched("property.options", w.text("Type a name"))
    sheet.section(w.text("Which property?"), {**select, "action_id": "record.property"})
    frame = Frame(w.text("Edit a property"), w.text("Cancel"), args={"r": str(data.record.ref)} | _under(data.under))
    return Rendered(frame.title, sheet.blocks, frame)


def _under(under: bool) -> dict[str, str]:
    return {"under": "1"} if under else {}
