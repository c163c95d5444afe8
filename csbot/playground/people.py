"""The people, channels and apps of the team that the local Slack plays.

Ids are stable and of Slack's alphabet, so that seeds and tests may name them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

SLACKBOT_ID = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Person:
    """A user as ``users.info`` knows one; ``tz`` is an IANA zone, ``locale`` Slack's spelling (``da-DK``).

    ``team_id`` differs from the team's own for people of another company.
    """

    id: str
    name: str
    real_name: str
    tz: str
    locale: str
    team_id: str
    title: str = ""
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    app_id: str = ""
    bot_id: str = ""
    email_domain: str = "example.com"

    @property
    def email(self) -> str:
        """Empty for bots: Slack gives them none."""
        return "" if self.is_bot else f"{self.name}@{self.email_domain}"

    @property
    def dm_id(self) -> str:
        """The id of this person's conversation with the app."""
        return f"D{self.id[1:]}"

    def utc_offset(self, at: datetime) -> int:
        """Seconds east of UTC at an aware moment, as ``users.info`` reports it."""
        offset = at.astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; ``member_ids`` names people and bots. ``shared_team_ids`` is empty unless shared with a company.
    ``is_mpim`` is a direct conversation of several.
    """

    id: str
    name: str
    member_ids: tuple[str, ...]
    topic: str = ""
    shared_team_ids: tuple[str, ...] = ()
    is_mpim: bool = False

    @property
    def is_ext_shared(self) -> bool:
        """Whether people of another company are in it."""
        return bool(self.shared_team_ids)


@dataclass(frozen=True, slots=True)
class Usergroup:
    """A group of people that may be mentioned by its handle."""

    id: str
    name: str
    handle: str
    user_ids: tuple[str, ...]
    is_disabled: bool = False


@dataclass(frozen=True, slots=True)
class App:
    """The app under development: what ``auth.test`` answers. ``user_id`` is its bot user."""

    id: str
    name: str
    user_id: str
    bot_id: str


@dataclass(frozen=True, slots=True)
class Team:
    """A Slack team with everybody a ``users.list`` would name.

    ``people`` are its full, active members (the first leads the team and is an owner of it); ``others`` are the guest,
    the deactivated account and other bots; ``strangers`` are people of another company in a shared channel.
    """

    id: str
    name: str
    domain: str
    app: App
    people: tuple[Person, ...]
    others: tuple[Person, ...] = ()
    strangers: tuple[Person, ...] = ()
    channels: tuple[Channel, ...] = ()
    companies: tuple[tuple[str, str], ...] = ()
    usergroups: tuple[Usergroup, ...] = ()

    @property
    def everybody(self) -> tuple[Person, ...]:
        """All users, bots and strangers, the app's own bot user and Slackbot included."""
        bot = Person(
            self.app.user_id, self.app.name, self.app.name, "America/Los_Angeles", "en-US", self.id,
            is_bot=True, app_id=self.app.id, bot_id=self.app.bot_id,
        )  # fmt: skip
        # Slack reports is_bot false for Slackbot, which every app has to know.
        slackbot = Person(SLACKBOT_ID, "slackbot", "Slackbot", "America/Los_Angeles", "en-US", self.id)
        return (*self.people, *self.others, *self.strangers, bot, slackbot)

    def company_name(self, team_id: str) -> str:
        """The name of this team or of a company it shares a channel with."""
        return self.name if team_id == self.id else dict(self.companies).get(team_id, team_id)


_FJORD = "T0FJORD001"
_NORDWIND = "T0NORDWIND"


def _person(name: str, real_name: str, tz: str, locale: str, title: str = "", **flags: Any) -> Person:
    user_id = f"U0{name.upper():0<7}"[:9]
    return Person(user_id, name, real_name, tz, locale, flags.pop("team_id", _FJORD), title=title, **flags)


_CPH, _AMS, _LON = "Europe/Copenhagen", "Europe/Amsterdam", "Europe/London"
_NYC, _SIN = "America/New_York", "Asia/Singapore"

_PEOPLE = (
    _person("freja", "Freja Lindholm", _CPH, "en-GB", "Head of Customer Success", is_admin=True, is_owner=True),
    _person("mads", "Mads Holm", _CPH, "da-DK", "Team lead, Nordics", is_admin=True),
    _person("sofie", "Sofie Kjær", _CPH, "da-DK", "Customer Success Manager"),
    _person("anders", "Anders Bech", _CPH, "da-DK", "Customer Success Manager"),
    _person("daan", "Daan de Vries", _AMS, "nl-NL", "Team lead, Benelux"),
    _person("lotte", "Lotte Bakker", _AMS, "nl-NL", "Customer Success Manager"),
    _person("sanne", "Sanne Visser", _AMS, "nl-NL", "Onboarding Specialist"),
    _person("oliver", "Oliver Grant", _LON, "en-GB", "Customer Success Manager"),
    _person("priya", "Priya Nair", _LON, "en-GB", "Customer Success Operations"),
    _person("emily", "Emily Carter", _NYC, "en-US", "Team lead, Americas"),
    _person("marcus", "Marcus Reed", _NYC, "en-US", "Customer Success Manager"),
    _person("mei", "Mei Tan", _SIN, "en-GB", "Customer Success Manager, APAC"),
)
_OTHERS = (
    _person("jonas", "Jonas Falk", _CPH, "da-DK", "Consultant (guest)", is_restricted=True),
    _person("karen", "Karen Toft", _CPH, "da-DK", "Left the company", deleted=True),
    _person("standup", "Standup", _NYC, "en-US", is_bot=True, app_id="A0STANDUP1", bot_id="B0STANDUP1"),
)
_STRANGERS = (
    _person(
        "greta", "Greta Weiss", "Europe/Berlin", "de-DE", "Buyer", team_id=_NORDWIND,
        email_domain="nordwind.example.com",
    ),
    _person(
        "paul", "Paul Adler", "Europe/Berlin", "de-DE", "IT manager", team_id=_NORDWIND,
        email_domain="nordwind.example.com",
    ),
)  # fmt: skip
_APP = App("A0CSBOT001", "csbot", "U0CSBOT01", "B0CSBOT001")
_IDS = tuple(person.id for person in _PEOPLE)

DEFAULT_TEAM = Team(
    _FJORD,
    "Fjord & Co",
    "fjordco",
    _APP,
    _PEOPLE,
    _OTHERS,
    _STRANGERS,
    (
        Channel("C0GENERAL1", "general", (*_IDS, _OTHERS[0].id, _APP.user_id), "Company-wide announcements"),
        Channel("C0RANDOM01", "random", _IDS, "Everything else; the app is not a member here"),
        Channel(
            "C0NORDWIND",
            "shared-nordwind",
            (*_IDS[:4], *(person.id for person in _STRANGERS), _APP.user_id),
            "Roll-out and support",
            (_NORDWIND,),
        ),
    ),
    ((_NORDWIND, "Nordwind Logistics"),),
    (
        Usergroup("S0NORDICS1", "Nordics", "nordics", _IDS[1:4]),
        Usergroup("S0BENELUX1", "Benelux", "benelux", _IDS[4:7]),
        Usergroup("S0AMERICAS", "Americas", "americas", _IDS[9:11]),
        Usergroup("S0OLDTEAM1", "Former team", "former-team", _IDS[:1], is_disabled=True),
    ),
)
