"""Slack misbehaves."""

from tests.chaos.processes import CALL_TIMEOUT_S
from tests.chaos.stage import MONDAY, Stage
from tests.chaos.verdicts import Verdict, case, count, demand, on

WORKSPACES = 10


@case("drop-after-accept")
def drop_after_accept(stage: Stage) -> Verdict:
    """Slack takes messages and the connection breaks before it says so: half of all."""
    stage.settle_in(80)
    for _ in range(40):
        stage.fault("drop", skip=1)
    stage.set_clock(MONDAY, 8, 30)
    stage.start()
    stage.wait_until_settled(len(stage.people))
    demand(stage.faults_left() == 0, f"{stage.faults_left()} of 40 drops did not happen")
    return count(stage, on(stage.people))


@case("storm-429")
def storm_429(stage: Stage) -> Verdict:
    """One of ten workspaces is limited again and again; the others don't notice."""
    stage.settle_in(80, WORKSPACES, rate=20)
    first = stage.people[0].workspace_id
    stage.fault("rate_limit", team=f"T{first:09}", count=6, seconds=1)
    stage.set_clock(MONDAY, 8, 30)
    stage.start()
    others = set(on(person for person in stage.people if person.workspace_id != first))
    stage.wait(lambda: others <= stage.received().keys(), "the other nine workspaces' messages")
    demand(stage.received().total() < len(stage.people), "the limited workspace was not slowed down")
    stage.wait_until_settled(len(stage.people))
    demand(stage.statuses()[429] >= 3, f"only {stage.statuses()[429]} answers were 429")
    return count(stage, on(stage.people))


@case("errors-500")
def errors_500(stage: Stage) -> Verdict:
    """Every tenth post fails: 500, no answer and nothing done, or done and answered too late."""
    stage.settle_in(120)
    ways = [("http_500", 0.0), ("hang", CALL_TIMEOUT_S + 1), ("slow", CALL_TIMEOUT_S + 1)]
    for number in range(12):
        kind, seconds = ways[number % len(ways)]
        stage.fault(kind, skip=9, seconds=seconds)
    stage.set_clock(MONDAY, 8, 30)
    stage.start()
    stage.wait_until_settled(len(stage.people))
    demand(stage.ask("faults")["faults"] == [], "not every fault happened")
    return count(stage, on(stage.people))
