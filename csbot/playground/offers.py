"""What the app under development offers to be typed and chosen: slash commands and shortcuts."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Command:
    """A line to complete, ``/cs tasks``, with what may follow it and what it is for.

    ``escapes`` is Slack's setting "escape channels, users and links"; the first line of a command decides.
    """

    line: str
    usage: str = ""
    hint: str = ""
    escapes: bool = True


class ShortcutKind(StrEnum):
    """Where a shortcut is chosen: anywhere, or on a message."""

    GLOBAL = "global"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut as the app's manifest names it. `hint`: what it is for."""

    callback_id: str
    name: str
    kind: ShortcutKind
    hint: str = ""


DEFAULT_COMMANDS = (
    Command("/cs", "[command]", "Your day, with a button that opens Home"),
    Command("/cs today", "", "Your day: overdue, due today, due tomorrow"),
    Command("/cs tasks", "[today|overdue|tomorrow|upcoming|open|done]", "Your tasks, page by page"),
    Command("/cs task", "[text]", "Adds a task, read from what is typed: call Acme friday 15:00 !high @kim"),
    Command("/cs show", "<customer, contact or own record>", "A customer's, a contact's or an own record's card"),
    Command("/cs customers", "[view | filter]", "Your customers: saved views, or health:at-risk renewal:<30d owner:me"),
    Command("/cs new", "<company|contact|own object> [name]", "A new company, contact or record of an own object"),
    Command("/cs find", "<text>", "Customers whose name contains a text"),
    Command("/cs settings", "", "Your own language, time zone, quiet hours and digests"),
    Command(
        "/cs admin", "[section]", "The workspace's settings, for managers: customers, objects, properties, deliveries"
    ),
    Command("/cs help", "[topic]", "What can be typed"),
)
DEFAULT_SHORTCUTS = (
    Shortcut("task.new", "New task", ShortcutKind.GLOBAL, "Adds a task"),
    Shortcut("record.new", "New customer", ShortcutKind.GLOBAL, "Adds a company"),
    Shortcut("task.from_message", "Create task", ShortcutKind.MESSAGE, "Makes a task of the message"),
)
