"""Associated records: all of them, adding and removing (workspace C14)."""

from dataclasses import replace

from blocks.association_dialogs import associated, association_form
from blocks.object_names import TYPES
from blocks.screens import Shown
from csbot.domain.associations import AssociatedList, AssociationForm
from csbot.domain.errors import Unreadable
from csbot.domain.permissions import Permission
from csbot.domain.record_cards import RecordRef, read_record_ref
from csbot.domain.records import ObjectType
from csbot.i18n import words
from csbot.services.container import Services
from handlers.args import number
from handlers.calls import Call
from handlers.record_cards import UNDER, behind, is_card, sent
from handlers.replies import Choice, Open, Options, Reply, Update
from handlers.routes import offers, reads, submits, writes

OFFERED = 50
DIGITS = 8


def open_associated(call: Call, services: Services, ref: RecordRef) -> Reply:
    """All of them, page by page."""
    return Open(Shown(associated, replace(services.associations.page(ref), under=is_card(call))))


@reads("association.page", Permission.USE)
def turn_page(call: Call, services: Services) -> Reply:
    """Earlier and Later."""
    return Update(page(call, services, offset(call.value.rstrip("+-"))))


@reads("association.new", Permission.EDIT)
def choose(call: Call, services: Services) -> Reply:
    """Asks with what, and as what."""
    ref = read_record_ref(call.value)
    name = services.associations.editable(call.actor, ref)
    return Open(Shown(association_form, AssociationForm(str(ref), name, UNDER in call.incoming.args)))


@submits("association.create", Permission.EDIT)
def add(call: Call, services: Services) -> Reply:
    """Associate them; the card shows it, with Undo."""
    ref, found = read_record_ref(call.incoming.args.get("r", "")), call.incoming.fields
    chosen = str(found.get("record") or "")
    other = read_record_ref(chosen) if chosen else None
    services.associations.add(call.actor, ref, other, str(found.get("label") or ""))
    return sent(call, services, ref)


@writes("association.remove", Permission.EDIT)
def remove(call: Call, services: Services) -> Reply:
    """Part them; the value is the association's number, or the other record where one is the other's own company."""
    ref = read_record_ref(call.incoming.args.get("r", ""))
    if ":" in call.value:
        other = read_record_ref(call.value)
        services.associations.leave_company(call.actor, other if ref.kind is ObjectType.COMPANY else ref)
    else:
        services.associations.remove(call.actor, ref, number(call.value))
    return Update(page(call, services, offset(call.incoming.args.get("s", ""))), beside=behind(call, services))


@offers("record.options", Permission.USE)
def offer(call: Call, services: Services) -> Reply:
    """Companies, contacts and custom records as one types; a second line tells what each is."""
    w = words(call.viewer.locale, call.viewer.tz)
    found = services.associations.candidates(call.viewer.member_id, call.value, OFFERED)
    return Options(
        [
            Choice(
                one.name,
                str(RecordRef(one.kind, one.id)),
                " · ".join(filter(None, (w.text(TYPES[one.kind]) if one.kind in TYPES else "", *one.facts))),
            )
            for one in found
        ]
    )


def offset(text: str) -> int:
    """How many stand before a page; raises `Unreadable`."""
    if not (text.isascii() and text.isdigit() and len(text) < DIGITS):
        raise Unreadable()
    return int(text)


def page(call: Call, services: Services, skipped: int) -> Shown[AssociatedList]:
    """One page of the dialog's record."""
    ref = read_record_ref(call.incoming.args.get("r", ""))
    return Shown(associated, replace(services.associations.page(ref, skipped), under=UNDER in call.incoming.args))
