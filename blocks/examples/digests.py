"""Due-today and overdue digests with 0, 1, 10 and 500 tasks, and with tasks just acted on."""

from dataclasses import replace
from datetime import timedelta

from blocks.examples.days import ACTED_LINES, CALL, DECK, HOSTILE_TASK, LAST_YEAR, LATE, OVERDUE, lines, series
from blocks.examples.people import ANNA, TODAY
from csbot.domain.digests import DIGEST_ROWS, TaskDigest
from csbot.domain.screens import Acted
from csbot.domain.tasks import Task, TaskView

OLD = lines(
    *(
        Task(600 + n, f"Renewal question {n + 1}", due_on=TODAY - timedelta(days=40 - n), assignee=ANNA)
        for n in range(DIGEST_ROWS)
    )
)

DUE_TODAY = {
    "nothing": TaskDigest(TODAY, TaskView.TODAY, 0, ()),
    "one": TaskDigest(TODAY, TaskView.TODAY, 1, lines(CALL)),
    "ten": TaskDigest(TODAY, TaskView.TODAY, 10, (*lines(LATE, CALL, DECK), *series(501, 7))),
    "many": TaskDigest(TODAY, TaskView.TODAY, 500, series(501, DIGEST_ROWS)),
    "acted": TaskDigest(TODAY, TaskView.TODAY, 1, (*ACTED_LINES[1:], *lines(DECK)), Acted((112, 101, 103, 111))),
}
OVERDUE_EXAMPLES = {
    "nothing": replace(DUE_TODAY["nothing"], view=TaskView.OVERDUE),
    "one": TaskDigest(TODAY, TaskView.OVERDUE, 1, lines(OVERDUE)),
    "ten": TaskDigest(TODAY, TaskView.OVERDUE, 10, OLD),
    "many": TaskDigest(TODAY, TaskView.OVERDUE, 500, OLD),
    "hostile": TaskDigest(TODAY, TaskView.OVERDUE, 2, lines(LAST_YEAR, HOSTILE_TASK)),
    "all_done": TaskDigest(TODAY, TaskView.OVERDUE, 0, ACTED_LINES[:1], Acted((104,))),
}
