"""The sample data in a database."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from csbot.demo.seed import seed
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Denial, EditScope, Level, Permission, denial
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import TaskView
from csbot.playground.people import DEFAULT_TEAM
from csbot.services.container import Services
from csbot.services.members import MemberService
from csbot.services.summary import SummaryService
from csbot.storage.tables.history import changes, operations
from csbot.storage.tables.outbox import subscriptions
from csbot.storage.unit_of_work import Database, UnitOfWork
from csbot.storage.workspaces import find_by_team
from tests.demo.conftest import NOON, SLACK_TEAM, fill, rows_of

SEEDED = (ObjectType.COMPANY, ObjectType.CONTACT, ObjectType.TASK, ObjectType.MEETING, ObjectType.ACTIVITY)
CONTRACTS = ObjectType.CUSTOM_1


def counts(database: Database) -> Counter[ObjectType]:
    with database.read() as connection:
        return Counter({kind: len(rows_of(connection, kind)) for kind in (*SEEDED, CONTRACTS)})


def team_of(database: Database) -> list[Member]:
    with database.read() as connection:
        workspace = find_by_team(connection, SLACK_TEAM.id)
        assert workspace
        return MemberService(UnitOfWork(connection, workspace.id), NOON).list()


def test_a_day_is_there_for_everybody_with_a_seat(database: Database) -> None:
    workspace = fill(database)
    assert (workspace.slack_team_id, workspace.name, workspace.slack_app_id) == (
        DEFAULT_TEAM.id,
        DEFAULT_TEAM.name,
        DEFAULT_TEAM.app.id,
    )
    made = counts(database)
    assert made[ObjectType.COMPANY] == 300
    assert min(made[kind] for kind in SEEDED) >= 150
    with database.read() as connection:
        summaries = SummaryService(UnitOfWork(connection, workspace.id), NOON)
        for member in team_of(database):
            pages = [summaries.page(member.as_viewer(), view) for view in TaskView]
            day = summaries.day(member.as_viewer())
            assert [bool(page.count) for page in pages] == [member.seat] * len(TaskView), member.name
            assert [bool(section.lines) for section in day.sections] == [member.seat] * 3, member.name
            assert (0 < day.progress.done < day.progress.total) is member.seat


def test_the_twelve_are_let_in_and_nobody_else(filled: Database) -> None:
    found = {(m.slack_user_id, m.email, m.name, m.tz, m.locale) for m in team_of(filled)}
    assert found == {(p.id, p.email, p.real_name, p.tz, p.locale.replace("-", "_")) for p in DEFAULT_TEAM.people}
    assert len({zone for *_, zone, _ in found}) == 5
    assert {locale[:2] for *_, locale in found} == {"en", "da", "nl"}


def test_rights_differ(filled: Database) -> None:
    members = {member.slack_user_id: member for member in team_of(filled)}
    levels = Counter(member.level for member in members.values())
    assert levels == {Level.SUPER_ADMIN: 1, Level.MANAGE_SETTINGS: 1, Level.WORKSPACE_ACCESS: 10}
    assert members[DEFAULT_TEAM.people[0].id].level is Level.SUPER_ADMIN
    denied = [denial(member.as_actor(), Permission.ENTER) for member in members.values()]
    assert Counter(denied) == {None: 11, Denial.NO_SEAT: 1}
    assert {member.edit_scope for member in members.values()} == set(EditScope)
    assert sum(member.edit_scope is EditScope.OWN for member in members.values()) == 1


def test_only_the_head_has_no_lead_and_leads_are_of_the_team(filled: Database) -> None:
    members = team_of(filled)
    ids = {member.id for member in members}
    assert [member.name for member in members if member.lead_id is None] == [DEFAULT_TEAM.people[0].real_name]
    assert {member.lead_id for member in members} - {None} < ids


def test_who_may_enter_gets_the_daily_summary(filled: Database) -> None:
    with filled.read() as connection:
        ahead = connection.execute(select(subscriptions.c.next_run_at)).scalars().all()
    assert len(ahead) == 11
    assert min(ahead) > NOON


def test_history_knows_one_import_that_made_everything(filled: Database) -> None:
    with filled.read() as connection:
        operation = connection.execute(select(operations)).one()
        kinds = connection.execute(select(changes.c.object_type, func.count()).group_by(changes.c.object_type))
        made = Counter(dict[ObjectType, int](map(tuple, kinds)))
        sources = connection.execute(select(changes.c.source, changes.c.operation_id).distinct()).all()
    assert (operation.kind, operation.at, operation.actor_id) == (OperationKind.IMPORT, NOON, None)
    assert sources == [(Source.IMPORT, operation.id)]
    assert made == counts(filled)


def test_people_meet_a_property_and_an_object_type_of_their_own(filled: Database) -> None:
    with filled.read() as connection:
        workspace = find_by_team(connection, SLACK_TEAM.id)
        assert workspace
        services = Services(UnitOfWork(connection, workspace.id), NOON, workspace, NOON)
        contracts = services.custom_objects.find("contracts")
        assert contracts
        assert (contracts.kind, contracts.names.singular) == (CONTRACTS, "Contract")
        owners = Counter(row.owner_id for row in rows_of(connection, CONTRACTS))
        assert set(owners) == {row.owner_id for row in rows_of(connection, ObjectType.COMPANY)}
        assert set(owners.values()) == {2}
        company, contract = (rows_of(connection, kind)[0].id for kind in (ObjectType.COMPANY, CONTRACTS))
        card = services.records.card(services.members.list()[0].as_viewer(), RecordRef(ObjectType.COMPANY, company))
        assert "support_plan" in card.layout.fields
        assert CONTRACTS in card.layout.associations
        assert card.record.string("support_plan") in ("Basic", "Plus", "Premium")
        made = services.records.record(RecordRef(CONTRACTS, contract))
        assert {"seats", "ends_on", "company"} <= made.values.keys()


def test_filling_again_changes_nothing(filled: Database) -> None:
    before = counts(filled)
    fill(filled, NOON + timedelta(days=3))
    assert counts(filled) == before
    assert len(team_of(filled)) == 12


def test_the_same_moment_gives_the_same_data(filled: Database, sqlite_database: Database) -> None:
    fill(sqlite_database)
    with filled.read() as one, sqlite_database.read() as other:
        for kind in (*SEEDED, CONTRACTS):
            assert rows_of(one, kind) == rows_of(other, kind)


def test_the_people_alone_are_enough(sqlite_database: Database) -> None:
    seed(sqlite_database, SLACK_TEAM, DEFAULT_TEAM.people[:2], NOON)
    assert len(team_of(sqlite_database)) == 2
    assert counts(sqlite_database)[ObjectType.COMPANY] == 300


def test_an_interrupted_start_leaves_no_half_day(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("csbot.demo.seed.activity_rows", break_off)
        with pytest.raises(KeyboardInterrupt):
            fill(sqlite_database)
    assert counts(sqlite_database).total() == 0
    fill(sqlite_database)
    assert counts(sqlite_database)[ObjectType.ACTIVITY] > 0
