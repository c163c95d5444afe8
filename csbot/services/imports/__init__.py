"""Imports: rows of a file into records (workspace I1)."""

from csbot.services.imports.runs import RowSource, Watch, import_rows

__all__ = ["RowSource", "Watch", "import_rows"]
