"""The page as a test sees it: a browser before a served local Slack."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from csbot.playground import create_playground
from tests.playground.blocks import modal, option, plain
from tests.playground.conftest import FREJA, MakeConfig, Rig, rigged

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SLOW_MS = 30_000  # a busy machine; what does not come is noticed all the same
expect.set_options(timeout=SLOW_MS)


@dataclass
class Sight:
    """A rig with a browser before it; complaints of the console fail the test."""

    rig: Rig
    browser: Browser
    complaints: list[str] = field(default_factory=list)

    async def open(self, user: str = FREJA.id, query: str = "tab=messages", **context: Any) -> Page:
        page = await (await self.browser.new_context(**context)).new_page()
        page.set_default_timeout(SLOW_MS)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.note)
        await page.goto(f"{self.rig.playground.base_url}/?user={user}&{query}")
        await page.wait_for_selector("body[data-ready]")
        return page

    def note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sight(browser: Browser, make_config: MakeConfig) -> AsyncIterator[Sight]:
    async with rigged(create_playground(make_config())) as rig:
        opened = Sight(rig, browser)
        yield opened
        for context in browser.contexts:
            await context.close()
        assert opened.complaints == []


async def until(question: Callable[[], Awaitable[bool] | bool]) -> None:
    async with asyncio.timeout(SLOW_MS / 1000):
        while True:
            answer = question()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.02)


async def send(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.keyboard.press("Enter")


def opener(rig: Rig, *views: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """An answer that opens the first view on a command and pushes the next on each click."""
    waiting = list(views)
    tasks = set()

    def act(content: dict[str, Any]) -> None:
        method = "views.push" if content.get("container", {}).get("type") == "view" else "views.open"
        task = asyncio.create_task(rig.api(method, trigger_id=content["trigger_id"], view=waiting.pop(0)))
        tasks.add(task)

    return act


def every_input() -> dict[str, Any]:
    def field_of(name: str, kind: str, **more: Any) -> dict[str, Any]:
        return {
            "type": "input",
            "block_id": name,
            "label": plain(name),
            "element": {"type": kind, "action_id": "x"} | more,
        }

    choices = {"options": [option("a", "Alpha"), option("b", "Beta")]}
    grouped = [{"label": plain(name), "options": [option(name, f"{name} one")]} for name in ("First", "Second")]
    return modal(
        field_of("Title", "plain_text_input"), field_of("Kind", "static_select", **choices),
        field_of("Tags", "multi_static_select", **choices), field_of("Owner", "users_select"),
        field_of("Account", "external_select", min_query_length=1), field_of("Due", "datepicker"),
        field_of("At", "timepicker"), field_of("When", "datetimepicker"), field_of("Level", "radio_buttons", **choices),
        field_of("Flags", "checkboxes", **choices), field_of("Value", "number_input", is_decimal_allowed=False),
        field_of("Mail", "email_text_input"), field_of("Site", "url_text_input"), field_of("Note", "rich_text_input"),
        field_of("Group", "static_select", option_groups=grouped), field_of("Others", "multi_users_select"),
        field_of("Accounts", "multi_external_select", min_query_length=1), field_of("Room", "channels_select"),
        field_of("Rooms", "multi_channels_select"), field_of("Talk", "conversations_select"),
        field_of("Talks", "multi_conversations_select", max_selected_items=1),
    )  # fmt: skip
