"""People of a workspace, and the viewer for whom a screen is made."""

from dataclasses import dataclass

from csbot.domain.permissions import Actor, EditScope, Level, Subject
from csbot.domain.preferences import LANGUAGES, NO_PREFERENCES, Preferences, Whose


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who will read: language and zone come from here, never from the actor.

    `locale`: a Babel locale such as `da_DK`; `tz`: an IANA zone name; `currency`: the workspace's (ISO 4217), empty
    where no amounts are read.
    """

    member_id: int
    name: str
    tz: str
    locale: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A csbot user. `slack_user_id` is None until Slack knew the e-mail address (workspace A8).

    `tz` and `locale` are those to be used: chosen by the person, else Slack's, which `slack_tz` and `slack_locale` are.
    `dm_channel`: the conversation with csbot, None until it was opened. `whose`: what they chose to hear of (N3).
    """

    id: int
    workspace_id: int
    slack_user_id: str | None
    email: str
    name: str
    tz: str
    locale: str
    level: Level
    export: bool
    seat: bool
    edit_scope: EditScope
    lead_id: int | None
    team: str | None
    outsider: bool
    preferences: Preferences = NO_PREFERENCES
    slack_tz: str = ""
    slack_locale: str = ""
    dm_channel: str | None = None
    whose: Whose = Whose.OWN

    def as_actor(self) -> Actor:
        """The member as somebody who acts."""
        return Actor(
            workspace_id=self.workspace_id,
            member_id=self.id,
            slack_user_id=self.slack_user_id or "",
            name=self.name,
            level=self.level,
            export=self.export,
            seat=self.seat,
            edit_scope=self.edit_scope,
            lead_id=self.lead_id,
            team=self.team,
            outsider=self.outsider,
        )

    def as_subject(self) -> Subject:
        """The member as whose something is."""
        return Subject(self.id, self.lead_id, self.team)

    def as_viewer(self, currency: str = "") -> Viewer:
        """The member as somebody who reads."""
        return Viewer(self.id, self.name, self.tz, self.locale, currency)


def babel_locale(slack_locale: str) -> str:
    """Slack's `da-DK` as Babel's `da_DK`; a language csbot does not speak becomes `en_US`."""
    language, _, territory = slack_locale.replace("-", "_").partition("_")
    if language not in LANGUAGES:
        return "en_US"
    return f"{language}_{territory}" if territory else language
