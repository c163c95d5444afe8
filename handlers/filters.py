"""Filters built step by step in dialogs (workspace V1-V6): property, operator, value, one condition after another.

Three dialogs are what Slack stacks: a view's, the filter's upon it, a condition's upon that.
"""

from collections.abc import Mapping
from dataclasses import replace

from blocks.errors import error
from blocks.filter_dialogs import TICKED, condition_dialog, filter_dialog
from blocks.filters import WHOM
from blocks.properties import option_label
from blocks.screens import Look, Shown
from blocks.views import view_form
from csbot.domain.errors import Refused, Unreadable
from csbot.domain.filters import EVERYTHING, NEGATIVE, BadCondition, Condition, Operator, Whom
from csbot.domain.permissions import Permission
from csbot.domain.properties import BadValue
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import norm, read_id
from csbot.domain.saved_views import ALL
from csbot.domain.view_dialogs import ConditionDialog, ConditionField, FilterDialog
from csbot.i18n import words
from csbot.services.container import Services
from handlers.args import choice, several_of
from handlers.calls import Call, Field
from handlers.customers import listed, state_of
from handlers.replies import Back, Choice, Close, Open, Options, Replace, Reply, Update
from handlers.routes import offers, reads, submits, writes
from handlers.views import kind_of

OFFERED = 100
STATE = ("key", "ver")  # what the dialog of a view beneath needs again


@writes("filter.open", Permission.USE)
def begin(call: Call, services: Services) -> Reply:
    """The list's filter, to be changed and used at once."""
    kind = services.customer_lists.kind()
    asked = services.customer_lists.filter_of(call.actor, state_of(call))
    return Open(Shown(filter_dialog, services.view_dialogs.filter(call.actor, call.viewer, kind, asked, {})))


@reads("view.filter", Permission.USE)
def begin_in_view(call: Call, services: Services) -> Reply:
    """The filter of the view in the dialog beneath, which shows it afterwards."""
    carried = {name: call.incoming.args.get(name, "") for name in STATE}
    return Open(Shown(filter_dialog, _again(call, services, {**carried, "form": "1"})))


@reads("filter.add", Permission.USE)
def add(call: Call, services: Services) -> Reply:
    """A condition's dialog: for that group, or for a new one. Raises `FilterTooBig` before anything is filled in."""
    args, group = call.incoming.args, _place(call.value)
    services.view_dialogs.check_room(call.actor, kind_of(args), read_id(args.get("f", "")), group)
    return Open(Shown(condition_dialog, _condition(call, services, (group, -1), ("", ""))))


@writes("filter.condition", Permission.USE)
def change(call: Call, services: Services) -> Reply:
    """Edit a condition in its dialog, or take it out."""
    word, _, rest = call.value.partition(":")
    group, _, number = rest.partition(":")
    place = (_place(group), _place(number))
    if word == "edit":
        return Open(Shown(condition_dialog, _condition(call, services, place, ("", ""))))
    kind, args = kind_of(call.incoming.args), call.incoming.args
    left = services.view_dialogs.without(call.actor, kind, read_id(args.get("f", "")), place)
    data = services.view_dialogs.filter(call.actor, call.viewer, kind, left, _carried(args))
    return Update(Shown(filter_dialog, data))


@reads("condition.property", Permission.USE)
def choose_property(call: Call, services: Services) -> Reply:
    """The dialog with the operators of the chosen property."""
    return Update(_next(call, services, (call.value, "")))


@reads("condition.operator", Permission.USE)
def choose_operator(call: Call, services: Services) -> Reply:
    """The dialog with the input that the chosen operator needs."""
    chosen = (call.incoming.args.get("p", ""), str(choice(call.value, Operator)))
    return Update(_next(call, services, chosen))


@offers("condition.values", Permission.USE)
def offer_values(call: Call, services: Services) -> Reply:
    """The options of the property, or people: me, my team, and everybody by what is typed."""
    data = _condition(call, services, _places(call), (call.incoming.args.get("p", ""), ""))
    of = data.property
    if of is None:
        return Options([])
    if of.type is PropertyType.USER:
        return Options(_people(call, services)[:OFFERED])
    look, wanted = Look(call.viewer, call.now), norm(call.value)
    labels = [(option_label(of, one.value, look), one.value) for one in of.options]
    return Options([Choice(label, value) for label, value in labels if wanted in norm(label)][:OFFERED])


@submits("condition.save", Permission.USE)
def save(call: Call, services: Services) -> Reply:
    """The condition joins the filter, whose dialog says what it does now and how many match."""
    args = call.incoming.args
    kind, draft = kind_of(args), read_id(args.get("f", ""))
    try:
        made = _made(call, services)
    except (BadCondition, BadValue) as problem:
        if not (field := field_of(call.incoming.fields)):  # as of “is known”: nothing beside which it could be said
            return Update(_next(call, services, ("", "")), Shown(error, problem))
        raise Refused({field: problem}) from None
    asked = services.view_dialogs.with_condition(call.actor, kind, draft, _places(call), made)
    data = services.view_dialogs.filter(call.actor, call.viewer, kind, asked, _carried(args))
    return Back(Shown(filter_dialog, data))


@submits("filter.use", Permission.USE)
def use(call: Call, services: Services) -> Reply:
    """The list shows what matches, or the view's dialog beneath has the filter."""
    args = call.incoming.args
    draft = read_id(args.get("f", ""))
    if not args.get("form"):
        return Close(Replace(listed(call, services, replace(state_of(call), draft=draft))))
    kind, edited = kind_of(args), args.get("key", "")
    if edited:
        data = services.view_dialogs.edit(call.actor, call.viewer, edited)
        data = replace(data, version=read_id(args.get("ver", "")))  # as it was when its dialog was opened
    else:
        data = services.view_dialogs.new(call.actor, call.viewer, EVERYTHING, ALL)
    asked = services.view_dialogs.filter_again(call.actor, call.viewer, kind, draft, {})
    return Back(Shown(view_form, replace(data, draft=draft, readback=asked.readback)))


def field_of(fields: Mapping[str, Field]) -> str:
    """Beside which field something is said; empty where the dialog has none."""
    return next((name for name in ConditionField if name in fields), "")


def _made(call: Call, services: Services) -> Condition:
    """The condition of the dialog; raises `BadCondition` and `BadValue`."""
    args, fields = call.incoming.args, call.incoming.fields
    operator = choice(args.get("op", ""), Operator)
    several = several_of(fields, ConditionField.VALUE)
    typed = several or [str(fields.get(name) or "") for name in (ConditionField.VALUE, ConditionField.HIGH)]
    negated = TICKED in several_of(fields, ConditionField.NEGATED)
    unknown = not (negated or operator in NEGATIVE) or TICKED in several_of(fields, ConditionField.UNKNOWN)
    made = services.filters.condition(call.viewer, kind_of(args), args.get("p", ""), operator, typed, unknown)
    return made.model_copy(update={"negated": True, "include_unknown": unknown}) if negated else made


def _again(call: Call, services: Services, carried: Mapping[str, str]) -> FilterDialog:
    args = call.incoming.args
    draft = read_id(args.get("f", ""))
    return services.view_dialogs.filter_again(call.actor, call.viewer, kind_of(args), draft, carried)


def _condition(call: Call, services: Services, place: tuple[int, int], chosen: tuple[str, str]) -> ConditionDialog:
    dialog = _again(call, services, _carried(call.incoming.args))
    return services.view_dialogs.condition(dialog, place, chosen)


def _next(call: Call, services: Services, chosen: tuple[str, str]) -> Shown[ConditionDialog]:
    """The condition's dialog with other inputs: nothing typed for another comparison stays in them."""
    turn = _place(call.incoming.args.get("n", "0")) + 1
    return Shown(condition_dialog, replace(_condition(call, services, _places(call), chosen), turn=turn % 1000))


def _carried(args: Mapping[str, str]) -> dict[str, str]:
    return {name: args[name] for name in (*STATE, "form") if args.get(name)}


def _places(call: Call) -> tuple[int, int]:
    return _place(call.incoming.args.get("g", "")), _place(call.incoming.args.get("i", ""))


def _place(text: str) -> int:
    """A group's or condition's number, -1 for a new one; raises `Unreadable`."""
    if text == "-1":
        return -1
    if not (text.isdecimal() and text.isascii() and len(text) < 4):
        raise Unreadable()
    return int(text)


def _people(call: Call, services: Services) -> list[Choice]:
    w = words(call.viewer.locale, call.viewer.tz)
    first = [] if call.value.strip() else [Choice(w.text(WHOM[one]), str(one)) for one in Whom]
    found = services.assignees.offered(call.actor, call.value, OFFERED)
    return [*first, *(Choice(one.name, str(one.id), one.email) for one in found)]
