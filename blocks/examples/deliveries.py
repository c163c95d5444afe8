"""What could not be delivered: nothing, one, a page of many, and hostile words."""

from datetime import timedelta

from blocks.examples.people import HOSTILE, KIM, NOW
from csbot.domain.deliveries import DeadDelivery, DeadPage, Replayed, Undelivered

CODES = ("channel_not_found", "no_slack_user", "in_doubt", "bug", "timeout", "")
KINDS = ("daily_summary", "task_assigned", "reminder", "job_progress", "overdue", "of_another_csbot")


def dead(number: int, kind: str, code: str, detail: str = "", name: str = KIM.name) -> DeadDelivery:
    written = NOW - timedelta(hours=number)
    return DeadDelivery(
        100 - number, kind, KIM.id, name, code, detail, number % 8 + 1, code == "in_doubt", written, None
    )


ONE = dead(1, "daily_summary", "channel_not_found")
ROWS = tuple(dead(n, KINDS[n % 6], CODES[n % 6], "1a2b3c4d" if CODES[n % 6] == "bug" else "") for n in range(10))
HARMFUL = dead(3, "`kind` <!channel>", "`code` *x* <https://evil.example|here>", "<!here> `x`" * 40, HOSTILE.name)

UNDELIVERED = {
    "nothing": Undelivered(DeadPage(0, {}, ())),
    "one": Undelivered(DeadPage(1, {"channel_not_found": 1}, (ONE,))),
    "many": Undelivered(DeadPage(500, {code: 60 + n for n, code in enumerate(CODES)}, ROWS), None, has_more=True),
    "older": Undelivered(DeadPage(11, {"timeout": 11}, (dead(4, "overdue", "timeout"),)), 97),
    "hostile": Undelivered(DeadPage(1, {HARMFUL.code: 1}, (HARMFUL,))),
}
REPLAYED = {str(outcome): outcome for outcome in Replayed}
REPLAYING = {"nothing": 0, "one": 1, "many": 500}
