"""`csbot gallery`: every screen's example payload in every language."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from blocks.gallery import gallery
from blocks.screens import Frame, Rendered
from handlers.calls import Incoming, Kind, Place, PlaceKind
from handlers.dialogs import view_of

COMMAND = Incoming(Kind.COMMAND, "", "", "", Place(PlaceKind.COMMAND, channel="C0GENERAL1"))


class Locale(StrEnum):
    """The locales that the examples are drawn in."""

    BRITISH = "en_GB"
    AMERICAN = "en_US"
    DANISH = "da_DK"
    DUTCH = "nl_NL"


def show(
    as_json: Annotated[bool, typer.Option("--json", help="Print the payloads.")] = False,
    locale: Annotated[list[Locale] | None, typer.Option(help="One language; may be given again.")] = None,
) -> None:
    """Print every screen with its examples: name and text, or with --json what would go to Slack.

    JSON: locale → `screen/example` → a message (`text`, `blocks`), or a dialog as a view (`type` is modal).
    """
    chosen = [one.value for one in locale or Locale]
    if as_json:
        drawn = {one: {name: outgoing(payload) for name, payload in gallery(one).items()} for one in chosen}
        typer.echo(json.dumps(drawn, ensure_ascii=False, indent=1))
        return
    for one in chosen:
        for name, payload in gallery(one).items():
            typer.echo(f"{one}  {name}  {payload['text']}")


def outgoing(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What goes to Slack: a message, or the view of a dialog as a command opens it."""
    text, blocks = payload["text"], payload["blocks"]
    if "frame" not in payload:
        return {"text": text, "blocks": blocks}
    frame = Frame(**payload["frame"])
    return view_of(Rendered(text, blocks, frame), frame, COMMAND)
