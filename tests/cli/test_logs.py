"""A day's log: every line is structured, a bug has the reference that its person saw, and nobody's data is in it."""

import io
import json
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from csbot.cli.logs import configure
from csbot.domain.deliveries import Delivery
from csbot.domain.errors import SlackRefused, SlackUnavailable
from csbot.domain.members import Member
from csbot.services.summary import SummaryService
from csbot.settings import LogLevel
from csbot.storage.unit_of_work import Database
from scheduler.delivery.loop import bug
from tests.builders import Office
from tests.handlers.rig import EVENTS, Rig
from tests.slack_requests import FORM, SECRET, command, on_ephemeral, signed

TODAY = date(2026, 3, 2)
TITLE, COMPANY, NAME, EMAIL = "Zephyrine renewal", "Nordwind Zylinder", "Quentin Vandermolen", "quentin@example.com"
PRIVATE = ("zephyrine", "nordwind", "zylinder", "quentin", "vandermolen", "brouwer", "xoxb-", "xapp-", SECRET)


@contextmanager
def logged(level: LogLevel) -> Iterator[io.StringIO]:
    """What the log says; how logs were before is put back."""
    before, root = structlog.get_config(), logging.getLogger()
    handlers = root.handlers
    written = io.StringIO()
    configure(level, written)
    yield written
    structlog.configure(**before)
    root.handlers = handlers


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    with logged(LogLevel.INFO) as written:
        yield written


@pytest.fixture
async def rig(sqlite_database: Database) -> AsyncIterator[Rig]:
    made = Rig(Office(sqlite_database))
    yield made
    await made.aclose()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def private_in(stream: io.StringIO) -> list[str]:
    said = stream.getvalue().casefold()
    return [word for word in PRIVATE if word.casefold() in said]


def fail_with(error: Exception) -> Any:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


async def an_ordinary_day(rig: Rig, kim: Member) -> None:
    task_id = rig.office.task(kim, TITLE, due_on=TODAY - timedelta(days=1))
    rig.office.company(COMPANY, kim)
    day = await rig.type(kim, "today")
    for typed in ("tasks", "help", "settings", f"show {COMPANY}", f"find {COMPANY}", "Brouwer", f"task {TITLE} friday"):
        await rig.type(kim, typed)
    await rig.open_home(kim)
    await rig.press(kim, day.button("task.complete", task_id), on_ephemeral())
    await rig.type("U0STRANGER", "today")


async def a_day_on_which_things_go_wrong(rig: Rig, kim: Member, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the person reads of the bug."""
    rig.slack.fail("views.open", SlackRefused("invalid_arguments"))
    await rig.type(kim, f"task {TITLE}")
    rig.slack.fail("views.publish", SlackUnavailable("timeout", in_doubt=True))
    await rig.open_home(kim)
    body = command(f"show {COMPANY}", "U1")
    await rig.http.post(EVENTS, content=body, headers=signed(body, rig.office.clock.real_now(), FORM, "forged"))
    with monkeypatch.context() as patched:
        row = {"email": EMAIL, "name": NAME}
        patched.setattr(SummaryService, "day", fail_with(IntegrityError("INSERT", row, sqlite3.IntegrityError(NAME))))
        told = await rig.type(kim, "today")
        patched.setattr("csbot.services.sessions.Sessions.open", fail_with(KeyError(TITLE)))
        await rig.type(kim, COMPANY)
    known = dict.fromkeys(Delivery.__dataclass_fields__)
    bug(Delivery(**known | {"id": 7, "kind": "daily_summary"}), ValueError(TITLE))  # type: ignore[arg-type]
    return told.words


async def test_a_day_leaves_nobodys_data_in_the_log(
    rig: Rig, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = rig.office.member(NAME, email=EMAIL)
    await an_ordinary_day(rig, kim)
    told = await a_day_on_which_things_go_wrong(rig, kim, monkeypatch)
    assert private_in(stream) == []
    by_event = {line["event"] for line in lines(stream)}
    assert {"bug", "not said", "delivery_failed"} <= by_event, "what went wrong is logged"
    first = next(line for line in lines(stream) if line["event"] == "bug")
    assert re.search(rf"\b{first['reference']}\b", told), "the person and the log say the same reference"
    assert (first["kind"], first["route"]) == ("command", "today")
    assert "sqlalchemy.exc.IntegrityError" in first["exception"]
    assert "in fail" in first["exception"], "where it happened"


async def test_every_line_of_a_request_has_its_reference(rig: Rig, stream: io.StringIO) -> None:
    kim = rig.office.member(NAME, email=EMAIL)
    rig.slack.fail("views.open", SlackRefused("invalid_arguments"), times=2)
    await rig.type(kim, "task")
    await rig.type(kim, "task")
    said = [line for line in lines(stream) if line["event"] == "not said"]
    assert [(line["route"], line["method"]) for line in said] == [("task", "views.open")] * 2
    assert len({line["reference"] for line in said}) == 2


def test_other_libraries_speak_the_same_way_and_say_no_more(stream: io.StringIO) -> None:
    try:
        raise ValueError(TITLE)
    except ValueError:
        logging.getLogger("library.server").exception("Exception in ASGI application")
    logging.getLogger("library.loop").error(f"Task exception was never retrieved\nfuture: ValueError({TITLE!r})")
    found = lines(stream)
    assert [(line["logger"], line["level"]) for line in found] == [
        ("library.server", "error"),
        ("library.loop", "error"),
    ]
    assert "builtins.ValueError" in found[0]["exception"]
    assert private_in(stream) == []


def test_the_words_of_the_machine_are_said(stream: io.StringIO) -> None:
    try:
        raise RuntimeError(TITLE) from ConnectionRefusedError(111, "Connection refused")
    except RuntimeError:
        structlog.get_logger().exception("failing")
    (line,) = lines(stream)
    assert "Connection refused" in line["exception"]
    assert line["exception"].endswith("builtins.RuntimeError"), "the last raised comes last, without its words"


def test_debugging_says_everything() -> None:
    with logged(LogLevel.DEBUG) as stream:
        try:
            raise RuntimeError(TITLE)
        except RuntimeError:
            structlog.get_logger().exception("failing")
    assert TITLE in stream.getvalue()
