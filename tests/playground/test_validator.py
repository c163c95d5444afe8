"""Conformance: for each limit one payload just inside and one just outside."""

from collections.abc import Callable
from typing import Any

import pytest

from csbot.playground import limits
from csbot.playground.validator import message_errors, suggestion_errors, view_errors, view_is_too_large
from tests.playground.blocks import actions, button, home, modal, option, plain, section, text_input

Make = Callable[[int], Any]
Document = dict[str, Any]


def mrkdwn(size: int) -> Document:
    return {"type": "mrkdwn", "text": "x" * size}


def text(size: int) -> Document:
    return plain("x" * size)


def options(count: int) -> list[Document]:
    return [option(str(n)) for n in range(count)]


def element(kind: str, **more: Any) -> Document:
    return section(accessory={"type": kind, "action_id": "a", **more})


def confirm(**changes: Any) -> Document:
    given = {"title": plain("t"), "text": plain("t"), "confirm": plain("y"), "deny": plain("n"), **changes}
    return section(accessory=button(confirm=given))


def choice(**more: Any) -> Document:
    return element("static_select", options=[option("a") | more])


def groups(count: int, **changes: Any) -> list[Document]:
    return [{"label": plain("g"), "options": [option(str(n))], **changes} for n in range(count)]


def url(size: int) -> str:
    return "https://".ljust(size, "x")


def icon(number: int) -> Document:
    return {"type": "icon_button", "icon": "trash", "text": plain("x"), "action_id": str(number)}


def card(**parts: Any) -> Document:
    return {"type": "card", "title": plain("t"), **parts}


def image(**changes: Any) -> Document:
    return {"type": "image", "image_url": "https://x.example", "alt_text": "x", **changes}


# what is limited, the least and the most that fit, and how to make it of a size; None: there is no least
IN_A_MESSAGE: list[tuple[str, int | None, int, Make]] = [
    ("blocks", None, 50, lambda n: [{"type": "divider"}] * n),
    ("section text", 1, 3000, lambda n: [{"type": "section", "text": mrkdwn(n)}]),
    ("section fields", 1, 10, lambda n: [{"type": "section", "fields": [mrkdwn(1)] * n}]),
    ("field text", 1, 2000, lambda n: [{"type": "section", "fields": [mrkdwn(n)]}]),
    ("header", 1, 150, lambda n: [{"type": "header", "text": text(n)}]),
    ("context elements", 1, 10, lambda n: [{"type": "context", "elements": [mrkdwn(1)] * n}]),
    ("actions", 1, 25, lambda n: [actions(*(button(str(i)) for i in range(n)))]),
    ("block_id", None, 255, lambda n: [section(block_id="x" * n)]),
    ("action_id", 1, 255, lambda n: [actions(button("x" * n))]),
    ("button text", 1, 75, lambda n: [{"type": "actions", "elements": [{"type": "button", "text": text(n)}]}]),
    ("button value", 1, 2000, lambda n: [actions(button(value="x" * n))]),
    ("button url", None, 3000, lambda n: [actions(button(url=url(n)))]),
    ("accessibility label", 1, 75, lambda n: [actions(button(accessibility_label="x" * n))]),
    ("overflow options", 1, 5, lambda n: [element("overflow", options=options(n))]),
    ("select options", 1, 100, lambda n: [element("static_select", options=options(n))]),
    ("checkboxes", 1, 10, lambda n: [element("checkboxes", options=options(n))]),
    ("radio buttons", 1, 10, lambda n: [element("radio_buttons", options=options(n))]),
    ("option text", 1, 75, lambda n: [choice(text=text(n))]),
    ("option value", None, 150, lambda n: [choice(value="x" * n)]),
    ("option description", 1, 75, lambda n: [choice(description=text(n))]),
    ("placeholder", 1, 150, lambda n: [element("users_select", placeholder=text(n))]),
    ("confirm title", 1, 100, lambda n: [confirm(title=text(n))]),
    ("confirm text", 1, 300, lambda n: [confirm(text=text(n))]),
    ("confirm button", 1, 30, lambda n: [confirm(confirm=text(n))]),
    ("deny button", 1, 30, lambda n: [confirm(deny=text(n))]),
    ("image alt text", 1, 2000, lambda n: [{"type": "image", "image_url": "https://x.example", "alt_text": "x" * n}]),
    ("markdown", 1, 12_000, lambda n: [{"type": "markdown", "text": "x" * n}]),
    ("select groups", 1, 100, lambda n: [element("static_select", option_groups=groups(n))]),
    ("options of a group", 1, 100, lambda n: [element("static_select", option_groups=groups(1, options=options(n)))]),
    ("label of a group", 1, 75, lambda n: [element("static_select", option_groups=groups(1, label=text(n)))]),
    ("menu option url", None, 3000, lambda n: [element("overflow", options=[option("a") | {"url": url(n)}])]),
    ("icon buttons", 1, 5, lambda n: [{"type": "context_actions", "elements": [icon(i) for i in range(n)]}]),
    ("cards", 1, 10, lambda n: [{"type": "carousel", "elements": [card() for _ in range(n)]}]),
    ("card title", 1, 150, lambda n: [card(title=text(n))]),
    ("card subtitle", 1, 150, lambda n: [card(subtitle=text(n))]),
    ("card body", 1, 200, lambda n: [card(body=text(n))]),
    ("card actions", 1, 2, lambda n: [card(actions=[button(str(i)) for i in range(n)])]),
    ("image title", 1, 2000, lambda n: [image(title=text(n))]),
    ("image url", None, 3000, lambda n: [image(image_url=url(n))]),
    ("tables", None, 1, lambda n: [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * n),
    ("table rows", 1, 100, lambda n: [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * n}]),
    ("table cells", 1, 20, lambda n: [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * n]}]),
]  # fmt: skip
IN_A_MODAL: list[tuple[str, int | None, int, Make]] = [
    ("blocks", 1, 100, lambda n: {**modal(), "blocks": [{"type": "divider"}] * n}),
    ("title", 1, 24, lambda n: modal(title=text(n))),
    ("submit", 1, 24, lambda n: modal(submit=text(n))),
    ("close", 1, 24, lambda n: modal(close=text(n))),
    ("private_metadata", None, 3000, lambda n: modal(private_metadata="x" * n)),
    ("callback_id", None, 255, lambda n: modal(callback_id="x" * n)),
    ("external_id", None, 255, lambda n: modal(external_id="x" * n)),
    ("label", 1, 2000, lambda n: modal({**text_input(), "label": text(n)})),
    ("hint", 1, 2000, lambda n: modal({**text_input(), "hint": text(n)})),
    ("initial text", None, 3000, lambda n: modal(text_input(initial_value="x" * n))),
    ("files", 1, 10, lambda n: modal({**text_input(), "element": {"type": "file_input", "max_files": n}})),
    ("number of characters asked for", 1, 3000, lambda n: modal(text_input(max_length=n))),
    ("one focus", None, 1, lambda n: modal(*(text_input(str(i), focus_on_load=i < n) for i in range(3)))),
]


def named(cases: list[tuple[str, int | None, int, Make]]) -> list[Any]:
    return [pytest.param(*case[1:], id=case[0]) for case in cases]


def assert_only_what_fits(errors: Callable[[Any], tuple[str, ...]], least: int | None, most: int, make: Make) -> None:
    assert errors(make(most)) == ()
    assert errors(make(most + 1)) != ()
    if least is not None:
        assert errors(make(least)) == ()
        assert errors(make(least - 1)) != ()


@pytest.mark.parametrize(("least", "most", "make"), named(IN_A_MESSAGE))
def test_a_message_keeps_each_limit(least: int | None, most: int, make: Make) -> None:
    assert_only_what_fits(message_errors, least, most, make)


@pytest.mark.parametrize(("least", "most", "make"), named(IN_A_MODAL))
def test_a_modal_keeps_each_limit(least: int | None, most: int, make: Make) -> None:
    assert_only_what_fits(lambda view: view_errors(view, limits.MODAL), least, most, make)


REFUSED: dict[str, Any] = {
    "mrkdwn in a header": {"type": "header", "text": mrkdwn(1)},
    "mrkdwn in a button": actions({**button(), "text": mrkdwn(1)}),
    "emoji on mrkdwn": {"type": "section", "text": {**mrkdwn(1), "emoji": True}},
    "neither text nor fields": {"type": "section"},
    "an unknown block": {"type": "shout"},
    "an unknown field": section(colour="red"),
    "no type": {"text": plain("x")},
    "not an object": "text",
    "an accessory that may not be one": element("datetimepicker"),
    "an image without a source": {"type": "image", "alt_text": "x"},
    "an image with two sources": {"type": "image", "alt_text": "x", "image_url": "https://x.example", "slack_file": {}},
    "an address without a scheme": actions(button(url="example.com")),
    "options and groups": element("static_select", options=options(1), option_groups=[]),
    "an initial option that is none": element("static_select", options=options(1), initial_option=option("z")),
    "an initial check that is none": element("checkboxes", options=options(1), initial_options=[option("z")]),
    "two options of one value": element("static_select", options=[option("a"), option("a")]),
    "a date that is none": element("datepicker", initial_date="2030-02-30"),
    "a date in short": element("datepicker", initial_date="20300101"),
    "a time that is none": element("timepicker", initial_time="25:00"),
    "a style that is none": actions(button(style="happy")),
    "the same action twice in a block": actions(button("a"), button("a")),
    "a confirmation without deny": section(accessory=button(confirm={"title": plain("t"), "text": plain("t"),
                                                                     "confirm": plain("c")})),
    "an input where buttons belong": actions({"type": "plain_text_input", "action_id": "a"}),
    "a file input in a message": {**text_input(), "element": {"type": "file_input"}},
    "a modal's alert in a message": {"type": "alert", "text": plain("x")},
    "rich text of an unknown part": {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
        {"type": "shout"}]}]},
    "a number that is none": {**text_input(), "element": {"type": "number_input", "is_decimal_allowed": True,
                                                          "initial_value": "nan"}},
    "a decimal where none is allowed": {**text_input(), "element": {"type": "number_input", "initial_value": "1.5",
                                                                    "is_decimal_allowed": False}},
}  # fmt: skip


@pytest.mark.parametrize("block", REFUSED.values(), ids=REFUSED.keys())
def test_slack_refuses(block: Any) -> None:
    assert message_errors([block]) != ()


def test_block_ids_are_unique_in_a_payload() -> None:
    assert message_errors([section(block_id="a"), section(block_id="b")]) == ()
    assert message_errors([section(block_id="a"), section(block_id="a")]) != ()


@pytest.mark.parametrize("kind", ["markdown", "table", "card", "carousel", "context_actions", "file"])
def test_a_modal_shows_no_message_blocks(kind: str) -> None:
    assert any("unsupported type" in error for error in view_errors(modal({"type": kind}), limits.MODAL))


def test_a_modal_with_an_input_needs_submit_and_a_home_has_none() -> None:
    without = {key: value for key, value in modal(text_input()).items() if key != "submit"}
    assert view_errors(without, limits.MODAL) != ()
    assert view_errors(modal(text_input()), limits.MODAL) == ()
    assert view_errors(home(), limits.HOME) == ()
    assert view_errors({**home(), "title": plain("x")}, limits.HOME) != ()
    assert view_errors(home(), limits.MODAL) != ()


def test_a_view_is_at_most_250_kb() -> None:
    assert not view_is_too_large(modal(*[section("x" * 2400)] * 100))
    assert view_is_too_large(modal(*[section("x" * 2500)] * 100))


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ({"options": options(100)}, True),
        ({"options": []}, True),
        ({"options": options(101)}, False),
        ({"option_groups": [{"label": plain("g"), "options": options(2)}]}, True),
        ({}, False),
        (None, False),
        ("text", False),
    ],
)
def test_an_options_load_answers_at_most_a_hundred(answer: Any, fits: bool) -> None:
    assert (suggestion_errors(answer) == ()) is fits


def test_errors_are_in_slacks_words_with_a_pointer() -> None:
    assert message_errors([{"type": "section", "text": {**mrkdwn(3001)}}, {"type": "divider", "a": 1}]) == (
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        "invalid additional property: a [json-pointer:/blocks/1]",
    )
