"""Lists of some rows hold those and no others: what is done, gone or not asked for is left out."""

import pytest

from csbot.domain.filters import EVERYTHING
from csbot.domain.permissions import Level
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewForm
from csbot.domain.tasks import TaskStatus
from csbot.storage import saved_views, tasks
from csbot.storage.unit_of_work import Database
from tests.builders import Office

COMPANY = ObjectType.COMPANY


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_a_records_tasks_are_its_open_ones(office: Office) -> None:
    """C8."""
    kim = office.member()
    acme, other = office.company("Acme"), office.company("Other")
    still = office.task(kim, "Call", company_id=acme)
    office.task(kim, "Done", company_id=acme, status=TaskStatus.COMPLETED, completed_at=office.clock.now())
    office.task(kim, "Deleted", company_id=acme, archived_at=office.clock.now())
    office.task(kim, "Another's", company_id=other)
    with office.services() as services:
        count, found = tasks.list_of_record(services.uow, COMPANY, acme, 5)
    assert (count, [task.id for task in found]) == (1, [still])


def test_of_the_shared_views_those_that_are_asked_for(office: Office) -> None:
    """U4: a card shows its own view."""
    boss = office.member(level=int(Level.MANAGE_SETTINGS)).as_actor()
    with office.services() as services:
        for name in ("One", "Two", "Three"):
            services.saved_views.create(boss, COMPANY, ViewForm(name, EVERYTHING, sharing=Sharing.EVERYONE))
        every = saved_views.list_shared(services.uow, COMPANY)
        some = saved_views.list_shared(services.uow, COMPANY, [int(every[1].key)])
        none = saved_views.list_shared(services.uow, COMPANY, [])
    assert [view.name for view in every] == ["One", "Three", "Two"]
    assert [view.name for view in some] == ["Three"]
    assert none == []
