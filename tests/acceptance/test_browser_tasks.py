"""A working day by clicking: create from a message, edit, assign, undo, "create and add another" (workspace T3, T8)."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect
from sqlalchemy import select

from csbot.domain.tasks import TaskStatus
from csbot.storage.tables.people import members
from csbot.storage.tables.records import tasks
from tests.acceptance.demos import Demo
from tests.acceptance.people import OLIVER
from tests.playground.sights import browser, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
SLOW_MS = 30_000


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


async def say(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("send").click()


def dialog(page: Page, title: str) -> Locator:
    return page.get_by_role("dialog", name=title)


def titles(demo: Demo, like: str) -> dict[str, tuple[TaskStatus, str]]:
    """The live tasks of such a title: their status and whose they are."""
    found = select(tasks.c.name.label("task"), tasks.c.status, members.c.name.label("owner")).join(
        members, members.c.id == tasks.c.owner_id
    )
    rows = demo.rows(found.where(tasks.c.name.like(like), tasks.c.archived_at.is_(None)))
    return {row._mapping["task"]: (row._mapping["status"], row._mapping["owner"]) for row in rows}


async def test_a_message_becomes_a_task_that_is_edited_assigned_and_taken_back(
    demo: Demo,
    browser: Browser,  # noqa: F811 - the fixture
) -> None:
    page, complaints = await opened(demo, browser)
    await say(page, "Please send Severn the new price list")
    asked = page.get_by_test_id("message").filter(has_text="Please send Severn")
    await asked.first.hover()
    await asked.first.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Create task").click()
    form = dialog(page, "New task")
    await expect(form.get_by_role("textbox", name="Title")).to_have_value("Please send Severn the new price list")
    await form.get_by_test_id("modal-submit").click()
    made = page.get_by_test_id("message").filter(has_text="Created")
    await made.last.get_by_role("button", name="Open").first.click()

    card = page.get_by_role("dialog").last
    await card.get_by_role("button", name="Edit").click()
    form = dialog(page, "Edit task")
    await form.get_by_role("textbox", name="Title").fill("Send Severn the prices")
    await form.get_by_test_id("modal-submit").click()
    await expect(form).to_be_hidden()
    assert titles(demo, "%Severn%pric%") == {"Send Severn the prices": (TaskStatus.OPEN, OLIVER.real_name)}

    place = page.get_by_test_id("message").filter(has_text="Send Severn the prices").last
    await place.get_by_role("button", name="Open").click()
    await page.get_by_role("dialog").last.get_by_role("button", name="Assign").click()
    form = dialog(page, "Assign task")
    await form.get_by_role("combobox", name="Assigned to").click()
    await page.keyboard.type("Emily")
    await page.get_by_role("option", name="Emily Carter").click()
    await form.get_by_test_id("modal-submit").click()
    await expect(form).to_be_hidden()
    assert titles(demo, "Send Severn%")["Send Severn the prices"][1] == "Emily Carter"

    await expect(place).to_contain_text("Emily Carter")
    await place.get_by_role("button", name="Undo").click()
    await expect(place).to_contain_text("You undid")
    assert titles(demo, "Send Severn%")["Send Severn the prices"][1] == OLIVER.real_name
    assert complaints == []


async def test_three_tasks_are_created_one_after_the_other(
    demo: Demo,
    browser: Browser,  # noqa: F811 - the fixture
) -> None:
    page, complaints = await opened(demo, browser)
    await say(page, "/cs task")
    form = dialog(page, "New task")
    for n in (1, 2, 3):
        await form.get_by_role("textbox", name="Title").fill(f"One after the other {n}")
        if n < 3:
            another = form.get_by_role("checkbox", name="Create and add another")
            await another.check()
            await form.get_by_test_id("modal-submit").click()
            await expect(form).to_contain_text(f"Created “One after the other {n}”")
            await expect(form.get_by_role("textbox", name="Title")).to_have_value("")
        else:
            another = form.get_by_role("checkbox", name="Create and add another")
            await another.uncheck()
            await form.get_by_test_id("modal-submit").click()
    await expect(form).to_be_hidden()
    assert len(titles(demo, "One after the other%")) == 3
    assert complaints == []
