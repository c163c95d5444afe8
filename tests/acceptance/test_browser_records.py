"""A customer's card by clicking: edit a property, undo, log a call, read the history (workspace C9, C10, C14)."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect
from sqlalchemy import select

from csbot.storage.tables.records import activities, companies
from tests.acceptance.demos import Demo
from tests.acceptance.people import OLIVER
from tests.acceptance.test_browser_tasks import SLOW_MS, dialog, say
from tests.playground.sights import browser, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def opened(demo: Demo, shown: Browser) -> tuple[Page, list[str]]:
    """Oliver's messages, and what the page complains of."""
    page = await (await shown.new_context()).new_page()
    page.set_default_timeout(SLOW_MS)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 500 else None)
    await page.goto(f"{demo.url}/?user={OLIVER.id}&tab=messages")
    await page.wait_for_selector("body[data-ready]")
    return page, complaints


def customer(demo: Demo) -> tuple[int, str]:
    """Some company."""
    [row] = demo.rows(select(companies.c.id, companies.c.name).order_by(companies.c.id).limit(1))
    return row.id, row.name


def value(demo: Demo, number: int, column: str) -> object:
    [row] = demo.rows(select(companies.c[column]).where(companies.c.id == number))
    return row[0]


async def menu(card: Locator, page: Page, item: str) -> None:
    await card.get_by_role("button", name="More options").first.click()
    await page.get_by_role("menuitem", name=item).click()


async def test_a_property_is_edited_undone_and_told_in_history(
    demo: Demo,
    browser: Browser,  # noqa: F811 - the fixture
) -> None:
    page, complaints = await opened(demo, browser)
    number, name = customer(demo)
    city = str(value(demo, number, "city"))
    await say(page, f"/cs show {name}")
    card = page.get_by_test_id("message").filter(has_text="Last activities").last
    await card.get_by_role("button", name=f"Edit: {name}").click()
    form = dialog(page, "Edit company")
    await form.get_by_role("textbox", name="City").fill("Skagen")
    await form.get_by_role("textbox", name="ARR").fill("123456")
    await form.get_by_test_id("modal-submit").click()
    await expect(form).to_be_hidden()
    await expect(card).to_contain_text("You edited this")
    assert (value(demo, number, "city"), value(demo, number, "arr")) == ("Skagen", 123456)

    await card.get_by_role("button", name="Undo").first.click()
    await expect(card).to_contain_text("You undid the last change")
    assert value(demo, number, "city") == city

    await menu(card, page, "History")
    told = dialog(page, "History")
    await expect(told).to_contain_text(f"City: Skagen → {city}")
    await expect(told).to_contain_text(f"City: {city} → Skagen")
    await told.get_by_role("button", name="Close").last.click()
    assert complaints == []


async def test_a_call_is_logged_and_another_property_is_chosen(
    demo: Demo,
    browser: Browser,  # noqa: F811 - the fixture
) -> None:
    page, complaints = await opened(demo, browser)
    number, name = customer(demo)
    await say(page, f"/cs show {name}")
    card = page.get_by_test_id("message").filter(has_text="Last activities").last
    await card.get_by_role("button", name=f"Call: {name}").click()
    form = dialog(page, "Log a call")
    await form.get_by_role("textbox", name="Subject").fill("Asked about Skagen")
    await form.get_by_test_id("modal-submit").click()
    await expect(card).to_contain_text("Asked about Skagen")
    found = demo.rows(select(activities.c.kind).where(activities.c.name == "Asked about Skagen"))
    assert [row.kind for row in found] == ["call"]

    await menu(card, page, "Edit another property…")
    chosen = dialog(page, "Edit a property")
    await chosen.get_by_role("combobox").click()
    await page.keyboard.type("Number of")
    await page.get_by_role("option", name="Number of employees").click()
    form = dialog(page, "Edit company")
    await form.get_by_role("textbox", name="Number of employees").fill("321")
    await form.get_by_test_id("modal-submit").click()
    await expect(form).to_be_hidden()
    assert value(demo, number, "employees") == 321

    await menu(card, page, "Follow")
    await expect(card).to_contain_text("You follow this")
    assert complaints == []
