"""`/cs admin objects`: object types that managers add (workspace A2, S1)."""

from blocks.components import SEPARATOR
from blocks.examples import custom_objects as examples
from blocks.kit import elements, escape, inputs
from blocks.kit.sheet import Sheet
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.custom_objects import LABEL_LENGTH, ObjectField, ObjectForm, ObjectNews, ObjectPage
from csbot.domain.records import CUSTOM_TYPES
from csbot.domain.screens import ScreenRef
from csbot.domain.setting_changes import SettingSection

NAME = 80


@screen("custom_objects", examples.PAGES)
def custom_objects(data: ObjectPage, look: Look) -> Rendered:
    """Each with its word in commands and its number of records."""
    w, sheet = look.words, Sheet(ScreenRef("custom_objects"))
    sheet.header(w.text("Object types of your own"))
    said = w.plural(
        "There is {count} of at most {limit}.",
        "There are {count} of at most {limit}.",
        len(data.rows),
        count=w.number(len(data.rows)),
        limit=w.number(len(CUSTOM_TYPES)),
    )
    sheet.section(said if data.may_add else f"{said} {w.text('The professional plan has no new ones.')}")
    for one, count in data.rows:
        names = SEPARATOR.join(escape.mrkdwn(name, NAME) for name in (one.names.plural, one.names.singular))
        facts = (w.plural("{n} record", "{n} records", count), w.text("in commands: {word}", word=_code(one.key)))
        rename = elements.button(
            w.text("Rename"),
            "objects.rename",
            one.kind.value,
            label=f"{w.text('Rename')}: {escape.plain(one.names.plural, NAME)}",
        )
        sheet.section(f"*{names}*\n{SEPARATOR.join(facts)}", rename if data.may_add else None)
    text, changes = f": {w.text('opens a dialog')}", w.text("Changes")
    buttons = [elements.button(changes, "setting_changes.open", SettingSection.OBJECTS.value, label=f"{changes}{text}")]
    if data.may_add and not data.is_full:
        add = w.text("New object type")
        buttons.insert(0, elements.button(add, "objects.new", label=f"{add}{text}"))
    sheet.actions(*buttons)
    if data.rows:
        key = data.rows[0][0].key
        text = w.text(
            "Whoever runs csbot imports records ({importing}) and deletes an object type for good ({deleting}).",
            importing=_code(f"csbot import {key} FILE.csv"),
            deleting=_code(f"csbot objects delete {key}"),
        )
        sheet.context(text)
    return Rendered(said, sheet.blocks)


@screen("object_form", examples.FORMS)
def object_form(data: ObjectForm, look: Look) -> Rendered:
    """Asks for two names. Carries `k` = object type and `ver` of one that is renamed."""
    w, sheet, known = look.words, Sheet(ScreenRef("object_form")), data.renamed
    one, many = (known.names.singular, known.names.plural) if known else ("", "")
    hint = w.text("Such as: Vessel.")
    sheet.input(
        ObjectField.SINGULAR,
        w.text("Name of one"),
        inputs.typed("object.singular", one, most=LABEL_LENGTH),
        hint=hint,
    )
    hint = w.text("Such as: Vessels. Commands know it by this word, which stays.")
    sheet.input(
        ObjectField.PLURAL,
        w.text("Name of many"),
        inputs.typed("object.plural", many, most=LABEL_LENGTH),
        hint="" if known else hint,
    )
    title = w.text("Rename object type") if known else w.text("New object type")
    args = {"k": known.kind.value, "ver": str(known.version)} if known else {}
    return Rendered(title, sheet.blocks, Frame(title, w.text("Cancel"), w.text("Save"), "objects.save", args))


@screen("object_news", examples.NEWS)
def object_news(data: ObjectNews, look: Look) -> Rendered:
    """What was just done, in a sentence, and where to go on."""
    w, sheet = look.words, Sheet(ScreenRef("object_news"))
    name = escape.mrkdwn(data.made.names.plural, NAME)
    text = w.text("Saved: {name}.", name=name)
    if data.is_new:
        text = w.text(
            "Added: {name}. Give it properties in {properties}, records with {new}.",
            name=name,
            properties="`/cs admin properties`",
            new=_code(f"/cs new {data.made.key}"),
        )
    sheet.section(text)
    return Rendered(text, sheet.blocks)


def _code(text: str) -> str:
    return f"`{escape.code(text, NAME)}`"
