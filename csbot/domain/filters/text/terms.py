"""A filter's text as terms, each with its place; what they mean is read later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from csbot.domain.filters.text.errors import BadFilterText, TextProblem
from csbot.domain.filters.text.grammar import grammar

ESCAPED = re.compile(r"\\(.)", re.DOTALL)
QUOTES = '"“”'


@dataclass(frozen=True, slots=True)
class Given:
    """A value as typed. `text`: without quotes and stars."""

    text: str
    start: int
    end: int
    quoted: bool = False
    open_start: bool = False
    open_end: bool = False

    @property
    def word(self) -> str:
        """In lower case where it may be one of ours; nothing for quoted and starred values."""
        return "" if self.quoted or self.open_start or self.open_end else self.text.lower()


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `key`: as typed, without its colon, empty for words; `mode`: ever, all, updated or nothing."""

    key: str
    start: int
    end: int
    values: tuple[Given, ...]
    negative: bool = False
    mode: str = ""
    sign: str = ""
    is_range: bool = False


def terms_of(text: str) -> list[list[Term]]:
    """The terms, group by group; none for an empty text. Raises `BadFilterText`."""
    if not text.strip():
        return []
    try:
        tree = grammar().parse(text)
    except UnexpectedInput as error:
        raise _problem(text, error) from None
    return [[_term(child) for child in group.children] for group in tree.children]  # type: ignore[union-attr, arg-type]


def _term(tree: Tree[Any]) -> Term:
    tokens = list(tree.scan_values(lambda one: isinstance(one, Token)))
    by_type = {token.type: token for token in tokens}
    start, end = tokens[0].start_pos or 0, tokens[-1].end_pos or 0
    values = tuple(given(token) for token in tokens if token.type in ("VALUE", "QUOTED", "WORD"))
    return Term(
        key=str(by_type.get("KEY", "")).rstrip(":"),
        start=start,
        end=end,
        values=values,
        negative="MINUS" in by_type,
        mode=str(by_type.get("MODE", "")).rstrip(":").lower(),
        sign=str(by_type.get("SIGN", "")),
        is_range="RANGE" in by_type,
    )


def given(token: Token) -> Given:
    """The value of a token."""
    text, start, end = str(token), token.start_pos or 0, token.end_pos or 0
    open_start = token.type == "VALUE" and text.startswith("*")
    open_end = token.type == "VALUE" and text.endswith("*")
    text = text[open_start : len(text) - open_end]
    if text[:1] in QUOTES and len(text) > 1:
        inner = ESCAPED.sub(r"\1", text[1:-1]) if text[0] == '"' else text[1:-1]
        return Given(inner, start, end, True, open_start, open_end)
    return Given(text, start, end, False, open_start, open_end)


def _problem(text: str, error: UnexpectedInput) -> BadFilterText:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        problem = TextProblem.NO_VALUE if "VALUE" in error.expected else TextProblem.NO_TERM
        return BadFilterText(problem, text, *_last_word(text))
    start = error.pos_in_stream or 0
    if isinstance(error, UnexpectedCharacters) and text[start] in QUOTES:
        inside = text[start + 1 :]
        near = f'"{inside}"' if inside.strip() else ""
        return BadFilterText(TextProblem.OPEN_QUOTE, text, start, len(text), near)
    end = next(iter(_ends(text, start)), len(text))
    return BadFilterText(TextProblem.UNREADABLE, text, start, end)


def _last_word(text: str) -> tuple[int, int]:
    end = len(text.rstrip())
    return max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1, end


def _ends(text: str, start: int) -> Iterator[int]:
    return (place for place in range(start + 1, len(text)) if text[place].isspace())
