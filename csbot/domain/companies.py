"""Customers as read: one with its card, and several to choose from (workspace C8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from csbot.domain.meetings import Meeting
from csbot.domain.properties.types import Value
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.domain.tasks import Named

CARD_TASKS = 5
CARD_ACTIVITIES = 5
CHOICES = 10


@dataclass(frozen=True, slots=True)
class Company:
    """A company. `values` holds core properties that are known, by their name in the registry."""

    id: int
    name: str
    owner: Named | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    band: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that happened with a customer. `kind`: note, call, email, meeting, or another word."""

    id: int
    kind: str
    title: str
    occurred_at: datetime
    by: Named | None = None
    contact: Named | None = None


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """The record card: the company, its open tasks (the first of `open_count`), what comes next and what was last."""

    company: Company
    open_count: int
    tasks: tuple[TaskLine, ...] = ()
    next_meeting: Meeting | None = None
    activities: tuple[Activity, ...] = ()
    acted: Acted = NOTHING_ACTED


@dataclass(frozen=True, slots=True)
class CompanyHit:
    """A company among several: enough to tell two with the same name apart."""

    id: int
    name: str
    owner: str = ""
    city: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class CompanyMatches:
    """What a text was found to mean. `exact`: all hits have that very name; `near`: they only look like it."""

    text: str
    hits: tuple[CompanyHit, ...]
    exact: bool = False
    near: bool = False
    more: bool = False
