"""Records: what every object type has in common."""

from enum import StrEnum
from unicodedata import normalize

from csbot.domain.errors import Unreadable

ID_MAX = 2**63 - 1  # what both databases hold


class ObjectType(StrEnum):
    """The object types that have a table of their own."""

    COMPANY = "company"
    CONTACT = "contact"
    TASK = "task"
    MEETING = "meeting"
    ACTIVITY = "activity"


class Source(StrEnum):
    """Where a change came from (workspace C10)."""

    SLACK = "slack"
    BULK = "bulk"
    IMPORT = "import"
    SYNC = "sync"
    API = "api"
    MERGE = "merge"
    HAND_OVER = "hand_over"
    UNDO = "undo"
    CALCULATION = "calculation"


def read_id(text: str, base: int = 10) -> int:
    """A record's number that csbot itself wrote into a button or a reference; raises `Unreadable`."""
    try:
        number = int(text, base)
    except ValueError:
        raise Unreadable() from None
    if not 0 < number <= ID_MAX:
        raise Unreadable()
    return number


def norm(name: str) -> str:
    """The form in which names are compared and searched: NFKC, case folded, single spaces.

    Databases differ in folding case (SQLite's `lower()` is ASCII only), so this is stored beside the name.
    """
    return " ".join(normalize("NFKC", normalize("NFKC", name).casefold()).split())
