"""Business time jumps: over clock changes, over a week, and under people who travel."""

import time
from datetime import date, timedelta
from functools import partial

from csbot.domain.deliveries import DeliveryState
from csbot.domain.members import Member
from csbot.services.own_settings import OwnSettingsService
from csbot.storage.unit_of_work import UnitOfWork
from tests.chaos.crashes import begin, wait_for_sends
from tests.chaos.stage import GRACE_S, MONDAY, Person, Stage
from tests.chaos.verdicts import Verdict, case, count, demand, on

SPRING = date(2026, 3, 29)  # in Copenhagen 02:00 to 03:00 is left out
AUTUMN = date(2026, 10, 25)  # 02:00 to 03:00 comes twice
CROWD = 80
ZONES = ("Europe/Copenhagen", "America/New_York", "Asia/Tokyo")


@case("spring")
def spring(stage: Stage) -> Verdict:
    """The clock jumps over the skipped hour while what was due before it is in flight; half is due within it."""
    early, skipped = two_halves(stage, SPRING, (1, 30), (2, 30))
    stage.set_clock(SPRING, 1, 45)
    in_flight(stage, early)
    stage.set_clock(SPRING, 3, 30)
    wait_for_sends(stage, len(early) // 2)
    stage.set_clock(SPRING, 12, 0)
    stage.wait_until_settled(CROWD)
    return count(stage, on(early + skipped, SPRING))


@case("autumn")
def autumn(stage: Stage) -> Verdict:
    """The doubled hour: into it, into its second turn with sends in flight, back, and out of it."""
    early, late = two_halves(stage, AUTUMN, (2, 15), (2, 45))
    stage.set_clock(AUTUMN, 2, 20)
    in_flight(stage, early)
    stage.set_clock(AUTUMN, 2, 20, fold=1)
    stage.wait(lambda: stage.received().total() >= len(early) // 2, "the first half's messages")
    stage.set_clock(AUTUMN, 2, 50)
    stage.wait(lambda: stage.received().total() >= len(early) + 10, "the second half's messages")
    stage.set_clock(AUTUMN, 2, 50, fold=1)
    stage.set_clock(AUTUMN, 4, 0)
    stage.wait_until_settled(CROWD)
    return count(stage, on(early + late, AUTUMN))


@case("downtime")
def downtime(stage: Stage) -> Verdict:
    """Killed in mid-drain and started a week later: that Monday's summaries come, none of the dates between, and what
    was not sent a week ago is not sent any more."""
    begin(stage, CROWD)[0].kill()
    time.sleep(GRACE_S)  # what was written to the socket arrives
    before = stage.received()
    demand(0 < before.total() < CROWD, "it was not killed in mid-drain")
    planned = stage.in_state(*DeliveryState)  # whom the directory held just then, the next tick would have planned
    back = MONDAY + timedelta(days=7)
    stage.set_clock(back, 9, 0)
    stage.start()
    stage.wait_until_settled(planned + CROWD)
    return count(stage, [*before, *on(stage.people, back)])


@case("traveller")
def traveller(stage: Stage) -> Verdict:
    """People change their zones with sends in flight, westwards into a morning that they had and eastwards into one
    that is over; each lives three mornings and gets three messages."""
    stage.settle_in(60)
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    stage.set_clock(MONDAY, 8, 0)
    stage.start()
    stage.slow_down()
    stage.set_clock(MONDAY, 8, 31)
    move_in_flight(stage, planned=60, turn=0)
    stage.wait_until_settled(60)
    stage.set_clock(MONDAY, 15, 0)  # half past eight comes once more for those who went west
    stage.set_clock(tuesday, 10, 0)
    move_in_flight(stage, planned=100, turn=1)
    stage.wait_until_settled(120)
    stage.set_clock(wednesday, 1, 0)
    move_in_flight(stage, planned=140, turn=2)
    stage.wait_until_settled(160)
    stage.set_clock(wednesday, 15, 0)
    stage.wait_until_settled(180)
    return count(stage, on(stage.people, MONDAY, tuesday, wednesday))


def two_halves(
    stage: Stage, day: date, first: tuple[int, int], second: tuple[int, int]
) -> tuple[list[Person], list[Person]]:
    """A csbot on the evening before, and people whose summaries are due at two local times of that night."""
    stage.settle_in(CROWD)
    stage.set_clock(day - timedelta(days=1), 22, 0)
    halves = stage.people[: CROWD // 2], stage.people[CROWD // 2 :]
    stage.let_come(halves[0], *first)
    stage.let_come(halves[1], *second)
    stage.start()
    stage.slow_down()
    return halves


def in_flight(stage: Stage, people: list[Person]) -> None:
    """Until some of theirs arrived and others wait."""
    wait_for_sends(stage, 5)
    demand(stage.received().total() < len(people), "nothing was in flight when the clock jumped")


def move_in_flight(stage: Stage, planned: int, turn: int) -> None:
    """Everybody goes elsewhere in `/cs settings`, a third of them each, while what was just planned is being sent."""
    stage.wait(lambda: stage.in_state(*DeliveryState) >= planned, "the plan")
    wait_for_sends(stage, 3)
    demand(stage.received().total() < planned, "nothing was in flight when people moved")

    def move(tz: str, uow: UnitOfWork, member: Member) -> None:
        chosen = member.preferences.model_copy(update={"tz": tz})
        OwnSettingsService(uow, stage.now(), stage.now()).prefer(member.as_actor(), chosen)

    for number, person in enumerate(stage.people):
        stage.write(person, partial(move, ZONES[(number + turn) % len(ZONES)]))
