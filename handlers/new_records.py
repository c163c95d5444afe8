"""Creating records: `/cs new`, a shortcut and a dialog (workspace C16)."""

from blocks.kit.limits import BUTTON_VALUE
from blocks.record_dialogs import record_form
from blocks.screens import Shown
from csbot.domain.custom_objects import find_object
from csbot.domain.errors import UnknownOption
from csbot.domain.help import HelpTopic
from csbot.domain.permissions import Permission
from csbot.domain.properties.values import reading_of
from csbot.domain.record_cards import LAYOUTS, RecordRef
from csbot.domain.record_forms import RecordForm
from csbot.domain.records import ObjectType, read_id
from csbot.i18n import mark
from csbot.services.container import Services
from handlers.args import choice, nearest, number
from handlers.calls import Call
from handlers.incoming import first_word
from handlers.record_cards import behind, shown
from handlers.record_fields import read_typed
from handlers.replies import Close, Ephemeral, Open, Reply, Update
from handlers.routes import command, reads, shortcut, submits

NEW = HelpTopic(
    word="new",
    usage="/cs new <company|contact|own object> [name]",
    summary=mark(
        "A new company, contact or record of your own objects: asks for what it needs, and warns of duplicates."
    ),
    details=(mark("A duplicate has the same name, web domain or e-mail address; you can create it all the same."),),
    examples=("/cs new company Acme", "/cs new contact Rosa Díaz"),
)


@command(NEW, Permission.EDIT)
def type_new(call: Call, services: Services) -> Reply:
    """`/cs new company Acme`: the dialog with the name."""
    word, name = first_word(call.incoming.text)
    form = services.new_records.form(call.actor, kind_of(services, word, name), name)
    return Open(Shown(record_form, form))


@shortcut("record.new", Permission.EDIT)
def new_customer(call: Call, services: Services) -> Reply:
    """The empty dialog for a company."""
    return Open(Shown(record_form, services.new_records.form(call.actor, ObjectType.COMPANY)))


@reads("record.new_contact", Permission.EDIT)
def new_contact(call: Call, services: Services) -> Reply:
    """The empty dialog for a contact of a company, the value."""
    form = services.new_records.form(call.actor, ObjectType.CONTACT, company_id=number(call.value))
    return Open(Shown(record_form, form))


@submits("record.create", Permission.EDIT)
def create(call: Call, services: Services) -> Reply:
    """Create; with likely duplicates the dialog asks again."""
    args = call.incoming.args
    kind = choice(args.get("k", ""), ObjectType)
    seen = {read_id(text) for text in args.get("d", "").split(",") if text}
    typed = read_typed(call, services.records.fields(kind))
    made = services.new_records.create(call.actor, kind, typed, reading_of(call.viewer), seen)
    if isinstance(made, RecordForm):
        return Update(Shown(record_form, made))
    return created(call, services, made)


def created(call: Call, services: Services, ref: RecordRef) -> Reply:
    """The card in which the dialog was opened, which shows the new record too, or the new one's card."""
    is_contact = ref.kind is ObjectType.CONTACT
    return Close((behind(call, services) if is_contact else None) or Ephemeral(shown(call, services, ref)))


def kind_of(services: Services, word: str, name: str) -> ObjectType:
    """The type of that word, a company without one; raises `UnknownOption`, which keeps the name that was typed."""
    brought = {kind.value: kind for kind in LAYOUTS if not kind.is_custom}
    if not word or word.casefold() in brought:
        return brought[word.casefold() or ObjectType.COMPANY.value]
    own = services.custom_objects.list()
    found = find_object(word, own)
    if found is None:
        known = (*brought, *(one.key for one in own))
        meant = nearest(word, known)
        whole = f"{meant} {name}".strip() if meant else ""
        kept = whole if len(f"{NEW.word} {whole}") <= BUTTON_VALUE else meant
        raise UnknownOption(word=word, command=NEW.word, nearest=kept, options=known)
    return found.kind
