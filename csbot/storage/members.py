"""Members as rows. E-mail addresses are compared case folded. The columns `tz` and `locale` are Slack's."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from csbot.domain.errors import NotFound
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.preferences import NO_PREFERENCES, Preferences
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    members.c.id,
    members.c.workspace_id,
    members.c.slack_user_id,
    members.c.email,
    members.c.name,
    members.c.tz,
    members.c.locale,
    members.c.level,
    members.c.export,
    members.c.seat,
    members.c.edit_scope,
    members.c.lead_id,
    members.c.team,
    members.c.outsider,
    members.c.preferences,
    members.c.dm_channel,
    members.c.whose,
)
NAMES = tuple(column.name for column in COLUMNS)
ALL = select(*COLUMNS).where(members.c.workspace_id == bindparam("workspace"))
BY_ID = ALL.where(members.c.id == bindparam("member"))
BY_IDS = select(*COLUMNS).where(members.c.id.in_(bindparam("ids", expanding=True)))
REMEMBER_DM = update(members).where(members.c.id == bindparam("of")).values(dm_channel=bindparam("channel"))
BY_SLACK = ALL.where(members.c.slack_user_id == bindparam("slack_user_id"))


def get(uow: UnitOfWork, member_id: int) -> Member:
    """The member; raises `NotFound`."""
    row = uow.connection.execute(BY_ID, {"workspace": uow.workspace_id, "member": member_id}).one_or_none()
    if row is None:
        raise NotFound(noun="member", number=member_id)
    return as_member(row)


def list_ids(connection: Connection, ids: Collection[int]) -> dict[int, Member]:
    """The members of these ids, of any workspace, by id: for the planner, which serves all."""
    rows = connection.execute(BY_IDS, {"ids": list(ids)}) if ids else ()
    return {row.id: as_member(row) for row in rows}


def names_of(uow: UnitOfWork, ids: Collection[int]) -> dict[int, str]:
    """The names of these members, by id."""
    if not ids:
        return {}
    found = select(members.c.id, members.c.name).where(members.c.workspace_id == uow.workspace_id)
    return {row.id: row.name for row in uow.connection.execute(found.where(members.c.id.in_(ids)))}


def names_by_slack(uow: UnitOfWork, slack_user_ids: Collection[str]) -> dict[str, str]:
    """The names of the members whom Slack knows by these ids, by that id."""
    if not slack_user_ids:
        return {}
    found = select(members.c.slack_user_id, members.c.name).where(members.c.workspace_id == uow.workspace_id)
    rows = uow.connection.execute(found.where(members.c.slack_user_id.in_(slack_user_ids)))
    return {str(slack_user_id): name for slack_user_id, name in rows}


def find_by_slack(uow: UnitOfWork, slack_user_id: str) -> Member | None:
    """The member whom Slack knows by that id."""
    found = {"workspace": uow.workspace_id, "slack_user_id": slack_user_id}
    row = uow.connection.execute(BY_SLACK, found).one_or_none()
    return None if row is None else as_member(row)


def find_by_email(uow: UnitOfWork, email: str) -> Member | None:
    """The member with that address."""
    where = ALL.where(members.c.email == email.strip().casefold())
    row = uow.connection.execute(where, {"workspace": uow.workspace_id}).one_or_none()
    return None if row is None else as_member(row)


def list_all(uow: UnitOfWork) -> list[Member]:
    """Everybody, by name."""
    rows = uow.connection.execute(ALL.order_by(members.c.name, members.c.id), {"workspace": uow.workspace_id})
    return [as_member(row) for row in rows]


def list_helpers(uow: UnitOfWork, asker_id: int | None = None, most: int = 3) -> tuple[str, ...]:
    """Names of the people who can let others in: super admins first, then managers (workspace A4); not the asker's."""
    others = () if asker_id is None else (members.c.id != asker_id,)
    rows = uow.connection.execute(
        select(members.c.name)
        .where(
            members.c.workspace_id == uow.workspace_id,
            members.c.level >= int(Level.MANAGE_SETTINGS),
            members.c.outsider.is_(False),
            *others,
        )
        .order_by(members.c.level.desc(), members.c.id)
        .limit(most)
    )
    return tuple(rows.scalars())


def count_seats(uow: UnitOfWork) -> int:
    """Seats that are taken."""
    taken = select(func.count()).where(members.c.workspace_id == uow.workspace_id, members.c.seat.is_(True))
    return uow.connection.execute(taken).scalar_one()


def has_super_admin(uow: UnitOfWork) -> bool:
    """Whether anybody runs the workspace yet (workspace A8)."""
    admins = select(members.c.id).where(
        members.c.workspace_id == uow.workspace_id, members.c.level == int(Level.SUPER_ADMIN)
    )
    return uow.connection.execute(admins.limit(1)).first() is not None


def add(uow: UnitOfWork, now: datetime, values: Mapping[str, Any]) -> Member:
    """A new member: `email`, `name`, `tz`, `locale`, and whichever other columns are known."""
    row = {**values, "email": values["email"].strip().casefold(), "workspace_id": uow.workspace_id, "created_at": now}
    made = uow.connection.execute(insert(members).values(row).returning(members.c.id)).scalar_one()
    return get(uow, made)


def change(uow: UnitOfWork, member_id: int, values: Mapping[str, Any]) -> Member:
    """Change columns of a member; raises `NotFound`."""
    uow.connection.execute(
        update(members)
        .where(members.c.workspace_id == uow.workspace_id, members.c.id == member_id)
        .values(**values, version=members.c.version + 1)
    )
    return get(uow, member_id)


def remember_dms(connection: Connection, channels: Mapping[int | None, str | None]) -> None:
    """Keep people's conversations with csbot, by member: opening one is worth fifty calls a minute."""
    if rows := [{"of": member_id, "channel": channels[member_id]} for member_id in sorted(filter(None, channels))]:
        connection.execute(REMEMBER_DM, rows)


def as_member(row: Sequence[Any] | Row[*tuple[Any, ...]]) -> Member:
    """A row of `COLUMNS`."""
    known = dict(zip(NAMES, row, strict=True))
    chosen = Preferences.model_validate(known["preferences"]) if known["preferences"] else NO_PREFERENCES
    used = {
        "level": Level(known["level"]),
        "preferences": chosen,
        "tz": chosen.tz or known["tz"],
        "locale": chosen.locale(known["locale"]),
        "slack_tz": known["tz"],
        "slack_locale": known["locale"],
    }
    return Member(**{**known, **used})
