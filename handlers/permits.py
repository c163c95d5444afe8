"""Whether somebody may, with whom to ask where not (workspace A4, A5)."""

from csbot.domain.errors import NotAllowed
from csbot.domain.permissions import Actor, Denial, Permission, check
from csbot.services.container import Services


def permit(actor: Actor, permission: Permission, services: Services) -> None:
    """Raise `NotAllowed` unless `actor` may, with the names of people who can help; an outsider is told none."""
    try:
        check(actor, permission)
    except NotAllowed as denied:
        asked = () if denied.params["denial"] is Denial.OUTSIDER else services.helpers(actor.member_id)
        raise NotAllowed(**{**denied.params, "ask": asked}) from None
