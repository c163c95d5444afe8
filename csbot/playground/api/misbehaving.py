"""How faults look to the app that calls."""

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from csbot.playground.faults import Fault

_CODES = {"rate_limit": "ratelimited", "http_500": "internal_error"}


class DroppedResponse(Response):
    """An answer that breaks off, so that the caller loses the connection after its request was taken."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Promise a body and never send it; the server closes the connection."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


def spoil(fault: Fault) -> str:
    """The error that stands in place of the work; empty for faults of another kind."""
    return fault.code if fault.kind == "error" else _CODES.get(fault.kind, "")


def http_of(fault: Fault) -> tuple[int, dict[str, str]]:
    """Status and headers of such an error."""
    if fault.kind == "rate_limit":
        return 429, {"Retry-After": str(int(fault.seconds))}
    return (500 if fault.kind == "http_500" else 200), {}


async def hang(fault: Fault) -> Response:
    """Nothing for a while, then the connection is gone."""
    await asyncio.sleep(fault.seconds)
    return DroppedResponse()


async def tamper(fault: Fault, answer: Response) -> Response:
    """The answer to work that was done: late, or lost."""
    if fault.kind == "drop":
        return DroppedResponse()
    await asyncio.sleep(fault.seconds)
    return answer
