"""The driver's endpoints: what people do and see."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from csbot.playground.driver import bodies
from csbot.playground.driver.clock_moves import target
from csbot.playground.driver.guard import Answer, B, changing, number, reading
from csbot.playground.driver.reading import (
    clock_document,
    conversation_document,
    home_id,
    person_document,
    sidebar_document,
)
from csbot.playground.gestures.clicks import click, suggest
from csbot.playground.gestures.commands import run_command
from csbot.playground.gestures.events import Events
from csbot.playground.gestures.modals import close, submit
from csbot.playground.gestures.saying import open_home, say, share
from csbot.playground.gestures.shortcuts import use_message_shortcut, use_shortcut
from csbot.playground.gestures.stage import Stage
from csbot.playground.journal import Pattern
from csbot.playground.people import Person
from csbot.playground.state.messages import Span

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
        }
        gestures = (
            self._gesture("command", bodies.Say, lambda b: run_command(self._stage, b.user, b.channel, b.text)),
            self._gesture("say", bodies.Reply, self._say),
            self._gesture("home", bodies.OpenHome, lambda b: open_home(self._stage, self._events, b.user, b.tab)),
            self._gesture("click", bodies.TouchBody, self._click),
            self._gesture("suggest", bodies.TouchBody, self._suggest),
            self._gesture("submit", bodies.Submit, lambda b: submit(self._stage, b.user, b.view_id, b.values)),
            self._gesture("close", bodies.Close, lambda b: close(self._stage, b.user, b.view_id, b.all)),
            self._gesture("shortcut", bodies.Shortcut, self._shortcut),
        )
        return [
            *(reading(name, read) for name, read in reads.items()),
            *gestures,
            changing("read", bodies.Read, self._read),
            changing("clock", bodies.MoveClock, self._move_clock),
            changing("upload", bodies.Upload, self._upload),
            changing("pause", bodies.Pause, self._pause),
            reading("calls", self.forget, "DELETE"),
            Route("/playground/live", self.live, methods=["GET"]),
        ]

    async def people(self, _: Request) -> Answer:
        """Everybody, and the groups that may be mentioned."""
        groups = [
            {"id": group.id, "handle": group.handle, "name": group.name} for group in self._workspace.team.usergroups
        ]
        people = [person_document(self._stage, person) for person in self._workspace.people.values()]
        return {"people": people, "usergroups": groups}

    async def state(self, request: Request) -> Answer:
        """The sidebar of a person."""
        return sidebar_document(self._stage, self._person(request))

    async def messages(self, request: Request) -> Answer:
        """A conversation; ephemeral messages unless ``ephemeral=0``."""
        query = request.query_params
        return conversation_document(
            self._stage, self._person(request), query.get("channel", ""), number(query.get("limit"), 200),
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
            query.get("direction", ""), query.get("name", ""), number(query.get("after"), 0),
            query.get("errors") == "1",
            {key.removeprefix("arg."): value for key, value in query.items() if key.startswith("arg.")},
        )  # fmt: skip
        journal = self._workspace.journal
        if query.get("count"):
            patience = min(float(number(query.get("timeout"), 5)), _LONGEST_WAIT)
            found = await journal.wait(pattern, number(query.get("count"), 1), patience)
        else:
            found = journal.find(pattern, number(query.get("limit"), 5000))
        return {"calls": found, "counts": dict(journal.counts)}

    async def forget(self, _: Request) -> Answer:
        """Empty the journal."""
        self._workspace.journal.forget()
        return {}

    async def clock(self, request: Request) -> Answer:
        """Business time, in the zone of ``user`` when given."""
        user_id = request.query_params.get("user", "")
        return clock_document(self._stage, self._stage.person(user_id) if user_id else None)

    async def live(self, request: Request) -> Response:
        """Server-sent events for one person's page."""
        stream = self._workspace.live.stream(request.query_params.get("user", ""))
        return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _upload(self, body: bodies.Upload) -> Answer:
        return {"file": await share(self._stage, self._events, body.user, body.name, body.content, body.channel)}

    async def _pause(self, body: bodies.Pause) -> Answer:
        self._workspace.pause(self._stage.person(body.user).id, body.minutes)
        return {}

    async def _say(self, body: bodies.Reply) -> Any:
        return await say(self._stage, self._events, body.user, body.channel, body.text, body.thread_ts)

    async def _click(self, body: bodies.TouchBody) -> Any:
        return await click(self._stage, body.user, body.spot(self._home_id(body)), body.touch())

    async def _suggest(self, body: bodies.TouchBody) -> Any:
        return await suggest(self._stage, body.user, body.spot(self._home_id(body)), body.touch())

    async def _shortcut(self, body: bodies.Shortcut) -> Any:
        if body.ts:
            return await use_message_shortcut(self._stage, body.user, body.channel, body.ts, body.callback_id)
        return await use_shortcut(self._stage, body.user, body.callback_id)

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

    def _person(self, request: Request) -> Person:
        return self._stage.person(request.query_params.get("user", ""))

    def _home_id(self, body: bodies.TouchBody) -> str:
        return home_id(self._stage, self._stage.person(body.user)) if body.home else ""

    def _gesture(self, name: str, model: type[B], act: Callable[[B], Awaitable[Any]]) -> Route:
        async def answer(body: B) -> Answer:
            document: Answer = (await act(body)).document()
            return document

        return changing(name, model, answer)
