"""What a text asks of one property: signs and words before the value, the value itself, and what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from csbot.domain.filters.conditions import NUMBERS, make_condition
from csbot.domain.filters.errors import BadCondition, ConditionProblem
from csbot.domain.filters.model import Condition
from csbot.domain.filters.operators import Operator
from csbot.domain.filters.text import lexicon
from csbot.domain.filters.text.chunks import DASHES, Given, given, parts_of
from csbot.domain.filters.text.errors import NOBODY, BadFilterText, TextProblem
from csbot.domain.filters.text.terms import Term
from csbot.domain.filters.text.vocabulary import Vocabulary, key_of
from csbot.domain.properties.dates import is_like_date
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import word_key

MODE = re.compile(r"\s*+([^\W\d_]{3,12})\s*+[:：﹕]")
SIGN = re.compile(r"\s*+(!=|<>|<=|=<|=>|>=|==?|<(?![@#!])|[>≤≥≠＝＜＞!！]|[-‐‑‒–—―−﹣－](?=\S))")
NOT = re.compile(r"\s*+([^\W\d_]{3,4})\s")
TAIL = re.compile(r",([^,\"“”„‟«»＂*]{1,20})\Z")
LONGEST_WORD = 24
PROBLEMS = {
    ConditionProblem.SWAPPED: TextProblem.SWAPPED,
    ConditionProblem.NOT_DAYS: TextProblem.NOT_DAYS,
    ConditionProblem.NO_DAYS: TextProblem.NOT_DAYS,
    ConditionProblem.TOO_MANY_VALUES: TextProblem.ONE_VALUE,
    ConditionProblem.NO_VALUE: TextProblem.NO_VALUE,
    ConditionProblem.UNKNOWN_PERSON: TextProblem.UNKNOWN_PERSON,
}
VALUE_PROBLEMS = {
    ValueProblem.OTHER_CURRENCY: TextProblem.OTHER_CURRENCY,
    ValueProblem.OPEN_NUMBER: TextProblem.OPEN_NUMBER,
    ValueProblem.NOT_A_DATE: TextProblem.NOT_A_DATE,
    ValueProblem.DATE_OUT_OF_RANGE: TextProblem.DATE_TOO_FAR,
    ValueProblem.NOT_A_NUMBER: TextProblem.NOT_A_NUMBER,
    ValueProblem.NUMBER_OUT_OF_RANGE: TextProblem.NUMBER_TOO_BIG,
    ValueProblem.TOO_LONG: TextProblem.TOO_LONG,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A property and `text[start:end]`, which is asked of it. `mode`: ever, all, updated or nothing; `sign`: how it is
    compared; `negative`: whether the opposite is meant.
    """

    text: str
    words: Vocabulary
    of: Property
    term: Term
    start: int
    end: int
    negative: bool = False
    mode: str = ""
    sign: str = ""

    @property
    def raw(self) -> str:
        return self.text[self.start : self.end].strip()

    @property
    def head(self) -> str:
        """How what is nearest begins."""
        return f"{'-' if self.negative else ''}{key_of(self.of)}:"

    def made(self, operator: Operator, typed: Sequence[str]) -> Condition:
        """The condition; raises `BadFilterText` where the model refuses it."""
        try:
            return make_condition(self.of, operator, typed, self.words.reading)
        except BadCondition as error:
            swapped = f"{self.head}{typed[1]}..{typed[0]}" if error.problem is ConditionProblem.SWAPPED else ""
            raise self.bad(PROBLEMS.get(error.problem, TextProblem.WRONG_SIGN), near=swapped) from None
        except BadValue as error:
            raise self.bad(_value_problem(error)) from None

    def bad(
        self,
        problem: TextProblem,
        at: Given | None = None,
        near: str = "",
        options: tuple[str, ...] = (),
        people: Mapping[str, str] = NOBODY,
    ) -> BadFilterText:
        """The error, at a value or at the whole term."""
        start, end = (at.start, at.end) if at else (self.term.start, self.term.end)
        return BadFilterText(problem, self.text, start, end, near, options, self.of.label, people=people)

    def wrong_sign(self, near: str = "") -> BadFilterText:
        """The type can't be compared like that."""
        return self.bad(TextProblem.WRONG_SIGN, near=near)

    def values(self) -> list[Given]:
        """Several values with commas between them."""
        found = parts_of(self.text[self.start : self.end], self.start)
        if not found:
            raise self.bad(TextProblem.NO_VALUE, near=f"{self.head}unknown")
        return found

    def plain(self, one: Given) -> str:
        """The value's text, which has no stars."""
        if one.starred:
            raise self.wrong_sign(f"{self.head}{one.text}")
        return one.text

    def known(self) -> Condition | None:
        """That there is a value, or none, where the words say so."""
        word = word_key(self.raw)
        if self.mode or self.sign or len(self.raw) > LONGEST_WORD or (word and '"' in self.raw):
            return None
        loose = not self.of.is_text and self.words.option(self.of, self.raw) is None
        if set(self.raw) == {"*"} or word in lexicon.KNOWN or (loose and word in lexicon.SOMETHING):
            return Condition(property=self.of.name, operator=Operator.KNOWN)
        if word in lexicon.UNKNOWN or (loose and word in lexicon.NOTHING):
            return Condition(property=self.of.name, operator=Operator.UNKNOWN)
        return None

    def without_unknown(self) -> tuple["Asked", bool]:
        """`…,unknown` without it, and whether it was there: no value is meant too."""
        tail = TAIL.search(self.text, max(self.start, self.end - LONGEST_WORD), self.end)
        word = word_key(tail[1]) if tail else ""
        if tail is None or self.words.option(self.of, tail[1].strip()) is not None:
            return self, False
        if word in lexicon.UNKNOWN or (not self.of.is_text and word in lexicon.NOTHING):
            return replace(self, end=tail.start()), True
        return self, False


def asked(text: str, words: Vocabulary, of: Property, term: Term, end: int) -> Asked:
    """What the term asks when its value ends there, with the signs before the value read."""
    found = Asked(text, words, of, term, term.value, end, term.negative)
    if term.sign:
        found = _signed(found, term.sign)
    while True:
        mode = MODE.match(text, found.start, end)
        if mode and (known := lexicon.MODES.get(word_key(mode[1]))):
            found = replace(found, mode=known, start=mode.end())
        elif (sign := SIGN.match(text, found.start, end)) and not _is_number(found, sign):
            found = replace(_signed(found, sign[1]), start=sign.end())
        elif (word := NOT.match(text, found.start, end)) and word_key(word[1]) in lexicon.NOT:
            found = replace(found, negative=not found.negative, start=word.end())
        else:
            return found


def _is_number(found: Asked, sign: re.Match[str]) -> bool:
    """Whether the minus is the number's own."""
    return sign[1] in DASHES and found.of.type in NUMBERS


def _signed(found: Asked, sign: str) -> Asked:
    sign = lexicon.SIGNS.get(sign, sign)
    if sign == "!=" or sign in DASHES:
        return replace(found, negative=not found.negative)
    if found.sign not in ("", "="):
        raise found.wrong_sign()
    return replace(found, sign=sign)


def one_of(found: Asked) -> Given:
    """The only value."""
    values = found.values()
    if len(values) > 1:
        near = f'{found.head}"{found.raw}"' if found.of.is_text and '"' not in found.raw else ""
        raise found.bad(TextProblem.ONE_VALUE, near=near)
    return values[0]


def bare(found: Asked, raw: str) -> str:
    """A text without quotes around it, which has no stars."""
    return found.plain(given(raw, found.start))


def _value_problem(error: BadValue) -> TextProblem:
    if error.problem is ValueProblem.NOT_A_DATE and is_like_date(error.text):
        return TextProblem.NO_SUCH_DATE
    return VALUE_PROBLEMS.get(error.problem, TextProblem.BAD_VALUE)
