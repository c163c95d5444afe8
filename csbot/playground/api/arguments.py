"""Arguments of a Web API call: a form, a JSON body or a query, with JSON inside strings where Slack takes it."""

import base64
import binascii
import json
from typing import Any

from starlette.requests import Request

from csbot.playground.errors import ApiError

_NO = frozenset({"", "0", "false", "False", "none"})


class Arguments:
    """The values of one call, ``token`` left out."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = {key: value for key, value in values.items() if key != "token" and value is not None}

    def text(self, name: str, default: str = "") -> str:
        """An optional string."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else str(value)

    def required(self, name: str) -> str:
        """A string that must be there. Raises ``invalid_arguments`` naming it."""
        value = self.text(name)
        if not value:
            raise ApiError("invalid_arguments", (f"[ERROR] missing required field: {name}",))
        return value

    def flag(self, name: str) -> bool:
        """A boolean in any of Slack's spellings; absent is false."""
        value = self.values.get(name, False)
        return value not in _NO if isinstance(value, str) else bool(value)

    def integer(self, name: str, default: int, span: tuple[int, int]) -> int:
        """A number, brought into a span. Raises ``invalid_limit`` when it is none."""
        try:
            number = int(self.values.get(name, default))
        except (TypeError, ValueError, OverflowError) as error:
            raise ApiError("invalid_limit") from error
        return max(span[0], min(span[1], number))

    def document(self, name: str, error_code: str) -> Any:
        """A JSON argument, parsed if it came as a string; None when absent. Raises ``error_code`` on bad JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise ApiError(error_code) from error

    def has(self, name: str) -> bool:
        """Whether the argument was given."""
        return name in self.values


async def read_arguments(request: Request) -> tuple[Arguments, str]:
    """The arguments and the token of a request. Raises ``invalid_json`` or ``json_not_object``."""
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if "json" in kind:
        values |= _json_object(await request.body())
    elif request.method == "POST":
        async with request.form() as form:
            values |= {key: value for key, value in form.items() if isinstance(value, str)}
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        values |= _client(bearer)
    token = bearer.strip() if scheme.lower() == "bearer" else str(values.get("token") or "")
    return Arguments(values), token


def _client(credentials: str) -> dict[str, str]:
    """Basic authentication is how an app says its client's id and secret."""
    try:
        client_id, _, client_secret = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return {}
    return {"client_id": client_id, "client_secret": client_secret}


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body) if body else {}
    except ValueError as error:
        raise ApiError("invalid_json") from error
    if not isinstance(found, dict):
        raise ApiError("json_not_object")
    return found
