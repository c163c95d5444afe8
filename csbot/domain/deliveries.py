"""Deliveries: what waits to be sent, its states, how fast a workspace is served, and how retries are spaced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

MAX_BACKOFF = timedelta(minutes=5)
DOUBT_REST = timedelta(seconds=2)  # a call that was cut off may still be at work at Slack's end
RATE = 5.0  # Slack: several hundred messages a minute for each workspace
BURST = 5
RESERVED_TOKENS = 3
RESERVED_SLOTS = 2
GATE_INTERVAL = timedelta(seconds=1)  # Slack: one message a second for each channel
PAUSE_BELIEVED_FOR = timedelta(seconds=10)  # then Slack is asked again whether somebody is not to be disturbed
NO_WAIT = timedelta()
TOKEN_REFUSED = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Slack's codes for a token that is good for nothing at present: none of it is the message's fault."""


class Op(StrEnum):
    """What is done: a new message, or a change of one that another delivery posted."""

    POST = "post"
    UPDATE = "update"
    DELETE = "delete"


class DeliveryState(StrEnum):
    PENDING = "pending"
    LEASED = "leased"
    SENT = "sent"
    DEAD = "dead"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Urgency(IntEnum):
    """Smaller goes first (workspace N5: an alert is never queued behind digests)."""

    INTERACTIVE = 0
    ALERT = 3
    DIGEST = 9

    @property
    def is_urgent(self) -> bool:
        """Whether it may use the slots and tokens that are kept free of digests."""
        return self <= Urgency.ALERT

    @property
    def respects_quiet(self) -> bool:
        """Whether quiet hours delay it (workspace N3): not what somebody asked for or set for that moment."""
        return self is not Urgency.INTERACTIVE


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery to be written. `kind` names what to render at send time with `args`; `dedup_key` makes it once.

    `expires_at` is business time; None never expires. `target_key`: the key of the delivery whose message is changed.
    """

    workspace_id: int
    dedup_key: str
    kind: str
    recipient_id: int
    urgency: Urgency
    args: Mapping[str, str] = field(default_factory=dict)
    expires_at: datetime | None = None
    op: Op = Op.POST
    target_key: str | None = None

    @property
    def gate(self) -> str:
        """What takes one message a second: the recipient's DM, whose channel is not known before the first send."""
        return f"@{self.recipient_id}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as claimed for sending; `attempts` counts this one."""

    id: int
    workspace_id: int
    op: Op
    kind: str
    args: Mapping[str, str]
    recipient_id: int | None
    gate: str
    channel: str | None
    urgency: Urgency
    dedup_key: str
    client_msg_id: str
    attempts: int
    max_attempts: int
    in_doubt: bool
    expires_at: datetime | None
    created_at: datetime
    target_key: str | None = None

    def has_expired(self, now: datetime) -> bool:
        """`now` is business time."""
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to send what was claimed in one turn, until `until` (real time)."""

    token: str
    worker: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """How sending a delivery ended.

    `code`: Slack's or csbot's, for people who look why; `wait`: before the next attempt, in real time; `not_before`:
    the same as an instant of business time; `given_back`: the attempt does not count; `pause`: nothing of this
    workspace is sent for so long; `is_new_dm`: `channel` was opened just now, and is worth remembering; `withdrawn`:
    Slack's code when it does not take the workspace's token, so that nothing of it is sent until it does.
    """

    state: DeliveryState
    code: str | None = None
    detail: str | None = None
    channel: str | None = None
    ts: str | None = None
    in_doubt: bool = False
    wait: timedelta = NO_WAIT
    not_before: datetime | None = None
    given_back: bool = False
    pause: timedelta | None = None
    is_new_dm: bool = False
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """An outcome to be written back under the lease that it was sent with."""

    delivery: Delivery
    token: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Lane:
    """How fast a workspace is served: GCRA with `rate` sends a second and a `burst`. All instants are real time."""

    workspace_id: int
    rate: float
    burst: int
    tat: datetime

    def tokens(self, real: datetime) -> int:
        """How many sends may start now."""
        behind = max(self.tat - real, NO_WAIT).total_seconds() * self.rate
        return int(self.burst - behind + 1e-6)

    def next_token_in(self, real: datetime) -> timedelta | None:
        """How long until one more send may start; None while there are enough for what is not urgent, too."""
        if self.tokens(real) > self.reserved:
            return None
        due = self.tat - timedelta(seconds=(self.burst - self.tokens(real) - 1) / self.rate)
        return max(due - real, NO_WAIT)

    def after(self, sends: int, real: datetime) -> datetime:
        """The theoretical arrival time once so many more sends have started."""
        return max(self.tat, real) + timedelta(seconds=sends / self.rate)

    @property
    def reserved(self) -> int:
        """Tokens kept for what is urgent; even the smallest burst leaves one for the rest."""
        return min(RESERVED_TOKENS, self.burst - 1)


def backoff(attempt: int, jitter: float) -> timedelta:
    """Full jitter: anywhere up to 2^attempt seconds, at most five minutes. `jitter` in [0, 1)."""
    return min(MAX_BACKOFF, timedelta(seconds=2 ** min(attempt, 12))) * jitter


def failed(delivery: Delivery, code: str, in_doubt: bool, channel: str | None, jitter: float) -> Outcome:
    """A passing failure: another attempt later, or dead with its code after the last one."""
    if delivery.attempts >= delivery.max_attempts:
        return Outcome(DeliveryState.DEAD, code, channel=channel, in_doubt=in_doubt)
    wait = (DOUBT_REST if in_doubt else NO_WAIT) + backoff(delivery.attempts, jitter)
    return Outcome(DeliveryState.PENDING, code, channel=channel, in_doubt=in_doubt, wait=wait)


def choose(found: Iterable[Delivery], lane: Lane, real: datetime, free: int) -> list[Delivery]:
    """Those that may go now: one for each gate, and what is not urgent leaves tokens and slots to what is (N5)."""
    chosen: dict[str, Delivery] = {}
    tokens = lane.tokens(real)
    for delivery in found:
        if delivery.gate in chosen:
            continue
        keep_tokens, keep_slots = (0, 0) if delivery.urgency.is_urgent else (lane.reserved, RESERVED_SLOTS)
        if len(chosen) >= min(tokens - keep_tokens, free - keep_slots):
            break
        chosen[delivery.gate] = delivery
    return list(chosen.values())


class Replayed(StrEnum):
    """What became of a delivery that was to be sent again (workspace N6)."""

    WAITING = "waiting"  # it goes out
    LATE = "late"  # it is worthless by now (workspace N4), so it expired
    UNDERWAY = "underway"  # it was not given up, or not any more


@dataclass(frozen=True, slots=True)
class DeadDelivery:
    """A delivery that was given up. `code`: why, Slack's or csbot's; `detail`: more of it; `created_at`: real time.

    `in_doubt`: Slack may have it all the same.
    """

    id: int
    kind: str
    recipient_id: int | None
    recipient_name: str
    code: str
    detail: str
    attempts: int
    in_doubt: bool
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeadPage:
    """What was given up: how many in all, by code, and some of them, newest first."""

    count: int
    by_code: Mapping[str, int]
    rows: tuple[DeadDelivery, ...]


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A page of what was given up. `before_id`: where the page before ended, None for the first; `has_more`: older ones
    follow."""

    page: DeadPage
    before_id: int | None = None
    has_more: bool = False
