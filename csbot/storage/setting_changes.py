"""Changes of settings as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from csbot.domain.setting_changes import Chosen, SettingChange, SettingDiff, SettingSection
from csbot.storage.tables.people import members
from csbot.storage.tables.setting_changes import setting_changes
from csbot.storage.unit_of_work import UnitOfWork


def add(uow: UnitOfWork, actor_id: int | None, now: datetime, diffs: Sequence[SettingDiff]) -> None:
    """Keep what was changed. `actor_id` None: the command line."""
    rows = [
        {
            "workspace_id": uow.workspace_id,
            "section": diff.setting.section,
            "setting": diff.setting,
            "about": None if diff.about is None else [diff.about.key, diff.about.name],
            "old": [[one.key, one.name] for one in diff.old],
            "new": [[one.key, one.name] for one in diff.new],
            "member_id": actor_id,
            "at": now,
        }
        for diff in diffs
    ]
    if rows:
        uow.connection.execute(insert(setting_changes), rows)


def page(uow: UnitOfWork, section: SettingSection, before_id: int | None, most: int) -> list[SettingChange]:
    """The changes of a section, newest first; `before_id`: ahead of that one."""
    mine = [setting_changes.c.workspace_id == uow.workspace_id, setting_changes.c.section == section]
    if before_id is not None:
        mine.append(setting_changes.c.id < before_id)
    named = setting_changes.outerjoin(members, members.c.id == setting_changes.c.member_id)
    found = select(setting_changes, func.coalesce(members.c.name, "").label("by")).select_from(named)
    rows = uow.connection.execute(found.where(*mine).order_by(setting_changes.c.id.desc()).limit(most))
    return [SettingChange(row.id, row.at, row.by, _diff(row)) for row in rows]


def _diff(row: Row[Any]) -> SettingDiff:
    about = None if row.about is None else Chosen(*row.about)
    return SettingDiff(row.setting, _held(row.old), _held(row.new), about)


def _held(pairs: Sequence[Sequence[str]]) -> tuple[Chosen, ...]:
    return tuple(Chosen(*pair) for pair in pairs)
