"""Filters as people build, type and read them (workspace V1-V7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from csbot.domain.filters import (
    BadCondition,
    Condition,
    ConditionProblem,
    Filter,
    Operator,
    Readback,
    faults_of,
    make_condition,
    people_of,
    read_back,
)
from csbot.domain.filters.text import Guess, Vocabulary, guess, parse, write
from csbot.domain.members import Viewer
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import reading_of
from csbot.domain.records import ObjectType
from csbot.i18n import words
from csbot.services.properties import PropertyService
from csbot.services.record_lists import RecordListService
from csbot.storage import assignees as stored_assignees
from csbot.storage import custom_objects as stored_custom_objects
from csbot.storage import members as stored_members
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FilterService:
    """Makes filters from what people choose or type, and reads them back. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def parse(self, viewer: Viewer, kind: ObjectType, text: str, csm: str = "") -> Filter:
        """The filter that a text means (workspace V7); an empty one means everything. `csm`: the property that a bare
        mention means, where it isn't the owner. Raises `BadFilterText` and `FilterTooBig`.
        """
        return parse(text, self._vocabulary(viewer, kind, csm))

    def guess(self, viewer: Viewer, kind: ObjectType, text: str, csm: str = "") -> Guess:
        """What words that were looked for in names seem to mean instead."""
        return guess(text, self._vocabulary(viewer, kind, csm))

    def write(self, viewer: Viewer, kind: ObjectType, asked: Filter) -> str:
        """The filter as a text that reads back as the same filter."""
        return write(asked, self._vocabulary(viewer, kind))

    def condition(
        self,
        viewer: Viewer,
        kind: ObjectType,
        property_name: str,
        operator: Operator,
        typed: Sequence[str],
        include_unknown: bool = True,
    ) -> Condition:
        """A condition from a dialog. `typed`: values as the viewer writes them, options by value or word, people by
        member id, `me` or `my_team`. Raises `BadCondition` and `BadValue`, to be shown beside the field.
        """
        of = self._properties(kind).get(property_name)
        if of is None or of.deleted:
            raise BadCondition(ConditionProblem.UNKNOWN_PROPERTY, property_name)
        return make_condition(of, operator, typed, reading_of(viewer), include_unknown)

    def read_back(self, viewer: Viewer, kind: ObjectType, asked: Filter) -> Readback:
        """What the filter does, for the sentence that says so; with what no longer means what it did (`faults`)."""
        known = self._properties(kind)
        names = stored_members.names_of(self.uow, people_of(asked, known))
        asker = RecordListService(self.uow, self.now).asker(viewer)
        found = read_back(asked, known, names, faults_of(asked, known, asker))
        return replace(found, names=stored_custom_objects.names_of(self.uow, kind))

    def _properties(self, kind: ObjectType) -> Mapping[str, Property]:
        return PropertyService(self.uow, self.now).by_name(kind)

    def _vocabulary(self, viewer: Viewer, kind: ObjectType, csm: str = "") -> Vocabulary:
        live = [one for one in self._properties(kind).values() if not one.deleted]
        translate = words(viewer.locale, viewer.tz).text
        return Vocabulary(live, stored_assignees.list_all(self.uow), reading_of(viewer), translate, csm)
