"""Records: what every object type has in common."""

from enum import StrEnum
from unicodedata import normalize


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


def norm(name: str) -> str:
    """The form in which names are compared and searched: NFKC, case folded, single spaces.

    Databases differ in folding case (SQLite's `lower()` is ASCII only), so this is stored beside the name.
    """
    return " ".join(normalize("NFKC", normalize("NFKC", name).casefold()).split())
