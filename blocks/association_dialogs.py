"""All associated records of a record, and adding one (workspace C14)."""

from blocks.associations import LABEL_NAME, NAME, line_text, open_button
from blocks.examples import associations
from blocks.kit import elements, escape, inputs
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.associations import LABEL_LENGTH, Associated, AssociatedList, AssociationForm
from csbot.domain.record_cards import read_record_ref
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef

RECORDS = "record.options"


@screen("associated", associations.LISTS)
def associated(data: AssociatedList, look: Look) -> Rendered:
    """A dialog without inputs, page by page. Carries `r` = the record, `s` = how many stand before it, `under`."""
    w, sheet = look.words, Sheet(ScreenRef("associated"))
    name = escape.mrkdwn(data.name, NAME) or w.text("(no name)")
    count = w.plural("{n} associated record", "{n} associated records", data.count)
    sheet.section(f"*{name}* — {count}")
    sheet.actions(*_buttons(data, look))
    for one in data.found:
        sheet.section(line_text(one, look))
        sheet.actions(open_button(one, look), _remove(one, look))
    if turning := _paging(data, look):
        sheet.actions(*turning)
    args = {"r": data.ref, "s": str(data.skipped)} | ({"under": "1"} if data.under else {})
    return Rendered(
        w.text("Associated records"), sheet.blocks, Frame(w.text("Associated records"), w.text("Close"), args=args)
    )


def _buttons(data: AssociatedList, look: Look) -> list[Element]:
    w, ref = look.words, read_record_ref(data.ref)
    made = [elements.button(w.text("Add…"), "association.new", data.ref)]
    if ref.kind is ObjectType.COMPANY:
        made.append(elements.button(w.text("New contact"), "record.new_contact", str(ref.id)))
    return made


def _remove(one: Associated, look: Look) -> Element:
    """Undo brings it back, so it asks nothing."""
    w = look.words
    label = f"{w.text('Remove')}: {escape.plain(one.name, LABEL_NAME)}"
    value = str(one.id) if one.id else f"{one.kind}:{one.record_id}"
    return elements.button(w.text("Remove"), "association.remove", value, label=label)


def _paging(data: AssociatedList, look: Look) -> list[Element]:
    w, made = look.words, []
    if data.skipped:
        made.append(elements.button(w.text("Earlier"), "association.page", f"{max(data.skipped - data.rows, 0)}-"))
    if data.skipped + len(data.found) < data.count:
        made.append(elements.button(w.text("Later"), "association.page", f"{data.skipped + data.rows}+"))
    return made


@screen("association_form", associations.FORMS)
def association_form(data: AssociationForm, look: Look) -> Rendered:
    """Asks with what, and as what. Carries `r` = the record, `under`."""
    w, sheet = look.words, Sheet(ScreenRef("association_form"))
    sheet.section(f"*{escape.mrkdwn(data.name, NAME) or w.text('(no name)')}*")
    sheet.input("record", w.text("Record"), inputs.searched(RECORDS, w.text("Type a name")))
    hint = w.text("What it is to this one, such as: decision maker, parent company, partner.")
    label = inputs.typed("association.label", most=LABEL_LENGTH)
    sheet.input("label", w.text("Label"), label, hint=hint, optional=True)
    args = {"r": data.ref} | ({"under": "1"} if data.under else {})
    frame = Frame(w.text("Associate a record"), w.text("Cancel"), w.text("Add"), "association.create", args)
    return Rendered(frame.title, sheet.blocks, frame)
