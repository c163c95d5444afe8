"""Why somebody may not, in words, and whom to ask (workspace A4, A8, A9)."""

from collections.abc import Sequence

from blocks.components import LIST_SEPARATOR
from blocks.kit import escape
from csbot.domain.permissions import Denial
from csbot.i18n import Words, mark

DENIALS = {
    Denial.OUTSIDER: mark(
        "csbot is for full members of this Slack workspace, not for guests or bots: nothing was changed."
    ),
    Denial.UNMAPPED: mark("csbot does not know you yet, so it shows and changes nothing for you."),
    Denial.NO_ACCESS: mark(
        "You do not have access to the customer success workspace, so csbot shows and changes nothing for you."
    ),
    Denial.NO_SEAT: mark(
        "This needs a seat in the customer success workspace, and you do not have one. Nothing was changed."
    ),
    Denial.NO_MANAGE: mark("Only people who may manage the settings can do this. Nothing was changed."),
    Denial.NO_EXPORT: mark("You may not export data, so nothing was exported."),
    Denial.OUT_OF_SCOPE: mark("This record is outside of what you may edit. Nothing was changed."),
}
REMEDIES = {
    Denial.OUTSIDER: mark("If you need it, ask {names} about a full Slack account."),
    Denial.UNMAPPED: mark("{names} can let you in."),
    Denial.NO_ACCESS: mark("{names} can give you access."),
    Denial.NO_SEAT: mark("{names} can give you a seat."),
    Denial.NO_MANAGE: mark("{names} can do it or give you the permission."),
    Denial.NO_EXPORT: mark("{names} can give you the permission."),
    Denial.OUT_OF_SCOPE: mark("{names} can widen what you may edit."),
}
NAMED = 3


def explain(reason: Denial, ask: Sequence[str], words: Words) -> str:
    """What is missing, that nothing changed, and who can help; `ask` may be empty."""
    names = LIST_SEPARATOR.join(escape.mrkdwn(name, 80) for name in ask[:NAMED])
    remedy = words.text(REMEDIES[reason], names=names or words.text("A csbot administrator"))
    return f"{words.text(DENIALS[reason])} {remedy}"
