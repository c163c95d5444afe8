"""People: who is let in, and how Slack's users map to them (workspace A3, A4, A8, A9)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from csbot.domain.deliveries import PAUSE_BELIEVED_FOR
from csbot.domain.errors import NoSeatLeft, SlackUnavailable
from csbot.domain.members import Member, babel_locale
from csbot.domain.permissions import Level
from csbot.services import subscriptions
from csbot.storage import holds
from csbot.storage import members as stored_members
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import UnitOfWork

Name = Annotated[str, Field(max_length=200)] | None
AS_SLACK = {"tz": "slack_tz", "locale": "slack_locale"}  # column: where a member has Slack's value


@dataclass(frozen=True, slots=True)
class SlackProfile:
    """A person as Slack knows them. `locale` in Slack's form; what Slack didn't tell is empty.

    `email`: empty while it is not confirmed; `outsider`: guest, bot, deactivated, or of another company in a shared
    channel (A9).
    """

    slack_user_id: str
    email: str
    name: str
    tz: str
    locale: str
    outsider: bool = False


class SlackCard(BaseModel):
    """The `profile` within Slack's `user` object."""

    model_config = ConfigDict(strict=True)

    real_name: Name = None
    email: Annotated[str, Field(max_length=320)] | None = None


class SlackGridUser(BaseModel):
    """The `enterprise_user` within Slack's `user` object, on Enterprise Grid."""

    model_config = ConfigDict(strict=True)

    teams: list[str] | None = None


class SlackUser(BaseModel):
    """Slack's `user` object, as far as csbot reads it; nothing in it is longer than its column."""

    model_config = ConfigDict(strict=True)

    id: Annotated[str, Field(min_length=1, max_length=40)]
    profile: SlackCard
    team_id: str | None = None
    name: Name = None
    real_name: Name = None
    tz: Annotated[str, Field(max_length=64)] | None = None
    locale: Annotated[str, Field(max_length=20)] | None = None
    deleted: bool | None = None
    is_bot: bool | None = None
    is_restricted: bool | None = None
    is_ultra_restricted: bool | None = None
    is_stranger: bool | None = None
    is_email_confirmed: bool | None = None
    enterprise_user: SlackGridUser | None = None


def profile_of(user: object, team_id: str) -> SlackProfile:
    """The profile in Slack's `user` object, as users.info and users.list give it to the app in the team `team_id`.

    Raises `SlackUnavailable` for anything else.
    """
    try:
        known = user if isinstance(user, SlackUser) else SlackUser.model_validate(user)
    except ValidationError:
        raise SlackUnavailable("unreadable_answer", in_doubt=False) from None
    outsider = known.deleted or known.is_bot or known.is_restricted or known.is_ultra_restricted
    return SlackProfile(
        slack_user_id=known.id,
        email="" if known.is_email_confirmed is False else known.profile.email or "",
        name=known.profile.real_name or known.real_name or known.name or "",
        tz=known.tz or "",
        locale=known.locale or "",
        outsider=bool(outsider) or _is_foreign(known, team_id),
    )


def _is_foreign(user: SlackUser, team_id: str) -> bool:
    """Whether the person belongs to another company: whose admins say what e-mail address they have.

    `is_stranger` is false in channels that the app is in. On Enterprise Grid `team_id` is one of the person's teams.
    """
    teams = {user.team_id or team_id, *((user.enterprise_user and user.enterprise_user.teams) or ())}
    return bool(user.is_stranger) or team_id not in teams


@dataclass(frozen=True, slots=True)
class MemberService:
    """Changes members of one workspace. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def find(self, email: str) -> Member | None:
        """The member with that address."""
        return stored_members.find_by_email(self.uow, email)

    def names_by_slack(self, ids: Collection[str]) -> dict[str, str]:
        """The names of whom Slack knows by these ids, by id; nothing for who is no member."""
        return stored_members.names_by_slack(self.uow, ids)

    def list(self) -> list[Member]:
        """Everybody, by name."""
        return stored_members.list_all(self.uow)

    def add(self, email: str, values: Mapping[str, Any]) -> Member:
        """Let somebody in by e-mail address; known already, their given values are changed.

        `values`: columns of the member. Raises `NoSeatLeft` (workspace S11).
        """
        workspace = stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        known = stored_members.find_by_email(self.uow, email)
        self._check_seats(workspace.seats, known, values)
        if known is None:
            defaults = {"name": email.partition("@")[0], "tz": workspace.tz, "locale": workspace.locale}
            member = stored_members.add(self.uow, self.now, {**defaults, **values, "email": email})
        else:
            member = stored_members.change(self.uow, known.id, values) if values else known
        subscriptions.ensure_defaults(self.uow, member, self.now)
        return member

    def meet(self, profile: SlackProfile, admin_email: str = "", at_home: bool = False) -> Member | None:
        """The member whom Slack's profile belongs to, by id, else by e-mail; zone and language follow Slack, under
        what the person chose (N3).

        An outsider is known by id only: nobody is let in, or shut out, by an e-mail address that others vouch for.
        The first super admin is who has the e-mail address `admin_email`, else who opens Home first (A8).
        None for somebody whom nobody let in.
        """
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        known = stored_members.find_by_slack(self.uow, profile.slack_user_id)
        if known is None and profile.email and not profile.outsider:
            known = stored_members.find_by_email(self.uow, profile.email)
        values = self._from_slack(profile)
        if self._is_first_admin(profile, admin_email, at_home):
            values |= {"level": int(Level.SUPER_ADMIN), "seat": True}
        elif known is None:
            return None
        if known is None:
            return self.add(profile.email, values)
        stale = {name: value for name, value in values.items() if getattr(known, AS_SLACK.get(name, name)) != value}
        member = stored_members.change(self.uow, known.id, stale) if stale else known
        subscriptions.ensure_defaults(self.uow, member, self.now)
        return member

    def undisturbed(self, slack_user_id: str) -> None:
        """Somebody began or ended a pause in Slack: what waits for them is looked at again soon (workspace N3)."""
        known = stored_members.find_by_slack(self.uow, slack_user_id)
        if known is not None:
            holds.ask_again(self.uow, known.id, self.now + PAUSE_BELIEVED_FOR)

    def _from_slack(self, profile: SlackProfile) -> dict[str, Any]:
        values: dict[str, Any] = {"slack_user_id": profile.slack_user_id, "outsider": profile.outsider}
        if profile.name:
            values["name"] = profile.name
        if profile.tz:
            values["tz"] = profile.tz
        if profile.locale:
            values["locale"] = babel_locale(profile.locale)
        return values

    def _is_first_admin(self, profile: SlackProfile, admin_email: str, at_home: bool) -> bool:
        if profile.outsider or not profile.email or stored_members.has_super_admin(self.uow):
            return False
        return profile.email.casefold() == admin_email.casefold() if admin_email else at_home

    def _check_seats(self, seats: int | None, known: Member | None, values: Mapping[str, Any]) -> None:
        takes_one = values.get("seat") and not (known and known.seat)
        if takes_one and seats is not None and stored_members.count_seats(self.uow) >= seats:
            raise NoSeatLeft(seats=seats)
