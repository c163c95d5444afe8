"""Drafts as rows of the record tables: what a new record needs besides, and what changes in an old one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from csbot.domain.imports.problems import RowProblem
from csbot.domain.properties import PROPERTIES, Property
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Priority, TaskStatus, TaskType, due_sort

NAME_LENGTH = 200  # of a name that is made of a text's first line

DEFAULTS: Mapping[ObjectType, Mapping[str, Any]] = {
    ObjectType.COMPANY: {"owner_id": None},
    ObjectType.TASK: {
        "notes": "",
        "type": TaskType.TODO,
        "priority": Priority.NONE,
        "status": TaskStatus.OPEN,
        "due_on": None,
        "due_at": None,
        "completed_at": None,
    },
    ObjectType.MEETING: {"notes": ""},
    ObjectType.ACTIVITY: {"body": "", "kind": "note"},
}


class Unfit(Exception):
    """The values make no record. `label`: of the property at fault."""

    def __init__(self, code: RowProblem, label: str) -> None:
        super().__init__(code, label)
        self.problem = code
        self.label = label


def new_row(
    kind: ObjectType,
    columns: frozenset[str],
    values: Mapping[str, Any],
    now: datetime,
    own: Sequence[Property] = (),
) -> dict[str, Any]:
    """A row for a new record, with the same keys for every row of a file. Raises `Unfit`.

    `own`: properties that managers added; their values are among the others, by key.
    """
    known = {column: value for column, value in values.items() if value is not None}
    row: dict[str, Any] = {**dict.fromkeys(columns), **DEFAULTS.get(kind, {}), **known}
    row["name"] = row.get("name") or _made_name(kind, row)
    if "created_at" in columns:
        row["created_at"] = row["created_at"] or now
    row.update(FINISH.get(kind, _nothing)(row, known, None, now))
    for prop in (*PROPERTIES[kind], *own):
        if prop.required and row.get(prop.column) is None:
            raise Unfit(RowProblem.MISSING_VALUE, prop.label)
    return row


def changed_values(
    kind: ObjectType, old: Mapping[str, Any], values: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """What the draft changes in a record: columns with their new values; empty when it says nothing new.

    Raises `Unfit`.
    """
    after = {column: value for column, value in values.items() if old[column] != value}
    if kind is ObjectType.CONTACT and "name" not in values and {"first_name", "last_name"} & after.keys():
        after["name"] = _made_name(kind, {**old, **after})
    after.update(FINISH.get(kind, _nothing)({**old, **after}, values, old, now))
    return {column: value for column, value in after.items() if old[column] != value}


def _made_name(kind: ObjectType, row: Mapping[str, Any]) -> str | None:
    if kind is ObjectType.COMPANY:
        return row.get("domain")
    if kind is ObjectType.CONTACT:
        return " ".join(part for part in (row.get("first_name"), row.get("last_name")) if part) or row.get("email")
    if kind is ObjectType.ACTIVITY:
        first_line = str(row["body"]).strip().partition("\n")[0].strip()
        return first_line[:NAME_LENGTH] or str(row["kind"])
    return None


Row = Mapping[str, Any]


def _finish_company(row: Row, given: Row, old: Row | None, now: datetime) -> dict[str, Any]:
    """When the owner became the owner (workspace C1): as the file says, else a new company's by its create date."""
    said = given.get("assigned_at")
    if old is None:
        return {"assigned_at": (said or row.get("created_at") or now) if row["owner_id"] is not None else None}
    return {"assigned_at": said or now} if row["owner_id"] != old["owner_id"] else {}


def _finish_task(row: Row, given: Row, old: Row | None, now: datetime) -> dict[str, Any]:
    """Sorting instant, and completion: a task with a completion moment and no word on its status is completed."""
    status = row["status"]
    if "completed_at" in given and "status" not in given:
        status = TaskStatus.COMPLETED
    done = status == TaskStatus.COMPLETED
    finished = {
        "status": status,
        "due_sort": due_sort(row["due_on"], row["due_at"]),
        "completed_at": (row["completed_at"] or now) if done else None,
    }
    if old is not None:
        finished["completed_by_id"] = row["completed_by_id"] if done else None
        finished["snoozed_until"] = None if done else row["snoozed_until"]
    return finished


def _finish_meeting(row: Row, _given: Row, _old: Row | None, _now: datetime) -> dict[str, Any]:
    starts, ends = row.get("starts_at"), row.get("ends_at")
    if starts is not None and ends is not None and ends < starts:
        raise Unfit(RowProblem.ENDS_BEFORE_START, "End time")
    return {}


def _nothing(_row: Row, _given: Row, _old: Row | None, _now: datetime) -> dict[str, Any]:
    return {}


FINISH: Mapping[ObjectType, Callable[[Row, Row, Row | None, datetime], dict[str, Any]]] = {
    ObjectType.COMPANY: _finish_company,
    ObjectType.TASK: _finish_task,
    ObjectType.MEETING: _finish_meeting,
}
