"""Requests as Slack sends and signs them."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

SECRET = "8f742231b10e8888abcd99baac85a5"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def signature(body: bytes, timestamp: str, secret: str = SECRET) -> str:
    """What stands in `x-slack-signature`."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


def signed(body: bytes, at: datetime, content_type: str = FORM, secret: str = SECRET) -> dict[str, str]:
    """The headers of a request that Slack signed at that moment."""
    timestamp = str(int(at.timestamp()))
    return {
        "content-type": content_type,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature(body, timestamp, secret),
    }


def command(text: str, user: str, team: str = "T1", **fields: str) -> bytes:
    """`/cs` with a text."""
    usual = {
        "token": "old",
        "team_id": team,
        "team_domain": "fjord",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": user,
        "user_name": "somebody",
        "command": "/cs",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T1/1/x",
        "trigger_id": "1.2.3",
    }
    return urlencode(usual | fields).encode()


def interaction(payload: Any) -> bytes:
    """A payload in the form field that Slack puts it into."""
    return urlencode({"payload": json.dumps(payload)}).encode()


def press(
    user: str, action: dict[str, Any], place: dict[str, Any], trigger_id: str, team: str = "T1"
) -> dict[str, Any]:
    """The payload of a pressed button or a chosen option; `place`: what `on_message` and its like give."""
    return {
        "type": "block_actions",
        "user": {"id": user, "username": "somebody", "name": "somebody", "team_id": team},
        "api_app_id": "A1",
        "token": "old",
        "trigger_id": trigger_id,
        "team": {"id": team, "domain": "fjord"},
        "enterprise": None,
        "is_enterprise_install": False,
        "actions": [{"action_ts": "1.1", **action}],
        **place,
    }


def on_ephemeral(response_url: str = "https://hooks.slack.com/actions/T1/1/x") -> dict[str, Any]:
    """A place: an answer that only the person sees, which Slack sends without its message."""
    container = {"type": "message", "message_ts": "7.7", "channel_id": "C1", "is_ephemeral": True}
    return {"container": container, "channel": {"id": "C1", "name": "general"}, "response_url": response_url}


def on_message(blocks: list[Any], channel: str = "D1", ts: str = "5.5") -> dict[str, Any]:
    """A place: a message of the bot's."""
    container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
    message = {"type": "message", "ts": ts, "text": "", "blocks": blocks}
    url = "https://hooks.slack.com/actions/T1/2/x"
    return {"container": container, "channel": {"id": channel}, "message": message, "response_url": url}


def on_home(blocks: list[Any], kind: str = "home") -> dict[str, Any]:
    """A place: the person's Home, or a modal."""
    view = {"id": "V1", "type": kind, "hash": "1.h", "team_id": "T1", "blocks": blocks}
    return {"container": {"type": "view", "view_id": "V1"}, "view": view}


def event(kind: str, event_id: str = "Ev1", team: str = "T1", **fields: Any) -> bytes:
    """An event."""
    envelope = {
        "token": "old",
        "team_id": team,
        "api_app_id": "A1",
        "event": {"type": kind, "event_ts": "1.1", **fields},
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1,
        "authorizations": [{"enterprise_id": None, "team_id": team, "user_id": "UBOT", "is_bot": True}],
        "is_ext_shared_channel": False,
    }
    return json.dumps(envelope).encode()


def suggestion(user: str, action_id: str, typed: str, team: str = "T1") -> dict[str, Any]:
    """The payload of a select that asks for its options."""
    view = {"id": "V2", "type": "modal", "hash": "1.h", "team_id": team, "blocks": [], "private_metadata": ""}
    people = {"user": {"id": user, "team_id": team}, "team": {"id": team, "domain": "fjord"}}
    asked = {"action_id": action_id, "block_id": "b", "value": typed}
    container = {"type": "view", "view_id": "V2"}
    return {"type": "block_suggestion", "api_app_id": "A1", **people, "container": container, "view": view, **asked}


def submission(user: str, callback_id: str, team: str = "T1", **view: Any) -> dict[str, Any]:
    """The payload of a dialog sent in."""
    usual = {"id": "V2", "type": "modal", "hash": "1.h", "private_metadata": "", "state": {"values": {}}, "blocks": []}
    people = {"user": {"id": user, "team_id": team}, "team": {"id": team, "domain": "fjord"}}
    return {
        "type": "view_submission",
        "api_app_id": "A1",
        **people,
        "trigger_id": f"submit.{user}",
        "view": usual | {"callback_id": callback_id} | view,
    }


def chosen_shortcut(user: str, callback_id: str, on_a_message: bool, team: str = "T1") -> dict[str, Any]:
    """The payload of a shortcut, global or on somebody's message."""
    people = {"user": {"id": user, "team_id": team}, "team": {"id": team, "domain": "fjord"}}
    usual = {"api_app_id": "A1", **people, "callback_id": callback_id, "trigger_id": f"shortcut.{user}"}
    if not on_a_message:
        return {"type": "shortcut", **usual}
    message = {"type": "message", "user": "U9", "ts": "6.6", "text": "Call them"}
    place = {"channel": {"id": "C1", "name": "general"}, "response_url": "https://hooks.slack.com/app/T1/3/x"}
    return {"type": "message_action", **usual, "message_ts": "6.6", "message": message, **place}
