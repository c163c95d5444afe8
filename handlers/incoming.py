"""Slack's envelopes as `Incoming`."""

from dataclasses import replace

from csbot.domain.errors import Unreadable
from csbot.domain.message_words import words_of
from csbot.domain.screens import ScreenRef, read_ref
from csbot.domain.slack_texts import by_name, undone
from csbot.envelopes import (
    Action,
    Command,
    Container,
    Envelope,
    Event,
    Interaction,
    Press,
    Shortcut,
    Submission,
    Suggestion,
    View,
)
from csbot.services.members import SlackUser, profile_of
from handlers.calls import Incoming, Kind, Place, PlaceKind, QuotedMessage
from handlers.dialogs import read_carried, read_fields

RUN = "command.run"  # the button behind "did you mean": its value is typed for the user
HOME_OPENED = "app_home_opened"


class Malformed(ValueError):
    """An envelope that lacks something that Slack always sends."""


def read(envelope: Envelope) -> Incoming | None:
    """What somebody did, or Slack tells; None for what only wants to be acknowledged. Raises `Malformed`."""
    match envelope:
        case Command():
            return read_command(envelope)
        case Press():
            return read_action(envelope)
        case Submission():
            return read_submission(envelope)
        case Suggestion():
            return read_options(envelope)
        case Shortcut():
            return read_shortcut(envelope)
        case Event():
            return read_event(envelope)
    return None  # a dialog was closed, or events are held back


def read_command(command: Command) -> Incoming:
    """A slash command: its first word names the route, the empty one is the bare command."""
    word, rest = first_word(undone(command.text or ""))
    return Incoming(
        kind=Kind.COMMAND,
        name=by_name(word).casefold(),
        team_id=command.team_id,
        user_id=command.user_id,
        place=Place(PlaceKind.COMMAND, channel=command.channel_id or "", response_url=command.response_url or ""),
        typed=rest,
        trigger_id=command.trigger_id or "",
    )


def first_word(text: str) -> tuple[str, str]:
    """The first word and what follows it; any white space parts them, a new line too."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0].strip() if rest else ""


def read_action(press: Press) -> Incoming:
    """A press: `action_id` is `noun.verb|n`, the block's id says which screen (workspace A5)."""
    action = press.actions[0]
    name, value = action.action_id.partition("|")[0], _value(action)
    if name == RUN:
        return _typed(press, value)
    trigger_id = press.trigger_id or ""
    incoming = Incoming(
        kind=Kind.ACTION,
        name=name,
        team_id=_team(press),
        user_id=press.user.id,
        place=_place(press),
        value=value,
        ref=_ref(action.block_id or ""),
        trigger_id=trigger_id,
        key=trigger_id,
    )
    return _in_dialog(incoming, press.view)


def read_options(asked: Suggestion) -> Incoming:
    """A select that loads its options: `value` is what was typed so far."""
    name = asked.action_id.partition("|")[0]
    value = by_name(undone(asked.value or ""))
    incoming = Incoming(Kind.OPTIONS, name, _team(asked), asked.user.id, _place(asked), value=value)
    return _in_dialog(incoming, asked.view)


def read_submission(sent: Submission) -> Incoming:
    """A dialog sent in: once per view and hash."""
    view = sent.view
    incoming = Incoming(
        kind=Kind.SUBMIT,
        name=view.callback_id,
        team_id=_team(sent),
        user_id=sent.user.id,
        place=Place(PlaceKind.DIRECT),
        trigger_id=sent.trigger_id or "",
        key=f"{view.id}:{view.hash or ''}",
    )
    return _in_dialog(incoming, view)


def read_shortcut(chosen: Shortcut) -> Incoming:
    """A shortcut from the composer or the search, or one on a message."""
    trigger_id, response_url = chosen.trigger_id or "", chosen.response_url or ""
    channel = (chosen.channel and chosen.channel.id) or ""
    return Incoming(
        kind=Kind.SHORTCUT,
        name=chosen.callback_id,
        team_id=_team(chosen),
        user_id=chosen.user.id,
        place=Place(PlaceKind.EPHEMERAL, channel, "", response_url) if response_url else Place(PlaceKind.DIRECT),
        trigger_id=trigger_id,
        key=trigger_id,
        message=_quoted(chosen, channel),
    )


def _quoted(chosen: Shortcut, channel: str) -> QuotedMessage | None:
    message, domain = chosen.message, (chosen.team and chosen.team.domain) or ""
    if message is None:
        return None
    ts = message.ts or ""
    return QuotedMessage(
        channel, ts, words_of(message.model_dump()), permalink(domain, channel, ts, message.thread_ts or "")
    )


def permalink(domain: str, channel: str, ts: str, thread: str) -> str:
    """A message's address in the form of chat.getPermalink, which would be a call before the dialog opens."""
    if not (domain and channel and ts):
        return ""
    reply = f"?thread_ts={thread}&cid={channel}" if thread not in ("", ts) else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}{reply}"


def _in_dialog(incoming: Incoming, view: View | None) -> Incoming:
    """With what a dialog carries, when it happened in one."""
    if view is None or view.type != "modal":
        return incoming
    try:
        place, ref, args = read_carried(view)
    except Unreadable:
        place, ref, args = Place(PlaceKind.DIRECT, view_id=view.id), None, {}
    fields, ids = read_fields(view)
    return replace(incoming, place=place, ref=ref, args=args, fields=fields, field_ids=ids, in_dialog=True)


def _typed(press: Press, text: str) -> Incoming:
    """What csbot itself wrote into a button: undone already (`Incoming.typed`)."""
    word, rest = first_word(text)
    people = _team(press), press.user.id
    return Incoming(Kind.COMMAND, word.casefold(), *people, _place(press), rest, trigger_id=press.trigger_id or "")


def read_event(told: Event) -> Incoming:
    """An event; its `event_id` makes it answered once."""
    event, team_id = told.event, told.team_id or ""
    user = event.user if isinstance(event.user, SlackUser) else None
    user_id = user.id if user else str(event.user or "")
    if event.type == HOME_OPENED and not user_id:
        raise Malformed("nobody opened it")
    return Incoming(
        kind=Kind.EVENT,
        name=event.type,
        team_id=team_id,
        user_id=user_id,
        place=Place(PlaceKind.DIRECT),
        value=event.tab or "",
        key=told.event_id or "",
        profile=profile_of(user, team_id) if user else None,
    )


def _team(done: Interaction) -> str:
    # In channels shared with another company `user.team_id` is the person's own, `team.id` where csbot is installed.
    found = (done.team and done.team.id) or done.user.team_id
    if not found:
        raise Malformed("no team")
    return found


def _value(action: Action) -> str:
    return (action.selected_option.value if action.selected_option else action.value) or ""


def _ref(block_id: str) -> ScreenRef | None:
    try:
        return read_ref(block_id)
    except Unreadable:
        return None


def _place(done: Interaction) -> Place:
    container, view = done.container or Container(), done.view
    if view is not None:
        return Place(PlaceKind.HOME, view_id=view.id, view_hash=view.hash or "")
    channel = (done.channel and done.channel.id) or container.channel_id or ""
    if container.type == "view":
        return Place(PlaceKind.HOME)
    kind = PlaceKind.EPHEMERAL if container.is_ephemeral else PlaceKind.MESSAGE
    return Place(kind, channel, container.message_ts or "", done.response_url or "")
