"""What cells of each column look like, so that a row with fewer cells is taken only where none has moved."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from csbot.domain.properties.dates import is_like_date
from csbot.domain.properties.texts import bare

CELLS, LEAST_ROWS = 20_000, 20  # so many cells of full rows are looked at, in a wide file so many rows
LONGEST = 200  # characters; more is text
NUMBER = re.compile(r"[+(\-]?[^\w\s@]{0,3} ?\(?\d[\d\s.,'()/+-]*+(?:%|[^\W\d_]{1,4}\.?)?", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S++|[^\s@]++\.[^\W\d_]{2,}", re.IGNORECASE)
WORDS = re.compile(r"(?:true|false|yes|no|ja|nej|nee)", re.IGNORECASE)


class Shape(Enum):
    """What a cell looks like."""

    DATE = auto()
    NUMBER = auto()
    EMAIL = auto()
    ADDRESS = auto()
    WORD = auto()
    TEXT = auto()


def shape_of(cell: str) -> Shape | None:
    """None for an empty cell."""
    text = bare(cell)
    if not text:
        return None
    if len(text) > LONGEST:
        return Shape.TEXT
    if "@" in text and " " not in text:
        return Shape.EMAIL
    if is_like_date(text):
        return Shape.DATE
    for shape, pattern in ((Shape.NUMBER, NUMBER), (Shape.ADDRESS, ADDRESS), (Shape.WORD, WORDS)):
        if pattern.fullmatch(text):
            return shape
    return Shape.TEXT


class Shapes:
    """The shapes seen in each column of full rows. `width`: of those."""

    def __init__(self, width: int) -> None:
        self._seen: list[set[Shape]] = [set() for _ in range(width)]
        self._most = max(LEAST_ROWS, CELLS // max(width, 1))
        self._rows = 0

    def see(self, cells: Sequence[str]) -> None:
        """Learn from a row if it is full."""
        if self._rows >= self._most or len(cells) < len(self._seen):
            return
        self._rows += 1
        for cell, seen in zip(cells, self._seen, strict=False):
            if (shape := shape_of(cell)) is not None:
                seen.add(shape)

    def fit(self, cells: Sequence[str]) -> bool:
        """Whether each cell of a short row looks like others of its column; without a full row none does.

        Half of the cells must be there: the lines below a report's rows have one.
        """
        return (
            self._rows > 0
            and len(cells) * 2 >= max(len(self._seen), 4)
            and all(
                (shape := shape_of(cell)) is None or shape in seen
                for cell, seen in zip(cells, self._seen, strict=False)
            )
        )
