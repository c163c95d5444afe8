"""Who may do what: one pure function over actor, permission and subject (workspace A3-A5, A9)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from csbot.domain.errors import NotAllowed


class Level(IntEnum):
    """Permissions, each containing the one before (workspace A3)."""

    NONE = 0
    WORKSPACE_ACCESS = 1
    MANAGE_SETTINGS = 2
    SUPER_ADMIN = 3

    @property
    def word(self) -> str:
        """The name that commands and files use: `manage_settings`."""
        return self.name.lower()


class EditScope(StrEnum):
    """Whose records a person may edit (workspace A9)."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Permission(StrEnum):
    """What a route asks for."""

    OPEN = "open"  # everybody whom Slack counts as a full, active member
    ENTER = "enter"  # the Summary: a seat and access, or a super admin without a seat (A4)
    USE = "use"  # everything else in the workspace: a seat and access
    EDIT = "edit"  # USE, and the subject lies within the actor's edit scope
    MANAGE = "manage"  # settings
    EXPORT = "export"


class Denial(StrEnum):
    """Why not."""

    OUTSIDER = "outsider"  # guest, bot or deactivated in Slack (A9)
    UNMAPPED = "unmapped"  # nobody let this person in yet (A8)
    NO_ACCESS = "no_access"
    NO_SEAT = "no_seat"
    NO_MANAGE = "no_manage"
    NO_EXPORT = "no_export"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, with what they may do at this moment. `member_id` is None for an unmapped person."""

    workspace_id: int
    member_id: int | None
    slack_user_id: str
    name: str
    level: Level = Level.NONE
    export: bool = False
    seat: bool = False
    edit_scope: EditScope = EditScope.ALL
    lead_id: int | None = None
    team: str | None = None
    outsider: bool = False

    @property
    def id(self) -> int:
        """The member's id; only for an actor whom a permission check let in."""
        if self.member_id is None:
            raise NotAllowed(denial=Denial.UNMAPPED, ask=())
        return self.member_id


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose record it is: the owner with the owner's lead and team; all None for an unowned record."""

    owner_id: int | None = None
    owner_lead_id: int | None = None
    owner_team: str | None = None


def denial(actor: Actor, permission: Permission, subject: Subject | None = None) -> Denial | None:
    """Why `actor` may not, or None if they may.

    EDIT without a subject asks whether the actor may edit anything at all.
    """
    if actor.outsider:
        return Denial.OUTSIDER
    if permission is Permission.OPEN:
        return None
    if actor.member_id is None:
        return Denial.UNMAPPED
    if actor.level < Level.WORKSPACE_ACCESS:
        return Denial.NO_ACCESS
    seatless_admin_may = permission in (Permission.ENTER, Permission.MANAGE)
    if not actor.seat and not (seatless_admin_may and actor.level is Level.SUPER_ADMIN):
        return Denial.NO_SEAT
    if permission is Permission.MANAGE and actor.level < Level.MANAGE_SETTINGS:
        return Denial.NO_MANAGE
    if permission is Permission.EXPORT and not (actor.export or actor.level is Level.SUPER_ADMIN):
        return Denial.NO_EXPORT
    if permission is Permission.EDIT and subject is not None and not in_scope(actor, subject):
        return Denial.OUT_OF_SCOPE
    return None


def check(actor: Actor, permission: Permission, subject: Subject | None = None) -> None:
    """Raise `NotAllowed` unless `actor` may."""
    if reason := denial(actor, permission, subject):
        raise NotAllowed(denial=reason, ask=())


def log_denial(actor: Actor, subject: Subject) -> Denial | None:
    """Why `actor` may not edit or delete what was logged: own ones; managers all (workspace C14)."""
    if reason := denial(actor, Permission.EDIT):
        return reason
    is_own = subject.owner_id is not None and subject.owner_id == actor.member_id
    return None if is_own or actor.level >= Level.MANAGE_SETTINGS else Denial.OUT_OF_SCOPE


def in_scope(actor: Actor, subject: Subject) -> bool:
    """Whether the actor's edit scope covers the subject; an unowned record is in everybody's scope but `own`."""
    if actor.edit_scope is EditScope.ALL or (subject.owner_id is not None and subject.owner_id == actor.member_id):
        return True
    if actor.edit_scope is EditScope.OWN:
        return False
    return subject.owner_id is None or same_team(actor, subject)


def same_team(actor: Actor, subject: Subject) -> bool:
    """A team is people with the same lead or the same team name; a lead belongs to the team they lead."""
    return (
        (actor.lead_id is not None and actor.lead_id in (subject.owner_lead_id, subject.owner_id))
        or (subject.owner_lead_id is not None and subject.owner_lead_id == actor.member_id)
        or (bool(actor.team) and actor.team == subject.owner_team)
    )
