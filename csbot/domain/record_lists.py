"""Lists of records: what is asked for, and what comes back (workspace C2, C5)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from csbot.domain.errors import Unreadable
from csbot.domain.filters import Filter
from csbot.domain.properties.types import Value
from csbot.domain.records import ID_MAX, ObjectType
from csbot.domain.tasks import Named

PAGE_ROWS = 20
KEY_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Sort:
    """By which property, by name; records without a value come last either way. No property: by name."""

    property: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A record's place in a sorted list: its sort key, None for no value, and its id. `cut`: the key is only the
    beginning of a long text, so that the place fits into a button.
    """

    key: str | float | int | None
    id: int
    cut: bool = False

    def write(self) -> str:
        """As a button carries it."""
        return json.dumps([self.id, self.key, *([1] if self.cut else [])], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "Place":
        """Raises `Unreadable`."""
        try:
            number, key, *cut = json.loads(text)
        except (ValueError, TypeError):
            raise Unreadable() from None
        known = isinstance(key, str | float | int | None) and not isinstance(key, bool)
        if type(number) is not int or not 0 < number <= ID_MAX or not known:
            raise Unreadable()
        return cls(key, number, bool(cut))


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A page of a list. All `filters` hold (a view's own, quick ones laid over it); `columns`: property names.

    `after`: the page behind that place; `before`: the one ahead of it; neither: the first.
    """

    kind: ObjectType
    filters: tuple[Filter, ...] = ()
    sort: Sort = field(default_factory=Sort)
    columns: tuple[str, ...] = ()
    rows: int = PAGE_ROWS
    after: Place | None = None
    before: Place | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a list. `values`: the asked columns that it has a value for; a user's is a person by name."""

    id: int
    name: str
    version: int
    values: Mapping[str, Value | Named] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page; `previous` and `next`: the places from which the pages around it are asked, None where there is none."""

    lines: tuple[Line, ...] = ()
    previous: Place | None = None
    next: Place | None = None


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many records have that value; a user's is a person by name, None: no value."""

    value: str | bool | Named | None
    count: int
