"""Filters in words: one sentence that says what a filter does, in the viewer's language (workspace V1-V4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from blocks.components import LIST_SEPARATOR
from blocks.filter_words import DAYS, INVERSES, NO_VALUES, PERIODS, PLAIN, SEVERAL, WHOLE
from blocks.kit import escape
from blocks.object_names import many_of
from blocks.properties import label_of
from blocks.screens import Look
from csbot.domain.filters import Clause, Operator, Readback, Told, Unit, Whom
from csbot.domain.properties.types import Option, Property
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named
from csbot.i18n import mark

LABEL = 60
VALUE = 60
SHOWN = 5
ROOM = 2400  # of the 3,000 characters of a section
WHOM = {Whom.ME: mark("me"), Whom.MY_TEAM: mark("my team")}


def sentence(kind: ObjectType, found: Readback, look: Look) -> str:
    """ "Companies where Health is At risk and Renewal date is less than 30 days from now." as mrkdwn."""
    w, things = look.words, escape.mrkdwn(many_of(kind, found.names, look))
    if not found.groups:
        return w.text(WHOLE[kind]) if kind in WHOLE else w.text("All {things}.", things=things)
    texts, left = _groups(found.groups, look)
    joined = f"; {w.text('or where')} ".join(texts)
    if left:
        joined += " " + w.plural("… and {n} more condition", "… and {n} more conditions", left)
    return w.text("{things} where {conditions}.", things=things, conditions=joined)


def _groups(groups: Sequence[Sequence[Clause]], look: Look) -> tuple[list[str], int]:
    """A text per group, as far as there is room, and how many conditions had none."""
    texts, room, left = [], ROOM, 0
    for group in groups:
        said = []
        for clause in group:
            text = clause_text(clause, look)
            room -= len(text)
            if room > 0:
                said.append(text)
            else:
                left += 1
        if said:
            texts.append(f" {look.words.text('and')} ".join(said))
    return texts, left


def clause_text(clause: Clause, look: Look) -> str:
    """ "*Health* is At risk", as mrkdwn."""
    w = look.words
    label = clause.condition.property if clause.property is None else label_of(clause.property, look)
    text = _meaning(clause, f"*{escape.mrkdwn(label, LABEL)}*", look)
    return text if clause.problem is None else w.text("{clause} (no longer valid)", clause=text)


def _meaning(clause: Clause, label: str, look: Look) -> str:
    """What the clause matches; of a negated one what it doesn't, records without a value too."""
    w, negated = look.words, clause.condition.negated
    if negated and clause.operator in INVERSES:
        clause, negated = replace(clause, operator=INVERSES[clause.operator]), False
    text = _comparison(clause, label, look)
    text = w.text("not ({clause})", clause=text) if negated else text
    if clause.include_unknown is None:
        return text
    return w.text("{clause} or is unknown" if clause.include_unknown else "{clause} and is known", clause=text)


def _comparison(clause: Clause, label: str, look: Look) -> str:
    w, operator, values = look.words, clause.operator, clause.values
    if operator in NO_VALUES:
        return w.text(NO_VALUES[operator], property=label)
    if operator in DAYS and values and isinstance(values[0], int):
        return DAYS[operator](w, values[0], label)
    if operator in PERIODS and values and isinstance(values[0], Unit):
        return w.text("{property} is {period}", property=label, period=w.text(PERIODS[operator][values[0]]))
    if operator is Operator.BETWEEN and len(values) == 2:
        return _between(label, values, look)
    if operator in SEVERAL:
        one, many = SEVERAL[operator]
        return w.text(one if len(values) == 1 else many, property=label, value=_list(clause, look))
    return w.text(PLAIN[operator], property=label, value=_list(clause, look))


def _between(label: str, values: Sequence[Told], look: Look) -> str:
    w, (low, high) = look.words, (told(value, look) for value in values)
    if not isinstance(values[0], date):
        return w.text("{property} is between {low} and {high}", property=label, low=low, high=high)
    if values[0] == values[1]:
        return w.text("{property} is on {value}", property=label, value=low)
    return w.text("{property} is from {low} to {high}", property=label, low=low, high=high)


def _list(clause: Clause, look: Look) -> str:
    said = LIST_SEPARATOR.join(told(value, look, clause.property) for value in clause.values[:SHOWN])
    more = len(clause.values) - SHOWN
    return look.words.plural("{titles} and {n} more", "{titles} and {n} more", more, titles=said) if more > 0 else said


def told(value: Told, look: Look, of: Property | None = None) -> str:
    """One value, as mrkdwn; the options of a property that managers added are in their words."""
    w = look.words
    if isinstance(value, Whom):
        return w.text(WHOM[value])
    if isinstance(value, Named):
        return escape.mrkdwn(value.name, VALUE) or w.text("somebody")
    if isinstance(value, Option):
        return escape.mrkdwn(value.label if of is None or of.custom else w.text(value.label), VALUE)
    if isinstance(value, Decimal):
        return w.number(int(value) if value == value.to_integral_value() else float(value))
    if isinstance(value, date):
        return w.full_date(value)
    return f"“{escape.mrkdwn(str(value), VALUE)}”"
