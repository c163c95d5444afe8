"""A filter's text that can't be read."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from csbot.domain.errors import Expected

NOBODY: Mapping[str, str] = MappingProxyType({})


class TextProblem(StrEnum):
    """What is wrong at the place that the error points at."""

    UNKNOWN_PROPERTY = "unknown_property"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_PERSON = "unknown_person"
    SEVERAL_PEOPLE = "several_people"  # options: their names
    NOT_A_NUMBER = "not_a_number"
    NUMBER_TOO_BIG = "number_too_big"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DATE = "no_such_date"  # written like a date, as 2026-02-30 is
    DATE_TOO_FAR = "date_too_far"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_DAYS = "not_days"
    SWAPPED = "swapped"
    WRONG_SIGN = "wrong_sign"  # the property's type can't be compared like that
    ONE_VALUE = "one_value"  # several where there can be one
    TOO_LONG = "too_long"
    BAD_VALUE = "bad_value"
    OTHER_CURRENCY = "other_currency"
    OPEN_NUMBER = "open_number"  # thousands or decimals
    NO_VALUE = "no_value"
    NO_TERM = "no_term"  # nothing behind an OR, AND or NOT
    BRACKETS = "brackets"
    INNER_STAR = "inner_star"
    OPEN_QUOTE = "open_quote"
    UNREADABLE = "unreadable"


class BadFilterText(Expected):
    """A filter's text that can't be read (workspace V7).

    `text[start:end]` is what is wrong; `nearest`: the whole text with the nearest valid form there, may be empty;
    `options`: words that could stand there, may be empty; `choices`: of several people, what each is called and the
    whole text that means them; `label`: of the property at fault, may be empty.
    """

    code = "bad_filter_text"

    def __init__(
        self,
        problem: TextProblem,
        text: str,
        start: int,
        end: int,
        near: str = "",
        options: tuple[str, ...] = (),
        label: str = "",
        whole: str = "",
        people: Mapping[str, str] = NOBODY,
    ) -> None:
        nearest = f"{text[:start]}{near}{text[end:]}" if near else whole
        super().__init__(
            problem=problem, text=text, start=start, end=end, nearest=nearest, options=options, label=label
        )
        self.choices = tuple((name, f"{text[:start]}{word}{text[end:]}") for word, name in people.items())
        self.problem = problem
        self.text = text
        self.start = start
        self.end = end
        self.nearest = nearest
        self.options = options
