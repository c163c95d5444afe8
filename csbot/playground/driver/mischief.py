"""The driver's endpoints for misbehaviour: faults, websockets, rates, tokens, and events of any kind."""

from starlette.requests import Request
from starlette.routing import Route

from csbot.playground.api.installing import revoke_all
from csbot.playground.driver import bodies
from csbot.playground.driver.guard import Answer, changing, reading
from csbot.playground.gestures.events import Events
from csbot.playground.workspace import Workspace


class Mischief:
    """Sets what goes wrong, and shows it."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events

    def routes(self) -> list[Route]:
        """All routes."""
        return [
            reading("faults", self.faults),
            reading("faults", self.behave, "DELETE"),
            reading("sockets", self.sockets),
            reading("rates", self.rates),
            changing("event", bodies.Emit, self._emit),
            changing("faults", bodies.FaultBody, self._set_fault),
            changing("sockets", bodies.SocketBody, self._spoil_sockets),
            changing("rates", bodies.RatesBody, self._set_rates),
            changing("tokens", bodies.TokensBody, self._set_tokens),
        ]

    async def faults(self, _: Request) -> Answer:
        """What is still to go wrong."""
        return {"faults": self._workspace.faults.documents()}

    async def behave(self, _: Request) -> Answer:
        """Take all faults away; events that were held back go out."""
        self._workspace.faults.clear()
        await self._events.release()
        return {}

    async def sockets(self, _: Request) -> Answer:
        """The app's websockets."""
        return {"sockets": [one.document() for one in self._workspace.sockets.connections if not one.leaving]}

    async def rates(self, _: Request) -> Answer:
        """How many calls are left, and how many were refused."""
        return self._workspace.rates.document()

    async def _emit(self, body: bodies.Emit) -> Answer:
        ack = await self._events.emit(body.event, body.copies)
        return {"status": ack.status, "failure": ack.failure}

    async def _set_fault(self, body: bodies.FaultBody) -> Answer:
        self._workspace.faults.add(body.fault())
        return {}

    async def _spoil_sockets(self, body: bodies.SocketBody) -> Answer:
        await self._workspace.sockets.misbehave(body.kind, body.number)
        return {}

    async def _set_rates(self, body: bodies.RatesBody) -> Answer:
        rates = self._workspace.rates
        rates.enforce = rates.enforce if body.enforce is None else body.enforce
        if body.reset:
            rates.forget()
        return rates.document()

    async def _set_tokens(self, body: bodies.TokensBody) -> Answer:
        if body.revoked:
            revoke_all(self._workspace, body.team or self._workspace.team.id)
        else:
            self._workspace.access.restore()
        return {}
