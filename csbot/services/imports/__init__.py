"""Imports: rows of a file into records, and back (workspace I1)."""

from csbot.services.imports.runs import RowSource, Watch, import_rows
from csbot.services.imports.undo import ImportUndone, undo_import

__all__ = ["ImportUndone", "RowSource", "Watch", "import_rows", "undo_import"]
