"""Which customers a title names (workspace T3). The names stay in the title."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from csbot.domain.phrases.phrase import TITLE_LIMIT, Doubt, Field, Phrase, Problem
from csbot.domain.records import norm

T = TypeVar("T")
LONGEST_NAME = 6  # words
SHORTEST_BEGINNING = 3
TAGGED = re.compile(r"(?<!\S)#([^\W\d_][\w-]*)")
QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”')
EDGES = " \t\"“”'‘’()[]{}<>*_~`,.;:!?#"
WORD = re.compile(r"\S+")
POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Companies(Generic[T]):
    """The values that the look-up gave for the names found, each once, in the order of the title."""

    found: tuple[T, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of the title, and the names they may be."""

    start: int
    end: int
    names: tuple[str, ...]


def name_candidates(phrase: Phrase) -> tuple[str, ...]:
    """What may be a customer's name in the title, as `records.norm` makes it, each once, longest first."""
    return tuple(dict.fromkeys(name for spans in _tiers(phrase.title) for span in spans for name in span.names))


def find_companies(phrase: Phrase, known: Callable[[Sequence[str]], Mapping[str, T]]) -> Companies[T]:
    """The customers that the title names. `known`: normalised names → what is known of those that exist.

    `#name` goes before `"name"`, that before other words; the longest name goes before those within it.
    A `#name` that nobody knows and several customers are problems.
    """
    names = name_candidates(phrase)
    values = known(names) if names else {}
    tagged, *others = _tiers(phrase.title)
    hits = next(filter(None, (_hits(spans, values) for spans in (tagged, *others))), [])
    problems = []
    if tagged and not _hits(tagged, values):
        tags = " ".join(phrase.title[span.start : span.end] for span in tagged)
        problems.append(Problem(Field.COMPANY, Doubt.UNKNOWN, tags))
    found = _each_once(values[name] for name in hits)
    if len(found) > 1:
        problems.append(Problem(Field.COMPANY, Doubt.SEVERAL, ", ".join(dict.fromkeys(hits))))
    return Companies(found, tuple(problems))


def find_shortened(phrase: Phrase, named: Iterable[tuple[str, T]]) -> Companies[tuple[T, ...]]:
    """The customers whose names begin as words of the title do, "Acme" for "Acme Corp". `named`: names with values.

    Only as the name is written: in lower case "the" is nobody's beginning. One that several have is a problem.
    """
    title = phrase.title[:TITLE_LIMIT]
    typed: dict[str, str] = {}
    known: dict[str, tuple[T, ...]] = {}
    for name, value in named:
        for beginning in _beginnings(name):  # `in` first: a pattern for each of a thousand names takes a while
            if beginning in title and re.search(rf"(?<!\w){re.escape(beginning)}(?!\w)", title):
                typed[norm(beginning)] = beginning
                known[norm(beginning)] = (*known.get(norm(beginning), ()), value)
    meant = find_companies(phrase, lambda _names: known)
    if [len(values) > 1 for values in meant.found] == [True]:
        words = max((typed[name] for name, values in known.items() if values == meant.found[0]), key=len)
        return Companies(meant.found, (Problem(Field.COMPANY, Doubt.SEVERAL, words),))
    return meant


def _beginnings(name: str) -> set[str]:
    words = name.split()
    found = (" ".join(words[:count]).strip(EDGES) for count in range(1, min(LONGEST_NAME + 1, len(words))))
    return {beginning for beginning in found if len(beginning) >= SHORTEST_BEGINNING}


def _tiers(title: str) -> tuple[list[_Span], list[_Span], list[_Span]]:
    """Names marked with `#`, names in quotes, and all runs of words, longest first."""
    title = title[:TITLE_LIMIT]
    tagged = [_Span(m.start(), m.end(), _names(m[1], m[1].replace("-", " "))) for m in TAGGED.finditer(title)]
    quoted = [_Span(m.start(), m.end(), _names(m[1] or m[2])) for m in QUOTED.finditer(title)]
    return tagged, quoted, list(_word_runs(title))


def _word_runs(title: str) -> Iterator[_Span]:
    words = [word.span() for word in WORD.finditer(title)]
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for (start, _), (_, end) in zip(words, words[length - 1 :], strict=False):
            text = title[start:end]
            bare = text.strip(EDGES)
            yield _Span(start, end, _names(text, bare, POSSESSIVE.sub("", bare)))


def _names(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, dict.fromkeys(norm(text) for text in texts)))


def _hits(spans: Sequence[_Span], values: Mapping[str, T]) -> list[str]:
    """The names that exist, in the order of the title; of those that overlap the first, so the longest."""
    taken: list[tuple[_Span, str]] = []
    for span in spans:
        name = next((name for name in span.names if name in values), None)
        if name and all(span.end <= other.start or other.end <= span.start for other, _ in taken):
            taken.append((span, name))
    return [name for _, name in sorted(taken, key=lambda hit: hit[0].start)]


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    found: list[T] = []
    for value in values:
        if value not in found:
            found.append(value)
    return tuple(found)
