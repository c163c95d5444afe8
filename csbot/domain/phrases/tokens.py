"""From text to words and marks, each with its place in the text and what it can mean (workspace T3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from csbot.domain.phrases.words import LONGEST, words
from csbot.domain.properties.texts import UNSEEN

STOPS = ",.;:!?)"
END = rf"(?=[{STOPS}]*+(?:\s|\Z))"  # a word ends here
TOKEN = re.compile(
    rf"""(?P<quoted>"(?:\\.|[^"\\])*+"{END}|“[^“”]*+”{END})
    |(?P<person><@[uw][a-z0-9]++>{END}|@(?!(?:channel|here|everyone)\b)[^\W\d_](?:[\w.-]*\w)?{END})
    |(?P<priority>![^\W_]\w*+{END})
    |(?P<tag>\#[^\W\d_][\w-]*+{END})
    |(?P<slack><[^<>\s][^<>]*+>\S*+)
    |(?P<stop>(?:[{STOPS}]++|[-–—]++)(?=\s|\Z))
    |(?P<word>\S++)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
NUMBER = re.compile(r"(\d{1,20}(?:[.,]\d{1,2})?)(½)?\.?|½", re.ASCII)
SHORTENED = frozenset({"month", "weekday", "link", "unit", "part"})  # 3 dec. 2026
LONGEST_SHAPE = 40  # characters of a number, date or time
INVISIBLE = dict.fromkeys(map(ord, UNSEEN))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `kind`: word, stop, quoted, slack, tag, person or priority; `key`: a word in lower case without
    what nobody sees; `means`: kind of word → value.
    """

    kind: str
    start: int
    end: int
    key: str = ""
    means: Mapping[str, str] = field(default_factory=dict)


def tokens(text: str, language: str) -> list[Token]:
    """The tokens of any text, in order; words that mean something together are one."""
    known, found = words(language), list(_single(text, language))
    merged: list[Token] = []
    place = 0
    while place < len(found):
        token, place = _longest(found, place, known)
        merged.append(token)
    return merged


def _longest(found: list[Token], place: int, known: Mapping[str, Mapping[str, str]]) -> tuple[Token, int]:
    first = found[place]
    for size in range(min(LONGEST, len(found) - place), 1, -1):
        several = found[place : place + size]
        if all(one.kind == "word" for one in several):
            key = " ".join(one.key for one in several)
            if key in known:
                return Token("word", first.start, several[-1].end, key, known[key]), place + size
    return first, place + 1


def _single(text: str, language: str) -> Iterator[Token]:
    known, place = words(language), 0
    while match := TOKEN.search(text, place):
        kind, start, end = match.lastgroup or "word", match.start(), match.end()
        if kind != "word":
            place = end
            yield Token(kind, start, end, match[0].lower())
            continue
        core = match[0].rstrip(STOPS) or match[0]
        end = start + len(core)
        key = core.translate(INVISIBLE).lower()
        means = known.get(key, {})
        if text[end : end + 1] == ".":
            if f"{key}." in known:
                means, end = known[f"{key}."], end + 1
            elif means.keys() & SHORTENED or _is_numeric(key):
                key, end = f"{key}.", end + 1
        place = end
        yield Token("word", start, end, key, means)


def _is_numeric(key: str) -> bool:
    return len(key) <= LONGEST_SHAPE and key.isascii() and key.replace(".", "").isdecimal()
