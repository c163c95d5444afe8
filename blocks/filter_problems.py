"""What users read when a filter can't be taken, or its text can't be read (workspace V1, V3, V7)."""

from collections.abc import Callable, Mapping
from typing import Any

from blocks.components import LIST_SEPARATOR
from blocks.examples import filter_texts
from blocks.kit import elements, escape, limits
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from blocks.value_problems import value_sentence
from csbot.domain.filters import BadCondition, ConditionProblem, FilterPart, FilterTooBig
from csbot.domain.filters.text import BadFilterText, TextProblem
from csbot.domain.properties import BadValue
from csbot.domain.screens import ScreenRef
from csbot.i18n import Words, mark

SHOWN = 80
AROUND = 60
OPTIONS = 30
CHOICES = 5
COMMAND = "customers"
PARTS = {
    FilterPart.GROUPS: mark("A filter has at most {limit} groups. Nothing was added. Please remove another first."),
    FilterPart.IN_GROUP: mark(
        "A group has at most {limit} conditions. Nothing was added. Please add it to another group."
    ),
    FilterPart.IN_ALL: mark(
        "A filter has at most {limit} conditions in all. Nothing was added. Please remove another first."
    ),
}
CONDITIONS = {
    ConditionProblem.UNKNOWN_PROPERTY: mark("This property no longer exists. Please choose another."),
    ConditionProblem.DELETED_PROPERTY: mark("This property was deleted. Please choose another."),
    ConditionProblem.WRONG_OPERATOR: mark("This property can't be compared like that. Please choose again."),
    ConditionProblem.NO_VALUE: mark("A value is missing. Please fill it in."),
    ConditionProblem.TOO_MANY_VALUES: mark("At most {limit} values fit here."),
    ConditionProblem.SWAPPED: mark("The first is after the second ({value}). Please swap them."),
    ConditionProblem.NOT_DAYS: mark("“{value}” is no number of days. Write a whole number, at most {limit}."),
    ConditionProblem.NO_DAYS: mark("With 0 days nothing can match. Please write 1 or more."),
    ConditionProblem.NOT_A_UNIT: mark("“{value}” is none of the units. Please choose one."),
    ConditionProblem.UNKNOWN_PERSON: mark("“{value}” is nobody that csbot knows. Please choose a person."),
    ConditionProblem.BAD_VALUE: mark("“{value}” is no value of this property any more. Please choose again."),
}
TEXTS = {
    TextProblem.UNKNOWN_PROPERTY: mark("There is no property “{what}”."),
    TextProblem.UNKNOWN_OPTION: mark("“{what}” is none of the values of {label}."),
    TextProblem.UNKNOWN_PERSON: mark("“{what}” is nobody that csbot knows."),
    TextProblem.SEVERAL_PEOPLE: mark("“{what}” could be several people."),
    TextProblem.NOT_A_NUMBER: mark("{label} needs a number, such as `>=50000` or `10..20`."),
    TextProblem.NOT_A_DATE: mark("{label} needs a day, such as `<30d`, `this-month`, `<2026-03-01`."),
    TextProblem.NUMBER_TOO_BIG: mark("This number is too large for {label}."),
    TextProblem.NO_SUCH_DATE: mark("There is no such day."),
    TextProblem.DATE_TOO_FAR: mark("This day is too far away. Please check the year."),
    TextProblem.TOO_LONG: mark("This is too long for {label}."),
    TextProblem.NOT_YES_OR_NO: mark("{label} is `yes` or `no`."),
    TextProblem.NOT_DAYS: mark("This needs a whole number of days, such as `<30d`."),
    TextProblem.SWAPPED: mark("The first is after the second."),
    TextProblem.WRONG_SIGN: mark("{label} can't be compared like that."),
    TextProblem.ONE_VALUE: mark("{label} takes one value here."),
    TextProblem.BAD_VALUE: mark("“{what}” is no value of {label}."),
    TextProblem.OTHER_CURRENCY: mark("“{what}” is in another currency than amounts are kept in here."),
    TextProblem.OPEN_NUMBER: mark(
        "“{what}” may have thousands or decimals. Write it without the mark, like 1234 or 1.2340."
    ),
    TextProblem.NO_VALUE: mark("A value is missing."),
    TextProblem.NO_TERM: mark("Something is missing beside the {what}."),
    TextProblem.BRACKETS: mark(
        "Brackets group nothing in a filter: what stands between two OR belongs together. In quotes they are text."
    ),
    TextProblem.INNER_STAR: mark("A star stands at the beginning or the end of a value."),
    TextProblem.OPEN_QUOTE: mark("A quote is opened and not closed."),
    TextProblem.UNREADABLE: mark("This can't be read."),
}


def _too_big(params: Mapping[str, Any], words: Words) -> str:
    return words.text(PARTS[FilterPart(params["part"])], limit=words.number(int(params["limit"])))


def _bad_condition(params: Mapping[str, Any], words: Words) -> str:
    value, limit = escape.mrkdwn(str(params["value"]), SHOWN), params.get("limit")
    shown = words.number(limit) if isinstance(limit, int) else ""
    return words.text(CONDITIONS[ConditionProblem(params["problem"])], value=value, limit=shown)


def text_sentence(params: Mapping[str, Any], words: Words) -> str:
    """What is wrong with a filter's text, in a sentence."""
    what = str(params["text"])[params["start"] : params["end"]]
    label = words.text(str(params["label"])) if params["label"] else ""
    problem = TEXTS[TextProblem(params["problem"])]
    return words.text(problem, what=escape.mrkdwn(what, SHOWN), label=escape.mrkdwn(label, SHOWN))


def _unsaved(write: Callable[[Mapping[str, Any], Words], str]) -> Callable[[Mapping[str, Any], Words], str]:
    """The sentence, and that nothing came of it."""
    return lambda params, words: f"{write(params, words)} {words.text('Nothing was saved.')}"


WRITERS: dict[str, Callable[[Mapping[str, Any], Words], str]] = {
    FilterTooBig.code: _too_big,
    BadCondition.code: _unsaved(_bad_condition),
    BadValue.code: value_sentence,
    BadFilterText.code: _unsaved(text_sentence),
}


@screen("filter_unread", filter_texts.UNREAD)
def filter_unread(data: BadFilterText, look: Look) -> Rendered:
    """Points at what can't be read, with the nearest valid form as a button (workspace V7)."""
    w, sheet = look.words, Sheet(ScreenRef("filter_unread"))
    said = f"{w.text('This filter can’t be read.')} {text_sentence(data.params, w)}"
    sheet.section(f"{said}\n```{_pointed(data)}```")
    if data.options:
        known = LIST_SEPARATOR.join(escape.mrkdwn(one, SHOWN) for one in data.options[:OPTIONS])
        sheet.context(w.text("It knows: {options}.", options=known))
    draw_nearest(sheet, data.nearest, look)
    _draw_people(sheet, data)
    sheet.context(w.text("`/cs help customers` shows what can be written."))
    return Rendered(f"{said} {escape.mrkdwn(data.text, 200)}", sheet.blocks)


def draw_nearest(sheet: Sheet, text: str, look: Look) -> None:
    """What was rather meant, with a button that shows it."""
    command = f"{COMMAND} {text}"
    if text and len(command) <= limits.BUTTON_VALUE:
        said = look.words.text("Did you mean `/cs {command}`?", command=escape.code(command))
        run = look.words.text("Run /cs {command}", command=command)
        sheet.section(said, elements.button(run, "command.run", command))


def _draw_people(sheet: Sheet, data: BadFilterText) -> None:
    """A button for each of several people of a name."""
    commands = [(name, f"{COMMAND} {text}") for name, text in data.choices[:CHOICES]]
    fit = [(name, command) for name, command in commands if len(command) <= limits.BUTTON_VALUE]
    if fit:
        sheet.actions(*(elements.button(escape.plain(name, SHOWN), "command.run", command) for name, command in fit))


def _pointed(data: BadFilterText) -> str:
    """The text around the place, and below it what points there."""
    text, most = data.text, 3 * AROUND
    head = escape.plain(text[max(data.start - AROUND, 0) : data.start], most)
    head += " " if head and text[data.start - 1].isspace() else ""
    what = escape.plain(text[data.start : data.end], AROUND)
    rest = escape.plain(text[data.end : data.end + AROUND], most)
    rest = f" {rest}" if text[data.end : data.end + 1].isspace() else rest
    return f"{_code(head)}{_code(what)}{_code(rest)}\n{' ' * len(head)}{'^' * max(len(what), 1)}"


def _code(text: str) -> str:
    """Like `escape.code`, with the spaces at both ends."""
    return text.replace("`", "ˋ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
