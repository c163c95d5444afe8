"""The audit of settings: each change is kept in the transaction that makes it, for managers to read (workspace S1)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.setting_changes import PAGE_CHANGES, SettingChanges, SettingDiff, SettingSection
from csbot.storage import setting_changes as stored
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SettingChangeService:
    """Every service that changes a setting calls `note`. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def note(self, actor: Actor | None, *diffs: SettingDiff) -> None:
        """Keep what is different; what is the same leaves no trace. `actor` None: the command line."""
        real = [diff for diff in diffs if diff.old != diff.new]
        stored.add(self.uow, None if actor is None else actor.id, self.now, real)

    def page(self, actor: Actor, section: SettingSection, before_id: int | None = None) -> SettingChanges:
        """One page, ahead of that change; raises `NotAllowed`."""
        check(actor, Permission.MANAGE)
        found = stored.page(self.uow, section, before_id, PAGE_CHANGES + 1)
        return SettingChanges(section, found[:PAGE_CHANGES], len(found) > PAGE_CHANGES, before_id is None)
