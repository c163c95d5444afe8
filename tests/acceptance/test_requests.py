"""Signed requests from outside reach a running `csbot demo` (workspace A1, A9, T8)."""

import json
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from csbot.domain.tasks import TaskStatus
from csbot.playground.people import Person
from tests import slack_requests
from tests.acceptance.demos import SECRET, Demo
from tests.acceptance.people import FREJA, OLIVER, SOFIE, TEAM, title_of
from tests.acceptance.programs import PATIENCE_S
from tests.handlers.rig import Seen
from tests.playground.serving import served
from tests.waiting import until, until_so

pytestmark = [pytest.mark.waiting, pytest.mark.asyncio(loop_scope="session")]


class Answers:
    """A server of ours behind a `response_url`."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.app = Starlette(routes=[Route("/answer", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        self.taken.append(await request.json())
        return Response("ok")

    async def next(self, already: int) -> Seen:
        await until(lambda: len(self.taken) > already)
        return Seen(self.taken[already])


async def day_of(demo: Demo, who: Person) -> Seen:
    status, content = await demo.post(slack_requests.command("today", who.id, TEAM))
    assert status == 200
    return Seen(json.loads(content))


async def test_a_signed_command_is_answered_with_the_tasks(demo: Demo) -> None:
    seen = await day_of(demo, OLIVER)
    assert seen.body["response_type"] == "ephemeral"
    assert "Overdue" in seen.words
    assert "Due today" in seen.words
    assert len(seen.elements("task.complete")) > 5
    assert title_of(seen.elements("task.complete")[0]) in seen.words


async def test_a_press_changes_the_database_and_the_answer_and_a_second_one_says_so(demo: Demo) -> None:
    day = await day_of(demo, OLIVER)
    button, title = day.button("task.complete"), title_of(day.elements("task.complete")[0])
    answers = Answers()
    async with served(answers.app) as url:
        place = slack_requests.on_ephemeral(f"{url}/answer")
        assert await demo.press(OLIVER.id, button, place, "1.1.1") == (200, b"")
        first = await answers.next(0)
        done = demo.task(button["value"])
        assert await demo.press(OLIVER.id, button, place, "2.2.2") == (200, b"")
        second = await answers.next(1)
    assert first.body["replace_original"] is True
    assert f"~{title}~" in first.words
    assert "You completed this" in first.words
    assert done[0] is TaskStatus.COMPLETED
    assert "already completed" in second.words
    assert demo.task(button["value"]) == done


async def test_a_press_in_a_direct_message_changes_that_message(demo: Demo) -> None:
    await demo.slack.do("clock", user=FREJA.id, to="monday", time="08:31")

    async def has_mail() -> bool:
        return bool(await demo.slack.inbox(FREJA))

    await until_so(has_mail, PATIENCE_S)
    [message] = await demo.slack.inbox(FREJA)
    button = Seen(message).button("task.complete")
    title = title_of(Seen(message).elements("task.complete")[0])
    place = slack_requests.on_message(message["blocks"], FREJA.dm_id, message["ts"])
    assert await demo.press(FREJA.id, button, place, "3.3.3") == (200, b"")
    after = await demo.slack.comes_to_say(FREJA, message["ts"], "You completed this")
    assert f"~{title}~" in after.words
    done = demo.task(button["value"])
    assert done[0] is TaskStatus.COMPLETED
    assert await demo.press(FREJA.id, button, place, "4.4.4") == (200, b"")
    await demo.slack.comes_to_say(FREJA, message["ts"], "already completed")
    assert demo.task(button["value"]) == done
    assert len(await demo.slack.inbox(FREJA)) == 1, "the message was changed, none was added"


@pytest.mark.parametrize(("secret", "added"), [("another secret", b""), (SECRET, b"&added=1")])
async def test_a_forged_press_is_refused_and_changes_nothing(demo: Demo, secret: str, added: bytes) -> None:
    button = (await day_of(demo, SOFIE)).button("task.complete")
    before = demo.task(button["value"])
    answers = Answers()
    async with served(answers.app) as url:
        payload = slack_requests.press(SOFIE.id, button, slack_requests.on_ephemeral(f"{url}/answer"), secret, TEAM)
        body = slack_requests.interaction(payload)
        assert await demo.post(body, secret, added) == (401, b"not Slack")
        assert demo.task(button["value"]) == before
        assert await demo.post(body) == (200, b"")  # had the forged one been heard, this would be the second
        await answers.next(0)
    assert before[0] is TaskStatus.OPEN
    assert demo.task(button["value"]) == (TaskStatus.COMPLETED, before[1] + 1)
    assert len(answers.taken) == 1
