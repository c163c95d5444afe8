"""Activities: notes, calls, e-mails and meetings with customers, as read and as logged (workspace C14)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csbot.domain.operations import Operation
from csbot.domain.tasks import Named

SHOWN_TEXT = 3_000  # Slack's limit of a text field
TITLE_LENGTH = 500


class ActivityKind(StrEnum):
    """What people log; others come from files and other tools."""

    NOTE = "note"
    EMAIL = "email"
    CALL = "call"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that happened with a customer. `kind`: one of `ActivityKind`, or another word; `by`: whose it is.

    `archived_at`: when it was deleted.
    """

    id: int
    kind: str
    title: str
    occurred_at: datetime
    by: Named | None = None
    contact: Named | None = None
    body: str = ""
    company: Named | None = None
    version: int = 1
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """An activity with the last thing done to it. `mine`: the viewer may edit and delete it."""

    activity: Activity
    mine: bool = False
    last: Operation | None = None
