"""Lists of records of any type: pages, counts and values (workspace C2, C5)."""

from csbot.storage.record_lists.counts import count, count_by, ids
from csbot.storage.record_lists.facts import list_facts
from csbot.storage.record_lists.pages import Asked, Found, page
from csbot.storage.record_lists.values import value_of, values_of

__all__ = ["Asked", "Found", "count", "count_by", "ids", "list_facts", "page", "value_of", "values_of"]
