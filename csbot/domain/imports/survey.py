"""What a whole file shows about how its dates and numbers are written, before a single value is read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from csbot.domain.imports.columns import Columns
from csbot.domain.imports.problems import Doubt, Problem
from csbot.domain.imports.shapes import Shapes
from csbot.domain.properties import DateOrder, DateStyle, DecimalMark, Property, PropertyType, Reading
from csbot.domain.properties.dates import has_clock_time, order_shown
from csbot.domain.properties.numbers import mark_shown

DATES = (PropertyType.DATE, PropertyType.DATETIME)
NUMBERS = (PropertyType.NUMBER, PropertyType.CURRENCY)
DAY_OR_MONTH_FIRST = (DateOrder.DMY, DateOrder.MDY)


@dataclass(slots=True)
class Evidence:
    """What was seen in one column."""

    header: str
    orders: Counter[DateOrder] = field(default_factory=Counter)
    undecided: int = 0
    clock_times: bool = False
    marks: set[DecimalMark] = field(default_factory=set)


class Survey:
    """Sees every row once. `tz`: the zone of times that name none; `semicolons`: whether they part the file's cells,
    as spreadsheets do where the decimal mark is a comma; `order`: the user's word on dates; `currency`: the
    workspace's. `shapes`: what the columns look like.
    """

    def __init__(
        self, columns: Columns, tz: str, semicolons: bool, order: DateOrder | None, currency: str = ""
    ) -> None:
        self.rows = 0
        self.shapes = Shapes(columns.width)
        self._columns = columns
        self._tz = tz
        self._currency = currency
        self._order = order
        self._mark = DecimalMark.COMMA if semicolons else DecimalMark.DOT
        typed = [(f.index, f.header, f.target.type) for f in columns.fields if isinstance(f.target, Property)]
        self._dates = {index: Evidence(header) for index, header, kind in typed if kind in DATES}
        self._numbers = {index: Evidence(header) for index, header, kind in typed if kind in NUMBERS}

    def see(self, cells: Sequence[str]) -> None:
        """Take the row's dates and numbers into account."""
        self.rows += 1
        self.shapes.see(cells)
        for index, seen in self._dates.items():
            if index < len(cells) and (text := cells[index].strip()):
                orders = order_shown(text)
                if len(orders) == 1:
                    seen.orders[orders[0]] += 1
                seen.undecided += len(orders) == 2
                seen.clock_times = seen.clock_times or has_clock_time(text)
        for index, seen in self._numbers.items():
            if index < len(cells) and (mark := mark_shown(cells[index].strip())):
                seen.marks.add(mark)

    def readings(self) -> Mapping[int, Reading]:
        """How each column is to be read; by index, for columns of dates and numbers."""
        found: dict[int, Reading] = {}
        for index, seen in self._dates.items():
            zone = next(field.zone for field in self._columns.fields if field.index == index)
            found[index] = Reading(DateStyle(self._tz, self._order_of(seen), not seen.clock_times, zone))
        for index, seen in self._numbers.items():
            found[index] = Reading(DateStyle(self._tz), self._mark_of(seen), self._currency, len(seen.marks) == 1)
        return found

    def _mark_of(self, seen: Evidence) -> DecimalMark:
        return next(iter(seen.marks)) if len(seen.marks) == 1 else self._mark

    def doubts(self) -> list[Problem]:
        """Columns whose dates or numbers can be read in more than one way, and zones that nobody knows."""
        zones = [
            Problem(Doubt.UNKNOWN_ZONE, header=f.header, text=f.odd_zone) for f in self._columns.fields if f.odd_zone
        ]
        marks = [
            Problem(Doubt.MIXED_MARKS, header=seen.header, text=self._mark_of(seen))
            for seen in self._numbers.values()
            if len(seen.marks) > 1
        ]
        return [*zones, *marks, *self._doubtful_dates()]

    def _doubtful_dates(self) -> list[Problem]:
        if self._order is not None:
            return []
        mixed = [seen for seen in self._dates.values() if len(seen.orders) > 1]
        open_ = [s for s in self._dates.values() if s.undecided and not s.orders and self._shown_elsewhere() is None]
        return [Problem(Doubt.MIXED_DATES, header=s.header, text=self._order_of(s)) for s in mixed] + [
            Problem(Doubt.AMBIGUOUS_DATES, header=s.header) for s in open_
        ]

    def _order_of(self, seen: Evidence) -> DateOrder:
        if self._order is not None:
            return self._order
        if seen.orders:
            return max(DAY_OR_MONTH_FIRST, key=lambda order: seen.orders[order])
        return self._shown_elsewhere() or DateOrder.DMY

    def _shown_elsewhere(self) -> DateOrder | None:
        shown = {order for seen in self._dates.values() for order in seen.orders}
        return shown.pop() if len(shown) == 1 else None
