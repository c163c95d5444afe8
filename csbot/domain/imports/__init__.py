"""Imports: which column is which property, rows as drafts of records, and what can be wrong (workspace I1)."""

from csbot.domain.imports.columns import Columns, choose_key, match_columns
from csbot.domain.imports.people import People
from csbot.domain.imports.problems import Doubt, FileProblem, ImportRefused, Problem, RowProblem, refuse
from csbot.domain.imports.reports import DoubtCount, ImportReport, ImportRequest, Plan, Tally
from csbot.domain.imports.rows import Draft, LinkText, RowReader, SourceRow, key_of
from csbot.domain.imports.shaping import Unfit, changed_values, new_row
from csbot.domain.imports.survey import Survey

__all__ = [
    "Columns",
    "Doubt",
    "DoubtCount",
    "Draft",
    "FileProblem",
    "ImportRefused",
    "ImportReport",
    "ImportRequest",
    "LinkText",
    "People",
    "Plan",
    "Problem",
    "RowProblem",
    "RowReader",
    "SourceRow",
    "Survey",
    "Tally",
    "Unfit",
    "changed_values",
    "choose_key",
    "key_of",
    "match_columns",
    "new_row",
    "refuse",
]
