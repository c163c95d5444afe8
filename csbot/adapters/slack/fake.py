"""A Slack in memory, for tests and benches of what sends: it remembers messages and misbehaves on request.

The local Slack (csbot.playground) is the one to click in and to reach over HTTP.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PAGE_ROWS = 15
START = 1_000_000_000


@dataclass
class FakeSlack:
    """Fulfils `csbot.services.ports.Slack`. `posts` are the messages in order, `calls` (method, arguments).

    `paused`: Slack users who are not to be disturbed, until when.
    """

    posts: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    paused: dict[str, datetime] = field(default_factory=dict)
    responses: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _faults: dict[tuple[int, str], deque[tuple[Exception, bool]]] = field(default_factory=lambda: defaultdict(deque))
    _before: Callable[[str], Any] | None = None

    def fail(
        self, method: str, error: Exception, times: int = 1, workspace_id: int = 0, after_doing: bool = False
    ) -> None:
        """Raise `error` from the next calls of the method (of one workspace, or of all: 0); "response_url" is one too.

        `after_doing`: the call has its effect first, as when an answer gets lost.
        """
        self._faults[workspace_id, method].extend([(error, after_doing)] * times)

    def intercept(self, before: Callable[[str], Any] | None) -> None:
        """Await `before(method)` ahead of each call."""
        self._before = before

    async def call(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if self._before is not None:
            await self._before(method)
        self.calls.append((method, dict(arguments)))
        error, after_doing = self._next_fault(workspace_id, method)
        if error is not None and not after_doing:
            raise error
        answer = self._do(workspace_id, method, arguments)
        if error is not None:
            raise error
        return answer

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        error, _ = self._next_fault(0, "response_url")
        if error is not None:
            raise error
        self.responses.append((response_url, dict(body)))

    def keys(self) -> list[str]:
        """The delivery keys of the posts, in order."""
        return [post["metadata"]["event_payload"]["key"] for post in self.posts if "metadata" in post]

    def _next_fault(self, workspace_id: int, method: str) -> tuple[Exception | None, bool]:
        for waiting in (self._faults[workspace_id, method], self._faults[0, method]):
            if waiting:
                return waiting.popleft()
        return None, False

    def _do(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": f"D{workspace_id}{arguments['users']}"}}
        if method == "conversations.history":
            return self._history(arguments)
        if method == "dnd.info":
            until = self.paused.get(arguments["user"])
            return {"ok": True, "dnd_enabled": until is not None, **_pause(until)}
        ts = f"{START + len(self.posts)}.000100"
        if method == "chat.postMessage":
            self.posts.append({**arguments, "ts": ts})
        return {"ok": True, "channel": arguments.get("channel"), "ts": ts}

    def _history(self, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        found = [post for post in reversed(self.posts) if post["channel"] == arguments["channel"]]
        start = int(arguments.get("cursor") or 0)
        end = start + min(arguments.get("limit", PAGE_ROWS), PAGE_ROWS)
        cursor = str(end) if len(found) > end else ""
        return {"ok": True, "messages": found[start:end], "response_metadata": {"next_cursor": cursor}}


def _pause(until: datetime | None) -> dict[str, int]:
    return {"next_dnd_start_ts": 1, "next_dnd_end_ts": 1 if until is None else int(until.timestamp())}
