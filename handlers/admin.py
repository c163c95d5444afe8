"""`/cs admin <section>`: the workspace's settings, for managers; a section is a function registered by its word."""

from blocks.help import help_page
from blocks.screens import Shown
from csbot.domain.errors import UnknownOption
from csbot.domain.help import HelpPage, HelpTopic
from csbot.domain.permissions import Permission
from csbot.i18n import mark
from csbot.services.container import Services
from handlers.args import nearest
from handlers.calls import Call
from handlers.replies import Ephemeral, Reply
from handlers.routes import Handler, command, topics

SECTIONS: dict[str, Handler] = {}
ADMIN = HelpTopic(
    word="admin",
    usage="/cs admin [section]",
    summary=mark("The workspace's settings, for managers."),
    details=(
        mark("objects: object types of your own, beside companies and contacts; new ones, and their names."),
        mark("customers: which object and properties the Customers tab uses, and what cards show."),
        mark("properties: those of companies, contacts and your own objects; new ones, options, making them fast."),
        mark("deliveries: messages that could not be delivered, each with its reason, and sending them again."),
    ),
    examples=("/cs admin customers", "/cs admin objects", "/cs admin properties", "/cs admin deliveries"),
)


def section(word: str, handler: Handler) -> None:
    """Register what opens behind `/cs admin <word>`."""
    SECTIONS[word] = handler


@command(ADMIN, Permission.MANAGE)
def show(call: Call, services: Services) -> Reply:
    """The section of that word; without one, what there is."""
    word = call.incoming.text.strip().casefold()
    if not word:
        return Ephemeral(Shown(help_page, HelpPage(topics(), ADMIN)))
    if word not in SECTIONS:
        known = tuple(SECTIONS)
        raise UnknownOption(word=word, command=ADMIN.word, nearest=nearest(word, known), options=known)
    return SECTIONS[word](call, services)
