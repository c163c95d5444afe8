"""A click that takes long holds up nobody (docs/decisions/0012-the-loop-lets-a-click-finish.md)."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import cast

from blocks.screens import Look
from csbot.adapters.slack.fake import FakeSlack
from csbot.clock import Clock
from csbot.domain.members import Viewer
from handlers.calls import Incoming, Kind, Place, PlaceKind
from handlers.desk import Answer, Desk
from handlers.router import Router
from handlers.talks import Spoken

LOOK = Look(Viewer(1, "Kim", "UTC", "en_US"), datetime(2026, 11, 23, tzinfo=UTC))
PATIENCE_S = 30.0


class TwoClicks:
    """A desk where `slow` is answered only once `quick` was."""

    def __init__(self) -> None:
        self.quick_was_answered = threading.Event()
        self.clock = Clock()

    def answer(self, incoming: Incoming, _profile: object = None) -> Answer:
        if incoming.name == "slow":
            assert self.quick_was_answered.wait(PATIENCE_S)
        return Answer(Spoken(ack={"text": incoming.name}), LOOK, 1)


def typed(word: str) -> Incoming:
    return Incoming(Kind.COMMAND, word, "T1", "U1", Place(PlaceKind.COMMAND))


async def test_others_are_answered_while_a_click_takes_long() -> None:
    with ThreadPoolExecutor(2) as executor:
        desk = TwoClicks()
        router = Router(cast(Desk, desk), FakeSlack(), executor, only_slack_urls=False, stand_still_s=0.01)
        slow = asyncio.create_task(router.answer(typed("slow")))
        await asyncio.sleep(0)  # it is at the desk
        quick = await router.answer(typed("quick"))
        desk.quick_was_answered.set()
        assert [quick.spoken.ack, (await slow).spoken.ack] == [{"text": "quick"}, {"text": "slow"}]
