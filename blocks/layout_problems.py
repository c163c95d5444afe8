"""What users read when a card can't look as they chose (workspace S10)."""

from collections.abc import Mapping
from typing import Any

from blocks.kit import escape
from csbot.domain.card_layouts import LayoutProblem
from csbot.i18n import Words, mark

NAME = 80
SENTENCES = {
    LayoutProblem.UNKNOWN: mark(
        "“{name}” can't be on the card: it was deleted. Nothing was saved. Take it off, then save again."
    ),
    LayoutProblem.TWICE: mark("“{name}” is on the card twice. Nothing was saved. Take one of the two off."),
    LayoutProblem.TOO_MANY: mark("A card has room for {limit} properties. Nothing was saved. Take some off."),
    LayoutProblem.NOTHING: mark(
        "The card would show nothing. Nothing was saved. Choose a property, a button or associated records."
    ),
}


def layout_sentence(params: Mapping[str, Any], words: Words) -> str:
    """The sentence of a `BadLayout`, as mrkdwn."""
    name, limit = escape.mrkdwn(str(params["name"]), NAME), words.number(int(params["limit"]))
    return words.text(SENTENCES[LayoutProblem(params["problem"])], name=name, limit=limit)
