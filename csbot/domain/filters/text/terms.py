"""A filter's text as terms, each with its place; what their values mean is read later."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from csbot.domain.filters.text import lexicon
from csbot.domain.filters.text.chunks import Chunk, chunks_of
from csbot.domain.filters.text.errors import BadFilterText, TextProblem
from csbot.domain.filters.text.vocabulary import Vocabulary
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import word_key

COLONS = ":：﹕"
BRACKETS, CLOSED = "([{", ")]}"
SIGN = re.compile(r"[:：﹕]|!=|<>|<=|=<|=>|>=|==?|<(?![@#!])|[>≤≥≠＝＜＞]")
HEAD = re.compile(r"(?P<signs>[-‐‑‒–—―−﹣－!！]*+)(?P<key>(?:\w[\w./&'’-]*+)?+)")
NOTHING_YET = re.compile(r"[\s:：﹕!！<>=≤≥≠＝＜＞‐‑‒–—―−﹣－-]*+")
LONGEST_OPERATOR = 5
OPTION = 5  # words of an option behind its first
LABEL = 4  # words before the last one of a property's name


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `value`: where what is asked for begins; `key`: as typed, from `key_at`, empty for words; `of`: its
    property, None where nobody knows it; `sign`: what stands instead of the colon.
    """

    start: int
    end: int
    value: int
    negative: bool = False
    key: str = ""
    key_at: int = 0
    of: Property | None = None
    sign: str = ""


def terms_of(text: str, words: Vocabulary) -> list[list[Term]]:
    """The terms, group by group; none for an empty text. Raises `BadFilterText`."""
    terms = _labelled(list(_terms(text, words, list(chunks_of(text)))), text, words)
    said = [_operator(terms, number, text, words) for number in range(len(terms))]
    groups: list[list[Term]] = [[]] if terms else []
    waits: Term | None = None  # an operator that still needs something behind it
    denied: Term | None = None
    has_or = lexicon.OR in said
    for term, operator in zip(terms, said, strict=True):
        if operator is lexicon.NOT:
            denied = waits = term
        elif operator is not None:
            if not groups[-1] or waits is not None:
                raise BadFilterText(TextProblem.UNREADABLE, text, term.start, term.end)
            waits = term
            groups += [[]] if operator is lexicon.OR else []
        else:
            _check_brackets(term, text, has_or)
            if denied is not None:
                term = replace(term, start=denied.start, negative=not term.negative)
            groups[-1].append(term)
            waits = denied = None
    if waits is not None:
        raise BadFilterText(TextProblem.NO_TERM, text, waits.start, waits.end)
    return groups


def _terms(text: str, words: Vocabulary, chunks: Sequence[Chunk]) -> Iterator[Term]:
    number = 0
    while number < len(chunks):
        term, number = _pair(text, words, chunks, number) or (_word(chunks[number]), number + 1)
        yield term


def _word(chunk: Chunk) -> Term:
    head = HEAD.match(chunk.text)
    signs = head["signs"] if head else ""
    if len(signs) == len(chunk.text):
        signs = ""
    return Term(chunk.start, chunk.end, chunk.start + len(signs), is_negative(signs))


def _pair(text: str, words: Vocabulary, chunks: Sequence[Chunk], number: int) -> tuple[Term, int] | None:
    """A key with what follows it, in its chunk or the next ones, and the number of the chunk behind."""
    first = chunks[number]
    head = HEAD.match(first.text)
    if head is None or not head["key"]:
        return None
    of, value = words.find(head["key"]), first.start + head.end()
    sign = SIGN.match(text, value, first.end)
    number += 1
    if sign is None and value == first.end and of is not None and number < len(chunks):
        sign = SIGN.match(text, chunks[number].start, chunks[number].end)
        number += sign is not None
    if sign is None or (of is None and not _is_mistyped(head["key"], text, sign)):
        return None
    value, end = sign.end(), chunks[number - 1].end
    while (is_not := _is_not(text[value:end])) or NOTHING_YET.fullmatch(text, value, end):
        if number == len(chunks) or _begins(text, words, chunks[number]):
            if is_not:
                break
            raise BadFilterText(TextProblem.NO_VALUE, text, first.start, end, label=of.label if of else "")
        end, number = chunks[number].end, number + 1
    key_at = first.start + head.start("key")
    plain = "" if sign[0] in COLONS else sign[0]
    return Term(first.start, end, value, is_negative(head["signs"]), head["key"], key_at, of, plain), number


def _is_mistyped(key: str, text: str, sign: re.Match[str]) -> bool:
    """Whether a key that nobody knows was meant as one: no address, and not `ever:` behind `not`."""
    return sign[0] in COLONS and not text.startswith("//", sign.end()) and word_key(key) not in lexicon.MODES


def _is_not(value: str) -> bool:
    """Whether it is only “not”, and what isn't meant follows."""
    return value.strip().casefold() in lexicon.NOT


def _begins(text: str, words: Vocabulary, chunk: Chunk) -> bool:
    """Whether another pair begins there, or an operator stands there."""
    head = HEAD.match(chunk.text)
    known = head is not None and words.find(head["key"]) is not None
    return chunk.text in lexicon.ALWAYS or (
        known and head is not None and SIGN.match(text, chunk.start + head.end(), chunk.end) is not None
    )


def is_negative(signs: str) -> bool:
    """A minus, however long the phone makes it, or `!`; two take each other away."""
    bangs = signs.count("!") + signs.count("！")
    return (bangs + (bangs < len(signs))) % 2 == 1


def _labelled(terms: list[Term], text: str, words: Vocabulary) -> list[Term]:
    """With the words before a pair that belong to its property's name: `renewal date:<30d`."""
    made: list[Term] = []
    for term in terms:
        for count in range(min(LABEL, len(made)) if term.key else 0, 0, -1):
            first, rest = made[-count], made[len(made) - count + 1 :]
            if not all(_is_plain(one, text) for one in (first, *rest)) or any(one.negative for one in rest):
                continue
            key = text[first.value : term.key_at + len(term.key)]
            if of := words.find(key):
                del made[-count:]
                negative = first.negative is not term.negative
                term = replace(term, start=first.start, key=key, key_at=first.value, of=of, negative=negative)
                break
        made.append(term)
    return made


def _is_plain(term: Term, text: str) -> bool:
    """Whether it is a word that may be a part of a property's name."""
    return not term.key and text[term.value].isalnum()


def _operator(terms: Sequence[Term], number: int, text: str, words: Vocabulary) -> frozenset[str] | None:
    """NOT, OR or AND, as one of the lexicon's sets, where the word is one and not a part of a name."""
    term = terms[number]
    raw = text[term.start : term.end]
    if term.key or len(raw) > LONGEST_OPERATOR:
        return None
    word = raw.casefold()
    after = number + 1 < len(terms) and bool(terms[number + 1].key)
    before = (
        number > 0 and bool(terms[number - 1].key) and not _in_option(terms[number - 1 : number + OPTION], text, words)
    )
    beside = after or (before and word not in lexicon.WORDS_ELSEWHERE)
    if word in lexicon.NOT and (after or raw.isupper()):
        return lexicon.NOT
    for operator in (lexicon.OR, lexicon.AND):
        if word in operator and (beside or raw in lexicon.ALWAYS):
            return operator
    return None


def _in_option(terms: Sequence[Term], text: str, words: Vocabulary) -> bool:
    """Whether the words behind the pair are an option's, such as `tier:none of these`."""
    of, ends = terms[0].of, (one.end for one in terms[1:])
    return of is not None and bool(of.options) and any(words.option(of, text[terms[0].value : end]) for end in ends)


def _check_brackets(term: Term, text: str, has_or: bool) -> None:
    """Brackets group nothing here: around conditions they are refused, in names they are text."""
    raw = text[term.value : term.end]
    if term.key or raw[:1] not in BRACKETS:
        return
    bare = raw.lstrip(BRACKETS)
    key = HEAD.match(bare)
    around = key is not None and bool(key["key"]) and SIGN.match(bare, key.end()) is not None
    if around or (has_or and raw[-1:] not in CLOSED):
        whole = "" if has_or or '"' in text else text.translate(dict.fromkeys(map(ord, BRACKETS + CLOSED)))
        raise BadFilterText(TextProblem.BRACKETS, text, term.value, term.value + 1, whole=whole)
