"""The driver's endpoints. Mistakes of the caller are answered 400 with ``{"ok": false, "error": …}``."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from csbot.playground.driver import bodies
from csbot.playground.driver.clock_moves import target
from csbot.playground.driver.reading import (
    clock_document,
    conversation_document,
    home_id,
    person_document,
    sidebar_document,
)
from csbot.playground.errors import DriverError
from csbot.playground.gestures.clicks import click, suggest
from csbot.playground.gestures.commands import run_command
from csbot.playground.gestures.events import Events, open_home, say
from csbot.playground.gestures.modals import close, submit
from csbot.playground.gestures.shortcuts import use_message_shortcut, use_shortcut
from csbot.playground.gestures.stage import Stage
from csbot.playground.journal import Pattern
from csbot.playground.people import Person
from csbot.playground.state.messages import Span

Answer = dict[str, Any]
B = TypeVar("B", bound=bodies.Body)
_LONGEST_WAIT = 60.0


class Driver:
    """Reads requests, asks a gesture or the workspace, answers documents."""

    def __init__(self, stage: Stage, events: Events) -> None:
        self._stage = stage
        self._workspace = stage.workspace
        self._events = events

    def routes(self) -> list[Route]:
        """All routes, live updates included."""
        reads = {
            "people": self.people,
            "state": self.state,
            "messages": self.messages,
            "home": self.home,
            "modals": self.modals,
            "calls": self.calls,
            "clock": self.clock,
            "sockets": self.sockets,
        }
        gestures = (
            self._gesture("command", bodies.Say, lambda b: run_command(self._stage, b.user, b.channel, b.text)),
            self._gesture("say", bodies.Say, lambda b: say(self._stage, self._events, b.user, b.channel, b.text)),
            self._gesture("home", bodies.OpenHome, lambda b: open_home(self._stage, self._events, b.user, b.tab)),
            self._gesture("click", bodies.TouchBody, self._click),
            self._gesture("suggest", bodies.TouchBody, self._suggest),
            self._gesture("submit", bodies.Submit, lambda b: submit(self._stage, b.user, b.view_id, b.values)),
            self._gesture("close", bodies.Close, lambda b: close(self._stage, b.user, b.view_id, b.all)),
            self._gesture("shortcut", bodies.Shortcut, self._shortcut),
        )
        changes = (
            self._change("event", bodies.Emit, self._emit),
            self._change("read", bodies.Read, self._read),
            self._change("clock", bodies.MoveClock, self._move_clock),
            self._change("faults", bodies.FaultBody, self._set_fault),
            self._change("sockets", bodies.SocketBody, self._spoil_sockets),
        )
        return [
            *(Route(f"/playground/{name}", _guarded(read), methods=["GET"]) for name, read in reads.items()),
            *gestures,
            *changes,
            Route("/playground/faults", _guarded(self.behave), methods=["DELETE"]),
            Route("/playground/calls", _guarded(self.forget), methods=["DELETE"]),
            Route("/playground/live", self.live, methods=["GET"]),
        ]

    async def people(self, _: Request) -> Answer:
        """Everybody."""
        return {"people": [person_document(self._stage, person) for person in self._workspace.people.values()]}

    async def state(self, request: Request) -> Answer:
        """The sidebar of a person."""
        return sidebar_document(self._stage, self._person(request))

    async def messages(self, request: Request) -> Answer:
        """A conversation; ephemeral messages unless ``ephemeral=0``."""
        query = request.query_params
        return conversation_document(
            self._stage, self._person(request), query.get("channel", ""), _number(query.get("limit"), 200),
            query.get("ephemeral") != "0",
        )  # fmt: skip

    async def home(self, request: Request) -> Answer:
        """What a person's Home shows; null while nothing is published."""
        return {"view": self._workspace.views.home(self._person(request).id)}

    async def modals(self, request: Request) -> Answer:
        """A person's open modals, the lowest first."""
        return {"views": self._workspace.views.stack(self._person(request).id)}

    async def calls(self, request: Request) -> Answer:
        """The journal; with ``count`` it waits up to ``timeout`` real seconds for so many matching entries.

        Filters: direction (call or sent), name, after (a number), errors=1, and ``arg.NAME=VALUE``.
        """
        query = request.query_params
        pattern = Pattern(
            query.get("direction", ""), query.get("name", ""), _number(query.get("after"), 0),
            query.get("errors") == "1",
            {key.removeprefix("arg."): value for key, value in query.items() if key.startswith("arg.")},
        )  # fmt: skip
        journal = self._workspace.journal
        if query.get("count"):
            patience = min(float(_number(query.get("timeout"), 5)), _LONGEST_WAIT)
            found = await journal.wait(pattern, _number(query.get("count"), 1), patience)
        else:
            found = journal.find(pattern, _number(query.get("limit"), 5000))
        return {"calls": found, "counts": dict(journal.counts)}

    async def forget(self, _: Request) -> Answer:
        """Empty the journal."""
        self._workspace.journal.forget()
        return {}

    async def behave(self, _: Request) -> Answer:
        """Take all faults away."""
        self._workspace.faults.clear()
        return {}

    async def clock(self, request: Request) -> Answer:
        """Business time, in the zone of ``user`` when given."""
        user_id = request.query_params.get("user", "")
        return clock_document(self._stage, self._stage.person(user_id) if user_id else None)

    async def sockets(self, _: Request) -> Answer:
        """The app's websockets."""
        return {"sockets": [one.document() for one in self._workspace.sockets.connections if not one.leaving]}

    async def live(self, request: Request) -> Response:
        """Server-sent events for one person's page."""
        stream = self._workspace.live.stream(request.query_params.get("user", ""))
        return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _click(self, body: bodies.TouchBody) -> Any:
        return await click(self._stage, body.user, body.spot(self._home_id(body)), body.touch())

    async def _suggest(self, body: bodies.TouchBody) -> Any:
        return await suggest(self._stage, body.user, body.spot(self._home_id(body)), body.touch())

    async def _shortcut(self, body: bodies.Shortcut) -> Any:
        if body.ts:
            return await use_message_shortcut(self._stage, body.user, body.channel, body.ts, body.callback_id)
        return await use_shortcut(self._stage, body.user, body.callback_id)

    async def _emit(self, body: bodies.Emit) -> Answer:
        ack = await self._events.emit(body.event, body.copies)
        return {"status": ack.status, "failure": ack.failure}

    async def _read(self, body: bodies.Read) -> Answer:
        person = self._stage.person(body.user)
        channel_id = self._stage.channel(person, body.channel)
        found, _ = self._workspace.messages.newest(channel_id, Span(limit=1), threads=True)
        if found:
            self._workspace.messages.read_up_to(person.id, channel_id, found[0]["ts"])
        return {}

    async def _move_clock(self, body: bodies.MoveClock) -> Answer:
        person = self._stage.person(body.user) if body.user else None
        clock = self._workspace.clock
        real_now = datetime.fromtimestamp(clock.real(), UTC)
        moment = target(body, clock.business(), real_now, person.tz if person else "UTC")
        self._workspace.set_clock(moment - real_now)
        return clock_document(self._stage, person)

    async def _set_fault(self, body: bodies.FaultBody) -> Answer:
        self._workspace.faults.add(body.fault())
        return {}

    def _person(self, request: Request) -> Person:
        return self._stage.person(request.query_params.get("user", ""))

    async def _spoil_sockets(self, body: bodies.SocketBody) -> Answer:
        await self._workspace.sockets.misbehave(body.kind, body.number)
        return {}

    def _home_id(self, body: bodies.TouchBody) -> str:
        return home_id(self._stage, self._stage.person(body.user)) if body.home else ""

    def _gesture(self, name: str, model: type[B], act: Callable[[B], Awaitable[Any]]) -> Route:
        async def answer(body: B) -> Answer:
            document: Answer = (await act(body)).document()
            return document

        return self._change(name, model, answer)

    def _change(self, name: str, model: type[B], act: Callable[[B], Awaitable[Answer]]) -> Route:
        async def endpoint(request: Request) -> Answer:
            return await act(model.model_validate_json(await request.body()))

        return Route(f"/playground/{name}", _guarded(endpoint, needs_json=True), methods=["POST"])


def _guarded(
    endpoint: Callable[[Request], Awaitable[Answer]], needs_json: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        # A page of another origin can't send this content type unasked.
        if needs_json and not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"ok": False, "error": "send application/json"}, 415)
        try:
            return JSONResponse({"ok": True, **await endpoint(request)})
        except ValidationError as error:
            return JSONResponse({"ok": False, "error": error.errors(include_url=False, include_context=False)}, 400)
        except DriverError as error:
            return JSONResponse({"ok": False, "error": str(error)}, 400)

    return respond


def _number(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError as error:
        raise DriverError(f"{text!r} is no number") from error
