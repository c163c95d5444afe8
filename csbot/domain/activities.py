"""Activities: notes, calls, e-mails and meetings with customers, as read and as logged (workspace C14)."""

from dataclasses import dataclass, replace
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


class ActivityField(StrEnum):
    """The inputs of the dialog, by the names of the registry's properties."""

    TITLE = "title"
    BODY = "body"
    AT = "occurred"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class ActivityFields:
    """What the dialog holds. `at`: UTC, whole minutes."""

    title: str
    body: str
    at: datetime
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reachable:
    """A telephone number or e-mail address, and whose it is."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ActivityForm:
    """A dialog to log something, or to edit it (`activity.id` not 0). `ref`, `name`: the record's;
    `reach`: whom to call or write to; `under`: it stands upon another dialog.
    """

    activity: Activity
    ref: str
    name: str
    reach: tuple[Reachable, ...] = ()
    under: bool = False


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """An activity with the last thing done to it. `mine`: the viewer may edit and delete it."""

    activity: Activity
    mine: bool = False
    last: Operation | None = None


def titled(fields: ActivityFields) -> ActivityFields:
    """With the beginning of the text for a title where there is none."""
    title = " ".join(fields.title.split()) or " ".join(fields.body.split())
    cut = title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
    return replace(fields, title=cut)
