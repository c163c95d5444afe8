"""Posting scheduled messages when business time has come to them."""

import asyncio
from datetime import timedelta

from csbot.playground.workspace import Workspace

_LONGEST_SLEEP = 3600.0


class Poster:
    """Sleeps until the next message is due, the clock moves or another one is scheduled."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._task: asyncio.Task[None] | None = None
        workspace.on_clock.append(self._on_clock)

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _on_clock(self, _: timedelta) -> None:
        self._workspace.rescheduled.set()

    async def _run(self) -> None:
        rescheduled = self._workspace.rescheduled
        while True:
            rescheduled.clear()
            try:
                async with asyncio.timeout(self._post_due()):  # `wait_for` may lose a cancellation
                    await rescheduled.wait()
            except TimeoutError:
                continue

    def _post_due(self) -> float:
        """Post what is due; answers the seconds until something else will be."""
        workspace = self._workspace
        now = workspace.clock.business().timestamp()
        waiting = workspace.scheduled.all()
        for one in waiting:
            if one.post_at > now:
                return min(one.post_at - now, _LONGEST_SLEEP)
            workspace.scheduled.remove(one.id)
            if "metadata" not in one.message:
                workspace.post(one.channel, one.message)
        return _LONGEST_SLEEP
