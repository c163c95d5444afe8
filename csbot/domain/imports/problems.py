"""What can be wrong with a file, a row or a cell. Sentences belong to whoever shows them."""

from dataclasses import dataclass
from enum import StrEnum

from csbot.domain.errors import Expected
from csbot.domain.properties import ValueProblem


class FileProblem(StrEnum):
    """Why nothing of a file can be imported."""

    NO_FILE = "no_file"
    NO_ACCESS = "no_access"
    FOLDER = "folder"
    NOT_A_FILE = "not_a_file"  # a pipe or a device: it can't be read twice, and may never end
    EMPTY = "empty"
    NO_ROWS = "no_rows"
    SPREADSHEET = "spreadsheet"
    WRONG_ENCODING = "wrong_encoding"  # detail: the encoding
    UNKNOWN_ENCODING = "unknown_encoding"
    NUL_BYTES = "nul_bytes"
    BROKEN_HEADING = "broken_heading"
    LONG_HEADING = "long_heading"  # detail: characters that fit
    TOO_MANY_COLUMNS = "too_many_columns"  # text: how many; detail: how many fit
    CONTROL_IN_HEADING = "control_in_heading"  # detail: its code point
    DUPLICATE_HEADER = "duplicate_header"  # detail: column numbers
    DUPLICATE_TARGET = "duplicate_target"  # text: the property; detail: the headings
    MISSING_COLUMN = "missing_column"  # text: labels that would do; detail: the file's headings
    NO_SUCH_HEADER = "no_such_header"
    NO_SUCH_PROPERTY = "no_such_property"  # detail: the names there are
    NO_SUCH_KEY = "no_such_key"  # detail: the names there are
    KEY_NOT_IN_FILE = "key_not_in_file"


class RowProblem(StrEnum):
    """Why a row is bad, beside what can be wrong with a value."""

    RAGGED = "ragged"  # text: cells found; detail: cells expected
    BROKEN_QUOTES = "broken_quotes"
    OPEN_QUOTE = "open_quote"  # detail: the last line that the cell swallowed
    CELL_TOO_LONG = "cell_too_long"  # detail: the last line that the cell swallowed
    ROW_TOO_LONG = "row_too_long"  # text: characters that fit; detail: the last line that the row swallowed
    CONTROL_CHARACTER = "control_character"  # text: its code point
    MISSING_VALUE = "missing_value"
    AMBIGUOUS_LINK = "ambiguous_link"  # detail: how many records have the name
    AMBIGUOUS_KEY = "ambiguous_key"  # detail: how many records match
    DELETED_RECORD = "deleted_record"
    TAKEN_ID = "taken_id"
    ENDS_BEFORE_START = "ends_before_start"


class Doubt(StrEnum):
    """What the user should know about a row or file that was imported all the same."""

    UNKNOWN_OWNER = "unknown_owner"
    AMBIGUOUS_OWNER = "ambiguous_owner"
    UNKNOWN_LINK = "unknown_link"
    SEVERAL_LINKS = "several_links"
    MORE_COMPANIES = "more_companies"  # of a contact that is there already
    NO_ASSIGNEE = "no_assignee"
    NO_KEY = "no_key"
    REPEATED_KEY = "repeated_key"  # detail: the first line with it
    NO_OWNER_COLUMN = "no_owner_column"
    NO_KEY_COLUMN = "no_key_column"
    OTHER_CURRENCY = "other_currency"  # text: the amount; detail: the workspace's currency
    NO_VALUE = "no_value"  # text: a word for nothing, such as N/A
    SKIPPED_TIME = "skipped_time"  # text: the time that the clocks skip
    REPEATED_TIME = "repeated_time"  # text: the time that the clocks show twice
    MORE_VALUES = "more_values"  # text: those behind the first
    SHORT_ROW = "short_row"  # detail: cells expected
    ABOVE_HEADING = "above_heading"  # text: the first of the lines; detail: how many
    UNKNOWN_ZONE = "unknown_zone"  # text: what the heading says
    MIXED_MARKS = "mixed_marks"  # text: the decimal mark used
    AMBIGUOUS_DATES = "ambiguous_dates"
    MIXED_DATES = "mixed_dates"  # text: the order used
    TURNOVER_AS_ARR = "turnover_as_arr"
    READS_AS_UTF8 = "reads_as_utf8"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem and where it is. `line`: of the file, 1-based, 0 for the file as a whole; `text`: as found there."""

    code: FileProblem | RowProblem | ValueProblem | Doubt
    line: int = 0
    header: str = ""
    text: str = ""
    detail: object = None


class ImportRefused(Expected):
    """Nothing of the file can be imported. `problem`."""

    code = "import_refused"

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem=problem)
        self.problem = problem


def refuse(code: FileProblem, line: int = 0, header: str = "", text: str = "", detail: object = None) -> ImportRefused:
    """The error for a problem of the file."""
    return ImportRefused(Problem(code, line, header, text, detail))
