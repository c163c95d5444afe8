"""A filter's text in chunks: what stands between spaces, or in quotes; and values as they are quoted and starred."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csbot.domain.filters.text.errors import BadFilterText, TextProblem

QUOTES = '"“”„‟«»＂'
DASHES = "-‐‑‒–—―−﹣－"
QUOTED = (
    r'"(?:\\.|[^"\\])*+"'  # as we write them; what follows is what phones make of it
    r"|[“”„‟«»＂][^\"“”„‟«»＂]*+[\"“”„‟«»＂]"
    r"|(?<![^\s:：,=<>!*-])['‘‚](?=\S)[^'‘’]*+(?<=\S)['’](?![^\s,*])"
)
CHUNK = re.compile(rf"(?:{QUOTED}|<[@#!][^<>\s]*+>|[^\s\"“”„‟«»＂])++", re.DOTALL)
PART = re.compile(rf"(?:{QUOTED}|<[@#!][^<>\s]*+>|[^,\"“”„‟«»＂]|\"(?:\\.|[^\"\\])*+)++", re.DOTALL)
WHOLE = re.compile(rf"\*?(?:{QUOTED})\*?", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
INVISIBLE = re.compile(
    r'("(?:\\.|[^"\\])*+"?)'
    "|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the text, with its place."""

    text: str
    start: int
    end: int


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
        return "" if self.quoted or self.starred else self.text.lower()

    @property
    def starred(self) -> bool:
        return self.open_start or self.open_end


def visible(text: str) -> str:
    """The text without characters that nobody sees, save in quotes as we write them."""
    return text if text.isascii() else INVISIBLE.sub(lambda found: found[1] or "", text)


def chunks_of(text: str) -> Iterator[Chunk]:
    """The chunks in order; raises `BadFilterText` where a quote is not closed."""
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = CHUNK.match(text, place)
        end = found.end() if found else place
        if end < len(text) and text[end] in QUOTES:
            inside = text[end + 1 :]
            near = f'"{inside}"' if inside.strip() else ""
            raise BadFilterText(TextProblem.OPEN_QUOTE, text, end, len(text), near)
        yield Chunk(text[place:end], place, end)
        place = end


def parts_of(text: str, start: int) -> list[Given]:
    """Values with commas between them; an empty one is left out."""
    found = (given(part[0], start + part.start()) for part in PART.finditer(text))
    return [one for one in found if one.text or one.starred]


def given(raw: str, start: int) -> Given:
    """A value without its quotes and stars, which may stand inside the quotes too; `\\*` is a star itself."""
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    end = start + len(raw)
    quoted = WHOLE.fullmatch(raw) is not None
    open_start, open_end = raw[:1] == "*", raw[-1:] == "*" and len(raw) > 1
    inner = raw[open_start : len(raw) - open_end]
    if not quoted:
        return Given(inner, start, end, False, open_start, open_end)
    escapes, inner = inner[0] == '"', inner[1:-1]
    if inner[:1] == "*":
        open_start, inner = True, inner[1:]
    if inner[-1:] == "*" and not (escapes and _is_escaped(inner)):
        open_end, inner = True, inner[:-1]
    return Given(ESCAPED.sub(r"\1", inner) if escapes else inner, start, end, True, open_start, open_end)


def _is_escaped(text: str) -> bool:
    """Whether a backslash takes its meaning from the last character."""
    before = text[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
