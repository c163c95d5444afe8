"""Inputs that speak at once, in messages and in dialogs that change while one fills them; and every other block."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.playground.blocks import actions, button, modal, option, plain, section, text_input
from tests.playground.conftest import FREJA, SOFIE, Rig
from tests.playground.sights import Sight, opener, send, sight, tab, until

__all__ = ["sight", "tab"]

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
LETTERS = {"options": [option("a", "Alpha"), option("b", "Beta")]}


def element(kind: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": action_id, **more}


CONTROLS = [
    section("Day", block_id="day", accessory=element("datepicker", "day", placeholder=plain("Day"))),
    section("Flags", block_id="flags", accessory=element("checkboxes", "flags", **LETTERS)),
    section("More", block_id="more", accessory=element("overflow", "more", **LETTERS)),
    actions(
        element("timepicker", "hour", placeholder=plain("Hour")), element("datetimepicker", "moment"),
        element("radio_buttons", "level", **LETTERS),
        element("static_select", "kind", placeholder=plain("Kind"), **LETTERS),
        element("multi_users_select", "people", placeholder=plain("People")), button("read", "Read"),
        block_id="row",
    ),
]  # fmt: skip


async def pick(page: Page, label: str, *names: str) -> None:
    for name in names:
        await page.get_by_role("combobox", name=label).click()
        await page.get_by_role("option", name=name).click()


async def test_each_control_of_a_message_tells_the_app_what_was_chosen(sight: Sight) -> None:
    rig = sight.rig
    await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=CONTROLS)
    page = await sight.open()
    heard = 0

    async def said() -> Any:
        nonlocal heard
        heard += 1
        await until(lambda: len([one for one in rig.app.received if one.kind == "block_actions"]) == heard)
        (action,) = rig.app.last("block_actions")["actions"]
        return next(value for key, value in action.items() if key.startswith("selected_"))

    await page.get_by_label("Day", exact=True).fill("2030-01-02")
    assert await said() == "2030-01-02"
    await page.get_by_role("checkbox", name="Beta").check()
    assert await said() == [option("b", "Beta")]
    await page.get_by_role("button", name="More options").click()
    await page.get_by_role("menuitem", name="Alpha").click()
    assert await said() == option("a", "Alpha")
    await page.get_by_label("Hour").fill("08:30")
    assert await said() == "08:30"
    await page.get_by_label("Pick a date and time").fill("2030-07-01T09:00")
    assert await said() == 1_909_119_600
    await page.get_by_role("radio", name="Alpha").check()
    assert await said() == option("a", "Alpha")
    await pick(page, "Kind", "Beta")
    assert await said() == option("b", "Beta")
    await pick(page, "People", SOFIE.real_name)
    await page.keyboard.press("Escape")
    assert await said() == [SOFIE.id]
    await page.get_by_role("button", name="Read", exact=True).click()
    await until(lambda: rig.app.last("block_actions")["actions"][0]["action_id"] == "read")
    values = rig.app.last("block_actions")["state"]["values"]
    assert values["day"]["day"]["selected_date"] == "2030-01-02"
    assert values["flags"]["flags"]["selected_options"] == [option("b", "Beta")]
    assert values["row"]["people"]["selected_users"] == [SOFIE.id]


def chooser(*options: dict[str, Any], block_id: str, label: str) -> dict[str, Any]:
    select = element("static_select", "x", options=list(options))
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": select, "dispatch_action": True}


def condition(*value: dict[str, Any]) -> dict[str, Any]:
    """A dialog as one builds a filter in: what the value may be depends on the property."""
    properties = [option("due", "Due"), option("seats", "Seats")]
    return modal(text_input("name"), chooser(*properties, block_id="property", label="Property"), *value)


def input_of(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": "value", "label": plain("Value"), "element": element(kind, "x", **more)}


def changer(rig: Rig, *views: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """An answer that puts the next view in the place of the one that was acted in."""
    waiting = list(views)
    tasks = set()

    def act(content: dict[str, Any]) -> None:
        update = rig.api("views.update", view_id=content["view"]["id"], view=waiting.pop(0))
        tasks.add(asyncio.create_task(update))

    return act


async def test_a_dialog_that_changes_keeps_what_still_fits_and_forgets_the_rest(sight: Sight) -> None:
    rig = sight.rig
    number = input_of("number_input", is_decimal_allowed=False, min_value="1")
    rig.app.answers["command"] = opener(rig, condition())
    rig.app.answers["block_actions"] = changer(
        rig, condition(input_of("datepicker")), condition(number), condition(), condition(number)
    )
    page = await sight.open()
    await send(page, "/cs new")
    await page.get_by_role("textbox", name="name").fill("Late ones")
    form = page.get_by_role("dialog")
    await pick(page, "Property", "Due")
    await form.get_by_label("Value").fill("2030-01-02")
    await pick(page, "Property", "Seats")
    box = form.get_by_role("textbox", name="Value")
    await expect(box).to_have_value("")
    await box.fill("0")
    await form.get_by_test_id("modal-submit").click()
    await expect(form.get_by_test_id("field-error")).to_have_text("Please enter a number of 1 or more.")
    await pick(page, "Property", "Due")
    await expect(box).to_have_count(0)
    await pick(page, "Property", "Seats")
    await expect(box).to_have_value("")
    await box.fill("12")
    await form.get_by_test_id("modal-submit").click()
    await expect(form).to_have_count(0)
    values = rig.app.last("view_submission")["view"]["state"]["values"]
    assert values["name"]["text"]["value"] == "Late ones"
    assert values["property"]["x"]["selected_option"] == option("seats", "Seats")
    assert values["value"]["x"] == {"type": "number_input", "value": "12"}


def part(text: str) -> dict[str, Any]:
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [line]}


RATING = {"text": plain("Good"), "value": "good"}, {"text": plain("Bad"), "value": "bad"}
CARD = {"type": "card", "title": plain("A card"), "actions": [button("open", "Open card", value="7")]}
TASK = {"type": "task_card", "task_id": "1", "title": "Look", "status": "in_progress", "details": part("Deep inside")}
OTHERS = [
    part("Rich"), {"type": "markdown", "text": "# Headline\n- *one*"}, CARD,
    {"type": "carousel", "elements": [CARD | {"actions": [button("next", "Open next")]}]},
    {"type": "container", "title": plain("A box"),
     "child_blocks": [section("In the box"), actions(button("in", "Inner"))]},
    {"type": "plan", "title": "A plan", "tasks": [TASK]},
    {"type": "file", "external_id": "report.pdf", "source": "remote"},
    {"type": "context_actions", "elements": [
        element("feedback_buttons", "rate", positive_button=RATING[0], negative_button=RATING[1]),
        element("icon_button", "drop", icon="trash", text=plain("Drop"))]},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "Cell"}]]},
]  # fmt: skip


async def test_every_other_block_is_shown_and_its_buttons_work(sight: Sight) -> None:
    rig = sight.rig
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=OTHERS)
    assert posted["ok"], posted
    page = await sight.open()
    message = page.get_by_test_id("message")
    for text in ("Rich", "Headline", "A card", "A box", "In the box", "A plan", "Deep inside", "report.pdf", "Cell"):
        await expect(message).to_contain_text(text)
    assert await message.locator(".block > .hint, .control > .hint").count() == 0, "something is not known"
    for name, said in (("Open card", "7"), ("Open next", None), ("Inner", None), ("Bad", "bad"), ("Drop", None)):
        await message.get_by_role("button", name=name).click()
        expected = (ACTIONS[name], said)
        await until(partial(was_pressed, rig, expected))


ACTIONS = {"Open card": "open", "Open next": "next", "Inner": "in", "Bad": "rate", "Drop": "drop"}


def was_pressed(rig: Rig, expected: tuple[str, str | None]) -> bool:
    found = [one.content["actions"][0] for one in rig.app.received if one.kind == "block_actions"]
    return bool(found) and (found[-1]["action_id"], found[-1].get("value")) == expected
