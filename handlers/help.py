"""`/cs help [topic]`, one topic or all."""

from blocks.help import help_page
from blocks.screens import Shown
from csbot.domain.help import HelpPage, HelpTopic
from csbot.domain.permissions import Permission
from csbot.i18n import mark
from csbot.services.container import Services
from handlers.args import nearest
from handlers.calls import Call
from handlers.replies import Ephemeral, Reply
from handlers.routes import command, topics

HELP = HelpTopic(
    word="help",
    usage="/cs help [topic]",
    summary=mark("What csbot can do, or one command in detail."),
    examples=("/cs help", "/cs help tasks"),
)


@command(HELP, Permission.OPEN)
def show(call: Call, _services: Services) -> Reply:
    """All topics, or the one asked for."""
    word = call.incoming.text.strip().casefold().removeprefix("/cs").strip()
    known = {topic.word: topic for topic in topics()}
    found = known.get(word)
    missed = word if word and found is None else ""
    return Ephemeral(Shown(help_page, HelpPage(topics(), found, missed, nearest(missed, known))))
