"""A direct message when somebody else gives you a customer or contact (workspace T11)."""

import pytest

from blocks.screens import Look, Rendered
from csbot.domain.members import Member
from csbot.domain.preferences import Event, Preferences, Way
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.storage.unit_of_work import Database
from scheduler.notifications import NOTIFICATIONS
from tests.builders import READING, Office


@pytest.fixture
def office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def message(office: Office, who: Member, by: Member, ref: RecordRef) -> Rendered | None:
    """What is sent to them, if anything."""
    with office.services() as services:
        args = {"r": str(ref), "by": str(by.id)}
        shown = NOTIFICATIONS[Event.RECORD_ASSIGNED](services.uow, who, args, services.now)
    return None if shown is None else shown.render(Look(who.as_viewer(), office.clock.now()))


def given(office: Office, to: Member, by: Member) -> RecordRef:
    ref = RecordRef(ObjectType.COMPANY, office.company("Acme", by))
    with office.services() as services:
        services.record_forms.edit(by.as_actor(), ref, 1, {"owner": to.id}, READING)
    return ref


def test_it_says_who_gave_what_and_opens_it(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    sent = message(office, kim, lee, given(office, kim, lee))
    assert sent is not None
    assert sent.text == "Lee gave you *Acme* (Company)."
    assert sent.blocks[0]["accessory"]["value"].startswith("company:")


def test_nothing_is_sent_when_it_is_somebody_elses_by_then(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    ref = given(office, kim, lee)
    with office.services() as services:
        services.record_forms.edit(lee.as_actor(), ref, 2, {"owner": lee.id}, READING)
    assert message(office, kim, lee, ref) is None


def test_nothing_is_sent_to_whom_does_not_want_to_hear_of_it_at_once(office: Office) -> None:
    lee = office.member("Lee")
    quiet = Preferences(events={Event.RECORD_ASSIGNED: Way.OFF}).model_dump(mode="json")
    kim = office.member("Kim", preferences=quiet)
    assert message(office, kim, lee, given(office, kim, lee)) is None


def test_nothing_is_sent_of_a_record_that_is_not_here(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    assert message(office, kim, lee, RecordRef(ObjectType.COMPANY, 999)) is None
