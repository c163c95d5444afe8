"""Slack's limits on blocks, elements and the objects in them."""

from typing import Any

from blocks.kit.validator import Surface
from tests.blocks.payloads import (
    Json,
    Limit,
    actions,
    button,
    card,
    count,
    field,
    least,
    length,
    message,
    modal,
    mrkdwn,
    options,
    plain,
    section,
    select,
    text_input,
)

MODAL = Surface.MODAL
IMAGE: Json = {"type": "image", "image_url": "https://x", "alt_text": "x"}


def in_section(**fields: Any) -> Json:
    return message({"type": "section", **fields})


def in_modal(element: Json, **fields: Any) -> Json:
    return modal(field(element, **fields), submit=plain("Go"))


def pressed(**fields: Any) -> Json:
    return message(actions(button(**fields)))


def option(**fields: Any) -> Json:
    return message(actions(select(options=[{"text": plain("x"), "value": "1", **fields}])))


def confirm(**fields: Any) -> Json:
    good = {"title": plain("x"), "text": mrkdwn("x"), "confirm": plain("x"), "deny": plain("x")}
    return pressed(confirm={**good, **fields})


def groups(n: int) -> Json:
    return select(option_groups=[{"label": plain("x"), "options": options(1)}] * n, options=None)


def without_options(element: Json) -> Json:
    return {name: value for name, value in element.items() if name != "options"}


def carousel(n: int) -> Json:
    return message({"type": "carousel", "elements": [card()] * n})


def rate(n: int) -> Json:
    icon = {"type": "icon_button", "icon": "trash", "text": plain("x")}
    return message({"type": "context_actions", "elements": [{**icon, "action_id": str(i)} for i in range(n)]})


def fields(n: int) -> Json:
    return in_section(fields=[mrkdwn("x")] * n)


def buttons(n: int) -> Json:
    return message(actions(*(button(str(i)) for i in range(n))))


def context(n: int) -> Json:
    return message({"type": "context", "elements": [mrkdwn("x")] * n})


BLOCKS = [
    length("section", 3_000, lambda t: message(section(t)), "blocks[0].text.text: 3001"),
    Limit("no empty section", message(section("x")), message(section("")), "blocks[0].text.text: 0"),
    Limit("a section says something", in_section(fields=[mrkdwn("x")]), in_section(), "needs text or fields"),
    count("fields", 10, fields, "blocks[0].fields: 11"),
    length("field", 2_000, lambda t: in_section(fields=[mrkdwn(t)]), "fields[0].text: 2001"),
    length("header", 150, lambda t: message({"type": "header", "text": plain(t)}), "blocks[0].text.text: 151"),
    Limit(
        "no mrkdwn in a header",
        message({"type": "header", "text": plain("x")}),
        message({"type": "header", "text": mrkdwn("x")}),
        "'mrkdwn' is no plain_text",
    ),
    count("context", 10, context, "blocks[0].elements: 11"),
    least("no empty context", context, "blocks[0].elements: 0"),
    count("actions", 25, buttons, "blocks[0].elements: 26"),
    least("no empty actions", buttons, "blocks[0].elements: 0"),
    count("context actions", 5, rate, "blocks[0].elements: 6"),
    count("carousel", 10, carousel, "blocks[0].elements: 11"),
    least("no empty carousel", carousel, "blocks[0].elements: 0"),
    length("card title", 150, lambda t: message(card(title=plain(t))), "blocks[0].title.text: 151"),
    length("card subtitle", 150, lambda t: message(card(subtitle=plain(t))), "blocks[0].subtitle.text: 151"),
    length("card body", 200, lambda t: message(card(body=mrkdwn(t))), "blocks[0].body.text: 201"),
    count("card actions", 2, lambda n: message(card(actions=[button()] * n)), "blocks[0].actions: 3"),
    length("alt text", 2_000, lambda t: message({**IMAGE, "alt_text": t}), "blocks[0].alt_text: 2001"),
    length("image title", 2_000, lambda t: message({**IMAGE, "title": plain(t)}), "blocks[0].title.text: 2001"),
    length("image url", 3_000, lambda t: message({**IMAGE, "image_url": t}), "blocks[0].image_url: 3001"),
    length("label", 2_000, lambda t: in_modal(text_input(), label=plain(t)), "label.text: 2001", MODAL),
    length("hint", 2_000, lambda t: in_modal(text_input(), hint=plain(t)), "hint.text: 2001", MODAL),
    Limit(
        "no datetimepicker beside a section",
        message(actions({"type": "datetimepicker", "action_id": "d"})),
        in_section(text=mrkdwn("x"), accessory={"type": "datetimepicker", "action_id": "d"}),
        "'datetimepicker' is no section accessory",
    ),
    Limit("no text input in actions", in_modal(text_input()), modal(actions(text_input())), "plain_text_input", MODAL),
]

ELEMENTS = [
    length("button text", 75, lambda t: pressed(text=plain(t)), "elements[0].text.text: 76"),
    Limit("no mrkdwn on a button", pressed(text=plain("x")), pressed(text=mrkdwn("x")), "'mrkdwn' is no plain_text"),
    length("button value", 2_000, lambda t: pressed(value=t), "elements[0].value: 2001"),
    length("button url", 3_000, lambda t: pressed(url=t), "elements[0].url: 3001"),
    length("screen reader", 75, lambda t: pressed(accessibility_label=t), "accessibility_label: 76"),
    Limit("button style", pressed(style="danger"), pressed(style="default"), "elements[0].style: 'default'"),
    length("confirm title", 100, lambda t: confirm(title=plain(t)), "confirm.title.text: 101"),
    length("confirm text", 300, lambda t: confirm(text=mrkdwn(t)), "confirm.text.text: 301"),
    length("confirm button", 30, lambda t: confirm(confirm=plain(t)), "confirm.confirm.text: 31"),
    length("deny button", 30, lambda t: confirm(deny=plain(t)), "confirm.deny.text: 31"),
    length("option text", 75, lambda t: option(text=plain(t)), "options[0].text.text: 76"),
    length("option value", 150, lambda t: option(value=t), "options[0].value: 151"),
    length("option description", 75, lambda t: option(description=plain(t)), "options[0].description.text: 76"),
    Limit(
        "option values differ",
        message(actions(select(options=options(2)))),
        message(actions(select(options=options(1) * 2))),
        "two options with the same value",
    ),
    count("options", 100, lambda n: message(actions(select(options=options(n)))), "elements[0].options: 101"),
    least("a select has an option", lambda n: message(actions(select(options=options(n)))), "options: 0"),
    count("option groups", 100, lambda n: message(actions(without_options(groups(n)))), "option_groups: 101"),
    Limit(
        "options or groups, never both",
        message(actions(without_options(groups(1)))),
        message(actions({**groups(1), "options": options(1)})),
        "either options or option_groups",
    ),
    length("placeholder", 150, lambda t: message(actions(select(placeholder=plain(t)))), "placeholder.text: 151"),
    count("overflow", 5, lambda n: message(actions(select("overflow", options=options(n)))), "options: 6"),
    count("checkboxes", 10, lambda n: message(actions(select("checkboxes", options=options(n)))), "options: 11"),
    count("radio buttons", 10, lambda n: message(actions(select("radio_buttons", options=options(n)))), "options: 11"),
    Limit(
        "initial options are among the options",
        in_section(text=mrkdwn("x"), accessory=select("multi_static_select", initial_options=options(2))),
        in_section(text=mrkdwn("x"), accessory=select("multi_static_select", initial_options=options(3))),
        "initial_options[2]",
    ),
    length("typed text", 3_000, lambda t: in_modal(text_input(initial_value=t)), "initial_value: 3001", MODAL),
    count("length of a text", 3_000, lambda n: in_modal(text_input(max_length=n)), "max_length: 3001", MODAL),
    Limit(
        "lengths in order",
        in_modal(text_input(min_length=5, max_length=5)),
        in_modal(text_input(min_length=6, max_length=5)),
        "min_length above max_length",
        MODAL,
    ),
    Limit(
        "numbers are texts",
        in_modal({"type": "number_input", "is_decimal_allowed": False, "initial_value": "5"}),
        in_modal({"type": "number_input", "is_decimal_allowed": False, "initial_value": 5}),
        "initial_value: not a text",
        MODAL,
    ),
    count("files", 10, lambda n: in_modal({"type": "file_input", "max_files": n}), "max_files: 11", MODAL),
]
