"""Making a property fast: an index that serves filters and sorting by it (workspace V2).

Takes seconds on a big book and, on PostgreSQL, no transaction can hold it: for the command line and for jobs.
"""

from datetime import datetime

from csbot.domain.properties.own import OwnProperty
from csbot.domain.properties.types import PropertyType
from csbot.storage import fast_properties
from csbot.storage.unit_of_work import Database


def can_be_fast(own: OwnProperty) -> bool:
    """Whether an index helps: not with a multi-enumeration, whose values are lists."""
    return own.property.type is not PropertyType.MULTI_ENUMERATION


def make_fast(database: Database, workspace_id: int, own: OwnProperty, now: datetime) -> None:
    """Raises `NotFound`; `Busy` when SQLite's writer was not free in time."""
    fast_properties.make_fast(database, workspace_id, own.id, now)


def make_plain(database: Database, workspace_id: int, own: OwnProperty) -> None:
    """Take the index away. Raises `NotFound`."""
    fast_properties.make_plain(database, workspace_id, own.id)
