"""What was done to a record, property by property (workspace C10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csbot.domain.record_cards import Field, FieldValue, Record
from csbot.domain.records import Source

PAGE_ENTRIES = 10
MARK = "@"  # before keys that are no property


class HistoryKey(StrEnum):
    """What stands in history like a property: each holds a mapping of texts, or nothing."""

    ASSOCIATION = "@association"  # type, id, name, label
    ACTIVITY = "@activity"  # kind, id, title, version


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One property's value before and after, None for none."""

    field: Field
    old: FieldValue
    new: FieldValue


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is no property: added, changed or removed."""

    key: HistoryKey
    old: Mapping[str, str] | None
    new: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one operation did to a record. `by`: a name, may be empty; `is_first`: it made the record; `deleted`: it
    deleted it, or brought it back.
    """

    id: int
    at: datetime
    source: Source
    by: str = ""
    changes: tuple[ValueChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_first: bool = False
    deleted: bool | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Newest first. `more`: older ones are left; `is_newest`: nothing is ahead of them."""

    record: Record
    entries: tuple[HistoryEntry, ...]
    more: bool = False
    is_newest: bool = True
