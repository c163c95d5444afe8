"""Processes and databases that die, freeze and come back."""

import signal
import time

from csbot.domain.deliveries import DeliveryState
from tests.chaos.processes import LEASE_S, Worker
from tests.chaos.stage import MONDAY, Stage
from tests.chaos.verdicts import Verdict, case, count, demand, on

OUTAGE_S = 2.0


def begin(stage: Stage, people: int, workers: int = 1) -> list[Worker]:
    """Half past eight on a Monday, Slack taking its time, and the first messages there."""
    stage.settle_in(people)
    stage.set_clock(MONDAY, 8, 0)
    started = [stage.start() for _ in range(workers)]
    stage.wait(lambda: all(worker.is_ready() for worker in started), "csbot's start")
    stage.slow_down()
    stage.set_clock(MONDAY, 8, 30)
    wait_for_sends(stage, 5)
    return started


def wait_for_sends(stage: Stage, more: int) -> None:
    """Until so many more messages arrived."""
    least = stage.received().total() + more
    stage.wait(lambda: stage.received().total() >= least, "messages")


def is_mid_drain(stage: Stage) -> bool:
    return stage.in_state(DeliveryState.LEASED) > 0 and stage.in_state(DeliveryState.PENDING) > 0


@case("kill9")
def kill9(stage: Stage) -> Verdict:
    """Killed in mid-drain at random moments, and started again."""
    kills = 4 if stage.short else 20
    worker = begin(stage, 50 + 14 * kills)[0]
    in_flight = 0
    for _ in range(kills):
        wait_for_sends(stage, 1)
        time.sleep(stage.chance.uniform(0, 0.25))
        demand(stage.in_state(DeliveryState.PENDING) > 0, "the queue was drained before the last kill")
        worker.kill()
        in_flight += stage.in_state(DeliveryState.LEASED) > 0
        worker = stage.start()
    demand(in_flight >= kills // 2, f"sends were in flight at {in_flight} of {kills} kills only")
    stage.wait_until_settled(len(stage.people))
    return count(stage, on(stage.people))


@case("freeze")
def freeze(stage: Stage) -> Verdict:
    """A process stands still for longer than its lease, and then goes on writing where it was."""
    on_postgresql = stage.server is not None
    frozen = begin(stage, 90, workers=2 if on_postgresql else 1)[0]
    stage.wait(lambda: stage.leased_by(frozen) > 0, "sends in flight")
    frozen.signal(signal.SIGSTOP)
    allowed = stage.leased_by(frozen)
    demand(allowed > 0, "nothing was in flight when it froze")
    time.sleep(LEASE_S + 1)
    if on_postgresql:
        stage.wait(lambda: stage.leased_by(frozen) == 0, "somebody taking the frozen process's work over")
    frozen.signal(signal.SIGCONT)
    stage.wait_until_settled(len(stage.people))
    return count(stage, on(stage.people), allowed)


@case("one-dies", only_postgresql=True)
def one_dies(stage: Stage) -> Verdict:
    """One of two is killed in mid-drain and stays dead."""
    dying, _ = begin(stage, 80, workers=2)
    stage.wait(lambda: stage.leased_by(dying) > 0, "sends in flight")
    dying.kill()
    demand(stage.leased_by(dying) > 0, "nothing was in flight when it died")
    stage.wait_until_settled(len(stage.people))
    return count(stage, on(stage.people))


@case("three-schedulers", only_postgresql=True)
def three_schedulers(stage: Stage) -> Verdict:
    """Three processes plan and send the same mornings."""
    workers = begin(stage, 100, workers=3)
    stage.wait_until_settled(len(stage.people))
    tuesday = MONDAY.replace(day=3)
    stage.set_clock(tuesday, 8, 30)
    stage.wait_until_settled(2 * len(stage.people))
    sending = sum(stage.has_worked(worker) for worker in workers)
    demand(sending >= 2, f"only {sending} of three sent anything")
    return count(stage, on(stage.people, MONDAY, tuesday))


@case("database-restart", only_postgresql=True)
def database_restart(stage: Stage) -> Verdict:
    """The database restarts twice in mid-drain, once shut down and once struck dead; csbot stays up."""
    assert stage.server is not None
    worker = begin(stage, 150)[0]
    for how in (signal.SIGINT, signal.SIGQUIT):
        wait_for_sends(stage, 10)
        demand(is_mid_drain(stage), "the queue was drained before the restart")
        stage.database.engine.dispose()
        stage.server.stop(how)
        time.sleep(OUTAGE_S)
        stage.server.start()
    stage.wait_until_settled(len(stage.people))
    demand(worker.process.is_alive(), "csbot did not outlive the restarts")
    return count(stage, on(stage.people))
