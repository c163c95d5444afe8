"""The Summary's cards of customer views, and the dialog that arranges them (workspace U4, U5)."""

from blocks.components import SEPARATOR
from blocks.examples import views
from blocks.kit import elements, escape, limits
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Frame, Look, Rendered, screen
from blocks.views import NAME, view_description, view_name
from csbot.domain.saved_views import CARDS_MAX
from csbot.domain.screens import ScreenRef
from csbot.domain.view_cards import Cards, CardsForm, ViewCard

ARRANGE, SETTINGS = "arrange", "settings"


def cost(data: Cards) -> int:
    """How many blocks `draw` takes."""
    return 1 + len(data.cards) if data.cards or data.manages else 0


def draw(sheet: Sheet, data: Cards, look: Look) -> None:
    """A heading, with the managers' menu beside it, and a block for each card."""
    w = look.words
    if not cost(data):
        return
    options = [
        elements.option(w.text("Arrange the cards"), ARRANGE),
        elements.option(w.text("Customer settings"), SETTINGS),
    ]
    sheet.section(f"*{w.text('Customers')}*", elements.overflow("summary.cards", options) if data.manages else None)
    for card in data.cards:
        sheet.section(_card_text(card, look), _card_button(card, data, look))


def _card_text(card: ViewCard, look: Look) -> str:
    w = look.words
    name = f"*{escape.mrkdwn(view_name(card.view, look), NAME)}*"
    if card.count is None:
        return f"{name}\n{w.text('The property that says whose customer it is has not been chosen yet.')}"
    first = f"{name} ({w.number(card.count)})"
    return "\n".join(filter(None, (first, view_description(card.view, look))))


def _card_button(card: ViewCard, data: Cards, look: Look) -> Element | None:
    w = look.words
    name = view_name(card.view, look)
    if card.count is None:
        text = w.text("Set up")
        return elements.button(text, "admin.customers", label=f"{text}: {name}") if data.manages else None
    text = w.plural("View {n} record", "View {n} records", card.count)
    return elements.button(text, "customers.open", card.view.key, label=f"{text}: {name}")


@screen("cards_form", views.CARDS)
def cards_form(data: CardsForm, look: Look) -> Rendered:
    """Adds, removes and moves cards; saved at the end. Carries `cards` = keys in order, `ver`."""
    w, sheet = look.words, Sheet(ScreenRef("cards_form"))
    sheet.section(w.text("What everybody's Summary shows, from the top. At most {n} cards.", n=w.number(CARDS_MAX)))
    for number, view in enumerate(data.cards, 1):
        name = escape.mrkdwn(view_name(view, look), NAME)
        text = SEPARATOR.join(filter(None, (f"{w.number(number)}. *{name}*", view_description(view, look))))
        sheet.section(text, elements.overflow("cards.move", moves(view.key, look)))
    if data.others:
        options = [elements.option(view_name(view, look), view.key) for view in data.others]
        most = limits.SELECT_OPTIONS[1]
        sheet.section(
            f"*{w.text('Add a card')}*", elements.select("cards.add", w.text("Choose a view"), options[:most])
        )
    else:
        sheet.context(w.text("Every view that could have a card has one."))
    args = {"cards": ",".join(view.key for view in data.cards), "ver": str(data.version)}
    frame = Frame(w.text("Arrange the cards"), w.text("Cancel"), w.text("Save"), "cards.save", args)
    return Rendered(frame.title, sheet.blocks, frame)


def moves(key: str, look: Look) -> list[Element]:
    """What can be done to a line of a list that is arranged: `word:key`, as `view_cards.moved` takes them."""
    w = look.words
    words = (("up", w.text("Move up")), ("down", w.text("Move down")), ("remove", w.text("Remove")))
    return [elements.option(text, f"{word}:{key}") for word, text in words]
