"""Reading a filter's text (workspace V7)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from csbot.domain.assignees import named
from csbot.domain.filters.conditions import NUMBERS, is_number, make_condition
from csbot.domain.filters.errors import BadCondition, ConditionProblem
from csbot.domain.filters.model import ME, MY_TEAM, Condition, Filter, Group
from csbot.domain.filters.operators import NEGATIVE, Operator
from csbot.domain.filters.text.dates import day_condition
from csbot.domain.filters.text.errors import BadFilterText, TextProblem
from csbot.domain.filters.text.terms import Given, Term, terms_of
from csbot.domain.filters.text.vocabulary import Vocabulary, key_of, nearest, option_words
from csbot.domain.properties.dates import is_like_date
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.numbers import DecimalMark
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.properties.values import read, word_key

TEAM = frozenset({"myteam", "team"})
THOUSANDS = {"k": 1_000, "m": 1_000_000}
SHORT_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)([km])", re.IGNORECASE | re.ASCII)
DECIMAL_COMMA = re.compile(r"-?\d+,\d+[km]?", re.IGNORECASE | re.ASCII)
COMPARED = {"<": Operator.LESS, "<=": Operator.AT_MOST, ">": Operator.MORE, ">=": Operator.AT_LEAST}
NOT = frozenset({"!", "!="})
WEB = ("http://", "https://")  # a customer by the address of its pages
PROBLEMS = {
    ConditionProblem.SWAPPED: TextProblem.SWAPPED,
    ConditionProblem.NOT_DAYS: TextProblem.NOT_DAYS,
    ConditionProblem.NO_DAYS: TextProblem.NOT_DAYS,
    ConditionProblem.TOO_MANY_VALUES: TextProblem.ONE_VALUE,
    ConditionProblem.NO_VALUE: TextProblem.NO_VALUE,
    ConditionProblem.UNKNOWN_PERSON: TextProblem.UNKNOWN_PERSON,
}
VALUE_PROBLEMS = {
    ValueProblem.NOT_A_DATE: TextProblem.NOT_A_DATE,
    ValueProblem.DATE_OUT_OF_RANGE: TextProblem.DATE_TOO_FAR,
    ValueProblem.NOT_A_NUMBER: TextProblem.NOT_A_NUMBER,
    ValueProblem.NUMBER_OUT_OF_RANGE: TextProblem.NUMBER_TOO_BIG,
    ValueProblem.TOO_LONG: TextProblem.TOO_LONG,
}


def parse(text: str, words: Vocabulary) -> Filter:
    """The filter that the text means; an empty text means everything. Raises `BadFilterText` and `FilterTooBig`.

    The text is Slack's with `&amp;`, `&lt;` and `&gt;` already turned back; people are `@name` or `<@U123>`.
    """
    groups = terms_of(text)
    return Filter(
        groups=tuple(Group(conditions=tuple(Clause(text, words, term).condition() for term in g)) for g in groups)
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """One term on its way to a condition."""

    text: str
    words: Vocabulary
    term: Term

    def condition(self) -> Condition:
        """Raises `BadFilterText`."""
        of = self._property()
        word = self.term.values[0].word if len(self.term.values) == 1 else ""
        if word in ("known", "unknown") and self.term.key and not (self.term.mode or self.term.sign):
            known = (word == "known") is not self.term.negative
            return self.made(of, Operator.KNOWN if known else Operator.UNKNOWN, ())
        if self.term.mode == "updated":
            return self._updated(of)
        return READERS[of.type](self, of)

    def made(self, of: Property, operator: Operator, typed: Sequence[str]) -> Condition:
        """The condition; raises `BadFilterText` where the model refuses it."""
        include = self.term.sign not in NOT
        if operator not in NEGATIVE and (self.term.negative or self.term.sign in NOT) and operator not in PLAIN_NOT:
            raise self.wrong_sign(of)
        try:
            return make_condition(of, operator, typed, self.words.reading, include)
        except BadCondition as error:
            swapped = f"{self._head(of)}{typed[1]}..{typed[0]}" if error.problem is ConditionProblem.SWAPPED else ""
            raise self.bad(PROBLEMS.get(error.problem, TextProblem.WRONG_SIGN), of, near=swapped) from None
        except BadValue as error:
            raise self.bad(_value_problem(error), of) from None

    def bad(
        self,
        problem: TextProblem,
        of: Property | None,
        at: Given | None = None,
        near: str = "",
        options: tuple[str, ...] = (),
    ) -> BadFilterText:
        """The error, at a value or at the whole term."""
        start, end = (at.start, at.end) if at else (self.term.start, self.term.end)
        return BadFilterText(problem, self.text, start, end, near, options, of.label if of else "")

    def wrong_sign(self, of: Property, near: str = "") -> BadFilterText:
        """The type can't be compared like that."""
        return self.bad(TextProblem.WRONG_SIGN, of, near=near)

    def one(self, of: Property) -> Given:
        """The only value."""
        if len(self.term.values) != 1:
            whole = self.text[self.term.values[0].start : self.term.values[-1].end]
            near = f'{self._head(of)}"{whole}"' if of.is_text and '"' not in whole else ""
            raise self.bad(TextProblem.ONE_VALUE, of, near=near)
        return self.term.values[0]

    def plain(self, of: Property, given: Given) -> str:
        """The value's text, which has no stars."""
        if given.open_start or given.open_end:
            raise self.wrong_sign(of, f"{self._head(of)}{given.text}")
        return given.text

    def _head(self, of: Property) -> str:
        return f"{'-' if self.term.negative else ''}{key_of(of)}:"

    def _property(self) -> Property:
        if not self.term.key:
            if self.term.values[0].word.startswith(WEB) and (domain := self.words.find("domain")):
                return domain
            mention = self.term.values[0].text.startswith(("<@", "@")) and not self.term.values[0].quoted
            of = self.words.owner if mention and self.words.owner else self.words.name
            if of is None:
                raise self.bad(TextProblem.UNREADABLE, None)
            return of
        found = self.words.find(self.term.key)
        if found is None:
            start = self.term.start + self.term.negative
            near, end = self.words.nearest_property(self.term.key), start + len(self.term.key)
            raise BadFilterText(TextProblem.UNKNOWN_PROPERTY, self.text, start, end, near, self._keys())
        return found

    def _keys(self) -> tuple[str, ...]:
        return tuple(key_of(one) for one in self.words.properties)

    def _updated(self, of: Property) -> Condition:
        given = self.one(of)
        if self.term.negative or self.term.sign:
            raise self.wrong_sign(of, f"{key_of(of)}:updated:{given.text}")
        return self.made(of, Operator.UPDATED_WITHIN, (self.plain(of, given).lower().removesuffix("d"),))


def _value_problem(error: BadValue) -> TextProblem:
    if error.problem is ValueProblem.NOT_A_DATE and is_like_date(error.text):
        return TextProblem.NO_SUCH_DATE
    return VALUE_PROBLEMS.get(error.problem, TextProblem.BAD_VALUE)


def _text(clause: Clause, of: Property) -> Condition:
    term, given = clause.term, clause.one(of)
    if term.is_range or term.mode == "all" or term.sign in COMPARED:
        raise clause.wrong_sign(of)
    negative = term.negative or term.sign in NOT
    if not term.key and of is clause.words.name:
        return clause.made(of, Operator.NOT_CONTAINS if negative else Operator.CONTAINS, (given.text,))
    if term.mode == "ever":
        return clause.made(of, Operator.EVER, (clause.plain(of, given),))
    operator = STARRED[given.open_start, given.open_end]
    if negative and operator not in NEGATED:
        raise clause.wrong_sign(of, f'-{key_of(of)}:*"{given.text}"*')
    return clause.made(of, NEGATED[operator] if negative else operator, (given.text,))


def _number(clause: Clause, of: Property) -> Condition:
    term = clause.term
    if term.mode:
        raise clause.wrong_sign(of)
    if term.is_range:
        low, high = (_amount(clause.plain(of, given)) for given in term.values)
        return clause.made(of, Operator.BETWEEN, (low, high))
    typed = _amount(_decimal_comma(clause) or clause.plain(of, clause.one(of)))
    if term.sign in COMPARED:
        return clause.made(of, COMPARED[term.sign], (typed,))
    negative = term.negative or term.sign in NOT
    return clause.made(of, Operator.NOT_EQUALS if negative else Operator.EQUALS, (typed,))


def _decimal_comma(clause: Clause) -> str:
    """`0,5`, where people write decimals so; else nothing."""
    values = clause.term.values
    whole = clause.text[values[0].start : values[-1].end]
    comma = len(values) == 2 and clause.words.reading.decimal is DecimalMark.COMMA and DECIMAL_COMMA.fullmatch(whole)
    return whole if comma else ""


def _amount(text: str) -> str:
    if short := SHORT_NUMBER.fullmatch(text):
        return f"{float(short[1].replace(',', '.')) * THOUSANDS[short[2].lower()]:f}"
    return text


def _choice(clause: Clause, of: Property) -> Condition:
    term = clause.term
    if term.is_range or term.sign in COMPARED:
        raise clause.wrong_sign(of)
    choose = _person if of.type is PropertyType.USER else _option
    values = [choose(clause, of, given) for given in term.values]
    if term.mode:
        return clause.made(of, Operator.ALL_OF if term.mode == "all" else Operator.EVER_ANY_OF, values)
    negative = term.negative or term.sign in NOT
    return clause.made(of, Operator.NONE_OF if negative else Operator.ANY_OF, values)


def _option(clause: Clause, of: Property, given: Given) -> str:
    text = clause.plain(of, given)
    exact = next((option.value for option in of.options if option.value == text), None)
    if exact is not None:
        return exact
    try:
        return str(read(replace(of, type=PropertyType.ENUMERATION), text, clause.words.reading))
    except BadValue:
        words = option_words(of)
        near = nearest(text, (*words, *(option.label for option in of.options)))
        quoted = near if near in words and " " not in near else f'"{near}"'
        raise clause.bad(TextProblem.UNKNOWN_OPTION, of, given, quoted if near else "", words) from None


def _person(clause: Clause, of: Property, given: Given) -> str:
    text = clause.plain(of, given)
    if given.word == ME or (given.word and word_key(given.word) in TEAM):
        return ME if given.word == ME else MY_TEAM
    if text.startswith("#") and is_number(text[1:]):
        return str(int(text[1:]))
    found = named(text, clause.words.people)
    if len(found) == 1:
        return str(found[0].id)
    if found:
        raise clause.bad(TextProblem.SEVERAL_PEOPLE, of, given, options=tuple(one.name for one in found))
    near = nearest(text.removeprefix("@"), (ME, *(one.name for one in clause.words.people)))
    raise clause.bad(TextProblem.UNKNOWN_PERSON, of, given, near if near in ("", ME) else f'"{near}"')


def _bool(clause: Clause, of: Property) -> Condition:
    given = clause.one(of)
    if clause.term.mode or clause.term.sign not in ("", "="):
        raise clause.wrong_sign(of)
    try:
        value = read(of, clause.plain(of, given), clause.words.reading)
    except BadValue:
        raise clause.bad(TextProblem.NOT_YES_OR_NO, of, given, options=("yes", "no")) from None
    if clause.term.negative:
        raise clause.wrong_sign(of, f"{key_of(of)}:{'no' if value else 'yes'}")
    return clause.made(of, Operator.TRUE if value else Operator.FALSE, ())


def _day(clause: Clause, of: Property) -> Condition:
    if clause.term.mode or clause.term.negative or clause.term.sign in NOT:
        raise clause.wrong_sign(of)
    texts = [clause.plain(of, given) for given in clause.term.values]
    if clause.term.is_range:
        return clause.made(of, Operator.BETWEEN, texts)
    clause.one(of)
    operator, values = day_condition(of, clause.term.sign, texts[0], clause.words.reading)
    return clause.made(of, operator, values)


PLAIN_NOT = frozenset({Operator.KNOWN, Operator.UNKNOWN})
STARRED = {
    (False, False): Operator.EQUALS,
    (True, True): Operator.CONTAINS,
    (False, True): Operator.STARTS_WITH,
    (True, False): Operator.ENDS_WITH,
}
NEGATED = {Operator.EQUALS: Operator.NOT_EQUALS, Operator.CONTAINS: Operator.NOT_CONTAINS}
READERS: Mapping[PropertyType, Callable[[Clause, Property], Condition]] = {
    **dict.fromkeys((PropertyType.STRING, PropertyType.PHONE, PropertyType.EMAIL, PropertyType.URL), _text),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys((PropertyType.ENUMERATION, PropertyType.MULTI_ENUMERATION, PropertyType.USER), _choice),
    **dict.fromkeys((PropertyType.DATE, PropertyType.DATETIME), _day),
    PropertyType.BOOL: _bool,
}
