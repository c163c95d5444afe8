"""The pictures in docs/how-to/local-slack.md: the local Slack's page, light and dark, wide and narrow.

CSBOT_SCREENSHOTS=docs/images makes them anew; without it one of each kind is made, to see that it can be and is small.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.acceptance.demos import Demo
from tests.acceptance.people import OLIVER
from tests.playground.sights import browser, tab

__all__ = ["browser", "tab"]

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
FOLDER = os.environ.get("CSBOT_SCREENSHOTS", "")
LARGEST = 150_000
HEIGHTS = {1280: 720, 400: 720}


async def day(page: Page, demo: Demo) -> None:
    await page.goto(f"{demo.url}/?user={OLIVER.id}&tab=messages")
    await page.get_by_test_id("composer").fill("/cs")
    await page.get_by_test_id("send").click()
    answer = page.get_by_test_id("message").last
    await expect(answer).to_contain_text("Your day")
    await answer.evaluate("message => message.scrollIntoView({ block: 'start' })")


async def dialog(page: Page, _: Demo) -> None:
    await page.get_by_test_id("composer").fill("/cs task call Acme friday 15:00 !high @priya")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Title")


async def curtain(page: Page, _: Demo) -> None:
    await page.keyboard.press("Control+k")  # a quiet place, for a small picture
    await page.keyboard.type("general")
    await page.keyboard.press("Enter")
    await page.get_by_test_id("curtain-toggle").click()
    await page.get_by_test_id("call").first.locator("summary").click()


SHOWN = {
    ("light", 1280): (day, dialog),
    ("light", 400): (day,),
    ("dark", 1280): (day, dialog, curtain),
    ("dark", 400): (day, dialog),
}
ALWAYS = ("dark", 1280)


async def test_the_pictures_are_made_and_small(demo: Demo, browser: Browser, tmp_path: Path) -> None:
    folder = Path(FOLDER) if FOLDER else tmp_path
    for theme, width in SHOWN if FOLDER else [ALWAYS]:
        window = {"width": width, "height": HEIGHTS[width]}
        page = await (await browser.new_context(viewport=window, color_scheme=theme, locale="en-GB")).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(30_000)
        for show in SHOWN[theme, width]:
            await show(page, demo)
            file = folder / f"local-slack-{show.__name__}-{theme}-{width}.png"
            await page.screenshot(path=file, animations="disabled")
            assert file.stat().st_size < LARGEST, file.name
            await page.keyboard.press("Escape")
            await expect(page.get_by_role("dialog")).to_have_count(0)
