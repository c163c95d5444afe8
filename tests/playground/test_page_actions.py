"""What people do by hand on the page: shortcuts, completion of commands, threads, notes."""

import re

import pytest
from playwright.async_api import expect

from csbot.playground import create_playground
from tests.playground.blocks import modal, section, text_input
from tests.playground.conftest import FREJA, SOFIE, MakeConfig, rigged
from tests.playground.sights import Sight, Tab, opener, send, sight, tab, until

__all__ = ["sight", "tab"]

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_message_shortcut_opens_a_dialog_by_keyboard_and_gives_the_focus_back(sight: Sight) -> None:
    rig = sight.rig
    rig.app.answers["message_action"] = opener(rig, modal(text_input("name")))
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="Acme wants a call")
    page = await sight.open()
    more = page.get_by_test_id("message").get_by_role("button", name="More actions")
    await more.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Create task")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_role("textbox", name="name")).to_be_focused()
    asked = rig.app.last("message_action")
    assert (asked["callback_id"], asked["message"]["ts"]) == ("task.from_message", posted["ts"])
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(more).to_be_focused()


async def test_a_global_shortcut_is_chosen_beside_the_composer(sight: Sight) -> None:
    rig = sight.rig
    rig.app.answers["shortcut"] = opener(rig, modal(text_input("name")))
    page = await sight.open()
    await page.get_by_role("button", name="Shortcuts and commands").click()
    await page.get_by_role("menuitem", name="New task").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert rig.app.last("shortcut")["callback_id"] == "task.new"


async def test_a_shortcut_that_fails_says_so(sight: Sight) -> None:
    sight.rig.app.status["shortcut"] = 500
    page = await sight.open()
    await page.keyboard.press("Control+k")
    await page.get_by_test_id("palette-input").fill("new")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("toast")).to_contain_text("trouble connecting")


async def test_ctrl_k_jumps_to_a_conversation(sight: Sight) -> None:
    page = await sight.open()
    await page.keyboard.press("Control+k")
    await page.get_by_test_id("palette-input").fill("gen")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="general")).to_be_visible()


async def test_commands_are_completed_with_their_usage(sight: Sight) -> None:
    page = await sight.open()
    box = page.get_by_test_id("composer")
    await box.press_sequentially("/cs ta")
    await expect(page.get_by_role("option", name="/cs tasks")).to_contain_text("overdue")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option", name="/cs tasks")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Tab")
    await expect(box).to_have_value("/cs tasks ")
    await box.press_sequentially("open")
    await page.keyboard.press("Enter")
    await until(lambda: any(entry.kind == "command" for entry in sight.rig.app.received))
    assert sight.rig.app.last("command")["text"] == "tasks open"


async def test_a_whole_command_is_sent_at_once_and_half_a_one_is_completed(sight: Sight) -> None:
    page = await sight.open()
    box = page.get_by_test_id("composer")
    await box.press_sequentially("/c")
    await page.keyboard.press("Enter")
    await expect(box).to_have_value("/cs ")
    await page.keyboard.press("Enter")
    await expect(box).to_have_value("")
    await until(lambda: any(entry.kind == "command" for entry in sight.rig.app.received))


async def test_what_one_sends_and_its_answer_come_into_view(sight: Sight) -> None:
    rig = sight.rig
    for number in range(4):
        await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[section(f"{number}\n" * 30)])
    rig.app.answers["command"] = {"text": "Day", "blocks": [section("line\n" * 30), section("the end")]}
    page = await sight.open()
    log = page.get_by_test_id("messages")
    await log.evaluate("log => { log.scrollTop = 0 }")
    await expect(page.get_by_text("the end")).to_have_count(0)
    await send(page, "/cs today")
    await expect(page.get_by_text("the end")).to_be_in_viewport()


async def test_who_reads_further_up_is_not_moved_by_what_comes(sight: Sight) -> None:
    rig = sight.rig
    for number in range(4):
        await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[section(f"{number}\n" * 30)])
    page = await sight.open()
    log = page.get_by_test_id("messages")
    await expect(page.get_by_test_id("message").last).to_be_in_viewport()
    await log.hover()

    async def is_at_its_top() -> bool:
        await page.mouse.wheel(0, -9000)  # again and again: what comes late may take the page back to its end
        return bool(await log.evaluate("log => log.scrollTop === 0"))

    await until(is_at_its_top)
    await rig.api("chat.postMessage", channel=FREJA.id, text="late")
    await expect(page.get_by_text("late")).not_to_be_in_viewport()


async def test_a_message_elsewhere_is_noted_counted_and_opened_from_its_note(sight: Sight) -> None:
    page = await sight.open(query="channel=C0GENERAL1")
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="Acme is *at risk*", blocks=[section("much more")])
    note = page.get_by_test_id("toast")
    await expect(note).to_contain_text("Acme is at risk")
    await expect(page).to_have_title(re.compile(r"^\(1\) "))
    await note.get_by_role("button", name="csbot").click()
    await expect(page.get_by_test_id("message")).to_contain_text("much more")
    await expect(page.get_by_test_id("new-line")).to_be_visible()
    await expect(page).not_to_have_title(re.compile(r"^\("))


async def test_ones_own_message_and_a_changed_one_are_not_noted(sight: Sight) -> None:
    rig = sight.rig
    posted = await rig.api("chat.postMessage", channel="C0GENERAL1", text="first")
    page = await sight.open()
    await rig.do("say", user=FREJA.id, channel="C0GENERAL1", text="mine")
    await rig.api("chat.update", channel="C0GENERAL1", ts=posted["ts"], text="changed")
    await rig.do("say", user=SOFIE.id, channel="C0GENERAL1", text="hers")
    await expect(page.get_by_test_id("toast")).to_contain_text("hers")
    await expect(page.get_by_test_id("toast")).to_have_count(1)


async def test_a_thread_opens_beside_its_conversation_and_is_counted_below_its_message(sight: Sight) -> None:
    rig = sight.rig
    posted = await rig.api("chat.postMessage", channel="C0GENERAL1", text="Who calls Acme?")
    page = await sight.open(query="channel=C0GENERAL1")
    message = page.get_by_test_id("messages").get_by_test_id("message")
    await message.hover()
    await message.get_by_role("button", name="Reply in thread").click()
    await expect(page.get_by_test_id("thread-composer")).to_be_focused()
    await page.keyboard.type("I do")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("thread-messages")).to_contain_text("I do")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("I do")
    await rig.api("chat.postMessage", channel="C0GENERAL1", text="Good", thread_ts=posted["ts"])
    await expect(page.get_by_test_id("replies")).to_contain_text("2 replies")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("thread-messages")).to_have_count(0)
    await page.get_by_test_id("replies").click()
    await expect(page.get_by_test_id("thread-messages").get_by_test_id("message")).to_have_count(3)


async def test_commands_are_not_for_threads(sight: Sight) -> None:
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="x")
    page = await sight.open()
    await page.get_by_test_id("message").hover()
    await page.get_by_test_id("reply").click()
    await page.get_by_test_id("thread-composer").fill("/cs today")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").filter(has_text="not supported in threads")).to_be_visible()
    assert not any(entry.kind == "command" for entry in sight.rig.app.received)


async def test_paused_notifications_do_not_show_but_count_until_resumed(sight: Sight) -> None:
    page = await sight.open(query="channel=C0GENERAL1")
    await page.get_by_test_id("pause").click()
    await page.get_by_role("menuitem", name="for 1 hour").click()
    pause = page.get_by_test_id("pause")
    await expect(pause).to_have_accessible_name(re.compile("^Notifications are paused until "))
    assert (await sight.rig.api("dnd.info", user=FREJA.id))["dnd_enabled"]
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="quiet")
    await expect(page).to_have_title(re.compile(r"^\(1\) "))
    await expect(page.get_by_test_id("toast")).to_have_count(0)
    await page.get_by_test_id("clock-hour").click()
    await expect(pause).to_have_accessible_name("Pause notifications")
    await sight.rig.api("chat.postMessage", channel=FREJA.id, text="loud")
    await expect(page.get_by_test_id("toast")).to_contain_text("loud")


async def test_a_conversation_of_several_appears_and_is_written_in(sight: Sight) -> None:
    rig = sight.rig
    page = await sight.open()
    group = (await rig.api("conversations.open", users=f"{FREJA.id},{SOFIE.id}"))["channel"]["id"]
    await page.get_by_role("button", name="Sofie Kjær, csbot").click()
    await expect(page.get_by_role("heading", name="Sofie Kjær, csbot")).to_be_visible()
    await send(page, "hello you two")
    await until(lambda: any(entry.kind == "message" for entry in rig.app.received))
    assert rig.app.last("message")["event"]["channel"] == group


async def test_an_app_without_a_home_shows_its_messages_alone(tab: Tab, make_config: MakeConfig) -> None:
    async with rigged(create_playground(make_config(tabs=("messages",)))) as rig:
        sight = Sight(rig, tab)
        page = await sight.open(query="tab=home")
        await expect(page.get_by_role("tab")).to_have_text(["Messages"])
        await expect(page.get_by_test_id("messages")).to_be_visible()
        await sight.close()
