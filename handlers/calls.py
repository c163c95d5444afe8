"""What came from Slack, in csbot's own values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor
from csbot.domain.screens import ScreenRef


class Kind(StrEnum):
    """What kind of thing somebody did."""

    COMMAND = "command"
    ACTION = "action"
    EVENT = "event"


class PlaceKind(StrEnum):
    """Where they did it."""

    COMMAND = "command"
    EPHEMERAL = "ephemeral"
    MESSAGE = "message"
    HOME = "home"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acted, and how that place is answered."""

    kind: PlaceKind
    channel: str = ""
    ts: str = ""
    response_url: str = ""
    view_id: str = ""
    view_hash: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing somebody did in Slack. `key` makes a request answered once; empty when Slack gave nothing for it.

    `text` is what stands behind a command's word; `value` what a pressed element carries; `ref` the screen it is on.
    """

    kind: Kind
    name: str
    team_id: str
    user_id: str
    place: Place
    text: str = ""
    value: str = ""
    ref: ScreenRef | None = None
    trigger_id: str = ""
    key: str = ""


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
