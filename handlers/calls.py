"""What came from Slack, in csbot's own values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor
from csbot.domain.screens import ScreenRef
from csbot.domain.slack_texts import by_id, by_name
from csbot.services.members import SlackProfile


class Kind(StrEnum):
    """What kind of thing somebody did."""

    COMMAND = "command"
    ACTION = "action"
    EVENT = "event"
    SUBMIT = "submit"  # a dialog
    OPTIONS = "options"  # of a select that loads them
    SHORTCUT = "shortcut"  # global, or on a message


class PlaceKind(StrEnum):
    """Where they did it."""

    COMMAND = "command"
    EPHEMERAL = "ephemeral"
    MESSAGE = "message"
    HOME = "home"
    DIRECT = "direct"  # nowhere in sight: answered by direct message


Field = str | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class QuotedMessage:
    """The message that a message shortcut was chosen on. `text`: its words, undone; `permalink` may be empty."""

    channel: str
    ts: str
    text: str
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acted, and how that place is answered.

    In a dialog it is where the dialog was opened; `view_id` and `view_hash` are then those of the dialog,
    `under_id` is that of the one beneath it. `is_third`: Slack lays no dialog upon it.
    """

    kind: PlaceKind
    channel: str = ""
    ts: str = ""
    response_url: str = ""
    view_id: str = ""
    view_hash: str = ""
    under_id: str = ""
    is_third: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing somebody did in Slack. `key` makes a request answered once; empty when Slack gave nothing for it.

    `typed` is what stands behind a command's word, undone (`domain.slack_texts`); `value` what a pressed element
    carries, what was typed into a select or an event's detail; `ref` the screen it is on. `fields` are a dialog's
    inputs by name, `field_ids` their blocks' ids, `args` what its frame carried. `profile`: whom an event
    is about, as Slack tells them.
    """

    kind: Kind
    name: str
    team_id: str
    user_id: str
    place: Place
    typed: str = ""
    value: str = ""
    ref: ScreenRef | None = None
    trigger_id: str = ""
    key: str = ""
    fields: Mapping[str, Field] = field(default_factory=dict)
    field_ids: Mapping[str, str] = field(default_factory=dict)
    args: Mapping[str, str] = field(default_factory=dict)
    in_dialog: bool = False
    message: QuotedMessage | None = None
    profile: SlackProfile | None = None

    @property
    def text(self) -> str:
        """What stands behind a command's word, as people read it."""
        return by_name(self.typed)

    @property
    def text_by_id(self) -> str:
        """The same with people as `<@U1>`, for filters."""
        return by_id(self.typed)


@dataclass(frozen=True, slots=True)
class Call:
    """An `Incoming` whose actor and viewer are known and allowed. `now` is business time."""

    incoming: Incoming
    actor: Actor
    viewer: Viewer
    now: datetime

    @property
    def place(self) -> Place:
        return self.incoming.place

    @property
    def value(self) -> str:
        return self.incoming.value
