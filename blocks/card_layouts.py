"""The dialogs in which managers arrange the cards of an object type (workspace S10)."""

from collections.abc import Mapping

from blocks.components import LIST_SEPARATOR
from blocks.examples import card_layouts
from blocks.kit import elements, escape, inputs, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.object_names import many_of
from blocks.properties import label_of
from blocks.records import BUTTONS
from blocks.screens import Frame, Look, Rendered, screen
from blocks.view_cards import moves
from csbot.domain.card_layouts import PROPERTIES_MAX, LayoutForm, LayoutPart
from csbot.domain.record_cards import CardButton
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

NAME = 60
FIELD = "properties"  # the input of the second dialog
ADD = {LayoutPart.BUTTONS: mark("Add a button"), LayoutPart.ASSOCIATIONS: mark("Add a type")}


@screen("card_layout", card_layouts.FORMS)
def card_layout(data: LayoutForm, look: Look) -> Rendered:
    """Moves, removes and adds what the cards show; saved at the end. Carries `k` = object type, `ver`, a
    `LayoutDraft`'s arguments, and what the dialog beneath needs.
    """
    w, sheet = look.words, Sheet(ScreenRef("card_layout"))
    things = escape.mrkdwn(many_of(data.kind, data.types.get(data.kind), look), NAME)
    sheet.section(f"*{things}*\n{w.text('What everybody sees on their cards, from the top.')}")
    if data.gone:
        names = LIST_SEPARATOR.join(escape.mrkdwn(name, NAME) for name in data.gone)
        sheet.context(w.text("Left out, because they were deleted: {names}.", names=names))
    choose = w.text("Choose properties")
    label = f"{choose}: {w.text('opens a dialog')}"
    _heading(sheet, data, LayoutPart.PROPERTIES, elements.button(choose, "layout.choose", label=label), look)
    _lines(sheet, data, LayoutPart.PROPERTIES, look)
    for part in (LayoutPart.BUTTONS, LayoutPart.ASSOCIATIONS):
        _heading(sheet, data, part, _adding(data, part, look), look)
        _lines(sheet, data, part, look)
    if data.is_usual:
        sheet.context(w.text("This is the default."))
    else:
        sheet.actions(elements.button(w.text("Back to the default"), "layout.usual"))
    frame = Frame(w.text("Arrange cards"), w.text("Cancel"), w.text("Save"), "layout.save", _args(data))
    return Rendered(frame.title, sheet.blocks, frame)


@screen("card_layout_properties", card_layouts.CHOICES)
def card_layout_properties(data: LayoutForm, look: Look) -> Rendered:
    """Chooses the properties, in order. Carries what `card_layout` does."""
    w, sheet = look.words, Sheet(ScreenRef("card_layout_properties"))
    hint = w.text(
        "They stand in the order in which they are chosen; at most {n}. What has no value is not shown.",
        n=w.number(PROPERTIES_MAX),
    )
    sheet.input(FIELD, w.text("Properties"), _properties(data, look), hint=hint, optional=True)
    frame = Frame(w.text("Choose properties"), w.text("Back"), w.text("Continue"), "layout.properties", _args(data))
    return Rendered(frame.title, sheet.blocks, frame)


def _properties(data: LayoutForm, look: Look) -> Element:
    """Slack takes a hundred options; of more, csbot is asked as one types."""
    named = {key: elements.option(label_of(field, look) or "?", key) for key, field in data.fields.items()}
    chosen = [named[key] for key in data.draft.properties]
    most = limits.SELECT_OPTIONS[1]
    if len(named) > most:
        return inputs.several_searched("layout.properties", look.words.text("Type a name"), chosen, most=PROPERTIES_MAX)
    options = sorted(named.values(), key=lambda one: str(one["text"]["text"]).casefold())
    made = elements.select("layout.properties", look.words.text("Choose"), options)
    made |= {"type": "multi_static_select", "max_selected_items": PROPERTIES_MAX}
    return made | ({"initial_options": chosen} if chosen else {})


def _heading(sheet: Sheet, data: LayoutForm, part: LayoutPart, beside: Element | None, look: Look) -> None:
    w = look.words
    words = {
        LayoutPart.PROPERTIES: w.text("Properties"),
        LayoutPart.BUTTONS: w.text("Activity buttons"),
        LayoutPart.ASSOCIATIONS: w.text("Associated records"),
    }
    count = len(data.draft.part(part))
    text = f"*{words[part]}* ({w.number(count)})"
    sheet.section(text if count else f"{text}\n{w.text('None')}", beside)


def _lines(sheet: Sheet, data: LayoutForm, part: LayoutPart, look: Look) -> None:
    names = _names(data, part, look)
    for number, word in enumerate(data.draft.part(part), 1):
        text = f"{look.words.number(number)}. {escape.mrkdwn(names[word], NAME)}"
        sheet.section(text, elements.overflow("layout.move", moves(f"{part}:{word}", look)))


def _adding(data: LayoutForm, part: LayoutPart, look: Look) -> Element | None:
    chosen = data.draft.part(part)
    names = _names(data, part, look)
    options = [elements.option(text, f"{part}:{word}") for word, text in names.items() if word not in chosen]
    return elements.select("layout.add", look.words.text(ADD[part]), options) if options else None


def _names(data: LayoutForm, part: LayoutPart, look: Look) -> Mapping[str, str]:
    """What the words of a part are called."""
    w = look.words
    if part is LayoutPart.PROPERTIES:
        return {key: label_of(field, look) for key, field in data.fields.items()}
    if part is LayoutPart.BUTTONS:
        return {button.value: w.text(BUTTONS[button]) for button in CardButton}
    return {kind.value: escape.plain(many_of(kind, names, look), NAME) for kind, names in data.types.items()}


def _args(data: LayoutForm) -> dict[str, str]:
    return {"k": data.kind.value, "ver": str(data.version), **data.draft.args(), **data.carried}
