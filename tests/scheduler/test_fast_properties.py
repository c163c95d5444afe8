"""Jobs that make a property fast, or plain again (workspace V2, A5)."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import Connection, text

from blocks.jobs import TITLES
from blocks.property_jobs import TEXTS
from csbot.clock import FrozenClock
from csbot.domain.jobs import Job, JobKind, JobState
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import OwnProperty, PropertyDraft
from csbot.domain.records import ObjectType, Source
from csbot.services.fast_properties import JOBS, FastPropertyService
from csbot.services.jobs import JobService
from csbot.services.properties import PropertyService
from csbot.storage import fast_properties as stored
from csbot.storage import jobs, properties, recorder
from csbot.storage.engine import open_engine
from csbot.storage.fast_properties import index_name
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.jobs import registry
from scheduler.jobs.workshop import Workshop
from tests.builders import MONDAY
from tests.scheduler.driving import run_until_settled
from tests.scheduler.world import World
from tests.waiting import PATIENCE_S

COMPANY = ObjectType.COMPANY


class Room:
    """A manager and a property of companies."""

    def __init__(self, world: World, kind: PropertyType = PropertyType.STRING) -> None:
        self.world = world
        self.boss: Member = world.add_member(world.add_workspace(), level=int(Level.MANAGE_SETTINGS))
        self.shop = Workshop(world.database, world.clock, "w", lambda: None)
        with self.writing() as uow:
            draft = PropertyDraft("Customer tier", kind)
            self.own: OwnProperty = PropertyService(uow, world.clock.now()).add(self.boss.as_actor(), COMPANY, draft)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        with self.world.database.write() as connection:
            yield UnitOfWork(connection, self.boss.workspace_id)

    def company(self, value: str) -> None:
        with self.writing() as uow:
            written = recorder.start(uow, OperationKind.IMPORT, self.world.clock.now(), None, Source.IMPORT)
            written.create(COMPANY, [{"name": "Acme", "properties": {self.own.property.column: value}}])

    def ask(self, fast: bool = True) -> Job:
        with self.writing() as uow:
            service = FastPropertyService(uow, JobService(uow, self.world.clock.real_now()))
            service.ask(self.boss.as_actor(), self.own.id, fast)
            (job,) = jobs.list_open(uow, tuple(JOBS))
            return job

    def read(self, job: Job) -> Job:
        with self.writing() as uow:
            return jobs.get(uow, job.id)

    def state(self) -> tuple[bool, bool]:
        """Whether it is said to be fast, and whether the index is there."""
        with self.writing() as uow:
            _, own = properties.get(uow, self.own.id)
        return own.is_fast, has_index(self.world.database, own.id)


def has_index(database: Database, number: int) -> bool:
    catalogue = {"sqlite": "SELECT name FROM sqlite_master", "postgresql": "SELECT indexname FROM pg_indexes"}
    with database.read() as connection:
        return index_name(number) in connection.execute(text(catalogue[database.engine.dialect.name])).scalars().all()


def test_every_kind_of_job_is_somebodys_work_and_has_words() -> None:
    assert set(JobKind) == {*registry.JOBS, *registry.ERRANDS} == {*TITLES, *TEXTS}


async def test_an_index_is_made_and_taken_away_and_the_manager_is_told(world: World) -> None:
    room = Room(world)
    room.company("Gold")
    job = room.ask()
    room.shop.work()
    assert (room.read(job).state, room.read(job).done, room.state()) == (JobState.DONE, 100, (True, True))
    await run_until_settled(world, world.loop())
    assert "“Customer tier” is fast now" in world.slack.posts[-1]["text"]
    room.ask(fast=False)
    room.shop.work()
    assert room.state() == (False, False)
    await run_until_settled(world, world.loop())
    assert "“Customer tier” has no index any more" in world.slack.posts[-1]["text"]


async def test_texts_that_no_index_takes_are_told_and_later_ones_refused(world: World) -> None:
    room = Room(world)
    room.company("Æ" * 1300)
    job = room.ask()
    room.shop.work()
    assert (room.read(job).result, room.state()) == ({"long": 1}, (False, False))
    await run_until_settled(world, world.loop())
    assert "1 record holds a text of more than 600 characters" in world.slack.posts[-1]["text"]
    with room.writing() as uow:
        uow.connection.execute(text("UPDATE company SET properties = '{}', folded = NULL"))
    room.ask()
    room.shop.work()
    with room.writing() as uow:
        assert properties.get(uow, room.own.id)[1].property.max_length == 600
    room.company("\N{GRINNING FACE}" * 600)


def test_a_property_that_is_gone_is_not_made_fast(sqlite_world: World) -> None:
    room = Room(sqlite_world)
    job = room.ask()
    with room.writing() as uow:
        PropertyService(uow, room.world.clock.now()).delete(None, room.own.id, 1)
    room.shop.work()
    assert (room.read(job).result, room.state()) == ({"gone": 1}, (False, False))


def test_only_managers_start_one_and_who_is_none_any_more_stops_theirs(sqlite_world: World) -> None:
    room = Room(sqlite_world)
    job = room.ask()
    room.world.set_member(room.boss, level=int(Level.WORKSPACE_ACCESS))
    room.shop.work()
    assert (room.read(job).state, room.state()) == (JobState.CANCELLED, (False, False))


@pytest.fixture
def postgresql_room(
    postgresql_url: str, executor: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    """SQLite makes an index in one transaction."""
    monkeypatch.setattr(stored, "BEAT_S", 0.05)
    with closing(Database(open_engine(postgresql_url))) as database:
        yield Room(World(database, FrozenClock(MONDAY), executor))


BUILDING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE INDEX%'"
    " AND state = 'active'"
)


def held_up(room: Room, then: Callable[[], object]) -> None:
    """Work while somebody's open transaction holds the index up, which ends only after `then` was noticed."""
    begun = threading.Event()

    def hold() -> None:
        with room.world.database.engine.connect() as other, other.begin():
            other.execute(text("UPDATE company SET version = version"))
            begun.set()
            wait(other, building=1)
            then()
            wait(other, building=0)

    holding = threading.Thread(target=hold)
    holding.start()
    assert begun.wait(PATIENCE_S)
    room.shop.work()
    holding.join()


def wait(connection: Connection, building: int) -> None:
    """Until so many indexes are being made."""
    end = time.monotonic() + PATIENCE_S
    while connection.execute(BUILDING).scalar_one() != building:
        assert time.monotonic() < end
        time.sleep(0.02)
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))  # a transaction looks once otherwise


def test_stopped_midway_nothing_is_left(postgresql_room: Room) -> None:
    room = postgresql_room
    room.company("Gold")
    job = room.ask()

    def stop() -> None:
        with room.writing() as uow:
            JobService(uow, room.world.clock.real_now()).cancel(room.boss.as_actor(), job.id)

    held_up(room, stop)
    assert (room.read(job).state, room.state()) == (JobState.CANCELLED, (False, False))


def test_a_process_that_ends_midway_leaves_the_job_to_the_next(postgresql_room: Room) -> None:
    room = postgresql_room
    room.company("Gold")
    job = room.ask()
    held_up(room, room.shop.close)
    assert (room.read(job).state, room.state()) == (JobState.WAITING, (False, False))
    Workshop(room.world.database, room.world.clock, "next", lambda: None).work()
    assert (room.read(job).state, room.state()) == (JobState.DONE, (True, True))


def test_a_job_begun_anew_keeps_a_whole_index_and_makes_one_that_is_missing(postgresql_room: Room) -> None:
    room = postgresql_room

    def begin_anew() -> object:
        with room.writing() as uow:
            args: dict[str, int | str] = {"property": room.own.id, "label": "Customer tier"}
            JobService(uow, room.world.clock.real_now()).start(room.boss.as_actor(), JobKind.INDEX_PROPERTY, 100, args)
        room.shop.work()
        with room.writing() as uow:
            named = text(f"SELECT to_regclass('{index_name(room.own.id)}')::oid")
            return uow.connection.execute(named).scalar_one()

    with room.writing() as uow:
        properties.set_fast(uow, room.own.id, room.world.clock.now())
    made = begin_anew()
    assert made is not None
    assert begin_anew() == made
