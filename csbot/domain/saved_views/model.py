"""A view as it is read, and as a dialog gives it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from csbot.domain.filters import EVERYTHING, Filter
from csbot.domain.record_lists import Sort
from csbot.domain.records import CUSTOM_TYPES, ObjectType
from csbot.domain.tasks import Named

NAME_MAX = 60  # an option of a select holds 75
DESCRIPTION_MAX = 200
COLUMNS_MAX = 10
CARDS_MAX = 6  # workspace U4
DEFAULT_COLUMNS: Mapping[ObjectType, tuple[str, ...]] = {
    ObjectType.COMPANY: ("owner", "health", "arr", "renewal", "last_activity"),
    ObjectType.CONTACT: ("owner", "email", "job_title", "last_activity"),
    ObjectType.TASK: ("owner", "due", "priority"),
    **dict.fromkeys(CUSTOM_TYPES, ("owner", "last_activity")),
}


class Sharing(StrEnum):
    """Who sees a view."""

    PRIVATE = "private"  # its owner alone
    EVERYONE = "everyone"


class ViewField(StrEnum):
    """The fields of a view's dialog."""

    NAME = "name"
    DESCRIPTION = "description"
    SHARING = "sharing"
    DEFAULT = "default"
    COLUMNS = "columns"
    SORT = "sort"
    DESCENDING = "descending"
    SURE = "sure"


@dataclass(frozen=True, slots=True)
class View:
    """A list that somebody saved, or one that comes with csbot.

    `key`: a number, or a word for a built-in one, whose `name` and `description` are English texts to be translated.
    `filter` is None where the built-in view needs the CSM property and none is chosen (workspace U5). `owner`: who
    made it, perhaps somebody who left. `is_default`: it has a card on the Summary; `pinned` is the viewer's own.
    """

    key: str
    kind: ObjectType
    name: str
    filter: Filter | None = EVERYTHING
    columns: tuple[str, ...] = ()
    sort: Sort = field(default_factory=Sort)
    description: str = ""
    sharing: Sharing = Sharing.EVERYONE
    owner: Named | None = None
    version: int = 0
    is_default: bool = False
    pinned: bool = False

    @property
    def is_built_in(self) -> bool:
        """Whether it comes with csbot: nobody edits or deletes it (workspace C1)."""
        return not self.key.isdecimal()


@dataclass(frozen=True, slots=True)
class ViewForm:
    """What is to be saved. The filter is in its relative form (workspace V5)."""

    name: str
    filter: Filter = EVERYTHING
    sharing: Sharing = Sharing.PRIVATE
    description: str = ""
    is_default: bool = False
    columns: tuple[str, ...] = ()
    sort: Sort = field(default_factory=Sort)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The views of an object type that somebody can choose from. `hidden`: built-in ones that managers may restore."""

    views: tuple[View, ...]
    hidden: tuple[View, ...] = ()
