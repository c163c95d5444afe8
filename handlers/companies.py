"""Customers: a card by name, and finding one (workspace C8)."""

from blocks.companies import companies
from blocks.screens import Shown
from csbot.domain.errors import MissingText
from csbot.domain.help import HelpTopic
from csbot.domain.permissions import Permission
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.i18n import mark, words
from csbot.services.container import Services
from handlers.args import NO_RECORD
from handlers.calls import Call
from handlers.record_cards import opened
from handlers.replies import Choice, Ephemeral, Options, Reply
from handlers.routes import command, offers

OFFERED = 50

SHOW = HelpTopic(
    word="show",
    usage="/cs show <customer, contact or own record>",
    summary=mark("A customer's, contact's or own record's card: properties, open tasks, next meeting, activities."),
    details=(
        mark(
            "Type the name, a contact's first or last name, the web domain or the e-mail address. Several: choose. "
            "None: the nearest."
        ),
        mark("On the card: edit, log a note, e-mail, call or meeting, follow, history, associated records."),
    ),
    examples=("/cs show Acme", "/cs show acme.example", "/cs show rosa@acme.example"),
)
FIND = HelpTopic(
    word="find",
    usage="/cs find <text>",
    summary=mark("Customers, contacts and records of your own objects by a part of the name; your own ones first."),
    details=(mark("Of a contact the beginning of the first or last name, or of the e-mail address."),),
    examples=("/cs find wind", "/cs find díaz"),
)


@command(SHOW, Permission.USE)
def show(call: Call, services: Services) -> Reply:
    """The card of the one customer of that name, else a choice."""
    found = services.companies.named(call.viewer, text_of(call, "show"))
    refs = [
        *(RecordRef(ObjectType.COMPANY, hit.id) for hit in found.hits),
        *(RecordRef(ObjectType.CONTACT, person.id) for person in found.contacts),
        *(RecordRef(one.kind, one.id) for one in found.records),
    ]
    return opened(call, services, refs[0]) if found.exact and len(refs) == 1 else Ephemeral(Shown(companies, found))


@command(FIND, Permission.USE)
def find(call: Call, services: Services) -> Reply:
    """Customers to choose from."""
    return Ephemeral(Shown(companies, services.companies.found(call.viewer, text_of(call, "find"))))


@offers("company.options", Permission.USE)
def offer(call: Call, services: Services) -> Reply:
    """Customers as one types, one's own first; a second line tells two of one name apart."""
    found = services.companies.search(call.viewer, call.value, OFFERED)
    second = " · ".join
    none = words(call.viewer.locale, call.viewer.tz).text("None")
    first = [] if call.value.strip() else [Choice(none, NO_RECORD)]
    hits = [
        Choice(hit.name, str(hit.id), second(filter(None, (hit.owner, hit.city, hit.domain)))) for hit in found.hits
    ]
    return Options([*first, *hits])


def text_of(call: Call, word: str) -> str:
    """What stands behind the word; raises `MissingText`."""
    text = call.incoming.text.strip().strip('"“”')
    if not text:
        raise MissingText(command=word)
    return text
