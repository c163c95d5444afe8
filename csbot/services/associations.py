"""Associated records: listed, added and removed (workspace C14)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.associations import LABEL_LENGTH, OWN, AssociatedList, Candidate
from csbot.domain.companies import domain_of
from csbot.domain.errors import CsbotError, MissingValue, NotFound, Refused, TooLong
from csbot.domain.history import HistoryKey
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.values import UNPRINTABLE
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import UNDO_FOR
from csbot.services.records import RecordService
from csbot.storage import associations as stored
from csbot.storage import companies as stored_companies
from csbot.storage import contacts as stored_contacts
from csbot.storage import custom_records as stored_custom_records
from csbot.storage import recorder
from csbot.storage import records as stored_records
from csbot.storage.recorder import Recorder
from csbot.storage.unit_of_work import UnitOfWork

PAGE_ROWS = 12


@dataclass(frozen=True, slots=True)
class AssociationService:
    """Associates records. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def page(self, ref: RecordRef, skipped: int = 0) -> AssociatedList:
        """What a record is associated with, by name; raises `NotFound`."""
        record = RecordService(self.uow, self.now).record(ref)
        count, found = stored.list_of(self.uow, ref.kind, ref.id, PAGE_ROWS, skipped)
        if skipped and not found:
            return self.page(ref, max(skipped - PAGE_ROWS, 0))
        return AssociatedList(str(ref), record.name, count, tuple(found), skipped, PAGE_ROWS)

    def editable(self, actor: Actor, ref: RecordRef) -> str:
        """The record's name, if the actor may change it; raises `NotFound` and `NotAllowed`."""
        held = stored_records.get_for_change(self.uow, ref.kind, ref.id)
        name = stored_records.get_name(self.uow, ref.kind, ref.id)
        check(actor, Permission.EDIT, held.subject)
        return name

    def candidates(self, me: int, text: str, most: int) -> list[Candidate]:
        """Records whose name has the text in it: custom records, companies, one's own first, and contacts."""
        third = most // 3
        custom = stored_custom_records.search(self.uow, text, me, third)
        companies = stored_companies.search(self.uow, text, domain_of(text), me, third)
        contacts = stored_contacts.search(self.uow, text, most - len(companies) - len(custom))
        return [
            *custom,
            *(Candidate(ObjectType.COMPANY, one.id, one.name, (one.owner, one.city)) for one in companies),
            *(Candidate(ObjectType.CONTACT, one.id, one.name, (one.job_title, one.company)) for one in contacts),
        ]

    def add(self, actor: Actor, ref: RecordRef, other: RecordRef | None, label: str) -> None:
        """Associate two records; that they are already writes nothing. Raises `Refused`, `NotFound`, `NotAllowed`."""
        label = " ".join(label.split())
        name = self.editable(actor, ref)
        far = self._checked(ref, other, label)
        if stored.is_there(self.uow, ref.kind, ref.id, far.kind, far.id, label):
            return
        stored.add(self.uow, ref.kind, ref.id, far.kind, far.id, label)
        writing = self._start(OperationKind.ASSOCIATE, actor)
        far_name = stored_records.get_name(self.uow, far.kind, far.id)
        self._tell(writing, ref, None, tied(far, far_name, label))
        self._tell(writing, far, None, tied(ref, name, label))

    def remove(self, actor: Actor, ref: RecordRef, association_id: int) -> None:
        """Part two records; that they are already writes nothing. Raises `NotFound` and `NotAllowed`."""
        name = self.editable(actor, ref)
        found = stored.find(self.uow, association_id)
        if found is None:
            return
        one, two = RecordRef(found[0], found[1]), RecordRef(found[2], found[3])
        if ref not in (one, two):
            raise NotFound(noun=ref.kind.value, number=ref.id)
        far, label = two if ref == one else one, found[4]
        stored.remove(self.uow, one.kind, one.id, two.kind, two.id, label)
        writing = self._start(OperationKind.PART, actor)
        far_name = str(stored_records.get_row(self.uow, far.kind, far.id)["name"])
        self._tell(writing, ref, tied(far, far_name, label), None)
        self._tell(writing, far, tied(ref, name, label), None)

    def leave_company(self, actor: Actor, ref: RecordRef) -> None:
        """A contact or custom record has no company of its own any more. Raises `NotFound` and `NotAllowed`."""
        name = self.editable(actor, ref)
        row = stored_records.get_row(self.uow, ref.kind, ref.id)
        if row.get("company_id") is None:
            return
        writing = self._start(OperationKind.PART, actor)
        writing.change(ref.kind, ref.id, row["version"], {"company_id": (row["company_id"], None)})
        company = RecordRef(ObjectType.COMPANY, row["company_id"])
        self._tell(writing, company, tied(ref, name, "") | {OWN: "1"}, None)

    def _checked(self, ref: RecordRef, other: RecordRef | None, label: str) -> RecordRef:
        problems: dict[str, CsbotError] = {}
        if len(label) > LABEL_LENGTH:
            problems["label"] = TooLong(limit=LABEL_LENGTH, length=len(label))
        if UNPRINTABLE.search(label):
            problems["label"] = BadValue(ValueProblem.UNPRINTABLE, "")
        if other is None or other == ref:
            problems["record"] = MissingValue()
        else:
            try:
                stored_records.get_name(self.uow, other.kind, other.id)
            except NotFound as gone:
                problems["record"] = gone
        if problems or other is None:
            raise Refused(problems)
        return other

    def _start(self, kind: OperationKind, actor: Actor) -> Recorder:
        return recorder.start(self.uow, kind, self.now, actor.id, Source.SLACK, self.now + UNDO_FOR)

    def _tell(self, writing: Recorder, ref: RecordRef, old: Any, new: Any) -> None:
        """Let the record have it in its history."""
        held = stored_records.get_for_change(self.uow, ref.kind, ref.id)
        writing.change(ref.kind, ref.id, held.version, {HistoryKey.ASSOCIATION.value: (old, new)})


def tied(ref: RecordRef, name: str, label: str) -> dict[str, str]:
    """How an associated record stands in the history of the other one."""
    return {"type": str(ref.kind), "id": str(ref.id), "name": name, "label": label}
