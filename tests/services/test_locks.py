"""What was waited for is read as it is after the wait (workspace A9)."""

from functools import partial
from threading import Event

from csbot.domain.errors import NotAllowed
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.records import ObjectType, Source
from csbot.storage import recorder
from tests.builders import Office
from tests.services.racing import at_once


def hand_over(office: Office, task_id: int, old: Member, new: Member, holding: Event) -> None:
    """Change the assignee, and commit only after somebody else has come to wait for it."""
    with office.services() as services:
        written = recorder.start(services.uow, OperationKind.IMPORT, services.now, None, Source.IMPORT)
        written.change(ObjectType.TASK, task_id, 1, {"owner_id": (old.id, new.id)})
        holding.set()
        Event().wait(0.3)


def test_a_task_that_changes_hands_meanwhile_is_judged_by_its_new_owner(office: Office) -> None:
    actor = office.member("Actor", team="North", edit_scope="team")
    mate, stranger = office.member("Mate", team="North"), office.member("Stranger", team="South")
    for old, new, may in ((mate, stranger, False), (stranger, mate, True)):
        task_id, holding = office.task(old), Event()

        def press(task_id: int = task_id, holding: Event = holding) -> None:
            holding.wait(5)
            with office.services() as services:
                services.tasks.complete(actor.as_actor(), task_id)

        handed, pressed = at_once(partial(hand_over, office, task_id, old, new, holding), press)
        assert handed is None
        assert office.read(task_id).is_open is not may
        assert isinstance(pressed, NotAllowed) is not may
