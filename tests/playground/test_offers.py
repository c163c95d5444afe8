"""The local Slack offers what csbot understands: its commands and shortcuts are named twice, and kept alike here."""

import csbot.bootstrap  # noqa: F401 - enters all routes
from csbot.playground.offers import DEFAULT_COMMANDS, DEFAULT_SHORTCUTS
from handlers.calls import Kind
from handlers.routes import ROUTES, topics


def test_every_command_of_csbot_is_completed_with_its_usage() -> None:
    offered = {f"{command.line} {command.usage}".strip() for command in DEFAULT_COMMANDS[1:]}
    assert offered == {topic.usage for topic in topics()}, "csbot/playground/offers.py names csbot's commands"


def test_every_shortcut_of_csbot_is_offered() -> None:
    routed = {name for kind, name in ROUTES if kind is Kind.SHORTCUT}
    assert {shortcut.callback_id for shortcut in DEFAULT_SHORTCUTS} == routed
