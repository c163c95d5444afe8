"""The real app behind signed requests, over a Slack in memory that knows people."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from csbot.adapters.slack.fake import FakeSlack
from csbot.bootstrap import Csbot, build
from csbot.domain.errors import SlackRefused
from csbot.domain.members import Member
from csbot.settings import Settings
from tests import slack_requests
from tests.builders import Office

NUMBERS = itertools.count(1)
EVENTS = "/slack/events"


class PeopledSlack(FakeSlack):
    """A Slack that also answers `users.info`. `said` holds what csbot did, in order: method or `response_url`."""

    def __init__(self) -> None:
        super().__init__()
        self.users: dict[str, dict[str, Any]] = {}
        self.said: list[tuple[str, dict[str, Any]]] = []

    def add_user(self, user_id: str, email: str, **flags: Any) -> None:
        """Somebody in the Slack team."""
        profile = {"real_name": f"Name of {user_id}", "email": email}
        zone = {"tz": "Europe/Amsterdam", "locale": "en-GB", "team_id": "T1"}
        self.users[user_id] = {"id": user_id, "name": user_id.lower(), "profile": profile, **zone, **flags}

    async def call(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = await super().call(workspace_id, method, arguments)
        if method != "users.info":
            self.said.append((method, dict(arguments)))
            return answer
        if arguments["user"] not in self.users:
            raise SlackRefused("user_not_found")
        return {"ok": True, "user": self.users[arguments["user"]]}

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        await super().respond(response_url, body)
        self.said.append(("response_url", dict(body)))


@dataclass(frozen=True)
class Seen:
    """What somebody sees: a message, a Home or a modal."""

    body: Mapping[str, Any]

    @property
    def blocks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.body.get("blocks", [])
        return found

    @property
    def words(self) -> str:
        """Every text on it, a line per block."""
        return "\n".join("\n".join(texts(block)) for block in self.blocks)

    def elements(self, verb: str) -> list[dict[str, Any]]:
        """What can be pressed under that name, as an action names it, in order."""
        pressable = [
            {**one, "block_id": block["block_id"]}
            for block in self.blocks
            for one in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        ]
        return [one for one in pressable if str(one.get("action_id", "")).partition("|")[0] == verb]

    def button(self, verb: str, value: str | int | None = None) -> dict[str, Any]:
        """One button, as pressed; with that value where there are several."""
        found = [one for one in self.elements(verb) if value is None or one.get("value") == str(value)]
        assert found, f"no {verb} {value} among:\n{self.words}"
        one = found[0]
        return {key: one[key] for key in ("type", "action_id", "block_id", "value") if key in one}

    def option(self, verb: str, value: str) -> dict[str, Any]:
        """A choice in a menu, as chosen."""
        for one in self.elements(verb):
            groups = [one, *one.get("option_groups", ())]
            for option in [option for group in groups for option in group.get("options", ())]:
                if option["value"] == value:
                    kept = {key: one[key] for key in ("type", "action_id", "block_id")}
                    return {**kept, "selected_option": option}
        raise AssertionError(f"no {verb} {value} among:\n{self.words}")


def texts(part: Any) -> list[str]:
    """Every text within a block."""
    if isinstance(part, Mapping):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [text for inner in part.values() if not isinstance(inner, str) for text in texts(inner)]
    return [text for inner in part for text in texts(inner)] if isinstance(part, list) else []


@dataclass
class Rig:
    """A process's app and what reaches it."""

    office: Office
    admin_email: str = ""
    named: str = ""  # the Slack team that the operator named
    slack: PeopledSlack = field(default_factory=PeopledSlack)
    bot: Csbot = field(init=False)
    http: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        settings = Settings(
            database_url=self.office.database.engine.url.render_as_string(hide_password=False),
            admin_email=self.admin_email,
            slack_team_id=self.named,
            SLACK_SIGNING_SECRET=slack_requests.SECRET,
            SLACK_BOT_TOKEN="xoxb-1",
        )
        self.bot = build(settings, self.office.clock)
        self.bot.router.slack = self.slack
        transport = httpx.ASGITransport(app=self.bot.app())
        self.http = httpx.AsyncClient(transport=transport, base_url="http://csbot.test")

    async def aclose(self) -> None:
        await self.http.aclose()
        await self.bot.stop()

    async def post(self, body: bytes, content_type: str = slack_requests.FORM, **headers: str) -> httpx.Response:
        """A signed request, with everything said that follows from it."""
        signed = slack_requests.signed(body, self.office.clock.real_now(), content_type)
        answer = await self.http.post(EVENTS, content=body, headers=signed | headers)
        await self.bot.router.drain(20)
        return answer

    async def type(self, who: Member | str, text: str) -> Seen:
        """`/cs text`; what the ack shows."""
        answer = await self.post(slack_requests.command(text, slack_id(who), self.office.team.id))
        assert answer.status_code == 200, answer.text
        shown = answer.json() if answer.content else {}
        assert not shown or shown["response_type"] == "ephemeral"
        return Seen(shown)

    async def press(
        self, who: Member | str, action: Mapping[str, Any], place: Mapping[str, Any], trigger_id: str = ""
    ) -> Seen:
        """A press; what is said after it, which for nothing is empty."""
        before = len(self.slack.said)
        trigger_id = trigger_id or f"trigger.{next(NUMBERS)}"
        payload = slack_requests.press(slack_id(who), dict(action), dict(place), trigger_id, self.office.team.id)
        answer = await self.post(slack_requests.interaction(payload))
        assert (answer.status_code, answer.content) == (200, b"")
        return self.since(before)

    async def hear(self, kind: str, **fields: Any) -> None:
        """An event that Slack itself tells."""
        body = slack_requests.event(kind, f"Ev{next(NUMBERS)}", self.office.team.id, **fields)
        assert (await self.post(body, slack_requests.JSON)).status_code == 200

    async def open_home(self, who: Member | str, tab: str = "home") -> Seen:
        """The app's Home is opened; what is published."""
        before = len(self.slack.said)
        body = slack_requests.event(
            "app_home_opened", f"Ev{next(NUMBERS)}", self.office.team.id, user=slack_id(who), tab=tab, channel="D1"
        )
        answer = await self.post(body, slack_requests.JSON)
        assert answer.status_code == 200
        return self.since(before)

    @property
    def how(self) -> str:
        """In which way the last thing was said: a method, or `response_url`."""
        return self.slack.said[-1][0] if self.slack.said else "nothing"

    def since(self, count: int) -> Seen:
        """What was said after the first `count`: one thing or nothing."""
        said = self.slack.said[count:]
        assert len(said) <= 1, said
        return Seen(said[0][1].get("view", said[0][1])) if said else Seen({})


def slack_id(who: Member | str) -> str:
    return who if isinstance(who, str) else who.slack_user_id or ""
