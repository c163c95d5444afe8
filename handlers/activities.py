"""Notes, calls, e-mails and meetings on a card (workspace C14)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from blocks.activity_dialogs import activity_card, activity_form
from blocks.screens import Shown
from csbot.domain.activities import ActivityCard, ActivityField, ActivityFields, ActivityKind
from csbot.domain.errors import Unreadable
from csbot.domain.permissions import Permission
from csbot.domain.record_cards import read_record_ref
from csbot.i18n import words
from csbot.services.container import Services
from handlers.args import NO_RECORD, choice, number
from handlers.calls import Call
from handlers.record_cards import UNDER, behind, is_card, sent
from handlers.record_fields import moment
from handlers.replies import Back, Choice, Close, Nothing, Open, Options, Reply, Update
from handlers.routes import offers, reads, submits, writes

OFFERED = 50
ACTIVITY = "activity"  # the argument of an activity's dialog


@reads("activity.log", Permission.EDIT)
def log(call: Call, services: Services) -> Reply:
    """The empty dialog; the value is `kind:record`."""
    kind, _, ref = call.value.partition(":")
    form = services.activities.form(read_record_ref(ref), choice(kind, ActivityKind))
    return Open(Shown(activity_form, replace(form, under=is_card(call))))


@submits("activity.create", Permission.EDIT)
def create(call: Call, services: Services) -> Reply:
    """Log it; the card shows it, with Undo."""
    args = call.incoming.args
    ref, kind = read_record_ref(args.get("r", "")), choice(args.get("k", ""), ActivityKind)
    services.activities.log(call.actor, ref, kind, read_fields(call))
    return sent(call, services, ref)


@reads("activity.open", Permission.USE)
def open_activity(call: Call, services: Services) -> Reply:
    """All that is known of it."""
    return Open(card(call, services, number(call.value)))


@reads("activity.edit", Permission.EDIT)
def edit(call: Call, services: Services) -> Reply:
    """The dialog with what it holds, upon the one acted in."""
    form = services.activities.edit_form(call.actor, number(call.value))
    return Open(Shown(activity_form, replace(form, under=call.incoming.in_dialog)))


@submits("activity.save", Permission.EDIT)
def save(call: Call, services: Services) -> Reply:
    """Save what was changed; the dialog beneath shows it."""
    activity_id, version = (number(call.incoming.args.get(name, "")) for name in ("t", "v"))
    services.activities.edit(call.actor, activity_id, version, read_fields(call))
    if not call.place.under_id or UNDER not in call.incoming.args:
        return Close(behind(call, services) or Nothing())
    return Back(card(call, services, activity_id))


@writes("activity.delete", Permission.EDIT)
def delete(call: Call, services: Services) -> Reply:
    """Take it out of every list; Undo brings it back."""
    activity_id = number(call.value)
    services.activities.delete(call.actor, activity_id)
    return changed(call, services, activity_id)


def changed(call: Call, services: Services, activity_id: int, said: Shown[Any] | None = None) -> Reply:
    """Its dialog as it is now, and the card behind it."""
    return Update(card(call, services, activity_id), said, behind(call, services))


@offers("contact.options", Permission.USE)
def offer_contacts(call: Call, services: Services) -> Reply:
    """Contacts as one types, those of the company first; a second line tells two of one name apart."""
    ref = call.incoming.args.get("r", "")
    about = read_record_ref(ref) if ref else None
    company_id = services.records.company_of(about) if about else None
    found = services.companies.contacts(call.value, OFFERED, company_id)
    none = words(call.viewer.locale, call.viewer.tz).text("None")
    first = [] if call.value.strip() else [Choice(none, NO_RECORD)]
    hits = [Choice(hit.name, str(hit.id), " · ".join(filter(None, (hit.job_title, hit.company)))) for hit in found]
    return Options([*first, *hits])


def card(call: Call, services: Services, activity_id: int) -> Shown[ActivityCard]:
    """The activity's dialog."""
    return Shown(activity_card, services.activities.card(call.actor, activity_id))


def read_fields(call: Call) -> ActivityFields:
    """What was typed and chosen; raises `Unreadable`."""
    found = call.incoming.fields
    texts = {name: str(found.get(name) or "").replace("\r\n", "\n").strip() for name in ActivityField}
    contact = texts[ActivityField.CONTACT]
    contact_id = number(contact) if contact not in ("", NO_RECORD) else None
    return ActivityFields(texts[ActivityField.TITLE], texts[ActivityField.BODY], read_moment(call), contact_id)


def read_moment(call: Call) -> datetime:
    """When it was; raises `Unreadable`."""
    seconds = call.incoming.fields.get(ActivityField.AT)
    if isinstance(seconds, int):
        return moment(seconds)
    try:
        return moment(int(call.incoming.args.get("at", "")))
    except ValueError:
        raise Unreadable() from None
