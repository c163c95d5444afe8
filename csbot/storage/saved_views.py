"""Saved views and pins as rows (workspace C3-C7)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, insert, or_, select, update

from csbot.domain.errors import NotFound, StaleRecord
from csbot.domain.filters import Filter
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType, norm
from csbot.domain.saved_views import Sharing, View, ViewForm
from csbot.domain.tasks import Named
from csbot.storage.dialects import insert_for
from csbot.storage.tables.people import members
from csbot.storage.tables.saved_views import saved_views, view_pins
from csbot.storage.unit_of_work import UnitOfWork

OWNER = and_(members.c.id == saved_views.c.owner_id, members.c.workspace_id == saved_views.c.workspace_id)
WITH_OWNER = saved_views.outerjoin(members, OWNER)


def get(uow: UnitOfWork, view_id: int) -> View:
    """The view, whoever may see it; raises `NotFound`."""
    row = uow.connection.execute(_select(uow).where(saved_views.c.id == view_id)).one_or_none()
    if row is None:
        raise NotFound(noun="view", number=view_id)
    return _view(row)


def list_seen(uow: UnitOfWork, kind: ObjectType, member_id: int) -> list[View]:
    """What somebody sees of an object type: shared views and their own, by name."""
    seen = or_(saved_views.c.sharing == Sharing.EVERYONE, saved_views.c.owner_id == member_id)
    found = _select(uow).where(saved_views.c.object_type == kind, seen)
    rows = uow.connection.execute(found.order_by(saved_views.c.name_norm, saved_views.c.id))
    return [_view(row) for row in rows]


def list_shared(uow: UnitOfWork, kind: ObjectType, ids: Sequence[int] | None = None) -> list[View]:
    """What everybody sees, or those of these numbers, by name."""
    found = _select(uow).where(saved_views.c.object_type == kind, saved_views.c.sharing == Sharing.EVERYONE)
    if ids is not None:
        found = found.where(saved_views.c.id.in_(ids))
    rows = uow.connection.execute(found.order_by(saved_views.c.name_norm, saved_views.c.id))
    return [_view(row) for row in rows]


def list_every(uow: UnitOfWork, kind: ObjectType) -> list[View]:
    """All views of an object type, whoever sees them, by name."""
    found = _select(uow).where(saved_views.c.object_type == kind)
    rows = uow.connection.execute(found.order_by(saved_views.c.name_norm, saved_views.c.id))
    return [_view(row) for row in rows]


def add(uow: UnitOfWork, kind: ObjectType, form: ViewForm, owner_id: int, at: datetime) -> View:
    """A new view."""
    fixed = {"workspace_id": uow.workspace_id, "object_type": kind, "owner_id": owner_id, "created_at": at}
    made = insert(saved_views).values(**fixed, **_columns(form, at)).returning(saved_views.c.id)
    return get(uow, uow.connection.execute(made).scalar_one())


def change(uow: UnitOfWork, view_id: int, version: int, form: ViewForm, owner_id: int | None, at: datetime) -> View:
    """The view as the form says, of that owner; raises `StaleRecord` when it is no longer at that version, and
    `NotFound`.
    """
    mine = (saved_views.c.workspace_id == uow.workspace_id, saved_views.c.id == view_id)
    found = update(saved_views).where(*mine, saved_views.c.version == version)
    values = {**_columns(form, at), "owner_id": owner_id, "version": version + 1}
    if uow.connection.execute(found.values(values)).rowcount != 1:
        raise StaleRecord(noun="view", number=view_id)
    return get(uow, view_id)


def remove(uow: UnitOfWork, view_id: int) -> None:
    """The view and everybody's pins of it."""
    pinned = (view_pins.c.workspace_id == uow.workspace_id, view_pins.c.view_key == str(view_id))
    uow.connection.execute(delete(view_pins).where(*pinned))
    mine = (saved_views.c.workspace_id == uow.workspace_id, saved_views.c.id == view_id)
    uow.connection.execute(delete(saved_views).where(*mine))


def list_pins(uow: UnitOfWork, kind: ObjectType, member_id: int) -> set[str]:
    """Keys of the views that somebody pinned."""
    mine = (view_pins.c.workspace_id == uow.workspace_id, view_pins.c.member_id == member_id)
    found = select(view_pins.c.view_key).where(*mine, view_pins.c.object_type == kind)
    return set(uow.connection.execute(found).scalars())


def pin(uow: UnitOfWork, kind: ObjectType, member_id: int, view_key: str) -> None:
    """Somebody's pin; twice is once."""
    row = {"workspace_id": uow.workspace_id, "member_id": member_id, "object_type": kind, "view_key": view_key}
    uow.connection.execute(insert_for(uow.connection, view_pins).values(row).on_conflict_do_nothing())


def unpin(uow: UnitOfWork, kind: ObjectType, member_id: int, view_key: str) -> None:
    """Take a pin away, if there is one."""
    mine = (view_pins.c.workspace_id == uow.workspace_id, view_pins.c.member_id == member_id)
    of = (view_pins.c.object_type == kind, view_pins.c.view_key == view_key)
    uow.connection.execute(delete(view_pins).where(*mine, *of))


def _select(uow: UnitOfWork) -> Select[*tuple[Any, ...]]:
    columns = (saved_views, members.c.name.label("owner_name"))
    return select(*columns).select_from(WITH_OWNER).where(saved_views.c.workspace_id == uow.workspace_id)


def _columns(form: ViewForm, at: datetime) -> dict[str, Any]:
    return {
        "name": form.name,
        "name_norm": norm(form.name),
        "description": form.description,
        "sharing": form.sharing,
        "filter": form.filter.model_dump(mode="json"),
        "columns": list(form.columns),
        "sort_property": form.sort.property,
        "sort_descending": form.sort.descending,
        "updated_at": at,
    }


def _view(row: Row[*tuple[Any, ...]]) -> View:
    return View(
        key=str(row.id),
        kind=row.object_type,
        name=row.name,
        filter=Filter.model_validate(row.filter),
        columns=tuple(row._mapping["columns"]),
        sort=Sort(row.sort_property, row.sort_descending),
        description=row.description,
        sharing=row.sharing,
        owner=None if row.owner_id is None else Named(row.owner_id, row.owner_name or ""),
        version=row.version,
    )
