"""The dialogs in which managers add, change and delete properties (workspace V2)."""

from collections.abc import Sequence

from blocks.components import LIST_SEPARATOR
from blocks.examples import own_properties as examples
from blocks.kit import elements, escape, inputs
from blocks.kit.sheet import Sheet
from blocks.own_properties import NAME, TYPES, filter_word, kind_text
from blocks.screens import Frame, Look, Rendered, screen
from blocks.views import TICKED
from csbot.domain.own_properties import NAMES_LISTED, PropertyDeletion, PropertyForm, PropertyUses
from csbot.domain.properties.own import WITH_OPTIONS, PropertyField
from csbot.domain.screens import ScreenRef
from csbot.i18n import Words

PART = 2400  # characters of an input that holds options, so that some can be added


@screen("property_form", examples.FORMS)
def property_form(data: PropertyForm, look: Look) -> Rendered:
    """Adds a property, or changes one. Carries `k`, `t` = object type and type of a new one; `id`, `ver` of another."""
    w, sheet, draft = look.words, Sheet(ScreenRef("property_form")), data.draft
    if data.own is None:
        things = escape.mrkdwn(kind_text(data.kind, data.kind_name, w), NAME)
        types = [elements.option(w.text(text), kind.value) for kind, text in TYPES.items()]
        text = w.text("A property of {things}. What are its values?", things=things)
        sheet.section(text, elements.select("properties.type", w.text("Choose"), types, draft.type.value))
    else:
        word = f"`{filter_word(data.own.property.name)}:`"
        kind = w.text(TYPES[draft.type])
        sheet.section(w.text("{type}, which stays. In filters: {word}", type=f"*{kind}*", word=word))
    sheet.input(PropertyField.LABEL, w.text("Name"), inputs.typed("property.label", draft.label))
    if draft.type in WITH_OPTIONS:
        _draw_options(sheet, data, w)
    tick = [elements.option(w.text("A new record must have it"), TICKED)]
    ticked = inputs.ticked("property.required", tick, [TICKED] if draft.required else [])
    sheet.input(PropertyField.REQUIRED, w.text("Required"), ticked, optional=True)
    return _framed(sheet, data, w)


def _framed(sheet: Sheet, data: PropertyForm, words: Words) -> Rendered:
    if data.own is None:
        title, args = words.text("New property"), {"k": data.kind.value, "t": data.draft.type.value}
    else:
        title, args = words.text("Edit property"), {"id": str(data.own.id), "ver": str(data.own.version)}
    frame = Frame(title, words.text("Cancel"), words.text("Save"), "property.save", args)
    return Rendered(title, sheet.blocks, frame)


def _draw_options(sheet: Sheet, data: PropertyForm, words: Words) -> None:
    """An input of Slack's holds 3,000 characters, so that long lists take several."""
    hint = words.text("One a line.")
    if data.own is not None:
        hint = words.text("One a line. Write “Old -> New” to rename one: records keep it under the new name.")
    for number, part in enumerate(parts_of(data.draft.options)):
        text = inputs.typed("property.options", "\n".join(part), lines=True)
        label = words.text("Options") if not number else words.text("More options")
        sheet.input(options_field(number), label, text, hint="" if number else hint, optional=number > 0)


def options_field(number: int) -> str:
    """The name of the input that holds a part of the options, from 0 on."""
    return f"{PropertyField.OPTIONS}{number + 1}" if number else PropertyField.OPTIONS.value


def parts_of(options: Sequence[str]) -> list[list[str]]:
    """The options in parts that fit into an input each; at least one."""
    parts: list[list[str]] = [[]]
    for option in options:
        if sum(len(one) + 1 for one in parts[-1]) + len(option) > PART:
            parts.append([])
        parts[-1].append(option)
    return parts


@screen("property_delete", examples.DELETIONS)
def property_delete(data: PropertyDeletion, look: Look) -> Rendered:
    """Asks before a property goes. Carries `id`, `ver`."""
    w, sheet, own = look.words, Sheet(ScreenRef("property_delete")), data.own
    label = escape.mrkdwn(own.property.label, NAME)
    sheet.section(w.text("Delete “{label}”? Nobody can choose it any more. Records keep its values.", label=label))
    if used := "\n".join(_uses(data.uses, w)):
        sheet.section(used)
    tick = [elements.option(w.text("I'm sure I want to delete this property"), TICKED)]
    sheet.input(PropertyField.SURE, w.text("Please confirm"), inputs.ticked("property.sure", tick), optional=True)
    args = {"id": str(own.id), "ver": str(own.version)}
    frame = Frame(w.text("Delete property"), w.text("Cancel"), w.text("Delete"), "property.remove", args)
    return Rendered(frame.title, sheet.blocks, frame)


def _uses(uses: PropertyUses, words: Words) -> list[str]:
    """What names the property, a line each."""
    said = []
    if uses.views:
        names = [f"“{escape.mrkdwn(name, NAME)}”" for name in uses.views[:NAMES_LISTED]]
        if len(uses.views) > NAMES_LISTED:
            names.append(words.text("{n} more", n=words.number(len(uses.views) - NAMES_LISTED)))
        listed = LIST_SEPARATOR.join(names)
        said.append(words.text("Views that use it: {names}. They will say so and still open.", names=listed))
    if uses.others_views:
        said.append(
            words.plural(
                "{count} private view of a colleague uses it.", "{count} private views of colleagues use it.",
                uses.others_views, count=words.number(uses.others_views),
            )
        )  # fmt: skip
    if uses.on_cards:
        said.append(words.text("Cards show it: it goes from them too."))
    return said
