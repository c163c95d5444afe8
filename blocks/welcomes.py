"""The message to the first super admin (workspace A8)."""

from blocks.examples import welcomes
from blocks.kit import escape
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from csbot.domain.screens import ScreenRef
from csbot.domain.welcomes import Welcome
from csbot.i18n import mark

NAME = 80
NEXT = (
    mark("Whoever runs csbot's server lets people in by their e-mail address: `csbot people add`."),
    mark("Until then, people who open csbot are told to ask you."),
    mark("`/cs` is your day, `/cs admin` the workspace's settings, `/cs help` all the rest."),
)


@screen("first_admin", welcomes.WELCOMES)
def first_admin(data: Welcome, look: Look) -> Rendered:
    """What they are, and what comes next."""
    w, sheet = look.words, Sheet(ScreenRef("first_admin"))
    name = escape.mrkdwn(data.workspace, NAME) or w.text("(no name)")
    said = w.text("You are csbot's first super admin in {workspace}.", workspace=f"*{name}*")
    rows = [f"• {w.text(row)}" for row in NEXT]
    sheet.section("\n".join([said, *rows]))
    return Rendered(said, sheet.blocks)
