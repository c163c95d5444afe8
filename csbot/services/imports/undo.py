"""Taking a whole import back (workspace I1): in chunks, and only what nobody changed since."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.errors import NotFound, UndoExpired
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.records import ObjectType, Source
from csbot.services.imports.runs import CHUNK_ROWS, Pause, patiently
from csbot.storage import activities as stored_activities
from csbot.storage import imports as stored_imports
from csbot.storage import operations as stored
from csbot.storage import records as stored_records
from csbot.storage.json_columns import flat
from csbot.storage.operations import Change
from csbot.storage.recorder import Recorder, start
from csbot.storage.unit_of_work import Database, UnitOfWork

Values = dict[str, tuple[Any, Any]]
Row = tuple[int, int, Values]  # id, version, columns


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """What was taken back: records that the import had made, and such that it had changed. `kept` changed since."""

    removed: int = 0
    restored: int = 0
    kept: int = 0
    already: bool = False

    def __add__(self, more: "ImportUndone") -> "ImportUndone":
        return ImportUndone(self.removed + more.removed, self.restored + more.restored, self.kept + more.kept)


def undo_import(
    database: Database,
    workspace_id: int,
    operation_id: int,
    now: datetime,
    pause: Pause,
    advanced: Callable[[int], None],
) -> ImportUndone:
    """Archive what the import made and give back the values that it changed; once, within a day.

    A record that was changed since stays as it is. What was taken back stays so when the rest fails: called again, it
    goes on. Raises `NotFound`, `UndoExpired`, and `Busy` when the database stayed busy for about a minute.
    """
    undo = ImportUndo(database, workspace_id, operation_id, now)
    total = ImportUndone()
    while True:
        done = patiently(undo.take_chunk, pause)
        if done is None:
            return total if undo.seen else ImportUndone(already=True)
        total += done
        advanced(undo.seen)


class ImportUndo:
    """One import being taken back. `seen`: so many of its records were looked at."""

    def __init__(self, database: Database, workspace_id: int, operation_id: int, now: datetime) -> None:
        self._database = database
        self._workspace_id = workspace_id
        self._operation_id = operation_id
        self._now = now
        self._undo_id: int | None = None
        self._last_id = 0
        self.seen = 0

    def take_chunk(self) -> ImportUndone | None:
        """Take the next records back; None when there are no more, or it was undone before."""
        with self._database.write() as connection:
            uow = UnitOfWork(connection, self._workspace_id)
            stored_imports.begin_chunk(uow, hold=True)
            if self._find(uow).undone_at is not None:
                return None
            ids = stored.list_record_ids(uow, self._operation_id, self._last_id, CHUNK_ROWS)
            if not ids:
                stored.mark_undone(uow, self._operation_id, self._now)
                return None
            done, undo_id = self._take(uow, stored.list_changes_of(uow, self._operation_id, ids))
        self._undo_id, self._last_id, self.seen = undo_id, ids[-1], self.seen + len(ids)
        return done

    def _find(self, uow: UnitOfWork) -> Operation:
        operation = stored.find_for_change(uow, self._operation_id)
        if operation is None or operation.kind is not OperationKind.IMPORT:
            raise NotFound(noun="import", number=self._operation_id)
        if operation.undone_at is None and not operation.is_young(self._now):
            raise UndoExpired()
        return operation

    def _take(self, uow: UnitOfWork, of: Mapping[int, Sequence[Change]]) -> tuple[ImportUndone, int | None]:
        kind = next(iter(of.values()))[0].kind  # an import is of one type
        columns = {name for changes in of.values() if not made_by(changes) for each in changes for name in each.before}
        removed: list[Row] = []
        restored: list[Row] = []
        gone: list[Mapping[str, Any]] = []
        done = ImportUndone()
        for row_of in stored_records.list_for_change(uow, kind, list(of)):
            record = flat(row_of, columns - row_of.keys())
            changes = of[record["id"]]
            made = made_by(changes)
            row = (record["id"], record["version"], before(record, changes, columns, self._now))
            is_back = all(old == new for old, new in row[2].values())  # by an undo that was interrupted
            if not is_back and record["version"] != changes[-1].version:
                done += ImportUndone(kept=1)
                continue
            done += ImportUndone(removed=1) if made else ImportUndone(restored=1)
            if not is_back:
                (removed if made else restored).append(row)
                gone += [record] if made else []
        undo_id = self._undo_id
        if removed or restored:
            recorder = self._recorder(uow)
            recorder.change_many(kind, removed)
            recorder.change_many(kind, restored)
            undo_id = recorder.operation_id
        if kind is ObjectType.ACTIVITY:
            stored_activities.follow_undo(uow, stored_activities.moments_of(gone))
        return done, undo_id

    def _recorder(self, uow: UnitOfWork) -> Recorder:
        if self._undo_id is None:
            return start(uow, OperationKind.UNDO, self._now, None, Source.UNDO)
        return Recorder(uow, self._now, None, Source.UNDO, self._undo_id)


def made_by(changes: Sequence[Change]) -> bool:
    """Whether the import made the record."""
    return changes[0].version == 1


def before(record: Mapping[str, Any], changes: Sequence[Change], columns: Collection[str], now: datetime) -> Values:
    """Columns with what they hold and what they held before the import; the same columns for all that it changed.

    A record that it made is archived, and its id of the CRM is free for the next import.
    """
    if made_by(changes):
        return {
            "archived_at": (record["archived_at"], record["archived_at"] or now),
            "external_id": (record["external_id"], None),
        }
    back = {name: old for change in reversed(changes) for name, old in change.before.items()}
    return {name: (record[name], back.get(name, record[name])) for name in sorted(columns)}
