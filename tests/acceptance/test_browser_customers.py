"""The Customers tab by clicking: a filter built step by step, used, saved as a view (workspace C2, C3, V1-V6)."""

import pytest
from playwright.async_api import Browser, expect
from sqlalchemy import func, select

from csbot.storage.tables.records import companies
from csbot.storage.tables.saved_views import saved_views
from tests.acceptance.demos import Demo
from tests.acceptance.test_browser_records import opened
from tests.acceptance.test_browser_tasks import SLOW_MS, dialog, say
from tests.playground.sights import browser, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_filter_is_built_used_and_saved(
    demo: Demo,
    browser: Browser,  # noqa: F811 - the fixture
) -> None:
    page, complaints = await opened(demo, browser)
    [risky] = demo.rows(select(func.count()).where(companies.c.band == "at_risk", companies.c.archived_at.is_(None)))
    await say(page, "/cs customers all records")
    listed = page.get_by_test_id("message").filter(has_text="All records").last
    await listed.get_by_role("button", name="Filter").first.click()
    building = dialog(page, "Filter")
    await expect(building).to_contain_text("All companies.")
    await building.get_by_role("button", name="Add condition").click()
    condition = dialog(page, "Add condition")
    await condition.get_by_role("combobox").first.click()
    await page.keyboard.type("Health")
    await page.get_by_role("option", name="Health", exact=True).click()
    await condition.get_by_role("combobox").nth(1).click()
    await page.get_by_role("option", name="is any of").first.click()
    await condition.get_by_role("combobox").nth(2).click()
    await page.get_by_role("option", name="At risk").click()
    await page.keyboard.press("Escape")
    await condition.get_by_test_id("modal-submit").click()
    building = dialog(page, "Filter")
    await expect(building).to_contain_text("Companies where Health is At risk.")
    await expect(building).to_contain_text(f"{risky[0]} match now")
    await building.get_by_role("button", name="Save as view").click()
    form = dialog(page, "New view")
    await form.get_by_role("textbox", name="Name").fill("Needs care")
    await form.get_by_test_id("modal-submit").click()
    shown = page.get_by_test_id("message").filter(has_text=f"Needs care ({risky[0]})").last
    await expect(shown).to_contain_text("Companies where Health is At risk.")
    assert [row.name for row in demo.rows(select(saved_views.c.name))] == ["Needs care"]
    await shown.get_by_role("button", name="Open: ").first.click()
    card = page.get_by_test_id("message").filter(has_text="Last activities").last
    await expect(card).to_contain_text("At risk", timeout=SLOW_MS)
    assert complaints == []
