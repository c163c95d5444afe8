"""People in selects, and what Slack tells of them."""

from csbot.domain.permissions import Permission
from csbot.i18n import words
from csbot.services.container import Services
from handlers.args import NO_RECORD
from handlers.calls import Call
from handlers.replies import Choice, Nothing, Options, Reply
from handlers.routes import hears, offers

OFFERED = 99


@offers("member.options", Permission.USE)
def offer(call: Call, services: Services) -> Reply:
    """Who can be given a task, as one types: oneself and one's team first; the address tells two of one name apart."""
    found = services.assignees.offered(call.actor, call.value, OFFERED)
    choices = [Choice(one.name, str(one.id), one.email) for one in found]
    if not call.value.strip():
        nobody = words(call.viewer.locale, call.viewer.tz).text("Nobody")
        choices.insert(min(1, len(choices)), Choice(nobody, NO_RECORD))
    return Options(choices)


@hears("user_change")
def follow(call: Call, services: Services) -> Reply:
    """Somebody's profile in Slack changed: whoever became a guest or was deactivated is out at once (workspace A9)."""
    if call.incoming.profile is not None:
        services.members.meet(call.incoming.profile)
    return Nothing()


@hears("dnd_updated_user")
def ask_again(call: Call, services: Services) -> Reply:
    """Somebody's pause of notifications began or ended in Slack (workspace N3)."""
    services.members.undisturbed(call.incoming.user_id)
    return Nothing()
