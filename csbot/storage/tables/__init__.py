"""Every table, so that `metadata` is whole."""

from csbot.storage.tables import alarms, history, news, outbox, people, properties, records
from csbot.storage.tables.meta import metadata

__all__ = ["alarms", "history", "metadata", "news", "outbox", "people", "properties", "records"]
