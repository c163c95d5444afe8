"""The whole path by clicking, in a real browser before `csbot demo` (workspace A1, N1, T2, T8-T10, U1).

CSBOT_SCREENSHOT=docs/images/today.png makes the picture in the README anew, with `-k by_clicking`.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.acceptance.demos import Demo
from tests.acceptance.people import MARCUS, OLIVER
from tests.acceptance.tuesdays import tuesday
from tests.playground.sights import browser, tab

__all__ = ["browser", "tab", "tuesday"]

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
SLOW_MS = 30_000
expect.set_options(timeout=SLOW_MS)
WINDOW = {"width": 1280, "height": 900}


async def opened(demo: Demo, shown: Browser) -> tuple[Page, list[str]]:
    """The page as it first comes up, and what it will have complained of."""
    page = await (await shown.new_context(viewport=WINDOW, locale="en-GB")).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(SLOW_MS)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 500 else None)
    await page.goto(demo.url)
    await page.wait_for_selector("body[data-ready]")
    return page, complaints


async def completable(place: Locator) -> list[str | None]:
    """The tasks that can be completed there, in order."""
    return [await one.get_attribute("aria-label") for one in await place.get_by_role("button", name="Complete").all()]


async def type_command(page: Page, text: str) -> Locator:
    """The answer, which is the latest message."""
    shown = await page.get_by_test_id("message").count()
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("message")).to_have_count(shown + 1)
    return page.get_by_test_id("message").last


async def complete_and_undo(place: Locator) -> None:
    """What is done to a task stands where it was done."""
    first = (await completable(place))[0]
    await place.get_by_role("button", name="Complete").first.click()
    await expect(place).to_contain_text("You completed this")
    assert first not in await completable(place)
    await place.get_by_role("button", name="Undo").click()
    await expect(place).to_contain_text("You undid")
    assert (await completable(place))[0] == first


async def test_a_day_by_clicking(demo: Demo, browser: Browser, tmp_path: Path) -> None:
    page, complaints = await opened(demo, browser)
    await page.get_by_test_id("switcher").click()
    await page.get_by_role("menuitem", name=OLIVER.real_name).click()
    await page.get_by_test_id("tab-messages").click()
    day = await type_command(page, "/cs")
    await expect(day).to_contain_text("Your day — Tuesday")
    waiting = await completable(day)
    await complete_and_undo(day)

    await day.get_by_role("link", name="Open Home").click()
    home = page.get_by_test_id("home")
    await expect(home).to_contain_text("Your day — Tuesday")
    assert await completable(home) == waiting, "Home shows the same"
    await complete_and_undo(home)

    await home.get_by_role("button", name="More options").first.click()
    await page.get_by_role("menuitem", name="Snooze until tomorrow").click()
    await expect(home).to_contain_text("You snoozed this")
    await home.get_by_role("button", name="Complete").first.click()
    await expect(home).to_contain_text("You completed this")
    await page.screenshot(path=os.environ.get("CSBOT_SCREENSHOT", tmp_path / "today.png"))
    assert complaints == []


async def test_pages_of_tasks(demo: Demo, browser: Browser) -> None:
    page, complaints = await opened(demo, browser)
    await page.get_by_test_id("tab-messages").click()
    day = await type_command(page, "/cs today")
    await day.get_by_role("button", name="View all").first.click()
    await expect(page.get_by_test_id("message")).to_have_count(2)
    await expect(page.get_by_test_id("message").last).to_contain_text("Overdue (")

    listed = await type_command(page, "/cs tasks")
    first = await completable(listed)
    await expect(listed).to_contain_text(f"1–{len(first)} of ")
    await listed.get_by_role("button", name="Later").click()
    await expect(listed).to_contain_text(f"{len(first) + 1}–")
    assert not set(first) & set(await completable(listed))
    await listed.get_by_role("button", name="Earlier").click()
    await expect(listed).to_contain_text(f"1–{len(first)} of ")
    assert await completable(listed) == first
    assert complaints == []


async def test_the_morning_comes_with_buttons_that_work(tuesday: Demo, browser: Browser) -> None:
    page, complaints = await opened(tuesday, browser)
    await page.get_by_test_id("switcher").click()
    await page.get_by_role("menuitem", name=MARCUS.real_name).click()
    await page.get_by_test_id("tab-messages").click()
    await page.get_by_test_id("clock-tomorrow").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("08:30")
    morning = page.get_by_test_id("message").first
    await expect(morning).to_contain_text("Wednesday")
    await expect(morning).not_to_contain_text("Only visible to you")
    await complete_and_undo(morning)
    await expect(page.get_by_test_id("message")).to_have_count(1)
    assert complaints == []
