"""The driver's endpoints as routes: JSON in, JSON out, and mistakes of the caller answered 400."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from csbot.playground.driver.bodies import Body
from csbot.playground.errors import DriverError

Answer = dict[str, Any]
Endpoint = Callable[[Request], Awaitable[Answer]]
B = TypeVar("B", bound=Body)


def reading(name: str, endpoint: Endpoint, verb: str = "GET") -> Route:
    """A route without a body."""
    return Route(f"/playground/{name}", _guarded(endpoint), methods=[verb])


def changing(name: str, model: type[B], act: Callable[[B], Awaitable[Answer]]) -> Route:
    """A POST route whose body is checked against a model."""

    async def endpoint(request: Request) -> Answer:
        return await act(model.model_validate_json(await request.body()))

    return Route(f"/playground/{name}", _guarded(endpoint, needs_json=True), methods=["POST"])


def number(text: str | None, default: int) -> int:
    """A whole number of a query. Raises DriverError when it is none."""
    try:
        return int(text) if text else default
    except ValueError as error:
        raise DriverError(f"{text!r} is no number") from error


def _guarded(endpoint: Endpoint, needs_json: bool = False) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        # A page of another origin can't send this content type unasked.
        if needs_json and not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"ok": False, "error": "send application/json"}, 415)
        try:
            return JSONResponse({"ok": True, **await endpoint(request)})
        except ValidationError as error:
            return JSONResponse({"ok": False, "error": error.errors(include_url=False, include_context=False)}, 400)
        except DriverError as error:
            # On the page one may press what was taken away a moment ago; that is nobody's mistake.
            status = 200 if request.query_params.get("from") == "page" else 400
            return JSONResponse({"ok": False, "error": str(error)}, status)

    return respond
