"""The table of Web API methods."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from csbot.playground.api.arguments import Arguments
from csbot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """One authenticated call. ``team_id`` is the team that the token names, else the workspace's own."""

    workspace: Workspace
    arguments: Arguments
    team_id: str


Method = Callable[[Call], dict[str, Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Enter a function as a Web API method; it answers what follows ``ok: true`` or raises ApiError."""

    def enter(function: Method) -> Method:
        METHODS[name] = function
        return function

    return enter
