"""The local Slack from outside: what its people do and see, through its driver."""

from dataclasses import dataclass
from typing import Any

import httpx

from csbot.playground.people import DEFAULT_TEAM, Person
from tests.acceptance.programs import PATIENCE_S
from tests.handlers.rig import Seen
from tests.waiting import until_so

TEAM = DEFAULT_TEAM.id
PEOPLE = {person.name: person for person in (*DEFAULT_TEAM.people, *DEFAULT_TEAM.others, *DEFAULT_TEAM.strangers)}
FREJA, SOFIE, OLIVER, MARCUS = (PEOPLE[name] for name in ("freja", "sofie", "oliver", "marcus"))
NO_SEAT = PEOPLE["sanne"]
COLLEAGUES = DEFAULT_TEAM.people


@dataclass
class Slack:
    """A client of the local Slack at an address."""

    http: httpx.AsyncClient

    @classmethod
    def at(cls, url: str) -> "Slack":
        return cls(httpx.AsyncClient(base_url=url, timeout=PATIENCE_S))

    async def do(self, gesture: str, **body: Any) -> dict[str, Any]:
        answer = await self.http.post(f"/playground/{gesture}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def see(self, what: str, **query: Any) -> dict[str, Any]:
        answer = await self.http.get(f"/playground/{what}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def type(self, who: Person, text: str) -> Seen:
        """A command in the person's conversation with the app; what the ack shows."""
        result = await self.do("command", user=who.id, text=text)
        assert (result["status"], result["failure"]) == (200, "")
        return Seen(result["ack"])

    async def is_met(self) -> None:
        """Returns once the bot has asked Slack which team this is; until then it knows nobody of it."""

        async def knows() -> bool:
            return "was not set up for this Slack workspace" not in (await self.type(FREJA, "/cs help")).words

        await until_so(knows, PATIENCE_S)

    async def inbox(self, who: Person) -> list[dict[str, Any]]:
        """The messages that the app sent to a person, oldest first."""
        found = (await self.see("messages", user=who.id, ephemeral=0))["messages"]
        return [message for message in found if message.get("bot_id")]

    async def message(self, who: Person, ts: str) -> Seen:
        """One message as it is now, one that only the person sees too."""
        found = (await self.see("messages", user=who.id))["messages"]
        return next(Seen(message) for message in found if message["ts"] == ts)

    async def that_holds(self, who: Person, button: dict[str, Any]) -> dict[str, Any]:
        """The message that a button is on: others may come at any moment."""
        found = (await self.see("messages", user=who.id))["messages"]
        return next(m for m in found if any(b["block_id"] == button["block_id"] for b in m.get("blocks", ())))

    async def comes_to_say(self, who: Person, ts: str, text: str) -> Seen:
        """The message, once it says that."""

        async def says() -> bool:
            return text in (await self.message(who, ts)).words

        await until_so(says, PATIENCE_S)
        return await self.message(who, ts)


def title_of(button: dict[str, Any]) -> str:
    """The title of the task that a button belongs to, which it names for a screen reader."""
    return button["accessibility_label"].partition(": ")[2]


def titles(seen: Seen) -> set[str]:
    """The tasks that can be completed there."""
    return {title_of(button) for button in seen.elements("task.complete")}
