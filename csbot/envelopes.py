"""The shapes of what Slack sends, as far as csbot looks into it: what does not fit is refused at the edge.

Lenient to what csbot does not read, which may be anything; strict about what it reads, so that nobody behind the edge
meets a part of another type, an id that no column holds, or nothing where there must be something. Slack sends null
for some of it: such parts may be None here.

Bolt 1.30 fails (500) on a part of another type than it expects, and takes a form with the word "payload" anywhere in
it for an interaction (`/cs help payload` was answered 404): it is told the kind only, the envelope goes beside it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from slack_bolt.async_app import AsyncBoltRequest

from csbot.services.members import SlackUser

FORM = "application/x-www-form-urlencoded"
ENVELOPE = "csbot_envelope"  # where Bolt's context keeps it
Acknowledged = Callable[[str, int, float], None]  # hears of an ack: transport, status, and seconds it took
# What no database can keep: NUL, and half of a pair of surrogates. Typed as six letters they stay.
ODD = re.compile(r"\\\\|\\u0000|\\ud[89ab]..\\ud[c-f]..|\\ud[89a-f]..", re.IGNORECASE)
UNKNOWN = r"\ufffd"

Text = str | None
Id = Annotated[str, Field(min_length=1, max_length=40)]  # a person's or a team's: as long as the columns
ShortId = Annotated[str, Field(max_length=100)] | None  # the id of anything else, or a timestamp; two make a key
Key = Annotated[str, Field(max_length=255)] | None  # makes a request answered once
Url = Annotated[str, Field(max_length=500)] | None  # a dialog carries it in 3,000 characters


def unlisted(value: object) -> object:
    """Slack writes a map of nothing as `[]` at times: seen in the values of dialogs and of Home."""
    return {} if value == [] else value


class Part(BaseModel):
    """A part of an envelope at any depth."""

    model_config = ConfigDict(strict=True)


class Named(Part):
    id: ShortId = None
    domain: Text = None


class Person(Part):
    id: Id
    team_id: ShortId = None


class Option(Part):
    value: str


class Element(Part):
    """What an input holds; which of these it is follows from its type."""

    value: Text = None
    selected_date: Text = None
    selected_time: Text = None
    selected_date_time: int | None = None
    selected_user: Text = None
    selected_channel: Text = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_users: list[str] | None = None
    selected_channels: list[str] | None = None
    selected_conversations: list[str] | None = None


class Action(Part):
    action_id: str
    block_id: Text = None
    value: Text = None
    selected_option: Option | None = None


Values = Annotated[dict[str, Element], BeforeValidator(unlisted)]


class State(Part):
    values: Annotated[dict[str, Values] | None, BeforeValidator(unlisted)] = None


class View(Part):
    """A modal or a Home."""

    type: str
    id: Annotated[str, Field(min_length=1, max_length=100)]
    hash: ShortId = None
    callback_id: Text = None
    private_metadata: Text = None
    previous_view_id: ShortId = None
    root_view_id: ShortId = None
    state: Annotated[State | None, BeforeValidator(unlisted)] = None


class Container(Part):
    type: Text = None
    channel_id: ShortId = None
    message_ts: ShortId = None
    is_ephemeral: bool | None = None


class Message(Part):
    text: Text = None
    ts: ShortId = None
    thread_ts: ShortId = None
    blocks: Any = None  # as they come: domain.message_words reads them
    attachments: Any = None
    files: Any = None


class Envelope(Part):
    """One thing that Slack sends."""

    def for_bolt(self) -> dict[str, Any]:
        """What Bolt is told: enough to route by."""
        return {"type": getattr(self, "type", None)}


class Command(Envelope):
    command: str
    team_id: Id
    user_id: Id
    text: Text = None
    channel_id: ShortId = None
    response_url: Url = None
    trigger_id: Key = None

    def for_bolt(self) -> dict[str, Any]:
        return {name: value for name, value in self if value is not None}


class Interaction(Envelope):
    """What every interaction has. In channels shared with another company `user.team_id` is the person's own,
    `team.id` where csbot is installed.
    """

    user: Person
    team: Named | None = None
    channel: Named | None = None
    container: Container | None = None
    view: View | None = None
    trigger_id: Key = None
    response_url: Url = None


class Press(Interaction):
    type: Literal["block_actions"]
    actions: list[Action] = Field(min_length=1)


class Suggestion(Interaction):
    type: Literal["block_suggestion"]
    action_id: str
    value: Text = None


class Shortcut(Interaction):
    type: Literal["shortcut", "message_action"]
    callback_id: str
    message: Message | None = None


class SubmittedView(View):
    callback_id: str


class Submission(Interaction):
    type: Literal["view_submission"]
    view: SubmittedView


class Closing(Interaction):
    """A dialog was closed: csbot has no use for it, but Slack shows a failure unless it is acknowledged."""

    type: Literal["view_closed"]


class Tokens(Part):
    """Whose tokens were revoked: people's ids, or the bot's."""

    bot: list[str] | None = None


class Happening(Part):
    type: str
    user: Annotated[str, Field(max_length=40)] | SlackUser | None = None
    tab: Text = None
    tokens: Tokens | None = None


class Event(Envelope):
    """What Slack tells of itself. `event_time`: seconds since 1970, up to the year 2242."""

    type: Literal["event_callback"]
    event: Happening
    team_id: ShortId = None
    event_id: Key = None
    event_time: Annotated[int, Field(gt=0, lt=2**33)] | None = None

    def for_bolt(self) -> dict[str, Any]:
        return {"type": self.type, "event": {"type": self.event.type}}


class Check(Envelope):
    """Slack looks whether csbot is there, or says that it holds events back."""

    type: Literal["url_verification", "app_rate_limited", "ssl_check"]
    challenge: Text = None
    ssl_check: Text = None

    def for_bolt(self) -> dict[str, Any]:
        return {"type": self.type, "challenge": self.challenge, "ssl_check": self.ssl_check}


INTERACTION: TypeAdapter[Envelope] = TypeAdapter(
    Annotated[Press | Suggestion | Shortcut | Submission | Closing, Field(discriminator="type")]
)
EVENT: TypeAdapter[Envelope] = TypeAdapter(Annotated[Event | Check, Field(discriminator="type")])


CONTENTS: Mapping[str, TypeAdapter[Envelope]] = {
    "slash_commands": TypeAdapter(Command),
    "interactive": INTERACTION,
    "events_api": EVENT,
}


class Frame(Part):
    """What comes over the websocket. `envelope_id`: what an ack names, where Slack wants one."""

    type: str
    envelope_id: Text = None
    payload: Any = None

    def content(self) -> Envelope:
        """What it brings; raises ValueError, as `read_envelope`."""
        shape = CONTENTS.get(self.type)
        if shape is None:
            raise ValueError("a frame of no known type")
        return shape.validate_python(self.payload)


def read_envelope(text: str, content_type: str) -> Envelope:
    """The body of a request; raises ValueError when Slack sends no such thing.

    NUL characters are left out; half of a character becomes U+FFFD.
    """
    if content_type.partition(";")[0].strip().lower() != FORM:
        return EVENT.validate_json(kept(text))
    form = {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True, errors="strict").items()}
    if "payload" in form:
        return INTERACTION.validate_json(kept(form["payload"]))
    if "ssl_check" in form and "command" not in form:
        return Check(type="ssl_check", ssl_check=form["ssl_check"])
    return Command.model_validate({name: value.replace("\x00", "") for name, value in form.items()})


def read_frame(text: str) -> Frame:
    """A frame of the websocket, its content unread; raises ValueError."""
    return Frame.model_validate_json(kept(text))


def kept(text: str) -> str:
    """JSON as databases can keep it."""
    return ODD.sub(_kept, text)


def for_bolt(envelope: Envelope) -> AsyncBoltRequest:
    """An envelope as Bolt takes it: in the mode of a body that is parsed already and was verified elsewhere."""
    return AsyncBoltRequest(body=envelope.for_bolt(), context={ENVELOPE: envelope}, mode="socket_mode")


def why(problem: ValueError) -> Mapping[str, str]:
    """What may be logged of a refusal: its kind and our own names of what did not fit, never what stood there."""
    if not isinstance(problem, ValidationError):
        return {"problem": type(problem).__name__}
    first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
    return {"problem": first["type"], "field": ".".join(str(part) for part in first["loc"] if part in OWN_NAMES)}


def _kept(found: re.Match[str]) -> str:
    escape = found[0]
    if escape == r"\u0000":
        return ""
    return UNKNOWN if len(escape) == len(UNKNOWN) else escape


def _fields(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields).union(*(_fields(one) for one in model.__subclasses__()))


OWN_NAMES = _fields(Part) | _fields(SlackUser)
