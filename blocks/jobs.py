"""How a job goes: one message that changes until it is over (architecture, decision 7)."""

from blocks.examples import jobs as examples
from blocks.kit import elements, escape
from blocks.kit.sheet import Sheet
from blocks.property_jobs import TEXTS, property_job_text
from blocks.screens import Look, Rendered, screen
from csbot.domain.jobs import Job, JobKind, JobState
from csbot.domain.screens import ScreenRef
from csbot.i18n import Words, mark

TITLES = {
    JobKind.REPLAY_DELIVERIES: mark("Sending again what could not be delivered"),
}
STATES = {
    JobState.WAITING: mark("{title}: {done} of {total}."),
    JobState.RUNNING: mark("{title}: {done} of {total}."),
    JobState.DONE: mark("{title}: done, {done} of {total}."),
    JobState.CANCELLED: mark("{title}: stopped after {done} of {total}. What was done stays."),
}


@screen("job_progress", examples.JOBS)
def job_progress(data: Job, look: Look) -> Rendered:
    """Reference: `id` = the job."""
    sheet = Sheet(ScreenRef("job_progress", {"id": str(data.id)}))
    text = " ".join(filter(None, (progress_text(data, look.words), counts_text(data, look.words))))
    sheet.section(text)
    if not data.state.has_ended and not data.cancel_requested:
        sheet.actions(elements.button(look.words.text("Stop"), "job.cancel", str(data.id)))
    return Rendered(text, sheet.blocks)


def progress_text(data: Job, words: Words) -> str:
    """How far it is, or how it ended."""
    if data.kind in TEXTS:
        return property_job_text(data, words)
    title, done, total = words.text(TITLES[data.kind]), words.number(data.done), words.number(data.total)
    if data.state is JobState.FAILED:
        reference = escape.code(str(data.result.get("reference", "")))
        return words.text(
            "{title}: csbot failed after {done} of {total}. What was done stays. Reference: {reference}",
            title=title, done=done, total=total, reference=reference,
        )  # fmt: skip
    if data.cancel_requested and not data.state.has_ended:
        return words.text("{title}: stopping.", title=title)
    return words.text(STATES[data.state], title=title, done=done, total=total)


def counts_text(data: Job, words: Words) -> str:
    """What came of it, once it is over."""
    late = int(data.result.get("late", 0))
    if not data.state.has_ended or not late:
        return ""
    return words.plural(
        "{count} message was too old to be sent.", "{count} messages were too old to be sent.", late,
        count=words.number(late),
    )  # fmt: skip
