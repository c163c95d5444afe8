"""A sheet: the blocks of one screen in order, with ids that make every click answerable.

A click on an ephemeral message carries no message, so a block's id says which screen to render anew
(`screen|args|n`) and an element's id what was pressed (`noun.verb|n`). Slack wants block ids unique in a payload
and action ids unique in a block; here both are unique on the sheet.
"""

from blocks.kit import elements, limits
from blocks.kit.elements import Block, Element
from csbot.domain.screens import ScreenRef

TURN = "~"


def field_name(block_id: str) -> str:
    """A field's name from its block's id."""
    return block_id.partition(TURN)[0]


class Sheet:
    """Collects blocks; `blocks` is what goes to Slack. `turn`: how often a dialog was emptied."""

    def __init__(self, ref: ScreenRef, turn: int = 0) -> None:
        self.blocks: list[Block] = []
        self._turn = f"{TURN}{turn}" if turn else ""
        self._ref = str(ref)
        self._actions = 0

    def header(self, text: str) -> None:
        """A heading in plain text."""
        self._add({"type": "header", "text": elements.plain_text(text, limits.HEADER_TEXT)})

    def section(self, text: str, accessory: Element | None = None) -> None:
        """A paragraph of escaped mrkdwn, with an element at its right."""
        block: Block = {"type": "section", "text": elements.mrkdwn(text)}
        if accessory is not None:
            block["accessory"] = self._numbered(accessory)
        self._add(block)

    def fields(self, *texts: str) -> None:
        """Up to ten short paragraphs of escaped mrkdwn, in two columns."""
        self._add({"type": "section", "fields": [elements.mrkdwn(text) for text in texts]})

    def context(self, *texts: str) -> None:
        """Small print: up to ten escaped mrkdwn texts."""
        self._add({"type": "context", "elements": [elements.mrkdwn(text) for text in texts]})

    def actions(self, *made: Element) -> None:
        """A row of up to 25 buttons, selects and menus."""
        self._add({"type": "actions", "elements": [self._numbered(element) for element in made]})

    def input(self, name: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> None:
        """A field of a dialog. Its block's id is `name`, under which its value comes back and errors stand beside it.

        Slack keeps what was typed into a block of the same id when the dialog is updated; another turn has other ids.
        """
        block: Block = {
            "type": "input",
            "block_id": f"{name}{self._turn}",
            "label": elements.plain_text(label, limits.LABEL),
            "element": self._numbered(element),
            "optional": optional,
        }
        if hint:
            block["hint"] = elements.plain_text(hint, limits.LABEL)
        self.blocks.append(block)

    def _numbered(self, element: Element) -> Element:
        self._actions += 1
        return {**element, "action_id": f"{element['action_id']}|{self._actions}"}

    def _add(self, block: Block) -> None:
        block["block_id"] = f"{self._ref}|{len(self.blocks) + 1}"
        self.blocks.append(block)
