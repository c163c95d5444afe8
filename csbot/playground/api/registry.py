"""The table of Web API methods."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from csbot.playground.api.arguments import Arguments
from csbot.playground.workspace import Workspace

BOT, APP, NOBODY = "xoxb-", "xapp-", ""
"""What a method's token begins with."""


@dataclass(frozen=True, slots=True)
class Call:
    """One authenticated call. ``team_id`` is the team that the token names, else the workspace's own."""

    workspace: Workspace
    arguments: Arguments
    team_id: str
    token: str = ""


Answer = Callable[[Call], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """One Web API method; ``answer`` gives what follows ``ok: true`` or raises ApiError."""

    answer: Answer
    token: str
    only_post: bool


METHODS: dict[str, Method] = {}


def method(name: str, token: str = BOT, only_post: bool = False) -> Callable[[Answer], Answer]:
    """Enter a function as a Web API method, called with a bot's token unless told otherwise."""

    def enter(function: Answer) -> Answer:
        METHODS[name] = Method(function, token, only_post)
        return function

    return enter
