"""The message that follows a job (architecture, decision 7)."""

from blocks.jobs import job_progress
from blocks.screens import Shown
from csbot.domain.jobs import Job
from csbot.domain.permissions import Permission
from csbot.services.container import Services
from handlers.args import number
from handlers.calls import Call
from handlers.redraw import Redrawing, redraws
from handlers.replies import Replace, Reply
from handlers.routes import writes


@redraws("job_progress", Permission.ENTER)
def load(drawing: Redrawing, services: Services) -> Shown[Job]:
    return Shown(job_progress, services.jobs.get(drawing.actor, number(drawing.args.get("id", ""))))


@writes("job.cancel", Permission.ENTER)
def cancel(call: Call, services: Services) -> Reply:
    """Stop it before its next chunk; the value is the job's number."""
    return Replace(Shown(job_progress, services.jobs.cancel(call.actor, number(call.value))))
