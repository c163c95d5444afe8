"""Deliveries: what waits to be sent, its states, and how retries are spaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

MAX_BACKOFF = timedelta(minutes=5)


class Op(StrEnum):
    POST = "post"
    UPDATE = "update"
    DELETE = "delete"
    PUBLISH = "publish"


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


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery to be written. `kind` names what to render at send time with `args`; `dedup_key` makes it once.

    `expires_at` is business time; None never expires.
    """

    workspace_id: int
    dedup_key: str
    kind: str
    recipient_id: int
    urgency: Urgency
    args: Mapping[str, str] = field(default_factory=dict)
    expires_at: datetime | None = None
    op: Op = Op.POST


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as claimed for sending."""

    id: int
    workspace_id: int
    op: Op
    kind: str
    args: Mapping[str, str]
    recipient_id: int | None
    channel: str | None
    target_ts: str | None
    dedup_key: str
    client_msg_id: str
    attempts: int
    max_attempts: int
    in_doubt: bool
    expires_at: datetime | None
    created_at: datetime
    lease_token: str
    lease_until: datetime


def backoff(attempt: int, jitter: float) -> timedelta:
    """Full jitter: anywhere up to 2^attempt seconds, at most five minutes. `jitter` in [0, 1)."""
    return min(MAX_BACKOFF, timedelta(seconds=2 ** min(attempt, 12))) * jitter
