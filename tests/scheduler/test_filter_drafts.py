"""Filters in the making are kept for a month (scheduler/housekeeping)."""

from datetime import timedelta

import pytest

from csbot.domain.errors import NotFound
from csbot.domain.filters import EVERYTHING
from csbot.domain.records import ObjectType
from csbot.storage.unit_of_work import Database
from scheduler.housekeeping import tidy
from tests.builders import Office

COMPANY = ObjectType.COMPANY


def test_a_filter_in_the_making_is_kept_for_a_month(database: Database) -> None:
    office = Office(database)
    kim = office.member().as_actor()
    with office.services() as services:
        old = services.saved_views.keep(kim, COMPANY, EVERYTHING)
    office.clock.advance(timedelta(days=30))
    tidy(database, office.clock)
    with office.services() as services:
        assert services.saved_views.kept(kim, COMPANY, old) == EVERYTHING
    office.clock.advance(timedelta(seconds=1))
    tidy(database, office.clock)
    with office.services() as services, pytest.raises(NotFound):
        services.saved_views.kept(kim, COMPANY, old)
