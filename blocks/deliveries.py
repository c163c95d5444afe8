"""What could not be delivered, for managers (workspace N6)."""

from collections.abc import Mapping

from blocks import components
from blocks.examples import deliveries as examples
from blocks.kit import elements, escape
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.own_settings import DIGEST_NAMES
from blocks.screens import Look, Rendered, screen
from csbot.domain.alarms import AlarmKind
from csbot.domain.deliveries import DeadDelivery, Replayed, Undelivered
from csbot.domain.jobs import JOB_PROGRESS
from csbot.domain.news import FLOODS
from csbot.domain.preferences import Event
from csbot.domain.screens import ScreenRef
from csbot.domain.welcomes import FIRST_ADMIN
from csbot.i18n import Words, mark

NAME = 80
DETAIL = 200
MOST_REASONS = 12
KINDS = {
    **{str(kind): text for kind, text in DIGEST_NAMES.items()},
    Event.TASK_ASSIGNED: mark("Task given"),
    Event.TASK_CHANGED: mark("Task changed"),
    Event.RECORD_ASSIGNED: mark("Customer given"),
    FLOODS[Event.TASK_ASSIGNED]: mark("Tasks given"),
    FLOODS[Event.TASK_CHANGED]: mark("Tasks changed"),
    FIRST_ADMIN: mark("Welcome"),
    AlarmKind.REMINDER: mark("Reminder"),
    AlarmKind.SNOOZE_END: mark("Back from snooze"),
    JOB_PROGRESS: mark("Progress of a job"),
}
REASONS = {
    "channel_not_found": mark("Slack does not know the conversation"),
    "user_not_found": mark("Slack does not know the person"),
    "user_disabled": mark("The person's Slack account is deactivated"),
    "no_slack_user": mark(
        "Slack says that nobody has the person's e-mail address. Name their Slack id (csbot people grant … --slack-id "
        "…), or let them in with the address that Slack has; then send it again"
    ),
    "other_member": mark("Slack's person with this e-mail address is somebody else in csbot"),
    "cannot_dm_bot": mark("The person is a bot"),
    "account_inactive": mark("csbot's access to Slack was withdrawn"),
    "token_revoked": mark("csbot's access to Slack was withdrawn"),
    "token_expired": mark("Slack does not accept csbot's token"),
    "invalid_auth": mark("Slack does not accept csbot's token"),
    "not_authed": mark("Slack does not accept csbot's token"),
    "missing_scope": mark("csbot lacks a permission in Slack"),
    "in_doubt": mark("It is not known whether Slack has it; sent again, it may come twice"),
    "lost": mark("csbot ended again and again while it was being sent"),
    "bug": mark("csbot failed; its log tells more under the reference"),
    "unknown_kind": mark("This csbot does not know such messages"),
}

OUTCOMES = {
    Replayed.WAITING: mark("It is on its way again."),
    Replayed.LATE: mark("It is too old to be sent: it was for a day that is over."),
    Replayed.UNDERWAY: mark("It is on its way already. Nothing was changed."),
}


@screen("deliveries", examples.UNDELIVERED)
def deliveries(data: Undelivered, look: Look) -> Rendered:
    """Reference: none; its buttons carry where a page ended."""
    w, page, sheet = look.words, data.page, Sheet(ScreenRef("deliveries"))
    sheet.header(w.text("Not delivered"))
    refresh = elements.button(w.text("Refresh"), "deliveries.page")
    if not page.count:
        said = w.text("Everything was delivered.")
        sheet.section(said)
        sheet.actions(refresh)
        return Rendered(said, sheet.blocks)
    said = w.plural("{n} message could not be delivered.", "{n} messages could not be delivered.", page.count)
    rows = [f"• {w.number(count)}: {reason(code, w)}" for code, count in _by_count(page.by_code)]
    sheet.section("\n".join([said, *rows]))
    sheet.actions(_all_again(page.count, w), refresh)
    for row in page.rows:
        sheet.section(_row_text(row, look), _again(row, w))
    if turns := _turns(data, w):
        sheet.actions(*turns)
    return Rendered(" ".join([said, *rows]), sheet.blocks)


def _by_count(by_code: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent reasons first, as many as one block holds."""
    return sorted(by_code.items(), key=lambda one: (-one[1], one[0]))[:MOST_REASONS]


def reason(code: str, words: Words) -> str:
    """Why, in words; Slack's or csbot's code where there are none."""
    shown = f"`{escape.code(code, NAME)}`" if code else words.text("no reason is known")
    return f"{words.text(REASONS[code])} ({shown})" if code in REASONS else shown


def _row_text(row: DeadDelivery, look: Look) -> str:
    w = look.words
    kind = w.text(KINDS[row.kind]) if row.kind in KINDS else f"`{escape.code(row.kind, NAME)}`"
    name = escape.mrkdwn(row.recipient_name, NAME) or w.text("somebody")
    facts = [
        w.text("written {when}", when=components.when(row.created_at, look)),
        w.plural("{n} try", "{n} tries", row.attempts),
        reason(row.code, w),
    ]
    if row.detail:
        facts.append(f"`{escape.code(row.detail, DETAIL)}`")
    if row.in_doubt:
        facts.append(w.text("Slack may have it"))
    return f"*{kind}* — {name}\n{components.SEPARATOR.join(facts)}"


def _again(row: DeadDelivery, words: Words) -> Element:
    label = words.text("Send again: message {number}", number=str(row.id))
    return elements.button(words.text("Send again"), "delivery.replay", str(row.id), label=label)


def _all_again(count: int, words: Words) -> Element:
    text = words.plural("Send {n} again", "Send all {n} again", count)
    return elements.confirmed(
        elements.button(text, "deliveries.replay"),
        words.text("Send all of them again?"),
        words.text("Each goes out once more; what is too old by now does not. A direct message tells how it goes."),
        words.text("Send"),
        words.text("Cancel"),
    )


def _turns(data: Undelivered, words: Words) -> list[Element]:
    turns = []
    if data.before_id is not None:
        turns.append(elements.button(words.text("Newest"), "deliveries.page"))
    if data.has_more and data.page.rows:
        turns.append(elements.button(words.text("Older"), "deliveries.page", str(data.page.rows[-1].id)))
    return turns


@screen("replayed", examples.REPLAYED)
def replayed(data: Replayed, look: Look) -> Rendered:
    """One section, for which every screen leaves room."""
    return _say("replayed", look.words.text(OUTCOMES[data]))


@screen("replaying", examples.REPLAYING)
def replaying(data: int, look: Look) -> Rendered:
    """One section, for which every screen leaves room; how many messages go out, 0 for none."""
    w = look.words
    if not data:
        return _say("replaying", w.text("There is nothing to send again."))
    return _say(
        "replaying",
        w.plural(
            "{n} message is being sent again: a direct message tells how it goes.",
            "{n} messages are being sent again: a direct message tells how it goes.",
            data,
        ),
    )


def _say(name: str, text: str) -> Rendered:
    sheet = Sheet(ScreenRef(name))
    sheet.section(text)
    return Rendered(text, sheet.blocks)
