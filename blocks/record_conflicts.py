"""What somebody else made of a record's property while a dialog was open (workspace C9)."""

from collections.abc import Mapping
from typing import Any

from blocks.kit import escape
from blocks.properties import value_text
from blocks.screens import Look
from csbot.domain.members import Viewer
from csbot.i18n import Words

SHOWN = 80


def value_changed_sentence(params: Mapping[str, Any], words: Words) -> str:
    """Who changed it to what and when, and what can be done."""
    look = Look(Viewer(0, "", words.tz, words.locale), params["at"])
    return words.text(
        "{name} changed this to “{value}” ({moment}), after you opened this. Nothing was saved. Enter the same to keep "
        "it, or close this and edit again to replace it.",
        name=escape.mrkdwn(str(params["by"]), SHOWN) or words.text("Somebody"),
        value=value_text(params["field"], params["value"], look, SHOWN) or words.text("nothing"),
        moment=words.moment(params["at"]),
    )
