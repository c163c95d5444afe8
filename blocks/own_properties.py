"""`/cs admin properties`: the properties of an object type, and those that managers add (workspace V2, S1)."""

from collections.abc import Iterator

from blocks.components import LIST_SEPARATOR, SEPARATOR
from blocks.examples import own_properties as examples
from blocks.kit import elements, escape
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.object_names import THINGS
from blocks.properties import label_of, option_label
from blocks.screens import Look, Rendered, screen
from csbot.domain.own_properties import Done, PropertyNews, PropertyPage, PropertyRow, Speed, SpeedAnswer
from csbot.domain.properties.own import MOST_PROPERTIES
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType
from csbot.domain.screens import ScreenRef
from csbot.domain.setting_changes import SettingSection
from csbot.i18n import Words, mark

NAME = 80
OPTIONS_SHOWN = 5
OPTION = 40
TYPES = {
    PropertyType.STRING: mark("Text"),
    PropertyType.NUMBER: mark("Number"),
    PropertyType.CURRENCY: mark("Amount of money"),
    PropertyType.DATE: mark("Date"),
    PropertyType.DATETIME: mark("Date and time"),
    PropertyType.ENUMERATION: mark("Choice"),
    PropertyType.MULTI_ENUMERATION: mark("Several choices"),
    PropertyType.BOOL: mark("Yes or no"),
    PropertyType.USER: mark("Person"),
    PropertyType.PHONE: mark("Telephone number"),
    PropertyType.EMAIL: mark("E-mail address"),
    PropertyType.URL: mark("Web address"),
}
SPEEDS = {
    Speed.MAKING: mark("is being made fast"),
    Speed.FAST: mark("fast"),
    Speed.ENDING: mark("its index is being taken away"),
}
NEWS = {
    Done.ADDED: mark("Added: “{label}”. In filters: `{word}:`"),
    Done.CHANGED: mark("Saved: “{label}”."),
    Done.DELETED: mark("Deleted: “{label}”. Records keep its values; views that name it say so and still open."),
    Done.RESTORED: mark("“{label}” is back, with the values that records have."),
    SpeedAnswer.STARTED: mark("“{label}” is being made fast: a direct message tells how it goes."),
    SpeedAnswer.ENDING: mark("The index of “{label}” is being taken away: a direct message tells when it is gone."),
    SpeedAnswer.ALREADY: mark("“{label}” is fast already. Nothing was changed."),
    SpeedAnswer.ALREADY_PLAIN: mark("“{label}” has no index. Nothing was changed."),
    SpeedAnswer.UNDERWAY: mark("“{label}” is being worked on already. Nothing was changed."),
}


@screen("own_properties", examples.PAGES)
def own_properties(data: PropertyPage, look: Look) -> Rendered:
    """Reference: `k` = object type, `p` = page."""
    w = look.words
    sheet = Sheet(ScreenRef("own_properties", {"k": data.kind.value, "p": str(data.page)}))
    things = kind_text(data.kind, data.kinds.get(data.kind, ""), w)
    options = [elements.option(kind_text(kind, name, w), kind.value) for kind, name in data.kinds.items()]
    sheet.header(w.text("Properties"))
    said = w.plural(
        "{things}: {count} property of your own, at most {limit}.",
        "{things}: {count} properties of your own, at most {limit}.",
        data.own_count,
        things=f"*{escape.mrkdwn(things, NAME)}*", count=w.number(data.own_count), limit=w.number(MOST_PROPERTIES),
    )  # fmt: skip
    sheet.section(said, elements.select("properties.kind", w.text("Choose"), options, data.kind.value))
    for row in data.rows:
        sheet.section("\n".join(_lines(row, look)), _menu(row, w))
    sheet.actions(elements.button(w.text("New property"), "properties.new"), *_turns(data, w), _changes(w))
    return Rendered(said, sheet.blocks)


def kind_text(kind: ObjectType, name: str, words: Words) -> str:
    """What the records of a type are called; `name`: of a type that managers added."""
    return name or words.text(THINGS[kind])


def _lines(row: PropertyRow, look: Look) -> Iterator[str]:
    w, known = look.words, row.property
    facts = [w.text(TYPES[known.type]), w.text("your own") if known.custom else w.text("built in")]
    if known.required and known.custom:
        facts.append(w.text("required"))
    if row.speed in SPEEDS:
        facts.append(w.text(SPEEDS[row.speed]))
    if known.deleted:
        facts.append(w.text("deleted"))
    yield f"*{escape.mrkdwn(label_of(known, look), NAME)}* — {SEPARATOR.join(facts)}"
    if known.deleted:
        return
    more = [w.text("in filters: {word}", word=f"`{filter_word(known.name)}:`")]
    if known.options:
        labels = [escape.mrkdwn(option_label(known, one.value, look), OPTION) for one in known.options[:OPTIONS_SHOWN]]
        if len(known.options) > OPTIONS_SHOWN:
            labels.append(w.text("{n} more", n=w.number(len(known.options) - OPTIONS_SHOWN)))
        more.append(LIST_SEPARATOR.join(labels))
    yield SEPARATOR.join(more)


def filter_word(name: str) -> str:
    """A property as filters write it; harmless between backticks."""
    return escape.code(name.replace("_", "-"), NAME)


def _menu(row: PropertyRow, words: Words) -> Element | None:
    if row.own is None:
        return None
    if row.property.deleted:
        return elements.overflow("property.menu", [elements.option(words.text("Restore"), f"restore:{row.own.id}")])
    offered = [("edit", words.text("Edit"))]
    if row.speed is Speed.PLAIN:
        offered.append(("fast", words.text("Make fast")))
    if row.speed is Speed.FAST:
        offered.append(("plain", words.text("No longer fast")))
    offered.append(("delete", words.text("Delete")))
    return elements.overflow("property.menu", [elements.option(text, f"{word}:{row.own.id}") for word, text in offered])


def _turns(data: PropertyPage, words: Words) -> Iterator[Element]:
    if data.page:
        yield elements.button(words.text("Previous"), "properties.page", str(data.page - 1))
    if data.page + 1 < data.pages:
        yield elements.button(words.text("Next"), "properties.page", str(data.page + 1))


def _changes(words: Words) -> Element:
    text = words.text("Changes")
    label = f"{text}: {words.text('opens a dialog')}"
    return elements.button(text, "setting_changes.open", SettingSection.PROPERTIES.value, label=label)


@screen("property_news", examples.NEWS)
def property_news(data: PropertyNews, look: Look) -> Rendered:
    """One section, for which every screen leaves room."""
    label = escape.mrkdwn(label_of(data.property, look), NAME)
    text = look.words.text(NEWS[data.what], label=label, word=filter_word(data.property.name))
    sheet = Sheet(ScreenRef("property_news"))
    sheet.section(text)
    return Rendered(text, sheet.blocks)
