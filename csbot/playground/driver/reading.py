"""What a person sees, as documents for the page and for tests."""

from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from csbot.playground.errors import DriverError
from csbot.playground.gestures.stage import Stage
from csbot.playground.people import SLACKBOT_ID, Channel, Person
from csbot.playground.state.messages import Span


def person_document(stage: Stage, person: Person) -> dict[str, Any]:
    """A person for the switcher and for mentions; ``can_act`` tells whether the page can be used as them."""
    team = stage.workspace.team
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "title": person.title,
        "tz": person.tz,
        "locale": person.locale,
        "email": person.email,
        "company": team.company_name(person.team_id),
        "is_stranger": person.team_id != team.id,
        "is_guest": person.is_restricted,
        "is_bot": person.is_bot or person.id == SLACKBOT_ID,
        "deleted": person.deleted,
        "can_act": not (person.is_bot or person.deleted or person.id == SLACKBOT_ID),
        "dm": "" if person.team_id != team.id else person.dm_id,
    }


def clock_document(stage: Stage, person: Person | None) -> dict[str, Any]:
    """Business time in UTC and in a person's zone, and how far it is from real time."""
    clock = stage.workspace.clock
    now = clock.business()
    zone = person.tz if person else "UTC"
    return {
        "business": now.isoformat(),
        "local": now.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(),
        "tz": zone,
        "offset_seconds": clock.offset.total_seconds(),
    }


def sidebar_document(stage: Stage, person: Person) -> dict[str, Any]:
    """The person, their conversations with unread counts, the app with what it offers them, the team, the clock, and
    until when (epoch seconds) their notifications pause."""
    workspace = stage.workspace
    team, pause = workspace.team, workspace.pauses.of(person.id)
    channels = [
        {
            "id": channel.id,
            "name": _name_of(stage, channel, person),
            "is_group": channel.is_mpim,
            "topic": channel.topic,
            "shared_with": [team.company_name(company) for company in channel.shared_team_ids],
            "members": len(channel.member_ids),
            "unread": workspace.messages.unread(person.id, channel.id),
        }
        for channel in workspace.channels.values()
        if person.id in channel.member_ids
    ]
    dm = "" if person.team_id != team.id else person.dm_id
    return {
        "me": person_document(stage, person),
        "team": {"id": team.id, "name": team.name},
        "app": {"name": team.app.name, "user_id": team.app.user_id, "dm": dm,
                "unread": workspace.messages.unread(person.id, dm) if dm else 0, "tabs": workspace.config.tabs,
                "commands": [asdict(command) for command in workspace.commands] if dm else [],
                "shortcuts": [asdict(shortcut) for shortcut in workspace.shortcuts] if dm else []},
        "channels": channels,
        "clock": clock_document(stage, person),
        "paused_until": pause.until if pause else None,
    }  # fmt: skip


def _name_of(stage: Stage, channel: Channel, person: Person) -> str:
    """As the sidebar shows it: a conversation of several by the others in it."""
    if not channel.is_mpim:
        return channel.name
    people = [stage.workspace.people[user_id] for user_id in channel.member_ids if user_id != person.id]
    return ", ".join(other.real_name for other in people)


def conversation_document(
    stage: Stage, person: Person, channel_id: str, limit: int, with_ephemerals: bool
) -> dict[str, Any]:
    """A conversation's latest messages, oldest of them first, replies included."""
    workspace = stage.workspace
    channel_id = stage.channel(person, channel_id)
    found, has_more = workspace.messages.newest(channel_id, Span(limit=limit), threads=True)
    if with_ephemerals:
        found += [item.message for item in workspace.ephemerals.of(person.id, channel_id)]
    found.sort(key=lambda message: str(message["ts"]))
    return {"channel": channel_id, "messages": found, "has_more": has_more}


def home_id(stage: Stage, person: Person) -> str:
    """The id of what a person's Home shows. Raises DriverError while the app has published nothing."""
    view = stage.workspace.views.home(person.id)
    if view is None:
        raise DriverError(f"the app has published no Home for {person.name}")
    return str(view["id"])
