"""What `csbot import` says about files, rows and values."""

from collections.abc import Mapping, Sequence

from csbot.domain.imports import Doubt, DoubtCount, FileProblem, Problem, RowProblem
from csbot.domain.properties import ValueProblem

SHOWN = 80  # characters of a value
LISTED = 50  # headings or words
NOTHING = "Nothing was imported."

FILES: Mapping[FileProblem, str] = {
    FileProblem.NO_FILE: "there is no file {text}.",
    FileProblem.NO_ACCESS: "{text} cannot be read: {detail}.",
    FileProblem.FOLDER: "{text} is a folder. Name a CSV file in it.",
    FileProblem.NOT_A_FILE: "{text} is no file, but a pipe or a device. Save what comes from it as a file and import "
    "that.",
    FileProblem.EMPTY: "{text} is empty.",
    FileProblem.NO_ROWS: "the file has a heading, but no rows below it.",
    FileProblem.SPREADSHEET: "{text} is a spreadsheet. Save it as CSV (UTF-8) and import that file.",
    FileProblem.WRONG_ENCODING: "{text} is not {detail}{line}. If a spreadsheet saved it, try --encoding cp1252, or "
    "save it as CSV (UTF-8).",
    FileProblem.UNKNOWN_ENCODING: "there is no encoding “{text}”. Common ones: utf-8, cp1252, utf-16, latin-1.",
    FileProblem.NUL_BYTES: "{text} is full of NUL bytes, so it may be UTF-16. Try --encoding utf-16-le.",
    FileProblem.BROKEN_HEADING: "the quotation marks in the heading of {text} don't fit together.",
    FileProblem.LONG_HEADING: "the heading of {text} is longer than {detail} characters. Is it a CSV file, with lines?",
    FileProblem.TOO_MANY_COLUMNS: "the heading has {text} columns, and {detail} fit. Leave out those that csbot does "
    "not need.",
    FileProblem.CONTROL_IN_HEADING: "the heading “{header}” has a control character in it ({detail}). Take it out, or "
    "name the right --encoding.",
    FileProblem.DUPLICATE_HEADER: "the heading “{header}” is there twice (columns {detail}). Say which one counts, and "
    'leave the other out: --map "{header}#1={text}" --map "{header}#2=-".',
    FileProblem.DUPLICATE_TARGET: "two columns are mapped to {text}: {detail}.",
    FileProblem.MISSING_COLUMN: "no column for “{text}” was found. The file has: {detail}. Say which one it is with "
    '--map "Heading={text}".',
    FileProblem.NO_SUCH_HEADER: "--map: the file has no column “{header}”. It has: {detail}.",
    FileProblem.NO_SUCH_PROPERTY: "--map: there is no property “{text}”. There are: {detail}; - leaves a column out.",
    FileProblem.NO_SUCH_KEY: "--by: records can't be found by “{text}”. They can by: {detail}.",
    FileProblem.KEY_NOT_IN_FILE: "--by: the file has no column for “{text}”.",
}
VALUES: Mapping[ValueProblem, str] = {
    ValueProblem.NOT_A_DATE: "“{text}” is not a date that exists, or not in the order of the other dates",
    ValueProblem.WRONG_WEEKDAY: "“{text}” names a weekday that the date is not",
    ValueProblem.UNKNOWN_ZONE: "“{detail}” in “{text}” is no time zone that csbot knows; write it like UTC+1 or "
    "Europe/Copenhagen",
    ValueProblem.DATE_AS_NUMBER: "“{text}” is how a spreadsheet or program counts days or seconds; write dates like "
    "2026-12-31",
    ValueProblem.DATE_OUT_OF_RANGE: "“{text}” is not between the years 1900 and 2199",
    ValueProblem.NOT_A_NUMBER: "“{text}” is not a number",
    ValueProblem.OPEN_NUMBER: "“{text}” may be {detail} or a number with decimals, and no other value shows which; "
    "write {detail}, or one more zero behind the decimals",
    ValueProblem.OTHER_CURRENCY: "“{text}” is in another currency than the workspace’s, {detail}",
    ValueProblem.NOT_WHOLE: "“{text}” is not a whole number",
    ValueProblem.NUMBER_OUT_OF_RANGE: "“{text}” is too large",
    ValueProblem.NOT_A_BOOL: "“{text}” is neither yes nor no",
    ValueProblem.NOT_AN_OPTION: "“{text}” is not one of: {detail}",
    ValueProblem.NOT_AN_EMAIL: "“{text}” is not an e-mail address",
    ValueProblem.NOT_A_URL: "“{text}” is not a web address",
    ValueProblem.NOT_A_PHONE: "“{text}” is not a phone number",
    ValueProblem.NOT_A_DOMAIN: "“{text}” is not a domain such as acme.com",
    ValueProblem.SEVERAL: "“{text}” is more than one, and there is room for one",
    ValueProblem.SPOILED: "“{text}” was a whole number until a spreadsheet rounded it; export the file again, and "
    "don't save it from a spreadsheet",
    ValueProblem.TOO_LONG: "{length} characters are too many, at most {detail}: “{text}”",
    ValueProblem.UNPRINTABLE: "a character is in it that is no text (NUL or half a character)",
}
ROWS: Mapping[RowProblem, str] = {
    RowProblem.RAGGED: "{text} cells instead of {detail}; a quotation mark or a delimiter may be missing",
    RowProblem.BROKEN_QUOTES: "text stands behind a closing quotation mark; inside a cell quotation marks are doubled",
    RowProblem.OPEN_QUOTE: "a quotation mark is opened and never closed, so everything up to line {detail} was lost",
    RowProblem.CELL_TOO_LONG: "a cell goes on to line {detail} and is too long; a quotation mark may be missing",
    RowProblem.ROW_TOO_LONG: "the row goes on to line {detail} and is longer than {text} characters; the end of a line "
    "or a quotation mark may be missing",
    RowProblem.CONTROL_CHARACTER: "a control character is in it ({text}); take it out, or name the right --encoding",
    RowProblem.MISSING_VALUE: "a new record needs a value for “{text}”",
    RowProblem.AMBIGUOUS_LINK: "{detail} records have the name “{text}”; give an id or a domain instead",
    RowProblem.AMBIGUOUS_KEY: "{detail} records have the value “{text}”, so it is not clear which one is meant",
    RowProblem.DELETED_RECORD: "the record “{text}” was deleted in csbot",
    RowProblem.TAKEN_ID: "the Record ID “{text}” is another record's",
    RowProblem.ENDS_BEFORE_START: "it ends before it starts",
}
DOUBTS: Mapping[Doubt, str] = {
    Doubt.UNKNOWN_OWNER: "{header}: nobody in the workspace is “{text}”; imported without "
    "(csbot people add lets people in)",
    Doubt.AMBIGUOUS_OWNER: "{header}: several people are called “{text}”; imported without "
    "(an e-mail address is clear)",
    Doubt.UNKNOWN_LINK: "{header}: there is no record “{text}”; imported without",
    Doubt.SEVERAL_LINKS: "{header}: several are named, and one has room; the first that is known was taken: “{text}”",
    Doubt.MORE_COMPANIES: "{header}: a contact that is there already belongs to further companies; associate them on "
    "its card",
    Doubt.NO_ASSIGNEE: "nobody is assigned; the task is on nobody's list",
    Doubt.NO_KEY: "{header} is empty; imported as new",
    Doubt.REPEATED_KEY: "{header} is the same as in an earlier row; both are one record, the later row counts",
    Doubt.NO_OWNER_COLUMN: "no column says who does the tasks, so new ones are on nobody's list",
    Doubt.NO_KEY_COLUMN: "no column tells records apart (such as Record ID), so importing this file again "
    "adds them again",
    Doubt.OTHER_CURRENCY: "{header}: “{text}” is in another currency than the workspace's, {detail}; imported without",
    Doubt.NO_VALUE: "{header}: “{text}” is no value; imported without",
    Doubt.SKIPPED_TIME: "{header}: the clocks go forward over “{text}”; the time after it was taken",
    Doubt.REPEATED_TIME: "{header}: the clocks show “{text}” twice; the first was taken",
    Doubt.MORE_VALUES: "{header}: several are given; the first was taken, and left out “{text}”",
    Doubt.SHORT_ROW: "fewer cells than the heading’s {detail}; what is there looks like its columns, so the others "
    "were taken as empty",
    Doubt.ABOVE_HEADING: "what stands above the heading was left out, beginning with “{text}”",
    Doubt.UNKNOWN_ZONE: "{header}: “{text}” is no time zone that csbot knows; the times were read in the workspace's",
    Doubt.MIXED_MARKS: "{header}: some numbers have a comma before their decimals, some a dot; where it is open, "
    "“{text}” was taken to be",
    Doubt.AMBIGUOUS_DATES: "{header}: no date shows whether the day or the month comes first; the day was taken to be "
    "(--date-order mdy says otherwise)",
    Doubt.MIXED_DATES: "{header}: some dates have the day first, some the month; read as {text} (--date-order)",
    Doubt.TURNOVER_AS_ARR: "{header} is read as ARR; if it is the customer's own turnover, leave it out: "
    '--map "{header}=-"',
    Doubt.READS_AS_UTF8: "the file looks like UTF-8 but is read as {text}, so names may be garbled",
}


def file_sentence(problem: Problem) -> str:
    """Why nothing could be imported, and what to do."""
    text = FILES[FileProblem(problem.code)]
    line = f": line {problem.line} shows it" if problem.line else ""
    return f"{text.format(**filled(problem), line=line)} {NOTHING}"


def row_sentence(problem: Problem) -> str:
    """What is wrong with a row: `line 14, Due Date: …`."""
    code = problem.code
    text = VALUES[code] if isinstance(code, ValueProblem) else ROWS[RowProblem(code)]
    place = f"line {problem.line}, {problem.header}" if problem.header else f"line {problem.line}"
    return f"{place}: {text.format(**filled(problem))}."


def doubt_sentence(problem: Problem, seen: DoubtCount | None = None) -> str:
    """What to know about imported rows, and which they are."""
    params = filled(problem)
    if seen is not None:
        params["text"] = "”, “".join(visible(text) for text in seen.texts) + ("”, “…" if seen.is_cut else "")
    text = DOUBTS[Doubt(problem.code)].format(**params)
    if seen is None or not seen.lines:
        return f"{text}."
    more = f" and {seen.count - len(seen.lines):,} more" if seen.count > len(seen.lines) else ""
    word = "line" if seen.count == 1 else "lines"
    return f"{text}: {word} {', '.join(str(line) for line in seen.lines)}{more}."


def filled(problem: Problem) -> dict[str, object]:
    """The parameters of a sentence; control characters are shown as what they are, long values shortened."""
    detail = problem.detail
    listed = several(detail) if isinstance(detail, tuple) else detail
    shown = visible(problem.text)
    return {"text": shown, "header": visible(problem.header), "detail": listed, "length": len(problem.text)}


def several(parts: Sequence[object]) -> str:
    """The first of them, and how many more there are."""
    first = ", ".join(visible(str(part)) for part in parts[:LISTED])
    return f"{first} and {len(parts) - LISTED:,} more" if len(parts) > LISTED else first


def visible(text: str) -> str:
    """A value as one harmless line of a terminal."""
    cut = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)
