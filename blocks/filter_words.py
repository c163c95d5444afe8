"""The words of filters: operators as one chooses them, and as a sentence says them (workspace V3)."""

from collections.abc import Callable, Mapping

from csbot.domain.filters import Operator, Unit
from csbot.domain.records import ObjectType
from csbot.i18n import Words, mark

WHOLE = {
    ObjectType.COMPANY: mark("All companies."),
    ObjectType.CONTACT: mark("All contacts."),
    ObjectType.TASK: mark("All tasks."),
    ObjectType.MEETING: mark("All meetings."),
    ObjectType.ACTIVITY: mark("All activities."),
}
NO_VALUES = {
    Operator.KNOWN: mark("{property} is known"),
    Operator.UNKNOWN: mark("{property} is unknown"),
    Operator.TRUE: mark("{property} is yes"),
    Operator.FALSE: mark("{property} is no"),
}
PLAIN = {
    Operator.EQUALS: mark("{property} is {value}"),
    Operator.NOT_EQUALS: mark("{property} is not {value}"),
    Operator.CONTAINS: mark("{property} contains {value}"),
    Operator.NOT_CONTAINS: mark("{property} does not contain {value}"),
    Operator.STARTS_WITH: mark("{property} starts with {value}"),
    Operator.ENDS_WITH: mark("{property} ends with {value}"),
    Operator.EVER: mark("{property} has ever been {value}"),
    Operator.LESS: mark("{property} is less than {value}"),
    Operator.AT_MOST: mark("{property} is at most {value}"),
    Operator.MORE: mark("{property} is more than {value}"),
    Operator.AT_LEAST: mark("{property} is at least {value}"),
    Operator.BEFORE: mark("{property} is before {value}"),
    Operator.AFTER: mark("{property} is after {value}"),
    # what follows is said so only when its value can no longer be read
    Operator.BETWEEN: mark("{property} is between {value}"),
    Operator.MORE_DAYS_AGO: mark("{property} is {value}"),
    Operator.LESS_DAYS_AGO: mark("{property} is {value}"),
    Operator.MORE_DAYS_AHEAD: mark("{property} is {value}"),
    Operator.LESS_DAYS_AHEAD: mark("{property} is {value}"),
    Operator.UPDATED_WITHIN: mark("{property} is {value}"),
    Operator.IN_LAST: mark("{property} is {value}"),
    Operator.IN_THIS: mark("{property} is {value}"),
    Operator.IN_NEXT: mark("{property} is {value}"),
}
SEVERAL = {
    Operator.ANY_OF: (mark("{property} is {value}"), mark("{property} is any of {value}")),
    Operator.NONE_OF: (mark("{property} is not {value}"), mark("{property} is none of {value}")),
    Operator.ALL_OF: (mark("{property} has {value}"), mark("{property} has all of {value}")),
    Operator.EVER_ANY_OF: (mark("{property} has ever been {value}"), mark("{property} has ever been any of {value}")),
}
DAYS: Mapping[Operator, Callable[[Words, int, str], str]] = {
    Operator.MORE_DAYS_AGO: lambda w, n, label: w.plural(
        "{property} is more than {n} day ago", "{property} is more than {n} days ago", n, property=label
    ),
    Operator.LESS_DAYS_AGO: lambda w, n, label: w.plural(
        "{property} is less than {n} day ago", "{property} is less than {n} days ago", n, property=label
    ),
    Operator.MORE_DAYS_AHEAD: lambda w, n, label: w.plural(
        "{property} is more than {n} day from now", "{property} is more than {n} days from now", n, property=label
    ),
    Operator.LESS_DAYS_AHEAD: lambda w, n, label: w.plural(
        "{property} is less than {n} day from now", "{property} is less than {n} days from now", n, property=label
    ),
    Operator.UPDATED_WITHIN: lambda w, n, label: w.plural(
        "{property} was updated in the last {n} day", "{property} was updated in the last {n} days", n, property=label
    ),
}
INVERSES = {
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
    Operator.MORE: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE,
    Operator.TRUE: Operator.FALSE,
    Operator.FALSE: Operator.TRUE,
}
PERIODS = {
    Operator.IN_LAST: {
        Unit.DAY: mark("yesterday"),
        Unit.WEEK: mark("last week"),
        Unit.MONTH: mark("last month"),
        Unit.QUARTER: mark("last quarter"),
        Unit.YEAR: mark("last year"),
    },
    Operator.IN_THIS: {
        Unit.DAY: mark("today"),
        Unit.WEEK: mark("this week"),
        Unit.MONTH: mark("this month"),
        Unit.QUARTER: mark("this quarter"),
        Unit.YEAR: mark("this year"),
    },
    Operator.IN_NEXT: {
        Unit.DAY: mark("tomorrow"),
        Unit.WEEK: mark("next week"),
        Unit.MONTH: mark("next month"),
        Unit.QUARTER: mark("next quarter"),
        Unit.YEAR: mark("next year"),
    },
}
CHOICES = {
    Operator.KNOWN: mark("is known"),
    Operator.UNKNOWN: mark("is unknown"),
    Operator.EQUALS: mark("is"),
    Operator.NOT_EQUALS: mark("is not"),
    Operator.CONTAINS: mark("contains"),
    Operator.NOT_CONTAINS: mark("does not contain"),
    Operator.STARTS_WITH: mark("starts with"),
    Operator.ENDS_WITH: mark("ends with"),
    Operator.EVER: mark("has ever been"),
    Operator.LESS: mark("is less than (<)"),
    Operator.AT_MOST: mark("is at most (≤)"),
    Operator.MORE: mark("is more than (>)"),
    Operator.AT_LEAST: mark("is at least (≥)"),
    Operator.BETWEEN: mark("is between"),
    Operator.ANY_OF: mark("is any of"),
    Operator.NONE_OF: mark("is none of"),
    Operator.ALL_OF: mark("has all of"),
    Operator.EVER_ANY_OF: mark("has ever been any of"),
    Operator.TRUE: mark("is yes"),
    Operator.FALSE: mark("is no"),
    Operator.BEFORE: mark("is before"),
    Operator.AFTER: mark("is after"),
    Operator.MORE_DAYS_AGO: mark("is more than … days ago"),
    Operator.LESS_DAYS_AGO: mark("is less than … days ago"),
    Operator.MORE_DAYS_AHEAD: mark("is more than … days from now"),
    Operator.LESS_DAYS_AHEAD: mark("is less than … days from now"),
    Operator.IN_LAST: mark("is in the last …"),
    Operator.IN_THIS: mark("is in this …"),
    Operator.IN_NEXT: mark("is in the next …"),
    Operator.UPDATED_WITHIN: mark("was updated in the last … days"),
}
UNITS = {
    Unit.DAY: mark("calendar day"),
    Unit.WEEK: mark("calendar week"),
    Unit.MONTH: mark("calendar month"),
    Unit.QUARTER: mark("calendar quarter"),
    Unit.YEAR: mark("calendar year"),
}
