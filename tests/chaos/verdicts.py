"""What a case found."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tests.chaos.stage import MONDAY, Person, Stage, Vacuous

LEAST = 50


@dataclass(frozen=True)
class Verdict:
    """`allowed`: doubles that can't be prevented without idempotency at Slack; None where there are none."""

    sent: int
    lost: int
    doubled: int
    allowed: int | None = None

    @property
    def is_good(self) -> bool:
        return self.lost == 0 and self.doubled <= (self.allowed or 0)

    def __str__(self) -> str:
        allowed = "" if self.allowed is None else f" allowed={self.allowed}"
        return f"sent={self.sent} lost={self.lost} doubled={self.doubled}{allowed}"


Case = Callable[[Stage], Verdict]
CASES: dict[str, tuple[Case, bool]] = {}
"""By name: what runs it, and whether it needs PostgreSQL."""


def case(name: str, only_postgresql: bool = False) -> Callable[[Case], Case]:
    """Register a case."""

    def register(run: Case) -> Case:
        CASES[name] = (run, only_postgresql)
        return run

    return register


def count(stage: Stage, expected: Iterable[str], allowed: int | None = None) -> Verdict:
    """Compare what the local Slack holds with what each person was to get. What nobody expected is doubled."""
    received, wanted = stage.received(), Counter(expected)
    lost = sum((wanted - received).values())
    doubled = sum((received - wanted).values())
    if received.total() < LEAST and not lost and not doubled:
        raise Vacuous(f"only {received.total()} were sent")
    return Verdict(received.total(), lost, doubled, allowed)


def on(people: Iterable[Person], *dates: date) -> list[str]:
    """The keys of everybody's summaries of these dates."""
    return [person.key(day) for person in people for day in dates or (MONDAY,)]


def demand(condition: bool, what: str) -> None:
    """Raise `Vacuous` unless the fault happened."""
    if not condition:
        raise Vacuous(what)
