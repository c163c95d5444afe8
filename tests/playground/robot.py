"""A robot that uses the page as people do, at random but repeatably, and notes whatever should not happen.

It presses, types and chooses only what a person could; the same seed on the same data makes the same choices, as far as
the moments at which things appear are the same.
"""

import asyncio
import random
import string
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from playwright.async_api import ConsoleMessage, Locator, Page, Request, Response
from playwright.async_api import Error as PlaywrightError

PATIENCE_MS = 4000
PEOPLE = ("U0FREJA00", "U0MADS000", "U0SOFIE00", "U0LOTTE00", "U0EMILY00", "U0MEI0000", "U0JONAS00", "U0GRETA00")
WORDS = (
    "Acme", "call", "renewal", "friday", "tomorrow 15:00", "!high", "@sofie", "#Acme", "30 days", "north wind", "a",
    "%", "<!channel> *bold* `code`", "émoji 🎉 日本 שלום", "o'Brien & Søn \"quoted\"", "\\", "x" * 200,
)  # fmt: skip
COMMANDS = (
    "/cs", "/cs today", "/cs tasks", "/cs tasks overdue", "/cs tasks tomorrow", "/cs tasks done", "/cs tasks {}",
    "/cs task", "/cs task {} {}", "/cs task call {} friday 15:00 !high @mads", "/cs show {}", "/cs find {}",
    "/cs customers", "/cs customers", "/cs customers {}", "/cs customers health:at-risk owner:me", "/cs new company {}",
    "/cs new contact", "/cs settings", "/cs help", "/cs help {}", "/cs {}",
)  # fmt: skip
# Slack's and csbot's own sentences for a fault, as opposed to those about what somebody typed.
FAILURES = ".click-error, .modal-failure:not(:empty), .toast-failure, .message[data-failed]"
BORNE = ("is not a valid command", "This was changed a moment ago")  # for strangers; on a button that has just gone
BUG = "Something went wrong in csbot"
# The conversation and what lies over it, with what is filled in; the clock on the page goes by itself.
SHOWN = """() => JSON.stringify([...document.querySelectorAll("#main, dialog[open]")].map(place =>
    [place.innerText, [...place.querySelectorAll("input, textarea")].map(one => [one.value, one.checked])]))"""
SETTLED_S = 0.15
LONGEST_S = 15.0


def text(dice: random.Random) -> str:
    """What somebody might type."""
    if dice.random() < 0.3:
        return "".join(dice.choices(string.ascii_letters + " ", k=dice.randint(1, 12)))
    return " ".join(dice.choices(WORDS, k=dice.randint(1, 3)))


@dataclass
class Robot:
    """Acts on a page; `steps` is what it did, `findings` what should not have happened, each after its step.

    `changed`: how often each kind of action led to another page than before; `answered`: its requests that went well.
    """

    page: Page
    url: str
    dice: random.Random
    steps: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    missed: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    under_way: set[Request] = field(default_factory=set)

    def listen(self) -> None:
        """Note what the browser complains about."""
        self.page.on("pageerror", lambda error: self.find(f"page error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("response", self._see_response)
        self.page.on("request", self._see_request)
        self.page.on("requestfinished", lambda request: self.under_way.discard(request))
        self.page.on("requestfailed", lambda request: self.under_way.discard(request))
        self.page.set_default_timeout(PATIENCE_MS)

    def find(self, what: str) -> None:
        """Note something that should not have happened."""
        self.findings.append(f"{what} (after step {len(self.steps)}: {self.steps[-1] if self.steps else 'start'})")

    async def act(self) -> None:
        """One thing that a person does, and a look at what came of it; after a finding they start anew elsewhere."""
        before, shown = len(self.findings), await self._shown()
        actions, weights = zip(*await self._possible(), strict=True)
        action = self.dice.choices(actions, weights)[0]
        try:
            await action()
            await self._settle()
        except PlaywrightError as error:
            # What was aimed at may have gone meanwhile, as it does under a person's hand.
            self.missed += 1
            self.steps.append(f"missed: {str(error).splitlines()[0]}")
        else:
            if await self._shown() != shown:
                self.changed[action.__name__] += 1
        await self._look()
        if len(self.findings) > before:
            await self.become()

    async def _shown(self) -> str:
        return await self.page.evaluate(SHOWN)

    async def become(self) -> None:
        """Somebody else, somewhere."""
        user, tab = self.dice.choice(PEOPLE), self.dice.choice(("home", "messages"))
        self.steps.append(f"become {user} on {tab}")
        await self.page.goto(f"{self.url}/?user={user}&tab={tab}")
        await self.page.wait_for_selector("body[data-ready]", timeout=15_000)

    async def _possible(self) -> Sequence[tuple[Callable[[], Awaitable[None]], int]]:
        if await self.page.locator("#confirm[open]").count():
            return [(self._answer, 1)]
        if await self.page.locator("#modal[open]").count():
            return [(self._fill, 5), (self._submit, 5), (self._press, 3), (self._leave, 2)]
        everywhere = [(self.become, 2), (self._go, 4), (self._move_clock, 1), (self._press, 14), (self._choose, 5)]
        everywhere += [(self._pause, 1)]
        if await self.page.get_by_test_id("composer").count():
            everywhere += [(self._command, 12), (self._say, 2), (self._upload, 1)]
        if await self.page.get_by_test_id("shortcuts").count():
            everywhere += [(self._shortcut, 3), (self._message_shortcut, 3)]
        return everywhere

    async def _command(self) -> None:
        line = self.dice.choice(COMMANDS)
        await self._type("composer", line.format(*(text(self.dice) for _ in range(line.count("{}")))))

    async def _say(self) -> None:
        await self._type("composer", text(self.dice).lstrip("/"))

    async def _type(self, box: str, line: str) -> None:
        self.steps.append(f"type {line!r}")
        await self.page.get_by_test_id(box).fill(line)
        await self.page.keyboard.press("Escape")  # no completion wanted
        await self.page.keyboard.press("Enter")

    async def _go(self) -> None:
        places = self.page.locator(".entry:visible, .tab:visible")
        await self._click(places, "go to")

    async def _press(self) -> None:
        scope = "#modal[open] .modal-body" if await self.page.locator("#modal[open]").count() else "#main"
        await self._click(self.page.locator(f"{scope} button.button[data-action-id]:visible"), "press")
        items = self.page.locator("[role=menu] button[role=menuitem]:visible")
        if await items.count():
            await self._click(items, "choose")

    async def _choose(self) -> None:
        await self._pick(self.page.locator("#main [role=combobox]:visible"))

    async def _shortcut(self) -> None:
        await self.page.get_by_test_id("shortcuts").click()
        await self._click(self.page.locator("[role=menuitem][data-callback-id]"), "shortcut")

    async def _message_shortcut(self) -> None:
        message = await self._one(self.page.locator("#main [data-testid=message]:has([data-testid=message-menu])"))
        if message is None:
            return
        await message.hover()
        await message.get_by_test_id("message-menu").click()
        await self._click(self.page.locator("[role=menuitem][data-callback-id]"), "message shortcut")

    async def _move_clock(self) -> None:
        moves = ["clock-hour", "clock-hour", "clock-tomorrow", "clock-monday", "clock-reset"]
        button = self.page.get_by_test_id(self.dice.choice(moves))
        if await button.is_enabled():
            await self._click(button, "move the clock")

    async def _pause(self) -> None:
        await self._click(self.page.get_by_test_id("pause"), "notifications")
        await self._click(self.page.locator("[role=menu] button[role=menuitem]:visible"), "choose")

    async def _upload(self) -> None:
        name = self.dice.choice(("customers.csv", "chart.svg", "Søn & co <1>.txt", "x" * 200))
        self.steps.append(f"upload {name}")
        file = {"name": name, "mimeType": "text/plain", "buffer": text(self.dice).encode()}
        await self.page.get_by_test_id("upload").set_input_files(file)  # type: ignore[arg-type]

    async def _fill(self) -> None:
        box = await self._one(self.page.locator("#modal .modal-body :is(input, textarea):visible"))
        if box is None:
            return None
        kind = await box.get_attribute("role") or await box.get_attribute("type") or "text"
        if kind == "combobox":
            return await self._pick(box)
        if kind in ("checkbox", "radio"):
            return await self._click(box, kind)
        value = self._value(kind)
        self.steps.append(f"fill {await box.get_attribute('data-action-id')} with {value!r}")
        await box.fill(value)
        return None

    def _value(self, kind: str) -> str:
        day = f"20{self.dice.randint(24, 28)}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"
        hour = f"{self.dice.randint(0, 23):02}:{self.dice.choice((0, 15, 30, 59)):02}"
        return {"date": day, "time": hour, "datetime-local": f"{day}T{hour}"}.get(kind) or text(self.dice)

    async def _pick(self, boxes: Locator) -> None:
        box = await self._one(boxes)
        if box is None:
            return
        await box.click()
        if self.dice.random() < 0.5:
            await box.fill(self.dice.choice("aeiosn"))
        options = self.page.locator("[role=listbox].popup [role=option]:visible")
        try:
            await options.first.wait_for(timeout=1500)
        except PlaywrightError:
            self.steps.append("nothing to pick")
            await self.page.keyboard.press("Escape")
            return
        await self._click(options, "pick")
        await self.page.keyboard.press("Tab")  # a list of several choices closes when one leaves it

    async def _submit(self) -> None:
        await self._click(self.page.locator("#modal [data-testid=modal-submit]"), "submit")

    async def _leave(self) -> None:
        if self.dice.random() < 0.5:
            self.steps.append("escape")
            await self.page.keyboard.press("Escape")
        else:
            await self._click(self.page.locator("#modal .modal-head button, [data-testid=modal-cancel]"), "leave by")

    async def _answer(self) -> None:
        await self._click(self.page.locator("#confirm button"), "confirm")

    async def _click(self, found: Locator, what: str) -> None:
        one = await self._one(found)
        if one is not None:
            name = await one.inner_text() or await one.get_attribute("aria-label") or await one.get_attribute("value")
            self.steps.append(f"{what}: {' '.join((name or '').split())[:60]}")
            await one.click()

    async def _one(self, found: Locator) -> Locator | None:
        count = await found.count()
        return found.nth(self.dice.randrange(count)) if count else None

    async def _settle(self) -> None:
        """Wait as people do, until what they did has been answered and shown."""
        quiet_since = began = time.monotonic()
        while time.monotonic() - quiet_since < SETTLED_S and time.monotonic() - began < LONGEST_S:
            await asyncio.sleep(0.03)
            if self.under_way:
                quiet_since = time.monotonic()

    async def _look(self) -> None:
        for failure in await self.page.locator(FAILURES).all_inner_texts():
            if not any(sentence in failure for sentence in BORNE):
                self.find(f"failure: {' '.join(failure.split())}")
        if bugs := await self.page.get_by_text(BUG).all_inner_texts():
            self.find(f"bug: {bugs[-1]}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.find(f"console: {message.text} {message.location.get('url', '')}")

    def _see_request(self, request: Request) -> None:
        if request.method == "POST":
            self.under_way.add(request)

    def _see_response(self, response: Response) -> None:
        if response.request.method == "POST" and response.status < 400:
            self.answered += 1
        if response.status >= 400:
            self.find(f"{response.status} from {response.request.method} {response.url} {response.request.post_data}")
