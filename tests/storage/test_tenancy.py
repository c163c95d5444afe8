"""The tenancy walk: every function that reads or writes for one workspace is called for one that has nothing, with
the other one's ids, and must neither see nor change what the other one has (workspace A9).

The functions are found by looking: one that is added is walked too, or the walk says what it cannot make up for it.
"""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Connection

import csbot.storage
from csbot.domain.errors import NotFound, StaleRecord
from csbot.domain.members import Member
from csbot.domain.workspaces import SlackTeam
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database, UnitOfWork
from tests.builders import Office
from tests.storage.tenancy_arguments import special
from tests.storage.tenants import SECRET, Tenant

ACROSS = {  # what serves all workspaces at once: the way in, the outbox and what every record shares
    "alarms.is_any_due",
    "alarms.list_due",
    "alarms.remove",
    "bounded.driver_of",
    "bounded.sever",
    "chunks.delete_chunk",
    "claims.claim",
    "claims.claim_of",
    "claims.list_claimable",
    "claims.take",
    "crypto.reseal",
    "deliveries.acknowledge",
    "deliveries.enqueue",
    "deliveries.expire",
    "deliveries.reap",
    "deliveries.remove_old",
    "deliveries.survey",
    "deliveries.tidy",
    "dialects.insert_for",
    "holds.free",
    "holds.is_any_over",
    "holds.is_anybody_unmet",
    "install_states.forget_before",
    "install_states.use",
    "installations.list_tokens",
    "jobs.advance",
    "jobs.claim",
    "jobs.end",
    "jobs.give_back",
    "jobs.hold",
    "jobs.is_any_waiting",
    "jobs.remove_old",
    "jobs.take_back",
    "jobs.tell",
    "lanes.close_gates",
    "lanes.ensure",
    "lanes.list_waiting",
    "lanes.pause",
    "lanes.remove_open_gates",
    "lanes.spend",
    "members.list_ids",
    "members.remember_dms",
    "migrations.stand",
    "news.is_any_due",
    "news.list_due",
    "news.mark_told",
    "news.note",
    "queues.look",
    "real_time.hot_real_time",
    "real_time.real_time",
    "real_time.real_time_at",
    "recorder.allocate_ids",
    "shown.remove_expired",
    "subscriptions.advance",
    "subscriptions.is_any_due",
    "subscriptions.list_due",
    "visits.find",
    "workspaces.add",
    "workspaces.find_by_team",
    "workspaces.is_any_bound",
    "workspaces.list_all",
    "workspaces.list_gone",
    "workspaces.list_removed",
    "workspaces.list_withdrawn",
}
BY_ID = {  # name the workspace
    "erasing.erase_chunk",
    "installations.find_moment",
    "installations.remove",
    "installations.save",
    "lanes.resume",
    "lanes.withdraw",
    "workspaces.bind",
    "workspaces.get",
    "workspaces.get_for_change",
    "workspaces.mark_removed",
}
WITHOUT_TRACE = {"imports.begin_chunk", "records.hold"}  # they hold rows, which shows only when somebody waits
Walked = Callable[..., Any]


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(csbot.storage.__path__):
        yield importlib.import_module(f"csbot.storage.{found.name}")


def functions() -> dict[str, Walked]:
    """Every public function of the repositories that touches a connection."""
    found: dict[str, Walked] = {}
    for module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            signature = inspect.signature(function)
            kinds = {parameter.annotation for parameter in signature.parameters.values()}
            makes_sql = signature.return_annotation == ColumnElement[bool]
            is_ours = function.__module__ == module.__name__ and not name.startswith("_")
            if is_ours and not makes_sql and kinds & {UnitOfWork, Connection}:
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = function
    return found


FUNCTIONS = functions()


def is_scoped(function: Walked) -> bool:
    """Whether it is told a workspace."""
    parameters = inspect.signature(function).parameters
    return any(one.annotation is UnitOfWork for one in parameters.values()) or "workspace_id" in parameters


@dataclass(frozen=True)
class Walk:
    """Two workspaces in one database, in which every call is undone: the tests of a worker share it.

    `before`: every row of the tenant's.
    """

    database: Database
    tenant: Tenant
    stranger: Member
    before: dict[str, list[Any]]


@pytest.fixture(scope="module")
def walk(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """A tenant, and the only one of another workspace."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("tenancy") / "csbot.db")
    database = Database(open_engine(f"sqlite:///{file}"))
    tenant = Tenant(database)
    stranger = Office(database, team=SlackTeam("T1", "Other", "UB1", None)).member("Lee", slack_user_id="U0LEE")
    with database.read() as connection:
        before = tenant.belongings(connection)
    yield Walk(database, tenant, stranger, before)
    with database.read() as connection:
        assert tenant.belongings(connection) == before, "a call was not undone"
    database.close()


class Undo(Exception):
    """Ends a transaction without a trace."""


@contextmanager
def trying(database: Database) -> Iterator[Connection]:
    try:
        with database.write() as connection:
            yield connection
            raise Undo()
    except Undo:
        pass


def call(name: str, connection: Connection, workspace_id: int, tenant: Tenant) -> Any:
    """Call it for that workspace with the tenant's ids; an error that says "not here" is a result too."""
    function = FUNCTIONS[name]
    given: dict[str, Any] = {}
    meant = special(tenant)
    for parameter in inspect.signature(function).parameters.values():
        if parameter.annotation is UnitOfWork:
            given[parameter.name] = UnitOfWork(connection, workspace_id)
        elif parameter.annotation is Connection:
            given[parameter.name] = connection
        elif parameter.name == "workspace_id":
            given[parameter.name] = workspace_id
        else:
            key, kind = f"{name}.{parameter.name}", parameter.annotation
            given[parameter.name] = meant[key][0] if key in meant else tenant.argument(name, parameter.name, kind)
    try:
        return function(**given)
    except (NotFound, StaleRecord) as error:
        return type(error)


@pytest.mark.parametrize("name", [name for name, one in FUNCTIONS.items() if is_scoped(one) and name not in BY_ID])
def test_one_workspace_neither_sees_nor_changes_what_another_has(name: str, walk: Walk) -> None:
    tenant = walk.tenant
    with trying(walk.database) as connection:
        seen = call(name, connection, walk.stranger.workspace_id, tenant)
        assert SECRET not in repr(seen)
        assert tenant.belongings(connection) == walk.before
    if name in WITHOUT_TRACE:
        return
    with trying(walk.database) as connection:
        own = call(name, connection, tenant.office.workspace.id, tenant)
        changed = tenant.belongings(connection) != walk.before
        assert changed or repr(own) != repr(seen), "the walk's arguments lead nowhere: this proves nothing"


def test_what_is_told_no_workspace_is_known_to_serve_all() -> None:
    assert {name for name, one in FUNCTIONS.items() if not is_scoped(one)} == ACROSS


def test_the_tenant_has_a_row_in_every_table_that_it_could(walk: Walk) -> None:
    empty = {name for name, rows in walk.before.items() if not rows}
    assert empty <= {"association", "installation", "lane", "channel_gate", "shown"}
