"""Where a record's card is shown: in a message, or in a dialog where nothing can be said."""

from typing import Any

from blocks.records import record, record_dialog
from blocks.screens import Shown
from csbot.domain.errors import NotFound
from csbot.domain.permissions import Permission
from csbot.domain.record_cards import RecordCard, RecordRef, read_record_ref
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED
from csbot.services.container import Services
from handlers.calls import Call, PlaceKind
from handlers.redraw import Redrawing, acted_on, can_redraw, redraw, redraws
from handlers.replies import Back, Close, Ephemeral, Open, Replace, Reply, Update

CARD = "card"  # the argument of a dialog that is a card
UNDER = "under"  # the argument of a dialog that stands upon a card's


def opened(call: Call, services: Services, ref: RecordRef) -> Reply:
    """The card of a live record, beside what was pressed; it takes the place of a dialog in which nothing was typed."""
    data = services.records.card(call.viewer, ref, actor=call.actor)
    if data.record.is_archived:
        raise NotFound(noun=ref.kind.value, number=ref.id)
    if call.incoming.in_dialog and not call.incoming.field_ids:
        return Update(Shown(record_dialog, data))
    if call.incoming.in_dialog or call.place.kind is PlaceKind.HOME:
        return Open(Shown(record_dialog, data))
    return Ephemeral(Shown(record, data))


def pressed(call: Call, services: Services, ref: RecordRef, said: Shown[Any] | None = None) -> Reply:
    """After a press on a card: the card as it is now."""
    if is_card(call):
        return Update(dialog_card(call, services), said)
    if call.incoming.in_dialog:
        return Update(
            Shown(record_dialog, services.records.card(call.viewer, ref, actor=call.actor)),
            said,
            behind(call, services),
        )
    return Replace(redraw(call, services), said)


def sent(call: Call, services: Services, ref: RecordRef) -> Reply:
    """After a dialog was sent: it closes, and the card shows what was done."""
    if call.incoming.args.get(UNDER):
        return Back(Shown(record_dialog, services.records.card(call.viewer, ref, actor=call.actor)))
    return Close(
        behind(call, services) or Ephemeral(Shown(record, services.records.card(call.viewer, ref, actor=call.actor)))
    )


def behind(call: Call, services: Services) -> Replace | None:
    """The card in which a dialog was opened, as it is now."""
    shown = call.incoming.ref
    return Replace(redraw(call, services)) if can_redraw(call) and shown and shown.name == record.name else None


def is_card(call: Call) -> bool:
    """Whether it happened in a card's dialog."""
    return call.incoming.in_dialog and CARD in call.incoming.args


def dialog_card(call: Call, services: Services, acted_id: int | None = None) -> Shown[RecordCard]:
    """The card of the dialog acted in, with what was just acted on."""
    args = call.incoming.args
    acted = acted_on(call.actor, args.get("a", ""), acted_id)
    return Shown(record_dialog, services.records.card(call.viewer, read_record_ref(args[CARD]), acted, call.actor))


def shown(call: Call, services: Services, ref: RecordRef, acted: Acted = NOTHING_ACTED) -> Shown[RecordCard]:
    """The card for a message."""
    return Shown(record, services.records.card(call.viewer, ref, acted, call.actor))


@redraws("record", Permission.USE)
def load(drawing: Redrawing, services: Services) -> Shown[RecordCard]:
    ref = read_record_ref(drawing.args.get("r", ""))
    return Shown(record, services.records.card(drawing.viewer, ref, drawing.acted, drawing.actor))
