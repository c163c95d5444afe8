"""What the driver's POST requests hold."""

from datetime import datetime
from datetime import time as local_time
from typing import Any, Literal

from pydantic import AwareDatetime, Base64Bytes, BaseModel, ConfigDict, Field

from csbot.playground.faults import KINDS, Fault
from csbot.playground.gestures.clicks import Spot, Touch
from csbot.playground.gestures.forms import Values
from csbot.playground.sockets.sockets import MISDEEDS


class Body(BaseModel):
    """Unknown fields are mistakes of the caller."""

    model_config = ConfigDict(extra="forbid")


class Say(Body):
    """A line typed in a conversation; an empty channel is the person's own with the app."""

    user: str
    text: str = Field(min_length=1)
    channel: str = ""


class Reply(Say):
    """A message, or a reply to the one that ``thread_ts`` names."""

    thread_ts: str = ""


class OpenHome(Body):
    """Opening a tab of the app."""

    user: str
    tab: Literal["home", "messages"] = "home"


class TouchBody(Body):
    """A press, a choice or a search; the place is a view, the Home, or a message (``channel`` and ``ts``)."""

    user: str
    action_id: str
    block_id: str = ""
    view_id: str = ""
    home: bool = False
    channel: str = ""
    ts: str = ""
    value: Any = None
    values: Values = {}

    def touch(self) -> Touch:
        """What was done."""
        return Touch(self.action_id, self.block_id, self.value, self.values)

    def spot(self, home_id: str) -> Spot:
        """Where it was done."""
        return Spot(home_id if self.home else self.view_id, self.channel, self.ts)


class Submit(Body):
    """Submitting a modal, by default the topmost."""

    user: str
    view_id: str = ""
    values: Values = {}


class Close(Body):
    """Closing a modal, by default the topmost, or ``all`` of the stack."""

    user: str
    view_id: str = ""
    all: bool = False


class Shortcut(Body):
    """A shortcut: on a message when ``ts`` is given."""

    user: str
    callback_id: str
    channel: str = ""
    ts: str = ""


class Emit(Body):
    """Any event, by its inner document."""

    event: dict[str, Any]
    copies: int = Field(1, ge=1, le=20)


class Read(Body):
    """A person has seen all of a conversation."""

    user: str
    channel: str = ""


class MoveClock(Body):
    """One of the ways to move business time; local times are in the zone of ``user``."""

    user: str = ""
    advance_seconds: float | None = None
    to: Literal["tomorrow", "monday"] | None = None
    time: local_time = local_time(8, 30)
    at: AwareDatetime | None = None
    local: datetime | None = None
    reset: bool = False


class SocketBody(Body):
    """What a websocket of the app's does wrong; 0 means each."""

    kind: str = Field(pattern=f"^({'|'.join(MISDEEDS)})$")
    number: int = Field(0, ge=0)


class RatesBody(Body):
    """Whether the app is held to Slack's rates; ``reset`` fills all buckets."""

    enforce: bool | None = None
    reset: bool = False


class TokensBody(Body):
    """Whether the bot's tokens are revoked, which the app hears of, or good again."""

    revoked: bool
    team: str = ""


class Upload(Body):
    """A file of a person's, ``content`` in base64; shared in ``channel`` when given, else for a file input."""

    user: str
    name: str = Field(min_length=1)
    content: Base64Bytes
    channel: str = ""


class Pause(Body):
    """A person wants no notifications for so many minutes; 0 lets them come again."""

    user: str
    minutes: int = Field(ge=0, le=60 * 24 * 7)


class FaultBody(Body):
    """See ``Fault``."""

    kind: str = Field(pattern=f"^({'|'.join(KINDS)})$")
    method: str = "*"
    count: int = Field(1, ge=1)
    skip: int = Field(0, ge=0)
    seconds: float = Field(1.0, ge=0)
    code: str = "internal_error"
    channel: str = ""
    team: str = ""

    def fault(self) -> Fault:
        """The fault to set."""
        return Fault(**self.model_dump())
