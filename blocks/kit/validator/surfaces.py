"""Which blocks may stand on which surface: a table, because Slack moves them.

Cards are listed for modals and tables for Home too, but are known not to be drawn there (slack/limits.md).
"""

from enum import StrEnum


class Surface(StrEnum):
    """Where a payload goes. An update of a message allows less text than a new one."""

    MESSAGE = "message"
    UPDATE = "update"
    EPHEMERAL = "ephemeral"
    HOME = "home"
    MODAL = "modal"


MESSAGES = frozenset({Surface.MESSAGE, Surface.UPDATE, Surface.EPHEMERAL})
VIEWS = frozenset({Surface.HOME, Surface.MODAL})
EVERYWHERE = frozenset(Surface)
NOT_MODAL = MESSAGES | {Surface.HOME}

BLOCKS = {
    "actions": EVERYWHERE,
    "context": EVERYWHERE,
    "divider": EVERYWHERE,
    "header": EVERYWHERE,
    "image": EVERYWHERE,
    "input": EVERYWHERE,
    "rich_text": EVERYWHERE,
    "section": EVERYWHERE,
    "video": EVERYWHERE,
    "card": NOT_MODAL,
    "carousel": NOT_MODAL,
    "table": MESSAGES,
    "container": MESSAGES,
    "context_actions": MESSAGES,
    "markdown": MESSAGES,
    "plan": MESSAGES,
    "task_card": MESSAGES,
    "file": MESSAGES,
    "alert": frozenset({Surface.MODAL}),
}
