"""`/cs today` asks the database the same few questions however much there is (issue: Speed)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from csbot.domain.members import Member
from tests.handlers.rig import Rig

Counter = Callable[..., AbstractContextManager[list[str]]]
MOST = 8  # workspace, member, sections, progress, meetings, timed tasks, customer settings, the cards' counts
TODAY = date(2026, 3, 2)


async def count(rig: Rig, who: Member, text: str, counter: Counter) -> int:
    with counter(rig.bot.database.engine) as statements:
        await rig.type(who, text)
    return len(statements)


async def test_today_asks_as_often_with_500_tasks_as_with_none(rig: Rig, query_counter: Counter) -> None:
    counts = {}
    for tasks in (0, 10, 500):
        kim = rig.office.member()
        company = rig.office.company("Acme", kim)
        rows = [
            {"title": f"Task {n}", "due_on": TODAY + timedelta(days=n % 5 - 2), "company_id": company}
            for n in range(tasks)
        ]
        if rows:
            rig.office.tasks(kim, rows)
        counts[tasks] = await count(rig, kim, "today", query_counter)
    assert len(set(counts.values())) == 1, counts
    assert counts[0] <= MOST


async def test_a_list_asks_as_often_with_500_tasks_as_with_ten(rig: Rig, query_counter: Counter) -> None:
    counts = set()
    for tasks in (10, 500):
        kim = rig.office.member()
        rig.office.tasks(kim, [{"title": f"Task {n}", "due_on": TODAY} for n in range(tasks)])
        counts.add(await count(rig, kim, "tasks", query_counter))
    assert len(counts) == 1
    assert counts.pop() <= MOST
