"""The Customers tab: `/cs customers [view | filter]`, paging, sorting and quick filters (workspace A6, C2, V7)."""

from dataclasses import replace

from blocks.customers import ANYBODY, customers, read_page
from blocks.filter_problems import filter_unread
from blocks.screens import Shown
from blocks.views import BUILT_IN
from csbot.domain.customer_lists import (
    ME,
    MY_TEAM,
    NOBODY,
    Active,
    Created,
    CustomerList,
    ListState,
    read_owner,
    read_state,
)
from csbot.domain.errors import Unreadable
from csbot.domain.filters.text import BadFilterText
from csbot.domain.help import HelpTopic
from csbot.domain.permissions import Permission
from csbot.i18n import mark, words
from csbot.services.container import Services
from handlers.args import choice
from handlers.calls import Call, Kind
from handlers.redraw import Redrawing, redraws
from handlers.replies import Choice, Ephemeral, Options, Replace, Reply
from handlers.routes import offers, reads, route

OFFERED = 90
CUSTOMERS = HelpTopic(
    word="customers",
    usage="/cs customers [view | filter]",
    summary=mark("Your customers in lists: saved views, filters, columns and sorting."),
    details=(
        mark("Alone it opens your first pinned view, else “Owned by me”. The exact name of a view opens that view."),
        mark("A filter: words for the name, and property:value. All of them hold; OR stands between groups."),
        mark(
            "Values: `health:at-risk,neutral`, `owner:me`, `arr:>=50000`, `renewal:<30d` (ahead), `created:this-month`."
        ),
        mark(
            "`-city:aarhus` is not, `city:*aar*` contains, `phone:unknown` has no value; quotes around several words."
        ),
        mark(
            "A mention or `owner:kim@acme.example` finds that person's customers. What else was meant is offered below."
        ),
        mark("Filter and New view on the list build the same step by step."),
    ),
    examples=(
        "/cs customers",
        '/cs customers health:at-risk renewal:<30d owner:me arr:>=50000 "north wind"',
        "/cs customers owner:my-team last-activity:>60d OR health:at-risk",
    ),
)


@route(Kind.COMMAND, CUSTOMERS.word, Permission.USE, writes=True, topic=CUSTOMERS)
def show(call: Call, services: Services) -> Reply:
    """The view of that name, else what the filter finds. It writes because a filter is kept for the next press."""
    text = call.incoming.text_by_id.strip()
    if not text:
        return Ephemeral(listed(call, services, services.customer_lists.first(call.actor)))
    w, lists = words(call.viewer.locale, call.viewer.tz), services.customer_lists
    built_in = {key: w.text(name) for key, name in BUILT_IN.items()}
    named = lists.named(call.actor, text, built_in)
    if named is not None:
        return Ephemeral(listed(call, services, named))
    try:
        found = lists.read(call.actor, call.viewer, lists.asked(call.actor, call.viewer, text))
    except BadFilterText as unread:
        return Ephemeral(Shown(filter_unread, unread))
    meant = lists.meant(call.viewer, text, built_in, found)
    return Ephemeral(Shown(customers, replace(found, meant=meant)))


@reads("customers.first", Permission.USE)
def open_first(call: Call, services: Services) -> Reply:
    """The Customers tab, in the place of the Summary (workspace A6)."""
    return Replace(listed(call, services, services.customer_lists.first(call.actor)))


@reads("customers.open", Permission.USE)
def open_view(call: Call, services: Services) -> Reply:
    """A view from its card on the Summary, in its place."""
    return Replace(listed(call, services, ListState(call.value)))


@reads("customers.view", Permission.USE)
def choose_view(call: Call, services: Services) -> Reply:
    """Another view, with nothing laid over it."""
    return Replace(listed(call, services, ListState(call.value)))


@reads("customers.page", Permission.USE)
def turn(call: Call, services: Services) -> Reply:
    """The next page, the previous one, or the first as it is now."""
    after, before = read_page(call.value)
    found = services.customer_lists.read(call.actor, call.viewer, state_of(call), after, before)
    return Replace(Shown(customers, found))


@reads("customers.clear", Permission.USE)
def clear(call: Call, services: Services) -> Reply:
    """The view as it was saved."""
    return Replace(listed(call, services, ListState(state_of(call).view)))


@reads("customers.created", Permission.USE)
def created(call: Call, services: Services) -> Reply:
    """Quick filter: create date."""
    return Replace(listed(call, services, replace(state_of(call), created=choice(call.value, Created))))


@reads("customers.active", Permission.USE)
def active(call: Call, services: Services) -> Reply:
    """Quick filter: last activity date."""
    return Replace(listed(call, services, replace(state_of(call), active=choice(call.value, Active))))


@reads("customers.owner", Permission.USE)
def owned(call: Call, services: Services) -> Reply:
    """Quick filter: owner."""
    owner = "" if call.value == ANYBODY else read_owner(call.value)
    return Replace(listed(call, services, replace(state_of(call), owner=owner)))


@offers("customers.owner", Permission.USE)
def offer_owners(call: Call, services: Services) -> Reply:
    """Anybody, me, my team, nobody, and people as one types."""
    w = words(call.viewer.locale, call.viewer.tz)
    fixed = ((ANYBODY, mark("Anybody")), (ME, mark("Me")), (MY_TEAM, mark("My team")), (NOBODY, mark("Nobody")))
    first = [] if call.value.strip() else [Choice(w.text(text), value) for value, text in fixed]
    people = services.assignees.offered(call.actor, call.value, OFFERED)
    return Options([*first, *(Choice(one.name, str(one.id), one.email) for one in people)])


@reads("customers.sort", Permission.USE)
def sort(call: Call, services: Services) -> Reply:
    """Another order, from the first page."""
    key, _, descending = call.value.partition(":")
    return Replace(listed(call, services, replace(state_of(call), sort=key, descending=bool(descending))))


@redraws("customers", Permission.USE)
def load(drawing: Redrawing, services: Services) -> Shown[CustomerList]:
    found = services.customer_lists.read(drawing.actor, drawing.viewer, read_state(drawing.args))
    return Shown(customers, found)


def listed(call: Call, services: Services, state: ListState) -> Shown[CustomerList]:
    """The first page."""
    return Shown(customers, services.customer_lists.read(call.actor, call.viewer, state))


def state_of(call: Call) -> ListState:
    """What the list acted on shows; raises `Unreadable`."""
    ref = call.incoming.ref
    if ref is None or ref.name != customers.name:
        raise Unreadable()
    return read_state(ref.args)
