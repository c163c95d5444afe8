"""News become messages, and what these say: tasks given and changed, one's own and others' (workspace T11, N3)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from blocks.news import news_list, task_assigned, task_changed
from blocks.screens import Shown
from csbot.clock import Clock
from csbot.domain.deliveries import NewDelivery
from csbot.domain.errors import NotFound
from csbot.domain.listeners import hears_of
from csbot.domain.members import Member
from csbot.domain.news import FLOODS, OWNER, Assignment, News, NewsList, TaskNews, deliveries_of
from csbot.domain.preferences import Event, Way
from csbot.domain.records import read_id
from csbot.domain.tasks import Task
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
    found: dict[tuple[int, Event, bool], list[News]] = defaultdict(list)
    for one in due:
        if told[one.member_id].preferences.way(one.event) is Way.NOW:
            found[one.member_id, one.event, one.is_own].append(one)
    return [delivery for together in found.values() for delivery in deliveries_of(together)]


@notification(Event.TASK_ASSIGNED)
def assigned(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[Assignment] | None:
    """The task, unless it is another's by now, done or deleted, or the member no longer hears of whose it is."""
    owner_id = other_owner(args)
    if owner_id and not is_heard(uow, member, owner_id):
        return None
    try:
        data = NewsService(uow, now).assignment(read_id(args["id"]), read_id(args["by"]), owner_id=owner_id)
    except NotFound:
        return None
    return Shown(task_assigned, data) if is_with(data.line.task, owner_id or member.id) else None


@notification(Event.TASK_CHANGED)
def changed(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[TaskNews] | None:
    """What others changed, unless it is by now as it was, or the member no longer hears of whose it was."""
    owner_id = other_owner(args)
    if owner_id and not is_heard(uow, member, owner_id):
        return None
    try:
        data = NewsService(uow, now).change(member.id, read_id(args["id"]), int(args["v"]), owner_id=owner_id)
    except NotFound:
        return None
    return Shown(task_changed, data) if data.changes else None


@notification(FLOODS[Event.TASK_ASSIGNED])
def many_assigned(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[NewsList] | None:
    """Many tasks given at once, unless none of those listed is left."""
    owners, data = _many(uow, member, args, now, Event.TASK_ASSIGNED)
    left = [task for task in data.tasks if is_with(task, owners.get(task.id, member.id))]
    return Shown(news_list, data) if left else None


@notification(FLOODS[Event.TASK_CHANGED])
def many_changed(uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime) -> Shown[NewsList] | None:
    """Many tasks changed at once, unless none of those listed is left."""
    _, data = _many(uow, member, args, now, Event.TASK_CHANGED)
    return Shown(news_list, data) if data.tasks else None


def _many(
    uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime, event: Event
) -> tuple[Mapping[int, int], NewsList]:
    """Whose the tasks listed were, where that is not the member; and the list, without whose the member no longer
    hears of.
    """
    ids, by = read_ids(args["ids"]), read_ids(args["by"])
    owners = dict(zip(ids, read_ids(args[OWNER]), strict=True)) if OWNER in args else {}
    heard = {owner_id for owner_id in set(owners.values()) if is_heard(uow, member, owner_id)}
    kept = [i for i in ids if i not in owners or owners[i] in heard]
    count = int(args["n"]) - len(ids) + len(kept)
    return owners, NewsService(uow, now).many(event, count, kept, by, is_own=not owners)


def is_heard(uow: UnitOfWork, member: Member, owner_id: int) -> bool:
    """Whether the member still hears of another's tasks and records, and may see them (workspace A5)."""
    return hears_of(member, members.get(uow, owner_id))


def is_with(task: Task, owner_id: int) -> bool:
    """Whether the task is open and still theirs."""
    return task.is_open and task.assignee is not None and task.assignee.id == owner_id


def other_owner(args: Mapping[str, str]) -> int | None:
    """Whose it is, where that is not the recipient."""
    return read_id(args[OWNER]) if OWNER in args else None


def read_ids(text: str) -> list[int]:
    return [read_id(part) for part in text.split(",")]
