"""A value that a property can't hold, and what to know of one that it can."""

from enum import StrEnum

from csbot.domain.errors import Expected


class ValueProblem(StrEnum):
    """Why a text is no value of its property. `limit` below is in the params."""

    NOT_A_DATE = "not_a_date"
    WRONG_WEEKDAY = "wrong_weekday"
    UNKNOWN_ZONE = "unknown_zone"  # limit: the zone as typed
    DATE_AS_NUMBER = "date_as_number"  # 46047: days or seconds since some day
    DATE_OUT_OF_RANGE = "date_out_of_range"
    NOT_A_NUMBER = "not_a_number"
    OPEN_NUMBER = "open_number"  # 1.234 where a dot stands before decimals; limit: the other reading, 1234
    OTHER_CURRENCY = "other_currency"  # limit: the workspace's, ISO 4217
    NOT_WHOLE = "not_whole"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    NOT_A_BOOL = "not_a_bool"
    NOT_AN_OPTION = "not_an_option"  # limit: the labels of the options
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_URL = "not_a_url"
    NOT_A_PHONE = "not_a_phone"
    NOT_A_DOMAIN = "not_a_domain"
    SEVERAL = "several"  # where one domain or address belongs
    SPOILED = "spoiled"  # a spreadsheet turned 12345678901 into 1.23E+10
    TOO_LONG = "too_long"  # limit: characters
    UNPRINTABLE = "unprintable"  # NUL or half a character


class ValueNote(StrEnum):
    """What to know of a text that could be read."""

    EMPTY = "empty"  # a word for no value, such as N/A
    SKIPPED_TIME = "skipped_time"  # the clocks went forward over it; the time after the gap was taken
    REPEATED_TIME = "repeated_time"  # the clocks went back over it; the first of the two was taken


class BadValue(Expected):
    """The text is no value of the property. `problem`, `text` as given, `limit` where the problem has one."""

    code = "bad_value"

    def __init__(self, problem: ValueProblem, text: str, limit: object = None) -> None:
        super().__init__(problem=problem, text=text, limit=limit)
        self.problem = problem
        self.text = text
        self.limit = limit
