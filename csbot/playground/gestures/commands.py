"""Slash commands."""

from typing import Any

from csbot.playground.api.arguments import Arguments
from csbot.playground.api.contents import read_content
from csbot.playground.api.responses import show_answer
from csbot.playground.errors import ApiError, DriverError
from csbot.playground.gestures.payloads import command_form
from csbot.playground.gestures.sender import BAD_STATUS, NO_CONNECTION, TIMEOUT, form_letter
from csbot.playground.gestures.stage import Result, Stage
from csbot.playground.gestures.typed_text import as_sent, escaped
from csbot.playground.state.response_urls import Place

_FAILURES = frozenset({TIMEOUT, BAD_STATUS})
_UNKNOWN = (
    '{} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.'
)


def _answer(body: Any) -> Arguments | None:
    if body is None or body == "":
        return None
    if isinstance(body, str):
        return Arguments({"text": body})
    if not isinstance(body, dict):
        raise ApiError("invalid_command_response")
    return Arguments(body) if body else None


def _judge(body: Any) -> None:
    if answer := _answer(body):
        read_content(answer)


async def run_command(stage: Stage, user_id: str, channel_id: str, line: str) -> Result:
    """A person sends ``/cs …`` in a conversation; the app's answer is shown there, or Slack's failure sentence.

    The app never hears of a command that it did not register, nor of one from another company's people.
    """
    workspace = stage.workspace
    person = stage.person(user_id)
    channel_id = stage.channel(person, channel_id)
    command, _, text = line.strip().partition(" ")
    if not command.startswith("/"):
        raise DriverError("a command begins with a slash")
    registered = workspace.registered.get(command)
    if person.team_id != workspace.team.id or registered is None:
        return Result(0, failure=_UNKNOWN.format(command))
    place = Place(person.id, channel_id)
    token = workspace.response_urls.issue(place)
    text = text.strip()
    team, people = workspace.team, workspace.people.values()
    sent = as_sent(text, people, True, team.usergroups, team.channels) if registered.escapes else escaped(text)
    form = command_form(workspace, person, channel_id, command, sent)
    form["response_url"] = workspace.response_urls.address(token)
    form["trigger_id"] = workspace.triggers.issue(person.id)
    ack = await stage.sender.send(form_letter("command", form, _judge))
    if ack.failure:
        name = ack.failure if ack.failure in _FAILURES else BAD_STATUS
        if ack.failure not in (*_FAILURES, NO_CONNECTION):
            name = "invalid_command_response"
        return Result(ack.status, ack.body, f'{command} failed with the error "{name}"')
    if answer := _answer(ack.body):
        ts, is_ephemeral = show_answer(workspace, place, read_content(answer), answer.text("response_type"))
        workspace.response_urls.point_at(token, ts, is_ephemeral)
    return Result(ack.status, ack.body)
