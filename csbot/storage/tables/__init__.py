"""Every table, so that `metadata` is whole."""

from csbot.storage.tables import history, outbox, people, records
from csbot.storage.tables.meta import metadata

__all__ = ["history", "metadata", "outbox", "people", "records"]
