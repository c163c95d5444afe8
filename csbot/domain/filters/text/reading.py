"""Reading a filter's text (workspace V7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from csbot.domain.filters.model import Condition, Filter, Group, check_sizes
from csbot.domain.filters.operators import Operator
from csbot.domain.filters.text.asked import Asked, asked
from csbot.domain.filters.text.chunks import given, visible
from csbot.domain.filters.text.errors import BadFilterText, TextProblem
from csbot.domain.filters.text.terms import Term, terms_of
from csbot.domain.filters.text.values import READERS, STARRED, choice_condition, text_condition, updated_condition
from csbot.domain.filters.text.vocabulary import Vocabulary, key_of
from csbot.domain.properties.types import Property

Meaning = list[tuple[Condition, ...]]
"""An OR of ANDs."""

FOLLOWING = 7  # words behind a value that may belong to it: `1 jan 2026 .. 31 mar 2026`
WEB = ("http://", "https://")
TELLING = frozenset({
    TextProblem.NO_SUCH_DATE, TextProblem.DATE_TOO_FAR, TextProblem.SWAPPED, TextProblem.SEVERAL_PEOPLE,
})  # fmt: skip
"""What says more of a longer value than that its first word is none."""


def parse(text: str, words: Vocabulary) -> Filter:
    """The filter that the text means; an empty text means everything. Raises `BadFilterText` and `FilterTooBig`.

    The text is what was typed; people are `@name` or `<@U123>`.
    """
    text = visible(text)
    groups: Meaning = []
    for terms in terms_of(text, words):
        made: Meaning = [()]
        place = 0
        while place < len(terms):
            meaning, used = Clause(text, words, terms[place], tuple(_behind(terms, place))).read()
            made = [(*before, *one) for before in made for one in meaning]
            check_sizes([len(one) for one in (*groups, *made)])
            place += 1 + used
        groups += made
    return Filter(groups=tuple(Group(conditions=conditions) for conditions in groups))


def _behind(terms: Sequence[Term], place: int) -> Iterator[Term]:
    """The words behind a pair."""
    behind = terms[place + 1 : place + 1 + FOLLOWING] if terms[place].key else ()
    return takewhile(lambda one: not one.key and not one.negative, behind)


@dataclass(frozen=True, slots=True)
class Clause:
    """One term on its way to conditions. `behind`: the words that may belong to its value."""

    text: str
    words: Vocabulary
    term: Term
    behind: tuple[Term, ...] = ()

    def read(self) -> tuple[Meaning, int]:
        """What it means, and how many of the words behind it are a part of it. Raises `BadFilterText`."""
        if not self.term.key:
            return self._name(), 0
        of, told = self._property(), None
        for used in self._lengths(of):
            end = self.behind[used - 1].end if used else self.term.end
            try:
                return _meaning(asked(self.text, self.words, of, self.term, end)), used
            except BadFilterText as error:
                told = error if told is None or told.problem not in TELLING else told
        raise told or self._unread()

    def _lengths(self, of: Property) -> Sequence[int]:
        """How many of the words behind are tried as a part of the value, the most first. A text is one word."""
        return (0,) if of.is_text else range(len(self.behind), -1, -1)

    def _name(self) -> Meaning:
        """Words are looked for in the name; a mention means whose customer it is, an address the domain."""
        text, term = self.text, self.term
        one = given(text[term.value : term.end], term.value)
        found = self.words.find("domain") if one.word.startswith(WEB) else None
        if one.text.startswith(("<@", "@")) and not one.quoted and self.words.owner:
            return _opposed(
                choice_condition(Asked(text, self.words, self.words.owner, term, term.value, term.end)), term
            )
        if found is not None and found.tidy is not None:
            return _opposed(text_condition(Asked(text, self.words, found, term, term.value, term.end)), term)
        of = self.words.name
        if of is None:
            raise self._unread()
        name = Asked(text, self.words, of, term, term.value, term.end)
        if not one.text and one.starred:
            return _opposed(Condition(property=of.name, operator=Operator.KNOWN), term)
        operator = STARRED[one.open_start, one.open_end] if one.starred else Operator.CONTAINS
        return _opposed(name.made(operator, (one.text,)), term)

    def _property(self) -> Property:
        if self.term.of is not None:
            return self.term.of
        start, key = self.term.key_at, self.term.key
        near, known = self.words.nearest_property(key), tuple(map(key_of, self.words.properties))
        raise BadFilterText(TextProblem.UNKNOWN_PROPERTY, self.text, start, start + len(key), near, known)

    def _unread(self) -> BadFilterText:
        return BadFilterText(TextProblem.UNREADABLE, self.text, self.term.start, self.term.end)


def _opposed(made: Condition, term: Term) -> Meaning:
    return [(made.opposite() if term.negative else made,)]


def _meaning(found: Asked) -> Meaning:
    known = found.known()
    if known is not None:
        return [(known.opposite() if found.negative else known,)]
    found, or_unknown = found.without_unknown()
    made = (updated_condition if found.mode == "updated" else READERS[found.of.type])(found)
    if found.negative:
        other = made.opposite()
        return [(other.model_copy(update={"include_unknown": False}) if or_unknown else other,)]
    unknown = Condition(property=found.of.name, operator=Operator.UNKNOWN)
    return [(made,), (unknown,)] if or_unknown else [(made,)]
