"""Activities: notes, calls, e-mails and meetings with customers, as read and as logged (workspace C14)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from csbot.domain.associations import Candidate
from csbot.domain.errors import CsbotError, MissingValue
from csbot.domain.operations import Operation
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.values import UNPRINTABLE
from csbot.domain.records import norm
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
    """An activity with the last thing done to it. `mine`: the viewer may edit and delete it; `about`: the custom
    records that it is about.
    """

    activity: Activity
    mine: bool = False
    last: Operation | None = None
    about: tuple[Candidate, ...] = ()


def titled(fields: ActivityFields) -> ActivityFields:
    """With the beginning of the text for a title where there is none, as far as a title holds it."""
    title = " ".join(fields.title.split()) or " ".join(fields.body.split())
    if not is_short(title):
        title = title[: TITLE_LENGTH - len("...")]
        while not is_short(f"{title}…"):
            title = title[: len(title) * 9 // 10]
        title = f"{title.rstrip()}…"
    return replace(fields, title=title)


def is_short(title: str) -> bool:
    """Whether a title fits; folded, a text can be longer."""
    return max(len(title), len(norm(title))) <= TITLE_LENGTH


def flaws(fields: ActivityFields) -> dict[str, CsbotError]:
    """What is wrong with what was typed, by field."""
    if not fields.title.strip() and not fields.body.strip():
        return {ActivityField.BODY: MissingValue()}
    texts = {ActivityField.TITLE: fields.title, ActivityField.BODY: fields.body}
    return {name: BadValue(ValueProblem.UNPRINTABLE, "") for name, text in texts.items() if UNPRINTABLE.search(text)}
