"""Answers in one sentence."""

from dataclasses import replace

from blocks.examples.days import CALL, DECK, HOSTILE_TASK, HOUR, MINUTE, OVERDUE, did
from blocks.examples.forms import SAVED
from blocks.examples.people import ANNA, HOSTILE, KIM, NOW
from csbot.domain.notices import Already, AlreadyUndone, Created, Notice
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.tasks import TaskStatus

UNDONE = Operation(9, OperationKind.COMPLETE, ANNA.id, ANNA.name, NOW - HOUR, NOW, NOW - MINUTE)
COMPLETED_ONCE = replace(DECK, status=TaskStatus.COMPLETED)

NOTICES: dict[str, Notice] = {
    "completed": Already(did(CALL, OperationKind.COMPLETE, KIM, HOUR).task),
    "completed_yesterday": Already(did(CALL, OperationKind.COMPLETE, KIM, 24 * HOUR).task),
    "completed_by_me": Already(did(CALL, OperationKind.COMPLETE).task),
    "completed_hostile": Already(did(HOSTILE_TASK, OperationKind.COMPLETE, HOSTILE).task),
    "completed_by_nobody": Already(replace(COMPLETED_ONCE, completed_at=NOW - HOUR)),
    "completed_once": Already(COMPLETED_ONCE),
    "open": Already(OVERDUE),
    "snoozed": Already(replace(DECK, snoozed_until=NOW + HOUR)),
    "created": Created(SAVED["created"]),
    "created_hostile": Created(SAVED["hostile"]),
    "undone": AlreadyUndone(UNDONE),
    "undone_once": AlreadyUndone(replace(UNDONE, undone_at=None)),
}
