"""Where gestures happen: the workspace, the way to the app, and who may act where."""

from dataclasses import asdict, dataclass, field
from typing import Any

from csbot.playground.errors import DriverError
from csbot.playground.gestures.sender import Ack, Sender
from csbot.playground.people import Person
from csbot.playground.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True, slots=True)
class Result:
    """What a gesture came to: ``failure`` is Slack's own sentence to the person, ``errors`` stand below fields."""

    status: int = 200
    ack: Any = None
    failure: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """As the driver answers it."""
        return {"ok": not self.failure and not self.errors, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Stage:
    """Handed to every gesture."""

    workspace: Workspace
    sender: Sender

    def person(self, user_id: str) -> Person:
        """Somebody who can act here. Raises DriverError for bots, deactivated and unknown users."""
        person = self.workspace.people.get(user_id)
        if person is None or person.is_bot or person.deleted:
            raise DriverError(f"{user_id!r} is nobody who can act here")
        return person

    def channel(self, person: Person, channel_id: str) -> str:
        """A conversation the person is in; empty means their own with the app, which is opened.

        Raises DriverError otherwise.
        """
        if channel_id in ("", person.dm_id) and person.team_id == self.workspace.team.id:
            self.workspace.messages.open_dm(person.id)
            return person.dm_id
        if person.id not in self.workspace.member_ids(channel_id):
            raise DriverError(f"{person.name} is not in {channel_id!r}")
        return channel_id


def interaction_result(ack: Ack) -> Result:
    """The result of a gesture whose ack has no body to apply."""
    return Result(ack.status, ack.body, TROUBLE if ack.failure else "")
