"""The running team: its people, what they see, and where they are."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from csbot.playground.clock import Clock, OnClock
from csbot.playground.config import PlaygroundConfig
from csbot.playground.faults import Faults
from csbot.playground.journal import Journal
from csbot.playground.live import Live
from csbot.playground.people import Channel, Person
from csbot.playground.sockets.sockets import Sockets
from csbot.playground.state.access import Access
from csbot.playground.state.ephemerals import Ephemeral, Ephemerals
from csbot.playground.state.files import Files
from csbot.playground.state.messages import Message, Messages
from csbot.playground.state.mpims import GroupConversations
from csbot.playground.state.pauses import Pauses
from csbot.playground.state.rates import Rates
from csbot.playground.state.response_urls import ResponseUrls
from csbot.playground.state.scheduled import Scheduled, ScheduledMessages
from csbot.playground.state.store import Store
from csbot.playground.state.triggers import Triggers
from csbot.playground.state.views import Views

OnEvent = Callable[[dict[str, Any]], None]


class Workspace:
    """All state of one local Slack. Every change is told to the open pages."""

    def __init__(self, config: PlaygroundConfig, clock: Clock) -> None:
        self.config = config
        self.team = config.people
        self.commands, self.shortcuts = config.commands, config.shortcuts
        self.registered = {command.line.split()[0]: command for command in reversed(config.commands)}
        self.clock = clock
        self.store = Store(config.data_dir)
        self.live = Live()
        self.journal = Journal(clock, self.live)
        self.faults = Faults()
        self.access = Access(clock, config.scopes)
        self.rates = Rates(clock, config.enforce_rates)
        self.sockets = Sockets(clock, self.journal, self.team.app.id)
        self.messages = Messages(self.store, clock)
        self.files = Files(self.store, clock)
        self.scheduled = ScheduledMessages(self.store)
        self.rescheduled = asyncio.Event()
        self.ephemerals = Ephemerals()
        self.views = Views(self.store, self.team)
        self.triggers = Triggers(self.store, clock, config.signing_secret, self.team)
        self.response_urls = ResponseUrls(self.store, clock, config.base_url)
        self.people = {person.id: person for person in self.team.everybody}
        self.pauses = Pauses(self.store, clock)
        self.groups = GroupConversations(self.store, self.people)
        self.channels = {channel.id: channel for channel in (*self.team.channels, *self.groups.all())}
        self.on_clock: list[OnClock] = []
        self.on_event: list[OnEvent] = []
        self.clock.offset = timedelta(seconds=float(self.store.setting("clock_offset_seconds") or 0))

    def set_clock(self, offset: timedelta) -> None:
        """Move business time, and everybody who listens along with it."""
        self.clock.offset = offset
        self.store.remember("clock_offset_seconds", str(offset.total_seconds()))
        for listener in self.on_clock:
            listener(offset)
        self.live.tell("clock")

    def happen(self, event: dict[str, Any]) -> None:
        """Let the app hear of something, after whatever is going on."""
        for listener in self.on_event:
            listener(event)

    def dm_owner(self, channel_id: str) -> Person | None:
        """Whose conversation with the app this is."""
        person = self.people.get(f"U{channel_id[1:]}") if channel_id.startswith("D") else None
        return person if person and self.messages.dm_is_open(person.id) else None

    def member_ids(self, channel_id: str) -> tuple[str, ...]:
        """Who is in a channel or direct conversation; nobody when it is unknown."""
        if owner := self.dm_owner(channel_id):
            return (owner.id, self.team.app.user_id)
        channel: Channel | None = self.channels.get(channel_id)
        return channel.member_ids if channel else ()

    def join(self, channel_id: str) -> None:
        """The app becomes a member of a channel, as long as this process lives."""
        channel = self.channels[channel_id]
        self.channels[channel_id] = replace(channel, member_ids=(*channel.member_ids, self.team.app.user_id))

    def open_group(self, member_ids: tuple[str, ...]) -> tuple[str, bool]:
        """The conversation of several people, and whether it was open already."""
        channel, was_open = self.groups.open(member_ids)
        self.channels[channel.id] = channel
        if not was_open:
            self.live.tell("conversations")
        return channel.id, was_open

    def pause(self, user_id: str, minutes: int) -> None:
        """A person's notifications pause for so long, 0 lets them come again; the app hears of it."""
        if minutes:
            self.pauses.begin(user_id, minutes)
        else:
            self.pauses.end(user_id)
        self.live.tell("conversations", user_id)
        self.happen({"type": "dnd_updated_user", "user": user_id, "dnd_status": self.undisturbed(user_id)})

    def undisturbed(self, user_id: str) -> dict[str, Any]:
        """When somebody wants no notifications, as everybody may know: Slack tells of a pause itself only its owner,
        others see it as the time not to disturb that has begun."""
        pause = self.pauses.of(user_id)
        if pause is None:
            return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
        return {"dnd_enabled": True, "next_dnd_start_ts": pause.began, "next_dnd_end_ts": pause.until}

    def kind_of(self, channel_id: str) -> str:
        """``im``, ``mpim`` or ``channel``, as events name it."""
        channel = self.channels.get(channel_id)
        return "im" if channel is None else "mpim" if channel.is_mpim else "channel"

    def channel_name(self, channel_id: str) -> str:
        """As payloads to the app name it."""
        return self.channels[channel_id].name if channel_id in self.channels else "directmessage"

    def post(self, channel_id: str, message: Message) -> Message:
        """Add a message and show it."""
        posted = self.messages.add(channel_id, message)
        self.live.tell("message", channel=channel_id, ts=posted["ts"], is_new=True)
        return posted

    def schedule(self, channel_id: str, post_at: int, now: int, message: Message) -> Scheduled:
        """Have a message posted later; both moments are epoch seconds of business time."""
        made = self.scheduled.add(channel_id, post_at, now, message)
        self.rescheduled.set()
        return made

    def rewrite(self, channel_id: str, message: Message) -> None:
        """Change a message and show it."""
        self.messages.replace(channel_id, message)
        self.live.tell("message", channel=channel_id, ts=message["ts"])

    def erase(self, channel_id: str, ts: str) -> None:
        """Delete a message and show that."""
        self.messages.remove(channel_id, ts)
        self.live.tell("message", channel=channel_id, ts=ts)

    def whisper(self, user_id: str, channel_id: str, content: dict[str, Any]) -> Ephemeral:
        """Show a message of the app to one person only."""
        message = {**self.authored(content), "ts": self.messages.next_ts(channel_id), "is_ephemeral": True}
        item = Ephemeral(user_id, channel_id, message)
        self.ephemerals.add(item)
        self.live.tell("ephemeral", user_id, channel=channel_id, message=message)
        return item

    def rewhisper(self, old: Ephemeral, content: dict[str, Any]) -> None:
        """Change what one person was shown, in its place."""
        kept = {key: value for key, value in old.message.items() if key not in ("blocks", "attachments")}
        new = Ephemeral(old.user_id, old.channel, kept | content)
        self.ephemerals.replace(old, new)
        self.live.tell("ephemeral", new.user_id, channel=new.channel, message=new.message)

    def unwhisper(self, old: Ephemeral) -> None:
        """Take what one person was shown away."""
        self.ephemerals.remove(old)
        self.live.tell("ephemeral_gone", old.user_id, channel=old.channel, ts=old.ts)

    def authored(self, content: dict[str, Any]) -> Message:
        """Content as a message of the app."""
        app = self.team.app
        return {"type": "message", "user": app.user_id, "bot_id": app.bot_id, "app_id": app.id,
                "team": self.team.id} | content  # fmt: skip

    def show(self, change: Callable[[], dict[str, Any]], user_id: str) -> dict[str, Any]:
        """Change what a person's modals or Home show, and tell their pages."""
        view = change()
        self.live.tell("home" if view["type"] == "home" else "modals", user_id)
        return view
