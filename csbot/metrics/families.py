"""Every metric with its name, labels and help: the reference page and the registry are made from this table.

No label ever holds anything of a customer, a person or a workspace; none has values that somebody outside can invent.
"""

from dataclasses import dataclass
from enum import StrEnum


class FamilyType(StrEnum):
    """What Prometheus does with it."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Family:
    """One metric. `name` is what stands in a query; a histogram's is followed by _bucket, _sum and _count."""

    name: str
    type: FamilyType
    labels: tuple[str, ...]
    help: str


REQUESTS = Family(
    "csbot_requests_total",
    FamilyType.COUNTER,
    ("kind", "route", "fate"),
    "Things people did, by route; fate is done, transient (busy, nothing was saved) or bug.",
)
REQUEST_SECONDS = Family(
    "csbot_request_seconds",
    FamilyType.HISTOGRAM,
    ("kind", "route"),
    "From a request that was read to its answer, before anything is said to Slack; by route.",
)
ACK_SECONDS = Family(
    "csbot_ack_seconds",
    FamilyType.HISTOGRAM,
    ("transport", "status"),
    "From a request's arrival to its ack, which Slack wants within 3 s. Status 401: not signed by Slack, or "
    "the signing secret is another app's.",
)
SLACK_CALLS = Family(
    "csbot_slack_calls_total",
    FamilyType.COUNTER,
    ("method", "outcome"),
    "Calls of Slack's Web API; outcome is ok or Slack's error code. The method response_url is an answer through one.",
)
SLACK_SECONDS = Family(
    "csbot_slack_call_seconds",
    FamilyType.HISTOGRAM,
    ("method",),
    "How long calls of Slack's Web API took, failed ones included.",
)
DELIVERIES = Family(
    "csbot_deliveries_total",
    FamilyType.COUNTER,
    ("kind", "outcome", "code"),
    "Attempts to deliver that ended; outcome is sent, retried, held (quiet hours, or until Slack says who somebody "
    "is), dead, expired or cancelled; code is why, empty when sent.",
)
QUEUE_DEPTH = Family(
    "csbot_queue_depth",
    FamilyType.GAUGE,
    ("priority", "state"),
    "Deliveries in the database that are due, waiting (for a retry, the end of quiet hours, or until Slack says who "
    "somebody is) or leased (being sent). "
    "The same from every process: take the max.",
)
QUEUE_AGE = Family(
    "csbot_queue_oldest_seconds",
    FamilyType.GAUGE,
    ("priority",),
    "For how long the oldest due delivery has been due; 0 when none is. The same from every process: take the max.",
)
DEAD = Family(
    "csbot_queue_dead",
    FamilyType.GAUGE,
    ("code",),
    "Deliveries in the database that were given up, by the code of their last error; they stay for 35 days. The same "
    "from every process: take the max.",
)
LANES_PAUSED = Family(
    "csbot_lanes_paused",
    FamilyType.GAUGE,
    (),
    "Workspaces that nothing is sent to at this moment, because Slack asked for a pause or does not take the token. "
    "The same from every process: take the max.",
)
WITHDRAWN = Family(
    "csbot_workspaces_withdrawn",
    FamilyType.GAUGE,
    ("reason",),
    "Workspaces whose token Slack does not take: csbot was uninstalled there, or the token was revoked. Nothing is "
    "sent to them; csbot doctor says what is erased when. The same from every process: take the max.",
)
PLANNER_LAG = Family(
    "csbot_planner_lag_seconds",
    FamilyType.GAUGE,
    (),
    "By how much the planner is behind the digest that has been due for longest; 0 when it is not. The same from every "
    "process: take the max.",
)
POOL_SIZE = Family(
    "csbot_database_pool_size",
    FamilyType.GAUGE,
    (),
    "Connections that this process may have open to the database.",
)
POOL_USED = Family(
    "csbot_database_pool_used",
    FamilyType.GAUGE,
    (),
    "Connections in use at this moment; the one that counts them is one of them.",
)
DATABASE_UP = Family(
    "csbot_database_up",
    FamilyType.GAUGE,
    (),
    "1 when the database answered this scrape, else 0; the families read from the database are then missing.",
)
BUILD = Family(
    "csbot_build_info",
    FamilyType.GAUGE,
    ("version", "database"),
    "Always 1; the labels say which version of csbot runs, on sqlite or postgresql.",
)

FAMILIES = (
    REQUESTS,
    REQUEST_SECONDS,
    ACK_SECONDS,
    SLACK_CALLS,
    SLACK_SECONDS,
    DELIVERIES,
    QUEUE_DEPTH,
    QUEUE_AGE,
    DEAD,
    LANES_PAUSED,
    WITHDRAWN,
    PLANNER_LAG,
    POOL_SIZE,
    POOL_USED,
    DATABASE_UP,
    BUILD,
)
