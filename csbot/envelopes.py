"""The shapes of what Slack sends, as far as Bolt and csbot look into it: what does not fit is refused at the edge.

Bolt 1.30 fails (500) on a part of another type than it expects, and takes a form with the word "payload" anywhere in
it for an interaction (`/cs help payload` was answered 404), so bodies are parsed and checked here, once.
"""

import json
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

FORM = "application/x-www-form-urlencoded"
COMMAND_FIELDS = {
    "token", "command", "text", "response_url", "trigger_id", "team_id", "team_domain", "channel_id", "channel_name",
    "user_id", "user_name", "enterprise_id", "enterprise_name", "api_app_id", "is_enterprise_install", "ssl_check",
}  # fmt: skip
Text = str | None
Acknowledged = Callable[[str, int, float], None]  # hears of an ack: transport, status, and seconds it took
# What no database can keep: NUL, and half of a pair of surrogates. Typed as six letters they stay.
ODD = re.compile(r"\\\\|\\u0000|\\ud[89ab]..\\ud[c-f]..|\\ud[89a-f]..", re.IGNORECASE)
UNKNOWN = r"\ufffd"


class Part(BaseModel):
    """A part of a payload at any depth; what is not named here may be anything."""

    model_config = ConfigDict(extra="allow", strict=True)

    id: Text = None
    team_id: Text = None
    enterprise_id: Text = None
    user_id: Text = None
    channel_id: Text = None
    callback_id: Text = None
    subtype: Text = None
    user: "str | Part | None" = None
    team: "str | Part | None" = None
    channel: "str | Part | None" = None
    enterprise: "str | Part | None" = None
    view: "Part | None" = None
    item: "Part | None" = None
    message: "Part | None" = None
    previous_message: "Part | None" = None
    assistant_thread: "Part | None" = None
    function_data: "Part | None" = None
    authorizations: "list[Part] | None" = None
    response_urls: "list[Part] | None" = None


class Action(Part):
    action_id: str
    block_id: Text = None
    value: Text = None
    selected_option: Part | None = None


class Person(Part):
    id: str


class Interaction(Part):
    """What every interaction has."""

    user: Person
    team: Part | None = None
    channel: Part | None = None
    container: Part | None = None
    trigger_id: Text = None
    response_url: Text = None


class Press(Interaction):
    type: Literal["block_actions"]
    actions: list[Action] = Field(min_length=1)


class Suggestion(Interaction):
    type: Literal["block_suggestion"]
    action_id: str


class Shortcut(Interaction):
    type: Literal["shortcut", "message_action"]
    callback_id: str


class View(Part):
    type: str
    callback_id: str


class Submission(Interaction):
    type: Literal["view_submission", "view_closed"]
    view: View


class Happening(Part):
    type: str


class Event(Part):
    type: Literal["event_callback"]
    event: Happening
    event_id: Text = None


class Verification(Part):
    type: Literal["url_verification", "app_rate_limited"]


INTERACTION: TypeAdapter[Any] = TypeAdapter(
    Annotated[Press | Suggestion | Shortcut | Submission, Field(discriminator="type")]
)
EVENT: TypeAdapter[Any] = TypeAdapter(Annotated[Event | Verification, Field(discriminator="type")])


def read_envelope(text: str, content_type: str) -> dict[str, Any]:
    """The body of a request as Bolt wants it; raises ValueError and RecursionError when Slack sends no such thing.

    NUL characters are left out; half of a character becomes U+FFFD.
    """
    if content_type.partition(";")[0].strip().lower() != FORM:
        return _checked(EVENT, text)
    form = {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True, errors="strict").items()}
    if "payload" in form:
        return _checked(INTERACTION, form["payload"])
    if "command" not in form and "ssl_check" not in form:
        raise ValueError("neither a command nor an interaction")
    return {name: value.replace("\x00", "") for name, value in form.items() if name in COMMAND_FIELDS}


def _checked(shape: TypeAdapter[Any], text: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(ODD.sub(_kept, text))
    shape.validate_python(body)
    return body


def _kept(found: re.Match[str]) -> str:
    escape = found[0]
    if escape == r"\u0000":
        return ""
    return UNKNOWN if len(escape) == len(UNKNOWN) else escape
