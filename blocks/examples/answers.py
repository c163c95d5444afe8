"""Answers in one sentence."""

from dataclasses import replace

from blocks.examples.days import CALL, DECK, HOSTILE_TASK, HOUR, MINUTE, OVERDUE, did
from blocks.examples.failures import ASK
from blocks.examples.people import ANNA, HOSTILE, KIM, NOW
from csbot.domain.notices import Already, AlreadyUndone, Denied, Done, Notice
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.permissions import Denial
from csbot.domain.tasks import TaskStatus

BY_KIM = did(CALL, OperationKind.COMPLETE, KIM, HOUR)
UNDONE = Operation(9, OperationKind.COMPLETE, ANNA.id, ANNA.name, NOW - HOUR, NOW, NOW - MINUTE)

NOTICES: dict[str, Notice] = {
    "already_completed": Already(BY_KIM.task),
    "already_completed_hostile": Already(did(HOSTILE_TASK, OperationKind.COMPLETE, HOSTILE).task),
    "already_completed_import": Already(replace(DECK, status=TaskStatus.COMPLETED)),
    "already_open": Already(OVERDUE),
    "already_snoozed": Already(replace(DECK, snoozed_until=NOW + HOUR)),
    "already_undone": AlreadyUndone(UNDONE),
    **{f"done_{kind}": Done(did(CALL, kind)) for kind in OperationKind},
    "denied": Denied(Denial.NO_SEAT, ASK),
    "denied_nobody": Denied(Denial.UNMAPPED),
}
