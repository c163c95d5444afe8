"""What Slack's refusals and failures mean: for good, for now, or limited; and whether the call may have worked."""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.webhook import WebhookResponse

from csbot.domain.errors import CsbotError, SlackLimited, SlackRefused, SlackUnavailable

# code → whether the call may have had its effect all the same (Slack says so of internal_error and fatal_error)
PASSING = {
    "internal_error": True,
    "fatal_error": True,
    "service_unavailable": True,
    "request_timeout": False,  # "the POST data was missing or truncated"
    "team_added_to_org": False,
    "accesslimited": False,
    "external_channel_migrating": False,
}
LIMITED = {"ratelimited", "rate_limited", "message_limit_exceeded"}
RETRY_AFTER_S = 30.0  # when Slack doesn't say


def error_in(response: Any) -> CsbotError:
    """The error that an answer of the SDK means. `response`: its AsyncSlackResponse, WebhookResponse or aiohttp's."""
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    code = _code(response)
    if status == 429 or code in LIMITED:
        return SlackLimited(_retry_after(response.headers))
    if code in PASSING:
        return SlackUnavailable(code, in_doubt=PASSING[code])
    if status >= 500:
        return SlackUnavailable(f"http_{status}", in_doubt=True)
    if code:
        return SlackRefused(code)
    if status == 200:
        return SlackUnavailable("unreadable_answer", in_doubt=True)
    return SlackRefused(f"http_{status}")


def unreachable(error: aiohttp.ClientError | OSError) -> SlackUnavailable:
    """The error of a call without an answer: in doubt unless a connection certainly never came about."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return SlackUnavailable("no_connection", in_doubt=False)
    if isinstance(error, TimeoutError):
        return SlackUnavailable("timeout", in_doubt=True)
    return SlackUnavailable("connection_lost", in_doubt=True)


def is_refused(answer: WebhookResponse) -> bool:
    """Whether a response_url did not take the answer; Slack says so in the status, the body or both."""
    return answer.status_code != 200 or bool(_code(answer))


def _code(response: Any) -> str:
    data = getattr(response, "data", None) or _read(getattr(response, "body", None))
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""


def _read(body: Any) -> Any:
    try:
        return json.loads(body) if isinstance(body, str) else None
    except ValueError:
        return None


def _retry_after(headers: Any) -> float:
    for name, value in headers.items():
        if name.lower() == "retry-after":
            try:
                return max(float(value), 0.0)
            except ValueError:
                return RETRY_AFTER_S
    return RETRY_AFTER_S
