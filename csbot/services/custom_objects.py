"""Custom objects: object types that managers add, rename and delete (workspace A2, S2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.custom_objects import (
    CustomObject,
    NeedsEnterprise,
    ObjectForm,
    ObjectHasRecords,
    ObjectInUse,
    ObjectNames,
    ObjectPage,
    find_object,
    free_place,
    name_flaws,
    tidied,
)
from csbot.domain.errors import Refused
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties.own import name_of
from csbot.domain.records import ObjectType
from csbot.domain.setting_changes import Chosen, Setting, SettingDiff
from csbot.domain.workspaces import Plan
from csbot.services import fast_properties
from csbot.services.imports.runs import Pause, patiently
from csbot.services.setting_changes import SettingChangeService
from csbot.storage import custom_objects as stored
from csbot.storage import customer_settings as stored_settings
from csbot.storage import erasing
from csbot.storage import properties as stored_properties
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import Database, UnitOfWork

ERASED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CustomObjectService:
    """Reads custom objects; managers change them, one after the other. `actor` None: the command line."""

    uow: UnitOfWork
    now: datetime
    plan: Plan

    def list(self) -> tuple[CustomObject, ...]:
        """Those that there are, the oldest first; also where the plan has none any more (workspace A2)."""
        return tuple(stored.list_live(self.uow))

    def find(self, word: str) -> CustomObject | None:
        """The one that goes by that word."""
        return find_object(word, self.list())

    def names_of(self, kind: ObjectType) -> ObjectNames | None:
        """What people call it; None for a type that csbot brings."""
        return stored.names_of(self.uow, kind)

    def add(self, actor: Actor | None, names: ObjectNames) -> CustomObject:
        """Raises `Refused`, `NeedsEnterprise`, `TooManyObjects` and `NotAllowed`."""
        self._hold(actor)
        every = stored.list_all(self.uow)
        place, names = free_place(every), self._checked(names, every)
        key = name_of(names.plural, (one.key for one in every))
        made = stored.add(self.uow, place, key, names, self.now, None if actor is None else actor.id)
        self._note(actor, every)
        return made

    def rename(self, actor: Actor | None, kind: ObjectType, version: int, names: ObjectNames) -> CustomObject:
        """Its key stays. Raises as `add`, `NotFound` and `StaleRecord`."""
        self._hold(actor)
        every = stored.list_all(self.uow)
        stored.get(self.uow, kind)
        names = self._checked(names, [one for one in every if one.kind is not kind])
        stored.change(self.uow, kind, version, {"singular": names.singular, "plural": names.plural})
        self._note(actor, every)
        return stored.get(self.uow, kind)

    def give_up(self, kind: ObjectType, with_records: bool) -> None:
        """From now on nobody sees it; raises `NotFound`, `ObjectInUse` and `ObjectHasRecords`."""
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        found = stored.get(self.uow, kind)
        if stored_settings.get(self.uow).kind is kind:
            raise ObjectInUse(name=found.names.plural)
        count = stored.count_records(self.uow, kind)
        if count and not with_records:
            raise ObjectHasRecords(name=found.names.plural, count=count)
        before = stored.list_all(self.uow)
        stored.change(self.uow, kind, found.version, {"deleted_at": self.now})
        self._note(None, before)

    def page(self, actor: Actor) -> ObjectPage:
        """What managers see; raises `NotAllowed`."""
        check(actor, Permission.MANAGE)
        rows = tuple((one, stored.count_records(self.uow, one.kind)) for one in self.list())
        return ObjectPage(rows, self.plan is Plan.ENTERPRISE)

    def form(self, actor: Actor, kind: ObjectType | None = None) -> ObjectForm:
        """The dialog of a new object, or of one that is renamed. Raises `NeedsEnterprise`, `NotFound`, `NotAllowed`."""
        self._check(actor)
        return ObjectForm(None if kind is None else stored.get(self.uow, kind))

    def _checked(self, names: ObjectNames, others: Sequence[CustomObject]) -> ObjectNames:
        tidy = tidied(names)
        if problems := name_flaws(tidy, others):
            raise Refused(problems)
        return tidy

    def _note(self, actor: Actor | None, before: Sequence[CustomObject]) -> None:
        """Keep what is different (workspace S1)."""
        old, new = (
            tuple(Chosen(one.kind.value, f"{one.names.singular} / {one.names.plural}") for one in every)
            for every in ([one for one in before if not one.is_going], self.list())
        )
        SettingChangeService(self.uow, self.now).note(actor, SettingDiff(Setting.OBJECTS, old, new))

    def _check(self, actor: Actor | None) -> None:
        if actor is not None:
            check(actor, Permission.MANAGE)
        if self.plan is not Plan.ENTERPRISE:
            raise NeedsEnterprise()

    def _hold(self, actor: Actor | None) -> None:
        self._check(actor)
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)


def delete_object(
    database: Database, workspace_id: int, one: CustomObject, with_records: bool, now: datetime, pause: Pause
) -> None:
    """Remove a custom object for good: its records with their history, its properties, its views. Called again for one
    that `is_going`, it goes on where it was interrupted. Raises as `give_up`.

    In small transactions, so that people go on working. Its place is free in the end.
    """
    if not one.is_going:
        with database.write() as connection:
            CustomObjectService(UnitOfWork(connection, workspace_id), now, Plan.ENTERPRISE).give_up(
                one.kind, with_records
            )
    with database.read() as connection:
        every = stored_properties.list_fast(UnitOfWork(connection, workspace_id))
    for each in (own for kind, own in every if kind is one.kind):
        fast_properties.make_plain(database, workspace_id, each)

    def erase() -> int:
        with database.write() as connection:
            return erasing.erase_type_chunk(connection, workspace_id, one.kind, ERASED_AT_ONCE)

    while patiently(erase, pause):
        pass
