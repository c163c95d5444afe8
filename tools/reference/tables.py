"""Markdown tables."""

from collections.abc import Iterable, Iterator, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table."""
    yield line(headings)
    yield line(["---"] * len(headings))
    yield from map(line, rows)


def line(cells: Sequence[str]) -> str:
    r"""One line; a bar would end a cell, so `|` is written `\|`."""
    escaped = [cell.replace("|", r"\|") for cell in cells]
    return f"| {' | '.join(escaped)} |"


def described(text: str | None, what: str) -> str:
    """The text in one line; raises ValueError when there is none."""
    if not text or not text.strip():
        raise ValueError(f"{what} has no description")
    return " ".join(text.split())
