"""Filters as SQL, on SQLite and PostgreSQL alike (workspace V6)."""

from csbot.storage.filter_sql.compiling import compile_leaf, compile_plan
from csbot.storage.filter_sql.values import Shelf

__all__ = ["Shelf", "compile_leaf", "compile_plan"]
