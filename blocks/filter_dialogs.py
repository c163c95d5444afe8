"""The dialogs that build a filter step by step: property, operator, value by its type (workspace V1-V4)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from blocks.examples import filter_dialogs
from blocks.filter_words import CHOICES, UNITS
from blocks.filters import WHOM, clause_text, sentence
from blocks.kit import elements, escape, inputs, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.properties import label_of
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.customer_lists import sort_key
from csbot.domain.filters import (
    MAX_GROUPS,
    MAX_IN_ALL,
    MAX_IN_GROUP,
    NEGATIVE,
    OPERANDS,
    OPERATORS,
    Clause,
    Operand,
    Told,
    Whom,
)
from csbot.domain.properties.numbers import mark_of, write_number
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.screens import ScreenRef
from csbot.domain.tasks import Named
from csbot.domain.view_dialogs import ConditionDialog, ConditionField, FilterDialog

TICKED = "1"
NEW = "-1"
DAYS = frozenset({PropertyType.DATE, PropertyType.DATETIME})


@screen("filter_dialog", filter_dialogs.FILTERS)
def filter_dialog(data: FilterDialog, look: Look) -> Rendered:
    """A filter's groups and conditions. Carries `k` = object type, `f` = the filter's draft, and what is beneath."""
    w, sheet = look.words, Sheet(ScreenRef("filter_dialog"))
    sheet.section(f"{sentence(data.kind, data.readback, look)}\n*{_matches(data, look)}*")
    for number, group in enumerate(data.readback.groups):
        if number:
            sheet.context(w.text("or all of these:"))
        elif len(data.readback.groups) > 1:
            sheet.context(w.text("All of these:"))
        for place, clause in enumerate(group):
            sheet.section(clause_text(clause, look), elements.overflow("filter.condition", _menu(number, place, look)))
        if len(group) < MAX_IN_GROUP:
            text = w.text("Add condition")
            label = f"{text}: {w.text('group {n}', n=number + 1)}"
            sheet.actions(elements.button(text, "filter.add", str(number), label=label))
    _draw_ends(sheet, data, look)
    frame = Frame(w.text("Filter"), w.text("Cancel"), w.text("Use this filter"), "filter.use", filter_args(data))
    return Rendered(frame.title, sheet.blocks, frame)


def filter_args(data: FilterDialog) -> dict[str, str]:
    """What a filter's dialogs carry."""
    return {**data.carried, "k": str(data.kind), "f": str(data.draft)}


def _matches(data: FilterDialog, look: Look) -> str:
    return look.words.plural("{n} matches now", "{n} match now", data.count)


def _menu(group: int, place: int, look: Look) -> list[Element]:
    words = (("edit", look.words.text("Edit")), ("remove", look.words.text("Remove")))
    return [elements.option(text, f"{word}:{group}:{place}") for word, text in words]


def _draw_ends(sheet: Sheet, data: FilterDialog, look: Look) -> None:
    """New groups as long as there is room, and saving."""
    w, made = look.words, []
    groups = data.readback.groups
    text = w.text("Add group (or)") if groups else w.text("Add condition")
    made.append(elements.button(text, "filter.add", NEW, label=f"{text}: {w.text('opens a dialog')}"))
    if "key" not in data.carried and "form" not in data.carried:
        save = w.text("Save as view")
        made.append(elements.button(save, "filter.save_as", label=f"{save}: {w.text('opens a dialog')}"))
    sheet.actions(*made)
    limits_said = w.text(
        "At most {groups} groups, {each} conditions in a group, {all} in all.",
        groups=w.number(MAX_GROUPS),
        each=w.number(MAX_IN_GROUP),
        all=w.number(MAX_IN_ALL),
    )
    sheet.context(limits_said)


@screen("condition_dialog", filter_dialogs.CONDITIONS)
def condition_dialog(data: ConditionDialog, look: Look) -> Rendered:
    """One condition. Carries the filter's arguments and `g` = group, `i` = place, `p` = property, `op` = operator."""
    w, sheet = look.words, Sheet(ScreenRef("condition_dialog"), data.turn)
    of = data.property
    chosen = None if of is None else elements.option(label_of(of, look), sort_key(of))
    sheet.section(f"*{w.text('Property')}*", inputs.searched("condition.property", w.text("Type a name"), chosen))
    if of is not None:
        operators = [elements.option(w.text(CHOICES[one]), str(one)) for one in OPERATORS[of.type]]
        select = elements.select("condition.operator", w.text("Choose"), operators, str(data.operator or ""))
        sheet.section(f"*{w.text('Comparison')}*", select)
    if of is not None and data.operator is not None:
        _draw_values(sheet, data, of, look)
    ready = of is not None and data.operator is not None
    args = {**filter_args(data.filter), "g": str(data.group), "i": str(data.place)}
    args |= {"p": of.name if of else "", "op": str(data.operator or ""), "n": str(data.turn)}
    title = w.text("Edit condition") if data.place >= 0 else w.text("Add condition")
    frame = Frame(title, w.text("Cancel"), w.text("OK") if ready else "", "condition.save", args)
    return Rendered(frame.title, sheet.blocks, frame)


def _draw_values(sheet: Sheet, data: ConditionDialog, of: Property, look: Look) -> None:
    w, operator = look.words, data.operator
    if operator is None:
        return
    same = data.clause and data.clause.operator is operator and data.clause.property == of
    values = data.clause.values if data.clause and same else ()
    negated = bool(same and data.clause and data.clause.condition.negated)
    operand = OPERANDS[operator]
    if operand is Operand.PAIR:
        low, high = (values[0], values[1]) if len(values) == 2 else (None, None)
        sheet.input(ConditionField.VALUE, w.text("From"), _value_input(of, low, "value", look))
        sheet.input(ConditionField.HIGH, w.text("To"), _value_input(of, high, "high", look))
    elif operand is Operand.SEVERAL:
        chosen = [_chosen(of, value, look) for value in values]
        select = inputs.several_searched("condition.values", w.text("Type a name"), chosen, most=100)
        sheet.input(ConditionField.VALUE, w.text("Values"), select)
    elif operand is not Operand.NOTHING:
        _draw_one(sheet, of, operand, values, look)
    if negated:
        tick = [elements.option(w.text("The records that do not match this"), TICKED)]
        box = inputs.ticked("condition.negated", tick, [TICKED])
        sheet.input(ConditionField.NEGATED, w.text("Not"), box, optional=True)
    if operator in NEGATIVE or negated:
        _draw_unknown(sheet, data.clause, look)


def _draw_one(sheet: Sheet, of: Property, operand: Operand, values: Sequence[Told], look: Look) -> None:
    w, value = look.words, values[0] if values else None
    if operand is Operand.UNIT:
        options = [elements.option(w.text(text), str(unit)) for unit, text in UNITS.items()]
        select = elements.select("condition.unit", w.text("Choose"), options, str(value or ""))
        sheet.input(ConditionField.VALUE, w.text("Unit"), select, hint=w.text("Weeks start on Monday."))
    elif operand is Operand.DAYS:
        days = inputs.typed("condition.days", "" if value is None else str(value))
        sheet.input(ConditionField.VALUE, w.text("Number of days"), days)
    else:
        sheet.input(ConditionField.VALUE, w.text("Value"), _value_input(of, value, "value", look))


def _value_input(of: Property, value: Told | None, name: str, look: Look) -> Element:
    if of.type in DAYS:
        return inputs.day(f"condition.{name}", value if isinstance(value, date) else None)
    return inputs.typed(f"condition.{name}", "" if value is None else _typed(value, look))


def _typed(value: Told, look: Look) -> str:
    """A value as its reader would type it."""
    return write_number(float(value), mark_of(look.viewer.locale)) if isinstance(value, Decimal) else str(value)


def _chosen(of: Property, value: Told, look: Look) -> Element:
    if isinstance(value, Whom):
        return elements.option(look.words.text(WHOM[value]), str(value))
    if isinstance(value, Named):
        return elements.option(escape.plain(value.name, limits.OPTION_TEXT) or str(value.id), str(value.id))
    if isinstance(value, Option):
        return elements.option(value.label if of.custom else look.words.text(value.label), value.value)
    return elements.option(escape.plain(str(value), limits.OPTION_TEXT) or "?", str(value))


def _draw_unknown(sheet: Sheet, clause: Clause | None, look: Look) -> None:
    """A negative comparison says whether records without a value match (workspace V4)."""
    w = look.words
    tick = [elements.option(w.text("Records without a value match too"), TICKED)]
    ticked = clause is None or clause.condition.include_unknown
    box = inputs.ticked("condition.unknown", tick, [TICKED] if ticked else [])
    sheet.input(ConditionField.UNKNOWN, w.text("Without a value"), box, optional=True)
