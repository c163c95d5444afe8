"""Writing a filter, so that reading it gives the same filter (workspace V7)."""

import re
from collections.abc import Callable, Mapping

from csbot.domain.filters.conditions import DAYS, NUMBERS
from csbot.domain.filters.model import ME, MY_TEAM, Condition, Filter
from csbot.domain.filters.operators import NEGATIVE, OPERANDS, Operand, Operator
from csbot.domain.filters.text import lexicon
from csbot.domain.filters.text.vocabulary import Vocabulary, key_of
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.properties.values import word_key

PLAIN = re.compile(r"[^\W_](?:[\w@/-]|\.(?!\.))*")  # reads back as it is, without quotes
KEYWORDS = (
    lexicon.KNOWN | lexicon.UNKNOWN | lexicon.SOMETHING | lexicon.NOTHING | lexicon.ME | lexicon.TEAM | lexicon.NOT
)
THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")  # 1.234 may be read as thousands
PEOPLE = {ME: "me", MY_TEAM: "my-team"}


def write(asked: Filter, words: Vocabulary) -> str:
    """The filter as text. A condition whose property no longer exists is left out, and so may be a group."""
    known = {one.name: one for one in words.properties}
    groups = ([c for c in group.conditions if c.property in known] for group in asked.groups)
    return " OR ".join(" ".join(_term(c, known[c.property], words) for c in group) for group in groups if group)


def _term(condition: Condition, of: Property, words: Vocabulary) -> str:
    key, negative = key_of(of), (condition.operator in NEGATIVE) is not condition.negated
    minus, unknown = "-" if negative else "", "" if condition.include_unknown else ",unknown"
    if words.name is of and condition.operator in (Operator.CONTAINS, Operator.NOT_CONTAINS) and not unknown:
        return f"{minus}{_quoted(condition.values[0])}"
    is_word = OPERANDS[condition.operator] in (Operand.DAYS, Operand.UNIT)
    values = [value if is_word else _value(of, value, words) for value in condition.values]
    what = FORMS[condition.operator](values) if condition.operator in FORMS else _special(of, condition, values)
    return f"{minus}{key}:{what}{unknown}"


def _special(of: Property, condition: Condition, values: list[str]) -> str:
    if condition.operator is Operator.BETWEEN and of.type in DAYS and values[0] == values[1]:
        return values[0]
    if condition.operator is Operator.BETWEEN:
        return "..".join(values)
    days = int(condition.values[0])
    sign, ago = AWAYS[condition.operator]
    side = "" if of.past is ago else "-ago" if ago else "-ahead"
    return f"{sign}{days}d{side}"


def _value(of: Property, value: str, words: Vocabulary) -> str:
    if of.type in NUMBERS:
        return f"{value}0" if THREE_DECIMALS.fullmatch(value) else value
    if of.type in DAYS or of.type is PropertyType.BOOL:
        return value
    if of.type is PropertyType.USER:
        return PEOPLE.get(value) or _person(value, words)
    if of.options and not of.is_text:
        return _option(of, value)
    return value if PLAIN.fullmatch(value) and word_key(value) not in KEYWORDS else _quoted(value)


def _option(of: Property, value: str) -> str:
    word = value.replace("_", "-")
    meant = [option.value for option in of.options if option.value in (value, word)]
    is_plain = PLAIN.fullmatch(word) and word_key(word) not in KEYWORDS and meant == [value]
    return word if is_plain else _quoted(value)


def _person(value: str, words: Vocabulary) -> str:
    slack = next((one.slack_user_id for one in words.people if str(one.id) == value), "")
    return f"<@{slack}>" if slack else f"#{value}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("*", "\\*")
    return f'"{escaped}"'


def _first(form: str) -> Callable[[list[str]], str]:
    return lambda values: form.format(values[0])


def _all(form: str) -> Callable[[list[str]], str]:
    return lambda values: form.format(",".join(values))


AWAYS = {
    Operator.LESS_DAYS_AGO: ("<", True),
    Operator.MORE_DAYS_AGO: (">", True),
    Operator.LESS_DAYS_AHEAD: ("<", False),
    Operator.MORE_DAYS_AHEAD: (">", False),
}
FORMS: Mapping[Operator, Callable[[list[str]], str]] = {
    Operator.KNOWN: lambda _: "known",
    Operator.UNKNOWN: lambda _: "unknown",
    Operator.EQUALS: _first("{}"),
    Operator.NOT_EQUALS: _first("{}"),
    Operator.CONTAINS: _first("*{}*"),
    Operator.NOT_CONTAINS: _first("*{}*"),
    Operator.STARTS_WITH: _first("{}*"),
    Operator.ENDS_WITH: _first("*{}"),
    Operator.EVER: _first("ever:{}"),
    Operator.LESS: _first("<{}"),
    Operator.AT_MOST: _first("<={}"),
    Operator.MORE: _first(">{}"),
    Operator.AT_LEAST: _first(">={}"),
    Operator.ANY_OF: _all("{}"),
    Operator.NONE_OF: _all("{}"),
    Operator.ALL_OF: _all("all:{}"),
    Operator.EVER_ANY_OF: _all("ever:{}"),
    Operator.TRUE: lambda _: "yes",
    Operator.FALSE: lambda _: "no",
    Operator.BEFORE: _first("<{}"),
    Operator.AFTER: _first(">{}"),
    Operator.IN_LAST: _first("last-{}"),
    Operator.IN_THIS: _first("this-{}"),
    Operator.IN_NEXT: _first("next-{}"),
    Operator.UPDATED_WITHIN: _first("updated:{}d"),
}
