"""The database stands still under people's clicks: each is told soon what became of theirs, and nothing comes twice."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, text

from csbot import readiness
from csbot.metrics import scrape
from csbot.storage import engine, unit_of_work
from csbot.storage.engine import open_engine
from csbot.storage.tables.records import tasks
from csbot.storage.unit_of_work import Database
from handlers import router
from tests.builders import Office
from tests.handlers.dialogs import Dialog, typed
from tests.handlers.rig import Rig, Seen, slack_id
from tests.silence import Silence, silence_before
from tests.slack_requests import JSON, event, interaction, on_ephemeral, submission
from tests.waiting import until_so

TODAY = date(2026, 3, 2)
CLICKS = 8  # at once
HANGS_S = 20.0  # who is answered only after this waited for the database


@pytest.fixture
def silence(postgresql_url: str) -> Iterator[Silence]:
    with silence_before(postgresql_url) as made:
        yield made


@pytest.fixture
async def rig(silence: Silence) -> AsyncIterator[Rig]:
    """The app on PostgreSQL, which can fall silent."""
    database = Database(open_engine(silence.url))
    made = Rig(Office(database))
    yield made
    silence.end()
    await made.aclose()
    database.close()


@contextmanager
def hurried(work_s: float = 1.8, answer_s: float = 2.2) -> Iterator[None]:
    """As csbot is outside tests, in which a busy machine fails nobody."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(router, "WORK_S", work_s)
        patched.setattr(router, "ANSWER_S", answer_s)
        patched.setattr(readiness, "ANSWER_S", 1.5)
        patched.setattr(scrape, "LOOK_S", 2.0)
        yield


async def count_tasks(rig: Rig) -> int:
    with rig.office.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(tasks)).scalar_one())


async def test_a_press_is_told_and_is_not_done_afterwards(rig: Rig, silence: Silence) -> None:
    kim = rig.office.member(locale="da_DK")
    task_id = rig.office.task(kim, due_on=TODAY)
    seen = await rig.type(kim, "today")
    complete = seen.button("task.complete", task_id)
    silence.fall()
    with hurried():
        after = await asyncio.wait_for(rig.press(kim, complete, on_ephemeral(), trigger_id="1.1"), HANGS_S)
    assert "Intet blev gemt" in after.words, "in their language, though the database can't be asked for it"
    silence.end()
    assert rig.office.read(task_id).is_open
    await rig.press(kim, complete, on_ephemeral(), trigger_id="1.1")
    assert not rig.office.read(task_id).is_open, "what was not saved was not answered either"


async def test_everybody_is_told_however_many_they_are(rig: Rig, silence: Silence) -> None:
    kim = rig.office.member()
    await rig.type(kim, "today")
    silence.fall()
    with hurried():
        waiting = [rig.type(kim, "today") for _ in range(3 * CLICKS)]
        told = await asyncio.wait_for(asyncio.gather(*waiting), HANGS_S)
    assert {"Nothing was saved" in one.words for one in told} == {True}
    silence.end()
    assert "Nothing was saved" not in (await rig.type(kim, "today")).words


async def test_an_event_is_asked_for_again(rig: Rig, silence: Silence) -> None:
    kim = rig.office.member()
    body = event("app_home_opened", user=slack_id(kim), tab="home")
    silence.fall()
    with hurried():
        assert (await rig.post(body, JSON)).status_code == 503
    silence.end()
    assert (await rig.post(body, JSON)).status_code == 200


@pytest.mark.parametrize("arrives", [True, False])
async def test_who_saves_in_doubt_is_told_so_and_saving_again_makes_no_second_task(
    rig: Rig, silence: Silence, arrives: bool
) -> None:
    kim = rig.office.member()
    sent = filled(await typed(rig, kim, "task"), title="Call Acme")
    silence.fall_upon(b"COMMIT", arrives)
    with hurried(work_s=6.0, answer_s=8.0):  # so that the COMMIT is reached on a busy machine
        doubtful = (await rig.post(sent)).json()
    assert doubtful["response_action"] == "push"
    assert "may or may not be saved" in Seen(doubtful["view"]).words
    silence.end()
    assert (await rig.post(sent)).status_code == 200
    assert await count_tasks(rig) == 1


async def test_the_operator_is_told_too(rig: Rig, silence: Silence) -> None:
    rig.bot.directory.has_met = True
    assert (await rig.http.get("/readyz")).status_code == 200
    silence.fall()
    paths = ("/healthz", "/readyz", "/metrics")
    with hurried():
        answers = await asyncio.wait_for(asyncio.gather(*(rig.http.get(path) for path in paths)), HANGS_S)
    assert [answer.status_code for answer in answers] == [200, 503, 200]
    assert "csbot_database_up 0.0" in answers[2].text
    silence.end()
    assert (await rig.http.get("/readyz")).status_code == 200


async def test_work_that_never_began_never_begins(rig: Rig, silence: Silence) -> None:
    """All threads are taken; who waits for one is told, and theirs is not done when one is free."""
    kim = rig.office.member()
    task_id = rig.office.task(kim, due_on=TODAY)
    complete = (await rig.type(kim, "today")).button("task.complete", task_id)
    silence.fall()
    with hurried():
        first = [asyncio.create_task(rig.type(kim, "today")) for _ in range(CLICKS)]
        await asyncio.sleep(0)
        after = await asyncio.wait_for(rig.press(kim, complete, on_ephemeral()), HANGS_S)
    assert "Nothing was saved" in after.words
    silence.end()
    await asyncio.gather(*first)
    await rig.type(kim, "today")
    assert rig.office.read(task_id).is_open


@contextmanager
def held(url: str) -> Iterator[None]:
    """Somebody else has every member's row, or SQLite's only writer, for as long as they like."""
    other = open_engine(url)
    with Database(other).write() as connection:
        connection.execute(text("UPDATE task SET version = version"))
        yield
    other.dispose()


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
async def test_a_lock_is_waited_for_a_second_and_a_half(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the patience for locks that csbot has outside tests."""
    for module in (engine, unit_of_work):
        monkeypatch.setattr(module, "WAIT_MS", 1500)
    database = Database(open_engine(database_url))
    rig = Rig(Office(database))
    kim = rig.office.member()
    task_id = rig.office.task(kim, due_on=TODAY)
    complete = (await rig.type(kim, "today")).button("task.complete", task_id)
    with held(database_url):
        began = time.monotonic()
        after = await rig.press(kim, complete, on_ephemeral(), trigger_id="1.1")
        took_s = time.monotonic() - began
    assert "Nothing was saved" in after.words
    assert 1.4 < took_s < HANGS_S
    assert rig.office.read(task_id).is_open

    async def is_done() -> bool:
        await rig.press(kim, complete, on_ephemeral(), trigger_id="1.1")
        return not rig.office.read(task_id).is_open

    await until_so(is_done)
    await rig.aclose()
    database.close()


def filled(dialog: Dialog, **values: Any) -> bytes:
    """The dialog as it is sent in, again and again the same."""
    payload = submission(slack_id(dialog.who), dialog.view["callback_id"], dialog.rig.office.team.id)
    payload["view"] = dialog.sent_view(values)
    return interaction(payload)
