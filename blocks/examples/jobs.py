"""Jobs at every stage."""

from dataclasses import replace

from blocks.examples.people import ANNA
from csbot.domain.jobs import Job, JobKind, JobState

RUNNING = Job(7, 1, JobKind.REPLAY_DELIVERIES, {}, ANNA.id, JobState.RUNNING, {"id": 1}, 500, 1200, {}, False, 1)

JOBS = {
    "waiting": replace(RUNNING, state=JobState.WAITING, done=0),
    "running": RUNNING,
    "stopping": replace(RUNNING, cancel_requested=True),
    "cancelled": replace(RUNNING, cancel_requested=True, state=JobState.CANCELLED),
    "done": replace(RUNNING, done=1200, state=JobState.DONE),
    "done_late": replace(RUNNING, done=1200, state=JobState.DONE, result={"late": 31, "waiting": 1169}),
    "failed": replace(RUNNING, state=JobState.FAILED, result={"reference": "1a2b3c4d", "late": 1}),
}
