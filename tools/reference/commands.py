"""docs/reference/commands.md: what `/cs` understands, as `/cs help` says it, and the shortcuts."""

from collections.abc import Iterator

import csbot.bootstrap  # noqa: F401 - enters all routes
from csbot.cli.manifest import shortcuts
from handlers.calls import Kind
from handlers.routes import ROUTES, Route
from tools.reference.permissions import MEANINGS
from tools.reference.tables import described, table

PLACES = {"global": "the composer and the search", "message": "a message's menu"}


def page() -> Iterator[str]:
    """The heading, then the lines."""
    yield "Commands"
    yield "What follows `/cs` in Slack. `/cs help` says the same in your language; only you see the answers."
    for route in ROUTES.values():
        if route.kind is Kind.COMMAND and route.name:
            yield from section(route)
    yield ""
    yield "## Shortcuts"
    yield ""
    yield from table(("name", "where", "what it does"), [shortcut(one) for one in shortcuts()])


def section(route: Route) -> Iterator[str]:
    """One command. Raises ValueError when it has no help topic."""
    topic = route.help
    if topic is None:
        raise ValueError(f"/cs {route.name} has no help topic")
    yield from ("", f"## /cs {route.name}", "", "```", topic.usage, "```", "")
    yield described(topic.summary, f"/cs {route.name}")
    for detail in topic.details:
        yield from ("", detail)
    if topic.examples:
        yield from ("", f"For example: {', '.join(f'`{example}`' for example in topic.examples)}.")
    yield from ("", f"Who may: {MEANINGS[route.permission]}.")


def shortcut(one: dict[str, str]) -> tuple[str, str, str]:
    return one["name"], PLACES[one["type"]], described(one["description"], one["name"])
