"""The page by keyboard and to a screen reader: axe finds nothing, in both themes and widths."""

from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.playground.blocks import actions, button, home, modal, option, plain, section, text_input
from tests.playground.conftest import FREJA, Rig
from tests.playground.sights import Sight, Theme, every_input, opener, send, sight, tab

__all__ = ["sight", "tab"]

pytestmark = [pytest.mark.waiting(first=True), pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# Violations are told whole; what passes is neither described nor sent here.
RUN = "axe.run({ resultTypes: ['violations'], selectors: false }).then(found => found.violations)"
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
WIDTHS = pytest.mark.parametrize("width", [1280, 400])
# Colours are the theme's, places the width's: each once is enough where the other two are seen elsewhere.
DARK_IS_WIDE = pytest.mark.parametrize(("width", "theme"), [(1280, "dark"), (400, "light")])
LIGHT_IS_WIDE = pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (400, "dark")])


async def passes(page: Page) -> None:
    # What is fading in has not its colours yet.
    await page.evaluate("Promise.all(document.getAnimations().filter(one => one.effect.getTiming().iterations === 1)"
                        ".map(one => one.finished))")  # fmt: skip
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    found = await page.evaluate(RUN)
    failures = [
        f"{broken['id']}: {node['html'][:200]} {node['failureSummary']}" for broken in found for node in broken["nodes"]
    ]
    assert not failures, "\n".join(failures)


async def lively(rig: Rig) -> None:
    """Messages with everything that csbot's have, a thread, a file, and a Home."""
    menu = {"type": "overflow", "action_id": "more", "options": [option("a", "Snooze"), option("b", "Open")]}
    choose = {"type": "static_select", "action_id": "pick", "placeholder": plain("Pick"), "options": [option("a")]}
    image = {
        "type": "image",
        "image_url": f"{rig.playground.base_url}/page/icon.svg",
        "alt_text": "A chart",
        "title": plain("Chart"),
    }
    told = {"type": "context", "elements": [{"type": "mrkdwn", "text": "due <!date^1800000000^{date}|then>"}]}
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": plain("Your day")},
        section("*a* _b_ `c` <https://example.com|link>", accessory=menu),
        actions(button("go", style="primary"), button("no", style="danger"), choose), {"type": "divider"}, image, told,
    ]  # fmt: skip
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=blocks)
    await rig.do("say", user=FREJA.id, text="hello <@U0SOFIE00>")
    await rig.do("say", user=FREJA.id, text="a reply", thread_ts=posted["ts"])
    await rig.api("views.publish", user_id=FREJA.id, view=home(*blocks))


@THEMES
@WIDTHS
async def test_conversations_menus_and_home_pass(sight: Sight, width: int, theme: Theme) -> None:
    await lively(sight.rig)
    sight.rig.app.answers["command"] = {"text": "Day", "blocks": [section("*Your day*")]}
    page = await sight.open(viewport={"width": width, "height": 800}, color_scheme=theme)
    await send(page, "/cs today")
    await expect(page.get_by_text("Only visible to you")).to_be_visible()
    await passes(page)
    await page.get_by_test_id("composer").fill("/")
    await expect(page.get_by_role("option", name="/cs tasks")).to_be_visible()
    await passes(page)
    await page.get_by_test_id("composer").fill("")
    await page.get_by_test_id("message-menu").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Create task")).to_be_visible()
    await passes(page)
    await page.keyboard.press("Escape")
    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Your day")
    await passes(page)


@DARK_IS_WIDE
async def test_threads_notes_people_and_the_curtain_pass(sight: Sight, width: int, theme: Theme) -> None:
    await lively(sight.rig)
    page = await sight.open(viewport={"width": width, "height": 800}, color_scheme=theme)
    await page.get_by_test_id("replies").click()
    await expect(page.get_by_test_id("thread-messages")).to_contain_text("a reply")
    await sight.rig.api("chat.postMessage", channel="C0GENERAL1", text="elsewhere")
    await expect(page.get_by_test_id("toast")).to_be_visible()
    await passes(page)
    await page.get_by_role("button", name="Close the thread").click()
    await page.get_by_test_id("curtain-toggle").click()
    await page.get_by_test_id("call").first.locator("summary").click()
    await passes(page)
    await page.get_by_role("button", name="Close the curtain").click()
    if width < 760:
        await page.get_by_role("button", name="Conversations", exact=True).click()
    await page.get_by_test_id("switcher").click()
    await passes(page)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await passes(page)


@LIGHT_IS_WIDE
async def test_dialogs_pass_with_and_without_errors(sight: Sight, width: int, theme: Theme) -> None:
    ask = {"title": plain("Sure?"), "text": plain("Gone."), "confirm": plain("Delete"), "deny": plain("Keep")}
    form = every_input()
    form["blocks"] += [actions(button("drop", "Drop", style="danger", confirm=ask))]
    sight.rig.app.answers["command"] = opener(sight.rig, form)
    page = await sight.open(viewport={"width": width, "height": 800}, color_scheme=theme)
    await send(page, "/cs new")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await passes(page)
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_test_id("field-error").first).to_be_visible()
    await passes(page)
    await page.get_by_role("combobox", name="Kind").click()
    await expect(page.get_by_role("option", name="Beta")).to_be_visible()
    await passes(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Drop").click()
    await expect(page.get_by_role("button", name="Keep")).to_be_visible()
    await passes(page)


async def test_the_way_from_a_command_to_a_saved_dialog_needs_no_mouse(sight: Sight) -> None:
    rig = sight.rig
    rig.app.answers["command"] = opener(rig, modal(text_input("name"), text_input("note", multiline=True)))
    page = await sight.open()
    await page.keyboard.type("/cs new")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="name")).to_be_focused()
    await page.keyboard.press("Enter")
    wrong = page.get_by_role("textbox", name="name")
    await expect(wrong).to_be_focused()
    await expect(wrong).to_have_attribute("aria-invalid", "true")
    await expect(wrong).to_have_accessible_description("Please complete this required field.")
    await page.keyboard.type("Acme")
    await page.keyboard.press("Tab")
    await page.keyboard.type("later")
    for _ in range(2):
        await page.keyboard.press("Tab")
    await expect(page.get_by_test_id("modal-submit")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_test_id("composer")).to_be_focused()
    values = rig.app.last("view_submission")["view"]["state"]["values"]
    assert [values[name]["text"]["value"] for name in ("name", "note")] == ["Acme", "later"]


async def test_escape_closes_the_topmost_only_each_time_it_is_pressed(sight: Sight) -> None:
    rig = sight.rig
    deeper = actions(button("deeper", "Deeper"))
    open_next = opener(rig, *(modal(deeper, title=plain(title)) for title in ("One", "Two", "Three")))
    rig.app.answers |= {"command": open_next, "block_actions": open_next}
    page = await sight.open()
    await send(page, "/cs deep")
    for title in ("One", "Two"):
        await page.get_by_role("dialog", name=title).get_by_role("button", name="Deeper").click()
    for title in ("Three", "Two", "One"):
        await expect(page.get_by_role("dialog", name=title)).to_be_visible()
        await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_the_focus_stays_in_a_dialog(sight: Sight) -> None:
    sight.rig.app.answers["command"] = opener(sight.rig, modal(text_input("name")))
    page = await sight.open()
    await send(page, "/cs new")
    await expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(8):
        await page.keyboard.press("Tab")
        # The browser's own controls come between; the page behind never does.
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


async def test_nothing_moves_for_who_wants_no_motion(sight: Sight) -> None:
    page = await sight.open(reduced_motion="reduce")
    await sight.rig.api("chat.postMessage", channel="C0GENERAL1", text="elsewhere")
    await expect(page.get_by_test_id("toast")).to_be_visible()
    assert await page.evaluate("document.getAnimations().length") == 0
