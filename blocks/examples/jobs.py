"""Jobs at every stage."""

from dataclasses import replace

from blocks.examples.people import ANNA
from csbot.domain.jobs import Job, JobKind, JobState

RUNNING = Job(7, 1, JobKind.REPLAY_DELIVERIES, {}, ANNA.id, JobState.RUNNING, {"id": 1}, 500, 1200, {}, False, 1)

INDEXING = replace(
    RUNNING, kind=JobKind.INDEX_PROPERTY, args={"property": 7, "label": "*Tier* <!here>"}, done=40, total=100
)
TAKING = replace(INDEXING, kind=JobKind.UNINDEX_PROPERTY, done=0)
DONE, FAILED = JobState.DONE, JobState.FAILED

JOBS = {
    "waiting": replace(RUNNING, state=JobState.WAITING, done=0),
    "running": RUNNING,
    "stopping": replace(RUNNING, cancel_requested=True),
    "cancelled": replace(RUNNING, cancel_requested=True, state=JobState.CANCELLED),
    "done": replace(RUNNING, done=1200, state=JobState.DONE),
    "done_late": replace(RUNNING, done=1200, state=JobState.DONE, result={"late": 31, "waiting": 1169}),
    "failed": replace(RUNNING, state=JobState.FAILED, result={"reference": "1a2b3c4d", "late": 1}),
    "index_waiting": replace(INDEXING, state=JobState.WAITING, done=0),
    "index_running": INDEXING,
    "index_stopping": replace(INDEXING, cancel_requested=True),
    "index_cancelled": replace(INDEXING, cancel_requested=True, state=JobState.CANCELLED),
    "index_done": replace(INDEXING, state=DONE, done=100),
    "index_long": replace(INDEXING, state=DONE, done=100, result={"long": 3}),
    "index_gone": replace(INDEXING, state=DONE, done=100, result={"gone": 1}),
    "index_failed": replace(INDEXING, state=FAILED, result={"reference": "1a2b3c4d"}),
    "unindex_running": TAKING,
    "unindex_done": replace(TAKING, state=DONE, done=100),
    "unindex_failed": replace(TAKING, state=FAILED, result={"reference": "1a2b3c4d"}),
}
