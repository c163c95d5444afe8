"""News become messages, and what these say: tasks given to somebody and changed for them (workspace T11, N3)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from blocks.news import news_list, task_assigned, task_changed
from blocks.screens import Shown
from csbot.clock import Clock
from csbot.domain.deliveries import NewDelivery
from csbot.domain.errors import NotFound
from csbot.domain.members import Member
from csbot.domain.news import FLOODS, Assignment, News, NewsList, TaskNews, deliveries_of
from csbot.domain.preferences import Event, Way
from csbot.domain.records import read_id
from csbot.services.news import NewsService
from csbot.storage import deliveries, members, news
from csbot.storage.real_time import real_time
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.registry import notification

CHUNK = 300


def tell_due(database: Database, clock: Clock, chunk: int = CHUNK) -> int:
    """Write the messages of the news that are due, a few hundred per transaction. Returns how many."""
    written = 0
    while True:
        due, new = tell_chunk(database, clock, chunk)
        written += new
        if due < chunk:
            return written


def tell_chunk(database: Database, clock: Clock, chunk: int) -> tuple[int, int]:
    """One transaction's worth: how many news were due, and how many messages came of them."""
    now = clock.now()
    with database.read() as connection:
        if not news.is_any_due(connection, now):
            return 0, 0
    with database.write() as connection:
        due = news.list_due(connection, now, chunk)
        new = messages(due, members.list_ids(connection, {one.member_id for one in due}))
        deliveries.enqueue(connection, new, real_time(connection, clock))
        news.mark_told(connection, [one.id for one in due], now)
    return len(due), len(new)


def messages(due: Sequence[News], told: Mapping[int, Member]) -> list[NewDelivery]:
    """What goes out to those who want such news at once; digests read what became of tasks by themselves (N3)."""
    found: dict[tuple[int, Event], list[News]] = defaultdict(list)
    for one in due:
        if told[one.member_id].preferences.way(one.event) is Way.NOW:
            found[one.member_id, one.event].append(one)
    return [delivery for together in found.values() for delivery in deliveries_of(together)]


@notification(Event.TASK_ASSIGNED)
def assigned(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[Assignment] | None:
    """The task, unless it is somebody else's by now, done or deleted."""
    try:
        data = NewsService(uow, now).assignment(read_id(args["id"]), read_id(args["by"]))
    except NotFound:
        return None
    task = data.line.task
    mine = task.assignee is not None and task.assignee.id == member.id
    return Shown(task_assigned, data) if mine and task.is_open else None


@notification(Event.TASK_CHANGED)
def changed(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[TaskNews] | None:
    """What others changed, unless it is by now as it was."""
    try:
        data = NewsService(uow, now).change(member.id, read_id(args["id"]), int(args["v"]))
    except NotFound:
        return None
    return Shown(task_changed, data) if data.changes else None


@notification(FLOODS[Event.TASK_ASSIGNED])
def many_assigned(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[NewsList] | None:
    """Many tasks given at once, unless none of those listed is left."""
    data = _many(uow, args, now, Event.TASK_ASSIGNED)
    mine = [task for task in data.tasks if task.assignee is not None and task.assignee.id == member.id and task.is_open]
    return Shown(news_list, data) if mine else None


@notification(FLOODS[Event.TASK_CHANGED])
def many_changed(uow: UnitOfWork, _member: Member, args: Mapping[str, str], now: datetime) -> Shown[NewsList] | None:
    """Many tasks changed at once."""
    return Shown(news_list, _many(uow, args, now, Event.TASK_CHANGED))


def _many(uow: UnitOfWork, args: Mapping[str, str], now: datetime, event: Event) -> NewsList:
    ids, by = ([read_id(text) for text in args[name].split(",")] for name in ("ids", "by"))
    return NewsService(uow, now).many(event, int(args["n"]), ids, by)
