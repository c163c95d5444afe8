"""Slack's limits on whole payloads, texts and ids, and what may stand where."""

import json

from blocks.kit.validator import Surface
from tests.blocks.payloads import (
    Json,
    Limit,
    actions,
    button,
    card,
    count,
    field,
    home,
    least,
    length,
    message,
    modal,
    options,
    plain,
    section,
    select,
    text_input,
)

UPDATE, HOME, MODAL, EPHEMERAL = Surface.UPDATE, Surface.HOME, Surface.MODAL, Surface.EPHEMERAL
FILE = field({"type": "file_input", "action_id": "f"})
TEXT_FIELD = field(text_input())
FIRST = {"type": "section", "text": plain("a"), "block_id": "one"}


def of_bytes(n: int) -> Json:
    """A Home view of exactly so many bytes, in characters of two each as far as possible."""
    view = home(*[section("é" * 1_500)] * 81, private_metadata="")
    view["private_metadata"] = "x" * (n - len(json.dumps(view, ensure_ascii=False).encode()))
    return view


PAYLOADS = [
    Limit("a message has a fallback text", message(section(), text="x"), message(section(), text=""), "text: 0"),
    Limit("an ephemeral one too", message(section()), {"blocks": [section()]}, "text: 0", EPHEMERAL),
    length("text of a message", 40_000, lambda t: message(text=t), "text: 40001"),
    length("text of an update", 4_000, lambda t: message(text=t), "text: 4001", UPDATE),
    count("blocks of a message", 50, lambda n: message(*[section()] * n), "blocks: 51"),
    count("blocks of a view", 100, lambda n: home(*[section()] * n), "blocks: 101", HOME),
    least("a view has a block", lambda n: modal(*[section()] * n), "blocks: 0", MODAL),
    count("bytes of a view", 250_000, of_bytes, "250001 bytes", HOME),
    length("title of a modal", 24, lambda t: modal(section(), title=plain(t)), "title.text: 25", MODAL),
    length("submit of a modal", 24, lambda t: modal(section(), submit=plain(t)), "submit.text: 25", MODAL),
    length("close of a modal", 24, lambda t: modal(section(), close=plain(t)), "close.text: 25", MODAL),
    length("metadata", 3_000, lambda t: modal(section(), private_metadata=t), "private_metadata: 3001", MODAL),
    length("callback id", 255, lambda t: modal(section(), callback_id=t), "callback_id: 256", MODAL),
    length("external id", 255, lambda t: home(section(), external_id=t), "external_id: 256", HOME),
    Limit("a modal has a title", modal(section()), {"type": "modal", "blocks": [section()]}, "title", MODAL),
    Limit("a view says which it is", home(section()), {"blocks": [section()]}, "type: None", HOME),
    *(
        Limit(f"Home has no {name}", home(section()), home(section(), **{name: plain("x")}), name, HOME)
        for name in ("title", "submit", "close")
    ),
    Limit("an input needs submit", modal(TEXT_FIELD, submit=plain("Go")), modal(TEXT_FIELD), "submit", MODAL),
    Limit("unknown blocks", message(section()), message({"type": "sektion"}), "blocks[0]: 'sektion'"),
    Limit("unknown fields", message(section()), message(section(colour="red")), "blocks[0].colour"),
    length("block id", 255, lambda t: message(section(block_id=t)), "blocks[0].block_id: 256"),
    Limit("block ids are unique", message(FIRST, section()), message(FIRST, FIRST), "blocks[1].block_id: 'one'"),
    length("action id", 255, lambda t: message(actions(button(t))), "blocks[0].elements[0].action_id: 256"),
    Limit(
        "action ids are unique in a block",
        message(actions(button("a")), actions(button("a"))),
        message(actions(button("a"), button("a"))),
        "blocks[0]: two elements with the same action_id",
    ),
    count("markdown in all", 4, lambda n: message(*[{"type": "markdown", "text": "x" * 3_000}] * n), "markdown"),
    count("tables", 1, lambda n: message(*[{"type": "table", "rows": [[{}]]}] * n), "more than one table"),
    count("rows of a table", 100, lambda n: message({"type": "table", "rows": [[{}]] * n}), "rows: 101"),
    count("cells of a row", 20, lambda n: message({"type": "table", "rows": [[{}] * n]}), "rows[0]: 21"),
    Limit("no card in a modal", modal(section()), modal(card()), "card is not for modal", MODAL),
    Limit("no table on Home", home(card()), home({"type": "table", "rows": [[{}]]}), "table is not for home", HOME),
    Limit(
        "an alert only in a modal",
        message(section()),
        message({"type": "alert"}),
        "alert is not for message",
    ),
    Limit("no markdown in a modal", modal(section()), modal({"type": "markdown", "text": "x"}), "markdown", MODAL),
    Limit("files in modals only", message(field(text_input())), message(FILE), "file_input is for modals only"),
    Limit(
        "one focus in a view",
        modal(field(text_input(focus_on_load=True)), TEXT_FIELD, submit=plain("Go")),
        modal(*[field(text_input(focus_on_load=True))] * 2, submit=plain("Go")),
        "focus_on_load",
        MODAL,
    ),
    Limit(
        "an initial option is one of the options",
        message(actions(select(initial_option=options(1)[0]))),
        message(actions(select(initial_option=options(3)[2]))),
        "initial_option: is none of the options",
    ),
]
