"""Somebody gave the viewer, or somebody that they listen to, a record: a direct message (workspace T11, N3)."""

from blocks.examples import record_forms
from blocks.kit import elements, escape
from blocks.kit.sheet import Sheet
from blocks.object_names import one_of
from blocks.screens import Look, Rendered, screen
from csbot.domain.record_cards import RecordAssignment
from csbot.domain.screens import ScreenRef

NAME = 80


@screen("record_assigned", record_forms.ASSIGNMENTS)
def record_assigned(data: RecordAssignment, look: Look) -> Rendered:
    """With a button that opens its card."""
    w, sheet = look.words, Sheet(ScreenRef("record_assigned"))
    by = escape.mrkdwn(data.by, NAME) or w.text("Somebody")
    name = f"*{escape.mrkdwn(data.record.name, NAME) or w.text('(no name)')}*"
    what = escape.mrkdwn(one_of(data.record.ref.kind, data.record.names, look))
    text = w.text("{name} gave you {record} ({type}).", name=by, record=name, type=what)
    if not data.is_own:
        owner = data.record.named("owner")
        to = (escape.mrkdwn(owner.name, NAME) if owner else "") or w.text("Somebody")
        text = w.text("{name} gave {owner} {record} ({type}).", name=by, owner=to, record=name, type=what)
        if to == by:
            text = w.text("{name} took {record} ({type}).", name=by, record=name, type=what)
    label = w.text("Open: {title}", title=escape.plain(data.record.name, 50))
    sheet.section(text, elements.button(w.text("Open"), "record.show", str(data.record.ref), label=label))
    return Rendered(text, sheet.blocks)
