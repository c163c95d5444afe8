"""A workspace: one Slack team with its general settings (workspace A2, S11)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

ALL_WORKDAYS = 0b0011111  # Monday is bit 0


class Plan(StrEnum):
    ENTERPRISE = "enterprise"
    PROFESSIONAL = "professional"


class Withdrawal(StrEnum):
    """Why Slack takes no token of csbot's in a workspace any more. The words stand in its lane, too."""

    UNINSTALLED = "uninstalled"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A workspace whose token Slack does not take. `removed_at`: its data stays for thirty days from then (business
    time, workspace A10); None when nothing is going to be erased."""

    workspace_id: int
    name: str
    why: Withdrawal
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """One tenant. `slack_team_id` is None until csbot first reached Slack; `working_days` is a mask, Monday bit 0.

    `has_listeners`: whether anybody hears of others' tasks and records (N3).
    """

    id: int
    slack_team_id: str | None
    name: str
    plan: Plan
    account_created_on: date
    currency: str
    tz: str
    locale: str
    working_days: int
    seats: int | None
    slack_app_id: str | None = None
    has_listeners: bool = False

    @property
    def home_url(self) -> str:
        """The link that opens the app's Home in Slack; empty while the app's id is not known."""
        if not self.slack_team_id or not self.slack_app_id:
            return ""
        return f"slack://app?team={self.slack_team_id}&id={self.slack_app_id}&tab=home"


@dataclass(frozen=True, slots=True)
class Operator:
    """What the operator told csbot of who gets in first (workspace A8, A11). `team_id`: the Slack team named, may be
    empty; `has_oauth`: teams come by installing, else the one team is that of the token that the operator gave.
    """

    team_id: str = ""
    admin_email: str = ""
    has_oauth: bool = False

    def is_own(self, team_id: str) -> bool:
        """Whether it is the operator's own team, which gets what was prepared before Slack was connected."""
        return team_id == self.team_id if self.team_id else not self.has_oauth

    def admin_email_in(self, team_id: str) -> str:
        """Whose address makes them the first super admin there: other teams' admins say who has which address."""
        return self.admin_email if self.is_own(team_id) else ""


@dataclass(frozen=True, slots=True)
class SlackTeam:
    """A Slack team as auth.test and bots.info tell of it."""

    id: str
    name: str
    bot_user_id: str
    app_id: str | None
