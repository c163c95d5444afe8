"""How it goes with making a property fast, or no longer (workspace V2)."""

from blocks.kit import escape
from csbot.domain.jobs import Job, JobKind, JobState
from csbot.domain.properties.own import FAST_LENGTH
from csbot.i18n import Words, mark

NAME = 80
TEXTS = {
    JobKind.INDEX_PROPERTY: {
        JobState.WAITING: mark("Making “{label}” fast: it begins in a moment."),
        JobState.RUNNING: mark("Making “{label}” fast: {done} percent done. People can go on working."),
        JobState.DONE: mark("“{label}” is fast now: filters and sorting by it use an index."),
        JobState.CANCELLED: mark("“{label}” was not made fast: it was stopped. Nothing was changed."),
        JobState.FAILED: mark("“{label}” was not made fast: csbot failed. Nothing was changed. Reference: {reference}"),
    },
    JobKind.UNINDEX_PROPERTY: {
        JobState.WAITING: mark("Taking the index of “{label}” away."),
        JobState.RUNNING: mark("Taking the index of “{label}” away."),
        JobState.DONE: mark("“{label}” has no index any more."),
        JobState.CANCELLED: mark("“{label}” keeps its index: taking it away was stopped."),
        JobState.FAILED: mark("“{label}” keeps its index: csbot failed. Reference: {reference}"),
    },
}


def property_job_text(data: Job, words: Words) -> str:
    """How far it is, or what came of it."""
    label = escape.mrkdwn(str(data.args.get("label", "")), NAME)
    if data.cancel_requested and not data.state.has_ended:
        return words.text("“{label}”: stopping.", label=label)
    if data.result.get("gone"):
        return words.text("“{label}” was not made fast: it was deleted.", label=label)
    if long := int(data.result.get("long", 0)):
        return words.plural(
            "“{label}” was not made fast: {count} record holds a text of more than {limit} characters, which no index "
            "takes. Nothing was changed. Please shorten it first.",
            "“{label}” was not made fast: {count} records hold a text of more than {limit} characters, which no index "
            "takes. Nothing was changed. Please shorten them first.",
            long, label=label, count=words.number(long), limit=words.number(FAST_LENGTH),
        )  # fmt: skip
    reference = escape.code(str(data.result.get("reference", "")))
    return words.text(TEXTS[data.kind][data.state], label=label, done=words.number(data.done), reference=reference)
