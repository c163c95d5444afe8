"""`/cs admin`: the workspace, for managers (workspace A4)."""

from enum import StrEnum

from csbot.domain.help import HelpTopic
from csbot.domain.permissions import Permission
from csbot.i18n import mark
from csbot.services.container import Services
from handlers.args import option
from handlers.calls import Call
from handlers.deliveries import undelivered
from handlers.replies import Ephemeral, Reply
from handlers.routes import command


class AdminPage(StrEnum):
    """What stands behind the word."""

    DELIVERIES = "deliveries"


ADMIN = HelpTopic(
    word="admin",
    usage="/cs admin deliveries",
    summary=mark("For managers: messages that could not be delivered, and sending them again."),
    details=(mark("Each with its reason, sent again one by one or all at once."),),
    examples=("/cs admin deliveries",),
)
PAGES = {AdminPage.DELIVERIES: undelivered}


@command(ADMIN, Permission.MANAGE)
def show(call: Call, services: Services) -> Reply:
    """`/cs admin [page]`."""
    page = option(call.incoming.text, AdminPage, AdminPage.DELIVERIES, "admin")
    return Ephemeral(PAGES[page](call, services))
