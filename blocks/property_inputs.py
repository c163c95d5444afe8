"""The input that each type of property asks for (workspace C9, V2)."""

from collections.abc import Sequence
from datetime import date, datetime

from blocks.kit import elements, escape, inputs, limits
from blocks.kit.elements import Element, plain_text
from blocks.properties import option_label
from blocks.screens import Look
from csbot.domain.properties.numbers import mark_of
from csbot.domain.properties.types import Link, Property, PropertyType
from csbot.domain.record_cards import Field, FieldValue
from csbot.domain.record_forms import INPUT_LENGTH, is_long, shown
from csbot.domain.tasks import Named
from csbot.i18n import mark

ACTION = "record.field"
COMPANIES = "company.options"
PEOPLE = "member.options"
NONE = "0"  # the choice that means nothing
CHOSEN = "="  # before an option's own value
YES_NO = (("yes", mark("Yes")), ("no", mark("No")))


def input_of(field: Field, value: FieldValue, look: Look) -> Element:
    """An element that holds the value. What is read is a plain text: Slack's own inputs refuse `45k` and `acme.com`."""
    if isinstance(field, Link):
        return _searched(COMPANIES, value, look)
    if field.type is PropertyType.USER:
        return _searched(PEOPLE, value, look)
    if field.type is PropertyType.DATE:
        return inputs.day(ACTION, value if isinstance(value, date) else None)
    if field.type is PropertyType.DATETIME:
        return inputs.moment(ACTION, int(value.timestamp()) // 60 * 60 if isinstance(value, datetime) else None)
    if field.type is PropertyType.BOOL:
        return _yes_no(value, look)
    if field.type is PropertyType.ENUMERATION:
        return _one_of(field, value, look)
    if field.type is PropertyType.MULTI_ENUMERATION:
        return _some_of(field, value if isinstance(value, tuple) else (), look)
    text = str(shown(field, value, mark_of(look.viewer.locale)) or "")
    return inputs.typed(ACTION, text, most=min(field.max_length or INPUT_LENGTH, INPUT_LENGTH), lines=is_long(field))


def _searched(action: str, value: FieldValue, look: Look) -> Element:
    chosen = None
    if isinstance(value, Named):
        chosen = elements.option(escape.plain(value.name, limits.OPTION_TEXT) or str(value.id), str(value.id))
    return inputs.searched(action, look.words.text("Type a name"), chosen)


def _yes_no(value: FieldValue, look: Look) -> Element:
    w = look.words
    options = [elements.option(w.text(text), word) for word, text in YES_NO]
    known = {True: "yes", False: "no"}.get(value, NONE) if isinstance(value, bool) else NONE
    return inputs.radios(ACTION, [*options, elements.option(w.text("Unknown"), NONE)], known)


def _one_of(field: Property, value: FieldValue, look: Look) -> Element:
    """Slack has no way to empty a select, so that nothing is a choice too."""
    w = look.words
    none = [] if field.required else [elements.option(w.text("None"), NONE)]
    chosen = f"{CHOSEN}{value}" if isinstance(value, str) else NONE
    options = [*none, *_options(field, (value,) if isinstance(value, str) else (), look)]
    return _grouped(elements.select(ACTION, w.text("Choose"), options, chosen))


def _some_of(field: Property, values: Sequence[str], look: Look) -> Element:
    options = _options(field, values, look)
    initial = [one for one in options if one["value"].removeprefix(CHOSEN) in values]
    made = elements.select(ACTION, look.words.text("Choose"), options)
    made["type"] = "multi_static_select"
    return _grouped(made | ({"initial_options": initial} if initial else {}))


def _options(field: Property, values: Sequence[str], look: Look) -> list[Element]:
    """All options, and values that are none any more."""
    known = [option.value for option in field.options]
    every = [*known, *(value for value in values if value not in known)]
    return [
        elements.option(escape.plain(option_label(field, value, look), limits.OPTION_TEXT) or "?", f"{CHOSEN}{value}")
        for value in every
    ]


def _grouped(made: Element) -> Element:
    """Slack takes a hundred options, or more in groups."""
    options, most = made["options"], limits.SELECT_OPTIONS[1]
    if len(options) <= most:
        return made
    del made["options"]
    made["option_groups"] = [
        {"label": plain_text(some[0]["text"]["text"], limits.OPTION_TEXT), "options": some}
        for some in (options[start : start + most] for start in range(0, len(options), most))
    ]
    return made
