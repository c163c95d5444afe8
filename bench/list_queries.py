"""The lists that people ask for all day, each as a filter and as somebody would write it by hand for plain columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import Any

from bench.customer_books import CustomerBook
from csbot.domain.calendar import at_local, today
from csbot.domain.filters import Asker, plan_of
from csbot.domain.filters.periods import midnight
from csbot.domain.filters.text import Vocabulary, parse
from csbot.domain.properties import DateStyle, Reading
from csbot.domain.record_lists import PAGE_ROWS, Place
from csbot.domain.records import ObjectType
from csbot.services.properties import PropertyService
from csbot.storage import record_lists
from csbot.storage.record_lists import Asked
from csbot.storage.unit_of_work import UnitOfWork

TZ = "Europe/Copenhagen"
DEEP_PAGE = 50
COLUMNS = {ObjectType.COMPANY: ("owner", "arr", "renewal", "health"), ObjectType.TASK: ("owner", "due", "priority")}
COMPANY = "SELECT id, name, version, owner_id, arr, renewal_on, band FROM plain_company"
TASK = "SELECT id, name, version, owner_id, due_at, due_on, priority FROM plain_task"
MINE = "workspace_id = ? AND archived_at IS NULL"
COUNT = "SELECT count(*) FROM plain_company"
PAGE = f"LIMIT {PAGE_ROWS + 1}"


class What(Enum):
    FIRST_PAGE = auto()
    DEEP = auto()
    COUNT = auto()
    BUCKETS = auto()


@dataclass(frozen=True, slots=True)
class Query:
    """A list as text and sort, and the same by hand: SQL with its parameters behind the workspace's."""

    name: str
    text: str
    by_hand: str
    values: tuple[Any, ...] = ()
    sort: str = "name"
    descending: bool = False
    what: What = What.FIRST_PAGE
    kind: ObjectType = ObjectType.COMPANY
    unindexed: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """A viewer at a loaded book: asks for lists as csbot does."""

    uow: UnitOfWork
    book: CustomerBook
    now: datetime

    def ask(self, query: Query) -> Sequence[Any]:
        """Ids of a page, or (value, number) of counts."""
        asked = self.asked(query)
        if query.what is What.COUNT:
            return [record_lists.count(self.uow, query.kind, asked.plans)]
        if query.what is What.BUCKETS:
            return record_lists.count_by(self.uow, query.kind, asked.plans, asked.sort)
        found, _ = record_lists.page(self.uow, asked, PAGE_ROWS, self.place(asked) if query.what is What.DEEP else None)
        return [one.row["id"] for one in found]

    def asked(self, query: Query) -> Asked:
        """The list with its filter resolved."""
        known = PropertyService(self.uow, self.now).by_name(query.kind)
        words = Vocabulary(tuple(known.values()), (), Reading(DateStyle(TZ)))
        plan = plan_of(parse(query.text, words), known, Asker(self.book.cast.viewer_id, TZ, self.now))
        sort = next(one for one in known.values() if query.sort in (one.name, one.column))
        return Asked(query.kind, (plan,), sort, query.descending, tuple(known[name] for name in COLUMNS[query.kind]))

    def place(self, asked: Asked) -> Place:
        """The end of the page before the deep one."""
        found, _ = record_lists.page(self.uow, asked, DEEP_PAGE * PAGE_ROWS)
        return found[-1].place


def queries(book: CustomerBook, now: datetime) -> list[Query]:
    """The twelve, and the unindexed one."""
    me, on = book.cast.viewer_id, today(now, TZ).on
    return [*own_pages(me, now), *all_pages(on), *counts(), *task_pages(me, now)]


def own_pages(me: int, now: datetime) -> list[Query]:
    """Pages of the viewer's own customers."""
    here = today(now, TZ)
    lately = at_local(here.on - timedelta(days=29), time(), TZ), here.end
    own = f"{COMPANY} WHERE {MINE} AND owner_id = ?"
    return [
        Query("owned_by_me", "owner:me", f"{own} ORDER BY name_norm, id {PAGE}", (me,)),
        Query(
            "assigned_lately",
            "owner:me assigned:<30d",
            f"{own} AND assigned_at >= ? AND assigned_at < ? ORDER BY name_norm, id {PAGE}",
            (me, *lately),
        ),
        Query(
            "contains",
            "owner:me city:*haven* -industry:foods",
            f"{own} AND city LIKE '%haven%' AND (industry IS NULL OR industry <> 'Foods') "
            f"ORDER BY name_norm, id {PAGE}",
            (me,),
        ),
    ]


def all_pages(on: date) -> list[Query]:
    """Pages of everybody's customers."""
    return [
        Query(
            "three_conditions",
            "health:at-risk renewal:<90d arr:>=20000",
            f"{COMPANY} WHERE {MINE} AND band = 'at_risk' AND renewal_on >= ? AND renewal_on < ? AND arr >= ? "
            f"ORDER BY renewal_on, id {PAGE}",
            (on, on + timedelta(days=90), 20000),
            sort="renewal",
        ),
        Query(
            "six_conditions",
            "health:at-risk arr:>=20000 employees:<2500 OR score:<40 industry:software renewal:<60d",
            f"{COMPANY} WHERE {MINE} AND ((band = 'at_risk' AND arr >= ? AND employees < ?) OR "
            f"(score < ? AND industry = 'Software' AND renewal_on >= ? AND renewal_on < ?)) AND arr IS NOT NULL "
            f"ORDER BY arr DESC, id DESC {PAGE}",
            (20000, 2500, 40, on, on + timedelta(days=60)),
            sort="arr",
            descending=True,
        ),
        Query(
            "deep_page",
            "",
            f"{COMPANY} WHERE {MINE} AND name_norm >= ? AND (name_norm > ? OR id > ?) ORDER BY name_norm, id {PAGE}",
            what=What.DEEP,
        ),
        Query(
            "own_property",
            "visits:>=9900",
            f"{COMPANY} WHERE {MINE} AND visits >= ? ORDER BY visits, id {PAGE}",
            (9900,),
            sort="visits",
        ),
        Query(
            "name_prefix",
            "name:fjord*",
            f"{COMPANY} WHERE {MINE} AND name_norm >= 'fjord' AND name_norm < 'fjore' ORDER BY name_norm, id {PAGE}",
        ),
    ]


def counts() -> list[Query]:
    """A number, numbers by band, and a number that no index helps with."""
    return [
        Query(
            "count",
            "health:at-risk arr:>=50000",
            f"{COUNT} WHERE {MINE} AND band = 'at_risk' AND arr >= ?",
            (50000,),
            what=What.COUNT,
        ),
        Query(
            "buckets",
            "arr:>=1000",
            f"{COUNT.replace('SELECT', 'SELECT band,')} WHERE {MINE} AND arr >= ? GROUP BY band",
            (1000,),
            sort="health",
            what=What.BUCKETS,
        ),
        Query(
            "unindexed",
            "tier:gold seats:>=500 motto:*cobalt*",
            f"{COUNT} WHERE {MINE} AND tier = 'Gold' AND seats >= ? AND motto LIKE '%cobalt%'",
            (500,),
            what=What.COUNT,
            unindexed=True,
        ),
    ]


def task_pages(me: int, now: datetime) -> list[Query]:
    """Pages of the viewer's tasks."""
    here = today(now, TZ)
    day = (here.on, here.on + timedelta(days=1), here.start, here.end)
    around = (min(here.start, midnight(here.on)), max(here.end, midnight(day[1])))
    open_ = f"{TASK} WHERE {MINE} AND owner_id = ? AND status = 'open'"
    return [
        Query(
            "tasks_today",
            "owner:me status:open due:today",
            f"{open_} AND due_sort >= ? AND due_sort < ? AND ((due_at IS NULL AND due_on >= ? AND due_on < ?) OR "
            f"(due_at >= ? AND due_at < ?)) ORDER BY due_sort, id {PAGE}",
            (me, *around, *day),
            sort="due",
            kind=ObjectType.TASK,
        ),
        Query(
            "tasks_overdue",
            "owner:me status:open due:<today",
            f"{open_} AND due_sort < ? AND ((due_at IS NULL AND due_on < ?) OR due_at < ?) "
            f"ORDER BY due_sort, id {PAGE}",
            (me, max(here.start, midnight(here.on)), here.on, here.start),
            sort="due",
            kind=ObjectType.TASK,
        ),
    ]
