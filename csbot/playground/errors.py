"""Errors by Slack's names."""

from typing import Any


class ApiError(Exception):
    """A Web API call answered with ``ok: false``; ``messages`` go to ``response_metadata.messages``, ``more`` beside
    the error."""

    def __init__(self, code: str, messages: tuple[str, ...] = (), more: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.more = more or {}

    def body(self) -> dict[str, Any]:
        """The answer as Slack gives it."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            answer["response_metadata"] = {"messages": list(self.messages)}
        return answer


class UnusableError(Exception):
    """The local Slack can't begin; the sentence says why and what to do."""


class DriverError(Exception):
    """A person can't do what the page or a test asked for; the sentence says why."""
