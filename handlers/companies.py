"""Customers: a card by name, and finding one (workspace C8)."""

from blocks.companies import companies, company
from blocks.screens import Shown
from csbot.domain.companies import CompanyCard
from csbot.domain.errors import MissingText
from csbot.domain.help import HelpTopic
from csbot.domain.permissions import Permission
from csbot.i18n import mark, words
from csbot.services.container import Services
from handlers.args import NO_RECORD, number
from handlers.calls import Call
from handlers.redraw import Redrawing, redraw, redraws
from handlers.replies import Choice, Ephemeral, Nothing, Options, Replace, Reply
from handlers.routes import command, offers, reads

OFFERED = 50

SHOW = HelpTopic(
    word="show",
    usage="/cs show <customer>",
    summary=mark("A customer's card: properties, open tasks, the next meeting and the last activities."),
    details=(mark("Type the name or the web domain. Two customers with that name: choose. None: the nearest ones."),),
    examples=("/cs show Acme", "/cs show acme.example"),
)
FIND = HelpTopic(
    word="find",
    usage="/cs find <text>",
    summary=mark("Customers whose name contains a text, your own ones first."),
    examples=("/cs find wind",),
)


@command(SHOW, Permission.USE)
def show(call: Call, services: Services) -> Reply:
    """The card of the one customer of that name, else a choice."""
    found = services.companies.named(call.viewer, text_of(call, "show"))
    if found.exact and len(found.hits) == 1:
        return Ephemeral(Shown(company, services.companies.card(call.viewer, found.hits[0].id)))
    return Ephemeral(Shown(companies, found))


@command(FIND, Permission.USE)
def find(call: Call, services: Services) -> Reply:
    """Customers to choose from."""
    return Ephemeral(Shown(companies, services.companies.search(call.viewer, text_of(call, "find"))))


@reads("company.show", Permission.USE)
def open_card(call: Call, services: Services) -> Reply:
    """The card of the chosen customer, beside the choice."""
    return Ephemeral(Shown(company, services.companies.card(call.viewer, number(call.value))))


@reads("company.refresh", Permission.USE)
def refresh(call: Call, services: Services) -> Reply:
    """The card as it is now."""
    return Replace(redraw(call, services))


@reads("meeting.start", Permission.ENTER)
@reads("company.site", Permission.USE)
def follow_link(_call: Call, _services: Services) -> Reply:
    """Slack opened the link itself and tells about the press."""
    return Nothing()


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


@redraws("company")
def load(drawing: Redrawing, services: Services) -> Shown[CompanyCard]:
    company_id = number(drawing.args.get("id", ""))
    return Shown(company, services.companies.card(drawing.viewer, company_id, drawing.acted))


def text_of(call: Call, word: str) -> str:
    """What stands behind the word; raises `MissingText`."""
    text = call.incoming.text.strip().strip('"“”')
    if not text:
        raise MissingText(command=word)
    return text
