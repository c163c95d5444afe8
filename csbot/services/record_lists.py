"""Lists of records for a viewer: pages, counts and buckets, of every object type alike (workspace C1, C2, V6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.filters import Asker, Filter, Plan, asks_for_team, plan_of
from csbot.domain.members import Viewer
from csbot.domain.properties.types import Property, PropertyType, Value
from csbot.domain.record_lists import Bucket, Line, ListPage, ListQuery, Sort
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named
from csbot.services.properties import PropertyService
from csbot.storage import members as stored_members
from csbot.storage import record_lists as stored
from csbot.storage.teams import list_team
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecordListService:
    """Reads lists. `now` is business time. All filters given hold together; what they mean is the viewer's `me`, team
    and today. A page takes as many statements however long it is.
    """

    uow: UnitOfWork
    now: datetime

    def page(self, viewer: Viewer, query: ListQuery) -> ListPage:
        """A page of the list. Columns and a sort that no longer exist are left out.

        Raises `Unreadable` for a place of another list.
        """
        known = self._properties(query.kind)
        live = {name: one for name, one in known.items() if not one.deleted}
        columns = tuple(live[name] for name in query.columns if name in live)
        asked = stored.Asked(
            query.kind,
            self._plans(viewer, query.filters, known),
            sorted_by(live, query.sort),
            query.sort.descending,
            columns,
        )
        found, more = stored.page(self.uow, asked, query.rows, query.after, query.before)
        ahead, behind = (more, bool(found)) if query.before else (query.after is not None, more)
        return ListPage(
            self._lines(columns, found),
            previous=found[0].place if found and ahead else None,
            next=found[-1].place if found and behind else None,
        )

    def count(self, viewer: Viewer, kind: ObjectType, filters: Sequence[Filter] = ()) -> int:
        """How many records match."""
        return stored.count(self.uow, kind, self._plans(viewer, filters, self._properties(kind)))

    def ids(self, viewer: Viewer, kind: ObjectType, filters: Sequence[Filter], most: int) -> list[int]:
        """The first matching records by id, for what is done with all in a filter (workspace T4)."""
        return stored.ids(self.uow, kind, self._plans(viewer, filters, self._properties(kind)), most)

    def buckets(
        self, viewer: Viewer, kind: ObjectType, filters: Sequence[Filter], property_name: str
    ) -> tuple[Bucket, ...]:
        """How many matching records have each value of an enumeration, bool or user; options in their order, people
        by number, those without a value last. Empty for a property of another type.
        """
        known = self._properties(kind)
        of = known.get(property_name)
        if of is None or of.type not in COUNTED:
            return ()
        counted = stored.count_by(self.uow, kind, self._plans(viewer, filters, known), of)
        return self._buckets(of, [(value, number) for value, number in counted if number])

    def asker(self, viewer: Viewer, filters: Iterable[Filter] = ()) -> Asker:
        """The viewer as filters see them; their team is looked up only where a filter asks for it."""
        team = list_team(self.uow, viewer.member_id) if asks_for_team(filters) else frozenset()
        return Asker(viewer.member_id, viewer.tz, self.now, team)

    def _properties(self, kind: ObjectType) -> Mapping[str, Property]:
        return PropertyService(self.uow, self.now).by_name(kind)

    def _plans(self, viewer: Viewer, filters: Sequence[Filter], known: Mapping[str, Property]) -> tuple[Plan, ...]:
        asker = self.asker(viewer, filters)
        return tuple(plan_of(one, known, asker) for one in filters)

    def _lines(self, columns: Sequence[Property], found: Sequence[stored.Found]) -> tuple[Line, ...]:
        rows = [stored.values_of(columns, one.row) for one in found]
        users = [one.name for one in columns if one.type is PropertyType.USER]
        names = stored_members.names_of(self.uow, {int(str(row[u])) for row in rows for u in users if u in row})
        return tuple(
            Line(one.row["id"], one.row["name"], one.row["version"], with_names(values, users, names))
            for one, values in zip(found, rows, strict=True)
        )

    def _buckets(self, of: Property, counted: Sequence[tuple[str | int | bool | None, int]]) -> tuple[Bucket, ...]:
        if of.type is PropertyType.USER:
            names = stored_members.names_of(self.uow, {int(value) for value, _ in counted if value is not None})
            people = [(None if v is None else Named(int(v), names.get(int(v), "")), n) for v, n in counted]
            return tuple(Bucket(*one) for one in sorted(people, key=lambda one: (one[0] is None, -one[1])))
        if of.type is PropertyType.BOOL:
            counted = [(None if v is None else v in (1, "true"), n) for v, n in counted]
        order = {option.value: place for place, option in enumerate(of.options)}
        ranked = sorted(counted, key=lambda one: (one[0] is None, order.get(str(one[0]), len(order)), str(one[0])))
        return tuple(Bucket(v if v is None or isinstance(v, bool) else str(v), n) for v, n in ranked)


COUNTED = frozenset({PropertyType.ENUMERATION, PropertyType.MULTI_ENUMERATION, PropertyType.BOOL, PropertyType.USER})


def sorted_by(known: Mapping[str, Property], sort: Sort) -> Property:
    """The property to sort by; the name where it no longer exists."""
    by_name = next(one for one in known.values() if one.column == "name" and not one.custom)
    return known.get(sort.property, by_name)


def with_names(values: Mapping[str, Value], users: Sequence[str], names: Mapping[int, str]) -> dict[str, Value | Named]:
    """Values of a line, people by name instead of their number."""
    people = {u: Named(int(str(values[u])), names.get(int(str(values[u])), "")) for u in users if u in values}
    return {**values, **people}
