"""The payloads that Slack posts to an app."""

from typing import Any

from csbot.playground.people import Person
from csbot.playground.state.identifiers import new_id
from csbot.playground.workspace import Workspace

VERIFICATION_TOKEN = "local-verification-token"  # noqa: S105 - Slack's retired token; apps check the signature


def interaction(workspace: Workspace, kind: str, person: Person) -> dict[str, Any]:
    """What all interactions have in common."""
    team = workspace.team
    return {
        "type": kind,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team_id},
        "api_app_id": team.app.id,
        "token": VERIFICATION_TOKEN,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_part(workspace: Workspace, channel_id: str) -> dict[str, str]:
    """A channel as interactions name it."""
    return {"id": channel_id, "name": workspace.channel_name(channel_id)}


def command_form(workspace: Workspace, person: Person, channel_id: str, command: str, text: str) -> dict[str, str]:
    """A slash command, without ``response_url`` and ``trigger_id``."""
    team = workspace.team
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel_id,
        "channel_name": workspace.channel_name(channel_id),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": team.app.id,
        "is_enterprise_install": "false",
    }


def event_envelope(workspace: Workspace, event: dict[str, Any], is_ext_shared: bool) -> dict[str, Any]:
    """The outer layer of an event; ``event_time`` follows the event's own timestamp."""
    team = workspace.team
    stamped = {"event_ts": f"{workspace.clock.business_micros() / 1_000_000:.6f}"} | event
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": team.app.id,
        "event": stamped,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(float(stamped["event_ts"])),
        "authorizations": [{"enterprise_id": None, "team_id": team.id, "user_id": team.app.user_id, "is_bot": True,
                            "is_enterprise_install": False}],
        "is_ext_shared_channel": is_ext_shared,
        "event_context": f"4-{new_id('', 16)}",
    }  # fmt: skip
