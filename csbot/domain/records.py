"""Records: what every object type has in common."""

from enum import StrEnum
from unicodedata import normalize

from csbot.domain.errors import Unreadable

ID_MAX = 2**63 - 1  # what both databases hold


class ObjectType(StrEnum):
    """The object types: those that have a table of their own, and places for those that managers add, which share one
    (domain.custom_objects).
    """

    COMPANY = "company"
    CONTACT = "contact"
    TASK = "task"
    MEETING = "meeting"
    ACTIVITY = "activity"
    PROJECT = "project"
    SERVICE = "service"
    DEAL = "deal"
    SUBSCRIPTION = "subscription"
    TICKET = "ticket"
    CUSTOM_1 = "custom_1"
    CUSTOM_2 = "custom_2"
    CUSTOM_3 = "custom_3"
    CUSTOM_4 = "custom_4"
    CUSTOM_5 = "custom_5"
    CUSTOM_6 = "custom_6"
    CUSTOM_7 = "custom_7"
    CUSTOM_8 = "custom_8"
    CUSTOM_9 = "custom_9"
    CUSTOM_10 = "custom_10"

    @property
    def is_custom(self) -> bool:
        """Whether it is a place for an object type that managers add."""
        return self in CUSTOM_TYPES


CUSTOM_TYPES = tuple(kind for kind in ObjectType if kind.startswith("custom_"))


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
