"""Driving delivery loops by hand in tests."""

import asyncio
import time
from threading import Barrier

from csbot.domain.members import Member
from scheduler.delivery.loop import DeliveryLoop
from tests.scheduler.world import THREADS, World
from tests.waiting import PATIENCE_S


def people(world: World, n: int, workspace: int | None = None) -> list[Member]:
    """People with something to say to them."""
    workspace = world.add_workspace() if workspace is None else workspace
    made = [world.add_member(workspace) for _ in range(n)]
    for member in made:
        world.add_task(member)
    return made


async def run_until_settled(world: World, *loops: DeliveryLoop) -> None:
    """Let the loops work, and real time pass whenever they wait, until nothing is left to do."""
    for loop in loops:
        loop.start()
    try:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            await asyncio.sleep(0.02)
            states = set(world.states())
            if not states & {"pending", "leased"}:
                return
            if "leased" not in states:
                world.let_time_pass()
                for loop in loops:
                    loop.wake()
        raise TimeoutError(f"not settled: {states}")
    finally:
        for loop in loops:
            await loop.drain(5)


class BrokenTurns:
    """The database is gone."""

    def take(self, finished: object, slots: int) -> None:
        raise OSError("killed")

    def recover(self) -> None:
        raise OSError("killed")


async def kill(loop: DeliveryLoop) -> None:
    """End without drain or commit, as kill -9 does; a turn that is under way in a thread ends first."""
    assert loop._running is not None
    tasks = [loop._running, *loop._sends]
    for task in tasks:
        task.cancel()
    async with asyncio.timeout(PATIENCE_S):
        await asyncio.gather(*tasks, return_exceptions=True)
    idle = Barrier(THREADS)
    await asyncio.gather(
        *(asyncio.get_running_loop().run_in_executor(loop._executor, idle.wait) for _ in range(THREADS))
    )
