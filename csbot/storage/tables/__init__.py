"""Every table, so that `metadata` is whole."""

from csbot.storage.tables import (
    alarms,
    card_layouts,
    custom_objects,
    data_sources,
    follows,
    history,
    installations,
    jobs,
    last_names,
    news,
    outbox,
    people,
    properties,
    records,
    saved_views,
    setting_changes,
)
from csbot.storage.tables.meta import metadata

__all__ = [
    "alarms",
    "card_layouts",
    "custom_objects",
    "data_sources",
    "follows",
    "history",
    "installations",
    "jobs",
    "last_names",
    "metadata",
    "news",
    "outbox",
    "people",
    "properties",
    "records",
    "saved_views",
    "setting_changes",
]
