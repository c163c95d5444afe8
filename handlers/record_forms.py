"""Editing a record's properties (workspace C9)."""

from dataclasses import replace

from blocks.record_dialogs import property_choice, record_form
from blocks.screens import Shown
from csbot.domain.errors import NotFound
from csbot.domain.permissions import Permission
from csbot.domain.properties.values import reading_of
from csbot.domain.record_cards import RecordRef, read_record_ref
from csbot.domain.record_forms import can_edit
from csbot.domain.records import norm
from csbot.i18n import words
from csbot.services.container import Services
from handlers.args import number
from handlers.calls import Call
from handlers.record_cards import UNDER, is_card, sent
from handlers.record_fields import read_typed
from handlers.replies import Choice, Open, Options, Reply, Update
from handlers.routes import offers, reads, submits

OFFERED = 100


@reads("record.edit", Permission.EDIT)
def edit(call: Call, services: Services) -> Reply:
    """The dialog with the fields of the card as they are."""
    form = services.record_forms.form(call.actor, read_record_ref(call.value))
    return Open(Shown(record_form, replace(form, under=is_card(call))))


def choose_property(call: Call, services: Services, ref: RecordRef) -> Reply:
    """Asks which other property."""
    choice = services.record_forms.choice(call.actor, ref)
    return Open(Shown(property_choice, replace(choice, under=is_card(call))))


@offers("record.property", Permission.EDIT)
def offer_properties(call: Call, services: Services) -> Reply:
    """The properties that can be edited and whose label has the text in it."""
    fields = services.records.fields(read_record_ref(call.incoming.args.get("r", "")).kind)
    w, wanted = words(call.viewer.locale, call.viewer.tz), norm(call.value)
    labels = {
        name: field.label if getattr(field, "custom", False) else w.text(field.label)
        for name, field in fields.items()
        if can_edit(field)
    }
    found = sorted((norm(label), label, name) for name, label in labels.items() if wanted in norm(label))
    return Options([Choice(label, name) for _, label, name in found[:OFFERED]])


@reads("record.property", Permission.EDIT)
def edit_property(call: Call, services: Services) -> Reply:
    """The dialog turns into the chosen property's."""
    ref = read_record_ref(call.incoming.args.get("r", ""))
    form = services.record_forms.form(call.actor, ref, call.value)
    return Update(Shown(record_form, replace(form, under=UNDER in call.incoming.args)))


@submits("record.save", Permission.EDIT)
def save(call: Call, services: Services) -> Reply:
    """Save what was changed in the dialog; what colleagues changed meanwhile is kept."""
    args = call.incoming.args
    ref, version = read_record_ref(args.get("r", "")), number(args.get("v", ""))
    typed = read_typed(call, services.records.fields(ref.kind))
    if not typed:  # the property that was asked for was deleted meanwhile
        raise NotFound(noun="property", number=next(iter(call.incoming.fields), ""))
    services.record_forms.edit(call.actor, ref, version, typed, reading_of(call.viewer))
    return sent(call, services, ref)
