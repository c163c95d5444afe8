"""The page as a test sees it: a browser before a served local Slack.

A worker has one browser, and one tab of it that a test leaves as it was: a browser takes longer to start than a test,
and what a new context costs, a window and three processes, is half of a test.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, async_playwright, expect
from playwright.async_api import Error as PlaywrightError

from csbot.playground import create_playground
from tests.keeping import Kept
from tests.playground.blocks import modal, option, plain
from tests.playground.conftest import FREJA, MakeConfig, Rig, rigged

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SLOW_MS = 30_000  # a busy machine; what does not come is noticed all the same
expect.set_options(timeout=SLOW_MS)
Theme = Literal["light", "dark"]
Motion = Literal["no-preference", "reduce"]


WINDOW: ViewportSize = {"width": 1280, "height": 720}


@dataclass
class Tab:
    """The worker's tab: `page` is as new for each test, a window of its own size and taste included."""

    browser: Browser
    context: BrowserContext | None = None
    page: Page | None = None

    async def fresh(self, viewport: ViewportSize, theme: Theme, motion: Motion) -> Page:
        """The page, of nothing yet."""
        if self.context is None or self.page is None or self.page.is_closed():
            self.context = await self.browser.new_context()
            self.page = await self.context.new_page()
        await self.page.set_viewport_size(viewport)
        await self.page.emulate_media(color_scheme=theme, reduced_motion=motion)
        return self.page

    async def leave(self) -> None:
        """Nothing that a test left is there for the next; a page on which something is broken is not used again."""
        if self.context is None or self.page is None:
            return
        try:
            await self.page.evaluate("location.protocol === 'about:' || (localStorage.clear(), sessionStorage.clear())")
            await self.context.clear_cookies()
            await self.page.goto("about:blank")
        except PlaywrightError:
            await self.context.close()
            self.context = self.page = None


@dataclass
class Sight:
    """A rig with a browser before it; complaints of the console fail the test."""

    rig: Rig
    tab: Tab
    complaints: list[str] = field(default_factory=list)
    seen: list[Page] = field(default_factory=list)

    async def open(
        self,
        user: str = FREJA.id,
        query: str = "tab=messages",
        *,
        viewport: ViewportSize = WINDOW,
        color_scheme: Theme = "light",
        reduced_motion: Motion = "no-preference",
    ) -> Page:
        page = await self.tab.fresh(viewport, color_scheme, reduced_motion)
        page.set_default_timeout(SLOW_MS)
        page.on("pageerror", self.fail)
        page.on("console", self.note)
        self.seen.append(page)
        await page.goto(f"{self.rig.playground.base_url}/?user={user}&{query}")
        await page.wait_for_selector("body[data-ready]")
        return page

    def fail(self, error: PlaywrightError) -> None:
        self.complaints.append(str(error))

    def note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    async def close(self) -> None:
        """The tab is left, and is not listened to any more."""
        await self.tab.leave()
        for page in self.seen:
            page.remove_listener("pageerror", self.fail)
            page.remove_listener("console", self.note)


@asynccontextmanager
async def launched(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def tab_of(browser: Browser) -> AsyncIterator[Tab]:
    yield Tab(browser)


@pytest_asyncio.fixture(loop_scope="session")
async def tab(kept: Kept, chromium: str) -> Tab:
    """The worker's tab, in the worker's browser."""
    browser = await kept.once(launched, partial(launched, chromium))
    return await kept.once(Tab, partial(tab_of, browser))


@pytest_asyncio.fixture(loop_scope="session")
async def browser(tab: Tab) -> AsyncIterator[Browser]:
    """The worker's browser; contexts that a test makes are closed with it."""
    yield tab.browser
    for context in tab.browser.contexts:
        if context is not tab.context:
            await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sight(tab: Tab, make_config: MakeConfig) -> AsyncIterator[Sight]:
    async with rigged(create_playground(make_config())) as rig:
        opened = Sight(rig, tab)
        yield opened
        await opened.close()
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
