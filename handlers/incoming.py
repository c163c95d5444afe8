"""Slack's payloads as `Incoming`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from csbot.domain.errors import Unreadable
from csbot.domain.screens import ScreenRef, read_ref
from csbot.services.members import profile_of
from handlers.calls import Incoming, Kind, Place, PlaceKind, QuotedMessage
from handlers.dialogs import read_carried, read_fields

Body = Mapping[str, Any]
RUN = "command.run"  # the button behind "did you mean": its value is typed for the user


def read_command(body: Body) -> Incoming:
    """A slash command: its first word names the route, the empty one is the bare command."""
    word, rest = first_word(unescaped(str(body.get("text") or "")))
    return Incoming(
        kind=Kind.COMMAND,
        name=word.casefold(),
        team_id=str(body.get("team_id") or ""),
        user_id=str(body.get("user_id") or ""),
        place=Place(
            PlaceKind.COMMAND,
            channel=str(body.get("channel_id") or ""),
            response_url=str(body.get("response_url") or ""),
        ),
        text=rest,
        trigger_id=str(body.get("trigger_id") or ""),
    )


def first_word(text: str) -> tuple[str, str]:
    """The first word and what follows it; any white space parts them, a new line too."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0].strip() if rest else ""


def unescaped(text: str) -> str:
    """Typed text as it was typed: Slack sends `&`, `<` and `>` of it escaped, and its own references in `<…>`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def read_action(body: Body) -> Incoming:
    """A press: `action_id` is `noun.verb|n`, the block's id says which screen (workspace A5)."""
    action = (body.get("actions") or [{}])[0]
    name = str(action.get("action_id") or "").partition("|")[0]
    if name == RUN:
        return _typed(body, _value(action))
    trigger_id = str(body.get("trigger_id") or "")
    incoming = Incoming(
        kind=Kind.ACTION,
        name=name,
        team_id=_team(body),
        user_id=_user(body),
        place=_place(body),
        value=_value(action),
        ref=_ref(str(action.get("block_id") or "")),
        trigger_id=trigger_id,
        key=trigger_id,
    )
    return _in_dialog(incoming, body)


def read_options(body: Body) -> Incoming:
    """A select that loads its options: `value` is what was typed so far."""
    name = str(body.get("action_id") or "").partition("|")[0]
    typed = str(body.get("value") or "")
    return _in_dialog(Incoming(Kind.OPTIONS, name, _team(body), _user(body), _place(body), value=typed), body)


def read_submission(body: Body) -> Incoming:
    """A dialog sent in: once per view and hash."""
    view = body.get("view") or {}
    incoming = Incoming(
        kind=Kind.SUBMIT,
        name=str(view.get("callback_id") or ""),
        team_id=_team(body),
        user_id=_user(body),
        place=Place(PlaceKind.DIRECT),
        trigger_id=str(body.get("trigger_id") or ""),
        key=f"{view.get('id') or ''}:{view.get('hash') or ''}",
    )
    return _in_dialog(incoming, body)


def read_shortcut(body: Body) -> Incoming:
    """A shortcut from the composer or the search, or one on a message."""
    trigger_id = str(body.get("trigger_id") or "")
    message = body.get("message")
    channel = str((body.get("channel") or {}).get("id") or "")
    response_url = str(body.get("response_url") or "")
    quoted = None
    if isinstance(message, Mapping):
        ts, thread = str(message.get("ts") or ""), str(message.get("thread_ts") or "")
        domain = str((body.get("team") or {}).get("domain") or "")
        quoted = QuotedMessage(channel, ts, str(message.get("text") or ""), permalink(domain, channel, ts, thread))
    return Incoming(
        kind=Kind.SHORTCUT,
        name=str(body.get("callback_id") or ""),
        team_id=_team(body),
        user_id=_user(body),
        place=Place(PlaceKind.EPHEMERAL, channel, "", response_url) if response_url else Place(PlaceKind.DIRECT),
        trigger_id=trigger_id,
        key=trigger_id,
        message=quoted,
    )


def permalink(domain: str, channel: str, ts: str, thread: str) -> str:
    """A message's address in the form of chat.getPermalink, which would be a call before the dialog opens."""
    if not (domain and channel and ts):
        return ""
    reply = f"?thread_ts={thread}&cid={channel}" if thread not in ("", ts) else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}{reply}"


def _in_dialog(incoming: Incoming, body: Body) -> Incoming:
    """With what a dialog carries, when it happened in one."""
    view = body.get("view") or {}
    if view.get("type") != "modal":
        return incoming
    try:
        place, ref, args = read_carried(view)
    except Unreadable:
        place, ref, args = Place(PlaceKind.DIRECT, view_id=str(view.get("id") or "")), None, {}
    fields, ids = read_fields(view)
    return replace(incoming, place=place, ref=ref, args=args, fields=fields, field_ids=ids, in_dialog=True)


def _typed(body: Body, text: str) -> Incoming:
    word, rest = first_word(text)
    name, place = word.casefold(), _place(body)
    trigger_id = str(body.get("trigger_id") or "")
    return Incoming(Kind.COMMAND, name, _team(body), _user(body), place, text=rest, trigger_id=trigger_id)


def read_event(body: Body) -> Incoming:
    """An event; its `event_id` makes it answered once."""
    event = body.get("event") or {}
    user, team_id = event.get("user"), str(body.get("team_id") or "")
    profile = profile_of(user, team_id) if isinstance(user, Mapping) and user.get("id") else None
    return Incoming(
        kind=Kind.EVENT,
        name=str(event.get("type") or ""),
        team_id=team_id,
        user_id=_event_user(event),
        place=Place(PlaceKind.DIRECT),
        value=str(event.get("tab") or ""),
        key=str(body.get("event_id") or ""),
        profile=profile,
    )


def _team(body: Body) -> str:
    # In channels shared with another company `user.team_id` is the person's own, `team.id` where csbot is installed.
    return str((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or "")


def _user(body: Body) -> str:
    return str((body.get("user") or {}).get("id") or "")


def _event_user(event: Body) -> str:
    user = event.get("user")
    return str(user.get("id") or "") if isinstance(user, Mapping) else str(user or "")


def _value(action: Body) -> str:
    selected = action.get("selected_option")
    if isinstance(selected, Mapping):
        return str(selected.get("value") or "")
    return str(action.get("value") or "")


def _ref(block_id: str) -> ScreenRef | None:
    try:
        return read_ref(block_id)
    except Unreadable:
        return None


def _place(body: Body) -> Place:
    container = body.get("container") or {}
    view = body.get("view") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    response_url = str(body.get("response_url") or "")
    if container.get("type") == "view" or view:
        return Place(PlaceKind.HOME, view_id=str(view.get("id") or ""), view_hash=str(view.get("hash") or ""))
    kind = PlaceKind.EPHEMERAL if container.get("is_ephemeral") else PlaceKind.MESSAGE
    return Place(kind, str(channel), str(container.get("message_ts") or ""), response_url)
