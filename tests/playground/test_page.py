"""The page in a real browser: people click and type, and see what Slack would show."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import expect

from tests.playground.blocks import actions, button, home, option, plain, section
from tests.playground.conftest import FREJA, SOFIE
from tests.playground.sights import Sight, Theme, send, sight, tab, until

__all__ = ["sight", "tab"]

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_command_is_answered_a_button_pressed_and_the_message_changes_in_place(sight: Sight) -> None:
    rig = sight.rig
    rig.app.answers["command"] = {"text": "Day", "blocks": [section("*Your day*"), actions(button("done", "Complete"))]}

    def complete(content: dict[str, Any]) -> None:
        reply = {"replace_original": True, "text": "Done", "blocks": [section("_All done_")]}
        task = asyncio.create_task(rig.http.post(content["response_url"], json=reply))
        complete.task = task  # type: ignore[attr-defined]  # kept from being collected

    rig.app.answers["block_actions"] = complete
    page = await sight.open()
    await send(page, "/cs today")
    message = page.get_by_test_id("message")
    await expect(message).to_contain_text("Only visible to you")
    await expect(message.locator("b")).to_have_text("Your day")
    await message.get_by_role("button", name="Complete").click()
    await expect(message.locator("i")).to_have_text("All done")
    assert "message" not in rig.app.last("block_actions")
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_a_command_that_fails_says_so_to_the_person_only(sight: Sight) -> None:
    sight.rig.app.status["command"] = 500
    page = await sight.open()
    await send(page, "/cs today")
    await expect(page.get_by_test_id("message")).to_contain_text('/cs failed with the error "dispatch_failed"')
    assert await sight.rig.messages() == []


async def test_a_failed_press_says_so_beside_the_button(sight: Sight) -> None:
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[actions(button())])
    sight.rig.app.status["block_actions"] = 500
    page = await sight.open()
    await page.get_by_test_id("message").get_by_role("button", name="Go").click()
    await expect(page.get_by_role("alert")).to_contain_text("trouble connecting")


async def test_messages_appear_as_they_come_and_count_as_unread_elsewhere(sight: Sight) -> None:
    page = await sight.open(query="channel=C0GENERAL1")
    await expect(page.get_by_role("heading", name="general")).to_be_visible()
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="hello *you*")
    app = page.get_by_test_id("app")
    await expect(app.get_by_label("1 unread")).to_be_visible()
    await app.click()
    await expect(page.get_by_test_id("message")).to_contain_text("hello you")
    await expect(app.get_by_label("1 unread")).to_have_count(0)


async def test_writing_tells_the_app_and_names_become_mentions(sight: Sight) -> None:
    page = await sight.open()
    box = page.get_by_test_id("composer")
    await box.press_sequentially("thanks @sof")
    await page.keyboard.press("Enter")
    await expect(box).to_have_value("thanks @sofie ")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("message")).to_contain_text(f"@{SOFIE.real_name}")
    await until(lambda: any(entry.kind == "message" for entry in sight.rig.app.received))
    assert sight.rig.app.last("message")["event"]["text"] == f"thanks <@{SOFIE.id}>"


async def test_home_is_asked_for_shown_and_updated_in_place(sight: Sight) -> None:
    await sight.rig.api("views.publish", user_id=FREJA.id, view=home(actions(button("go", "Refresh"))))
    page = await sight.open(query="tab=home")
    await page.get_by_role("button", name="Refresh").click()
    await until(lambda: any(entry.kind == "block_actions" for entry in sight.rig.app.received))
    assert sight.rig.app.last("app_home_opened")["event"]["tab"] == "home"
    await sight.rig.api("views.publish", user_id=FREJA.id, view=home(section("Fresh")))
    await expect(page.get_by_test_id("home")).to_contain_text("Fresh")


async def test_a_dangerous_button_asks_first(sight: Sight) -> None:
    ask = {
        "title": plain("Sure?"),
        "text": plain("It is gone then."),
        "confirm": plain("Delete"),
        "deny": plain("Keep"),
    }
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[
        actions(button("drop", "Drop", style="danger", confirm=ask))])  # fmt: skip
    page = await sight.open()
    await page.get_by_role("button", name="Drop").click()
    await page.get_by_role("button", name="Keep").click()
    assert not any(entry.kind == "block_actions" for entry in sight.rig.app.received)
    await page.get_by_role("button", name="Drop").click()
    await page.get_by_role("button", name="Delete").click()
    await until(lambda: any(entry.kind == "block_actions" for entry in sight.rig.app.received))


async def test_overflow_menus_work_by_keyboard(sight: Sight) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": [option("a", "Snooze"), option("b", "Open")]}
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[section(accessory=menu)])
    page = await sight.open()
    await page.get_by_role("button", name="More options").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await until(lambda: any(entry.kind == "block_actions" for entry in sight.rig.app.received))
    assert sight.rig.app.last("block_actions")["actions"][0]["selected_option"]["value"] == "b"


async def test_the_clock_moves_in_the_persons_own_zone(sight: Sight) -> None:
    page = await sight.open("U0EMILY00")
    await page.get_by_test_id("clock-tomorrow").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("08:30")
    moved = await sight.rig.see("clock", user="U0EMILY00")
    assert "T08:30" in moved["local"]
    await page.get_by_test_id("clock-reset").click()
    await expect(page.get_by_test_id("clock-reset")).to_be_disabled()


async def test_yesterday_is_called_so_after_the_clock_has_moved(sight: Sight) -> None:
    await sight.rig.do("clock", user=FREJA.id, to="tomorrow", time="12:00")  # no midnight comes between
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="x")
    page = await sight.open()
    await expect(page.locator(".day")).to_have_text("Today")
    await page.get_by_test_id("clock-tomorrow").click()
    await expect(page.locator(".day")).to_have_text("Yesterday")


async def test_one_becomes_somebody_else_and_the_url_keeps_who(sight: Sight) -> None:
    page = await sight.open()
    await page.get_by_test_id("switcher").click()
    await page.get_by_role("menuitem", name=SOFIE.real_name).click()
    await page.wait_for_url(f"**user={SOFIE.id}*")
    await expect(page.get_by_test_id("switcher")).to_contain_text(SOFIE.real_name)


async def test_the_curtain_shows_what_went_each_way(sight: Sight) -> None:
    page = await sight.open()
    await page.get_by_test_id("curtain-toggle").click()
    await send(page, "/cs today")
    call = page.locator("[data-testid=call][data-name=command]")
    await call.locator("summary").click()
    await expect(call).to_contain_text('"command": "/cs"')


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
async def test_nothing_is_wider_than_the_window(sight: Sight, width: int, theme: Theme) -> None:
    wide = section("x" * 300, accessory=button("go", "A rather long label on a button"))
    await sight.rig.api(
        "chat.postMessage", channel=FREJA.id, text="x", blocks=[wide, actions(*map(button, "abcdefgh"))]
    )
    page = await sight.open(viewport={"width": width, "height": 800}, color_scheme=theme)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert await page.evaluate("document.querySelector('.log').scrollWidth") <= width
