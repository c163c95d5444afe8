"""Modals in a real browser: every input, three deep, errors at their fields."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import actions, button, modal, option, plain, text_input
from tests.playground.conftest import FREJA, SOFIE
from tests.playground.sights import Sight, every_input, opener, send, sight, tab

__all__ = ["sight", "tab"]

MADS = DEFAULT_TEAM.people[1]
pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def fill_and_check(form: Locator) -> None:
    for label, text in (
        ("Title", "Call Acme"), ("Due", "2030-01-02"), ("At", "08:30"), ("When", "2030-07-01T09:00"), ("Value", "7"),
        ("Mail", "kim@example.com"), ("Site", "https://example.com"), ("Note", "two\nlines"),
    ):  # fmt: skip
        await form.locator(".input").get_by_label(label, exact=True).fill(text)
    await form.get_by_role("radio", name="Beta").check()
    await form.get_by_role("checkbox", name="Alpha").check()


async def choose_and_find(page: Page) -> None:
    for label, names in (
        ("Kind", ["Beta"]), ("Tags", ["Alpha"]), ("Group", ["Second one"]), ("Room", ["#general"]), ("Talk", ["csbot"]),
        ("Others", [SOFIE.real_name, MADS.real_name]), ("Rooms", ["#general", "#random"]), ("Talks", ["#random"]),
    ):  # fmt: skip
        for name in names:
            await choose(page, label, name)
        await page.keyboard.press("Tab")
    for label, typed, found in (
        ("Owner", "sof", SOFIE.real_name), ("Account", "acme", "Found acme"), ("Accounts", "acme", "Found acme"),
        ("Accounts", "beta", "Found beta"),
    ):  # fmt: skip
        await page.get_by_role("combobox", name=label, exact=True).fill(typed)
        await page.get_by_role("option", name=found).click()
    await page.keyboard.press("Tab")


async def test_a_modal_takes_every_kind_of_input(sight: Sight) -> None:
    rig = sight.rig
    rig.app.answers["command"] = opener(rig, every_input())
    rig.app.answers["block_suggestion"] = lambda asked: {"options": [option(asked["value"], f"Found {asked['value']}")]}
    page = await sight.open()
    await send(page, "/cs new")
    form = page.get_by_role("dialog", name="Title")
    await fill_and_check(form)
    await choose_and_find(page)
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)
    values = {block: state["x"] for block, state in rig.app.last("view_submission")["view"]["state"]["values"].items()}
    assert {name: next(found for key, found in state.items() if key != "type") for name, state in values.items()} == {
        "Title": "Call Acme", "Kind": option("b", "Beta"), "Tags": [option("a", "Alpha")], "Owner": SOFIE.id,
        "Account": option("acme", "Found acme"), "Due": "2030-01-02", "At": "08:30",
        "When": 1_909_119_600, "Level": option("b", "Beta"), "Flags": [option("a", "Alpha")], "Value": "7",
        "Mail": "kim@example.com", "Site": "https://example.com", "Note": rich("two\nlines"),
        "Group": option("Second", "Second one"), "Others": [SOFIE.id, MADS.id],
        "Accounts": [option("acme", "Found acme"), option("beta", "Found beta")], "Room": "C0GENERAL1",
        "Rooms": ["C0GENERAL1", "C0RANDOM01"], "Talk": FREJA.dm_id, "Talks": ["C0RANDOM01"],
    }  # fmt: skip


def rich(text: str) -> dict[str, Any]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


async def choose(page: Page, label: str, name: str) -> None:
    await page.get_by_role("combobox", name=label, exact=True).click()
    await page.get_by_role("option", name=name).click()


async def test_modals_lie_three_deep_with_errors_at_their_fields(sight: Sight) -> None:
    rig = sight.rig
    deeper = actions(button("deeper", "Deeper"))
    views = [modal(deeper, title=plain(title)) for title in ("One", "Two")]
    open_next = opener(rig, *views, modal(text_input("name"), title=plain("Three")))
    rig.app.answers |= {"command": open_next, "block_actions": open_next}
    rig.app.answers["view_submission"] = {"response_action": "errors", "errors": {"name": "Taken already"}}
    page = await sight.open()
    await send(page, "/cs deep")
    for title in ("One", "Two"):
        await page.get_by_role("dialog", name=title).get_by_role("button", name="Deeper").click()
    third = page.get_by_role("dialog", name="Three")
    await third.get_by_role("button", name="Save").click()
    await expect(third.get_by_test_id("field-error")).to_have_text("Please complete this required field.")
    await third.get_by_role("textbox", name="name").fill("Acme")
    await page.keyboard.press("Enter")
    await expect(third.get_by_test_id("field-error")).to_have_text("Taken already")
    await expect(third.get_by_role("textbox", name="name")).to_have_value("Acme")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog", name="Two")).to_be_visible()
    await page.get_by_role("button", name="Back", exact=True).click()
    await page.get_by_role("dialog", name="One").get_by_role("button", name="Close").click()
    await expect(page.get_by_test_id("modal")).to_be_hidden()
