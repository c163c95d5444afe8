"""CSV files as people have them: any of three delimiters, with or without a byte order mark, cells over many lines."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from csbot.domain.imports import Doubt, FileProblem, ImportRefused, Problem, RowProblem, SourceRow, refuse
from csbot.domain.imports.rows import CONTROL, code_point
from csbot.domain.imports.shapes import Shape, shape_of
from csbot.domain.properties.values import UNPRINTABLE

DELIMITERS = (",", ";", "\t")
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx, .xls
BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
SNIFFED = 65_536
MOST_ABOVE, WORDS_ABOVE = 20, 2  # rows above the heading, and the cells that one of them has at most
MOST_COLUMNS = 16_384  # as many as spreadsheets have
LONGEST_ROW = 4_000_000  # characters; a cell's own limit is 131,072
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)  # written by spreadsheets


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading and the last line that it takes. `above`: the rows over it, which are no data."""

    delimiter: str
    line: int
    cells: tuple[str, ...]
    above: tuple[str, ...] = ()


class RowTooLong(Exception):
    """A row, of one line or many, is longer than `LONGEST_ROW`."""


class Lines:
    """A file's lines, never more than a row of them in memory. `line`: the number of the last one, from 1."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._room = LONGEST_ROW
        self.line = 0

    def begin_row(self) -> None:
        """The next line begins a row."""
        self._room = LONGEST_ROW

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        """The next line; raises `RowTooLong` behind one with which the row is too long."""
        text = self._file.readline(self._room + 1)
        if not text:
            raise StopIteration
        self.line += 1
        if len(text) > self._room:
            while text and not text.endswith(("\n", "\r")):
                text = self._file.readline(SNIFFED)
            raise RowTooLong
        self._room -= len(text)
        return text


class CsvFile:
    """A CSV file, read as often as needed and never held in memory.

    `encoding` is needed for anything but UTF-8 and UTF-16 with a byte order mark. Raises `ImportRefused` for a file
    that cannot be read; a single row that cannot be split becomes a `SourceRow` with its problem.
    """

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self._path = path
        start = self._start()
        self.encoding = self._choose_encoding(start, encoding)
        self._told_wrong = encoding is not None and not self.encoding.startswith("utf") and _reads_as_utf8(start)
        self._heading = self._find_heading()

    @property
    def headers(self) -> tuple[str, ...]:
        return self._heading.cells

    @property
    def delimiter(self) -> str:
        return self._heading.delimiter

    def doubts(self) -> list[Problem]:
        """Whether the encoding that the user named is likely to be wrong, and what stands above the heading."""
        found = [Problem(Doubt.READS_AS_UTF8, text=self.encoding)] if self._told_wrong else []
        if above := self._heading.above:
            found.append(Problem(Doubt.ABOVE_HEADING, text=above[0], detail=len(above)))
        return found

    def rows(self) -> Iterator[SourceRow]:
        """Every row below the heading, without blank ones, each with the line that it starts in."""
        with self._open() as file:
            lines = Lines(file)
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            while True:
                lines.begin_row()
                line = lines.line + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except UnicodeError:
                    raise self._wrong_encoding() from None
                except (csv.Error, RowTooLong) as error:
                    if line > self._heading.line:
                        yield SourceRow(line, problem=_broken(error, line, lines.line))
                    continue
                if line > self._heading.line and any(cell.strip() for cell in cells):
                    yield SourceRow(line, cells)

    def _start(self) -> bytes:
        try:
            if self._path.is_dir():
                raise refuse(FileProblem.FOLDER, text=str(self._path))
            if self._path.exists() and not self._path.is_file():
                raise refuse(FileProblem.NOT_A_FILE, text=str(self._path))
            with self._path.open("rb") as file:
                start = file.read(SNIFFED)
        except OSError as error:
            raise self._unreadable(error) from None
        if not start.strip(BLANK):
            raise refuse(FileProblem.EMPTY, text=self._path.name)
        if start.startswith(WORKBOOKS):
            raise refuse(FileProblem.SPREADSHEET, text=self._path.name)
        return start

    def _choose_encoding(self, start: bytes, told: str | None) -> str:
        marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), None)
        if told is None:
            if marked is None and start.count(0) > len(start) // 4:
                raise refuse(FileProblem.NUL_BYTES, text=self._path.name)
            return marked or "utf-8"
        try:
            name = codecs.lookup(told).name
            open(self._path, encoding=name).close()  # noqa: PTH123 - only asks whether it is one for texts
        except (LookupError, ValueError):
            raise refuse(FileProblem.UNKNOWN_ENCODING, text=told) from None
        return "utf-8-sig" if name == "utf-8" else name

    def _open(self) -> TextIO:
        try:
            return self._path.open(encoding=self.encoding, newline="")
        except OSError as error:
            raise self._unreadable(error) from None

    def _find_heading(self) -> Heading:
        """Parted by the delimiter that gives most cells."""
        try:
            with self._open() as lines:
                told = SEPARATOR_LINE.fullmatch(lines.readline(200))
            candidates = (told[1],) if told else DELIMITERS
            found = [self._first_row(delimiter, 1 if told else 0) for delimiter in candidates]
        except UnicodeError:
            raise self._wrong_encoding() from None
        readable = [heading for heading in found if heading is not None]
        if not readable:
            raise refuse(FileProblem.BROKEN_HEADING, text=self._path.name)
        best = max(readable, key=lambda heading: len(heading.cells))
        if not best.cells:
            raise refuse(FileProblem.EMPTY, text=self._path.name)
        if len(best.cells) > MOST_COLUMNS:
            raise refuse(FileProblem.TOO_MANY_COLUMNS, text=f"{len(best.cells):,}", detail=f"{MOST_COLUMNS:,}")
        for cell in best.cells:
            if control := CONTROL.search(cell) or UNPRINTABLE.search(cell):
                raise refuse(FileProblem.CONTROL_IN_HEADING, header=cell, detail=code_point(control[0]))
        return best

    def _first_row(self, delimiter: str, skipped: int) -> Heading | None:
        """The first line that is not blank and no title. None when the quotation marks don't fit the delimiter."""
        first: list[Heading] = []
        with self._open() as file:
            lines = Lines(file)
            try:
                for cells in csv.reader(lines, delimiter=delimiter, strict=True):
                    if lines.line > skipped and any(cell.strip("\ufeff \t") for cell in cells):
                        cells = [cell.strip("\ufeff \t\n\r") for cell in cells]
                        first.append(Heading(delimiter, lines.line, tuple(cells)))
                    if len(first) > MOST_ABOVE or (first and _filled(first[0]) > WORDS_ABOVE):
                        break
                    lines.begin_row()
            except RowTooLong:
                if not first:
                    raise refuse(FileProblem.LONG_HEADING, text=self._path.name, detail=f"{LONGEST_ROW:,}") from None
            except (csv.Error, TypeError, ValueError):  # the latter two: `sep=` names no delimiter
                if not first:
                    return None
        return _below_titles(first) if first else Heading(delimiter, 0, ())

    def _unreadable(self, error: OSError) -> ImportRefused:
        code = FileProblem.NO_FILE if isinstance(error, FileNotFoundError) else FileProblem.NO_ACCESS
        return refuse(code, text=str(self._path), detail=error.strerror)

    def _wrong_encoding(self) -> ImportRefused:
        return refuse(FileProblem.WRONG_ENCODING, self._bad_line(), text=self._path.name, detail=self.encoding)

    def _bad_line(self) -> int:
        """The first line that the encoding does not allow; 0 where its lines can't be told from bytes."""
        if self.encoding.startswith(("utf-16", "utf-32")):
            return 0
        with self._path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    line.decode(self.encoding)
                except UnicodeError:
                    return number
        return 0


def _filled(row: Heading) -> int:
    return sum(bool(cell) for cell in row.cells)


def _below_titles(first: Sequence[Heading]) -> Heading:
    """The heading among a file's first rows: below lines of one or two cells the first with more, all of them words,
    above a row that is as wide.
    """
    for number, (row, below) in enumerate(pairwise(first)):
        words = [cell for cell in row.cells if cell]
        if len(words) > WORDS_ABOVE and len(set(words)) == len(words) and {*map(shape_of, words)} == {Shape.TEXT}:
            if len(below.cells) != len(row.cells):
                break
            above = tuple(" ".join(cell for cell in title.cells if cell) for title in first[:number])
            return replace(row, above=above)
    return first[0]


def _reads_as_utf8(start: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeError:
        return False
    return not text.isascii()


def _broken(error: csv.Error | RowTooLong, line: int, last: int) -> Problem:
    if isinstance(error, RowTooLong):
        return Problem(RowProblem.ROW_TOO_LONG, line, text=f"{LONGEST_ROW:,}", detail=last)
    if "field larger" in str(error):
        return Problem(RowProblem.CELL_TOO_LONG, line, detail=last)
    if "unexpected end" in str(error):
        return Problem(RowProblem.OPEN_QUOTE, line, detail=last)
    return Problem(RowProblem.BROKEN_QUOTES, line)
