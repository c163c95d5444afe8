"""Records of every kind of value, and filters about them: what property tests of filters are made of."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from csbot.domain.assignees import Assignee
from csbot.domain.calendar import at_local
from csbot.domain.filters import (
    ME,
    MY_TEAM,
    OPERANDS,
    OPERATORS,
    Asker,
    Condition,
    Facts,
    Filter,
    Group,
    Operand,
    Operator,
    Unit,
)
from csbot.domain.filters.conditions import plain_number
from csbot.domain.filters.model import OPPOSITES
from csbot.domain.members import Member
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import Priority, TaskStatus, TaskType, due_sort
from csbot.storage import record_lists, recorder
from csbot.storage.unit_of_work import UnitOfWork
from tests.builders import Office
from tests.soaking import repeatable

ZONES = ("Europe/Copenhagen", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago", "UTC")
NIGHTS = (
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 4, 5),
    date(2026, 9, 6),
    date(2026, 1, 1),
    date(2024, 2, 29),
)
TEXTS = (
    "Århus", "ÅRHUS", "arhus", "A\u030arhus", "İstanbul", "istanbul", "i̇stanbul", "Istanbul", "Straße", "STRASSE",
    "straẞe", "ﬁne", "fine", "50%", "50_", "500", r"a\b", 'say "hi"', "  two  spaces ", "two spaces", "two\nspaces",
    "TWO SPACES", "", " ", "Ø", "ø", "ΣΊΣΥΦΟΣ", "σίσυφος", "'; drop table company", "*bold* _it_", "日本", "ＡＢＣ",
    "abc", "ABC", "ǆ", "Ǆ", "ŉ", "👍🏽", "<@U1>", "known", "x" * 300,
)  # fmt: skip
NUMBERS = (0, 1, -1, 0.1, 0.1 + 0.2, 0.3, 1e15, -1e15, 49999.99, 50000, 50000.01, 2**31 - 1, 1 / 3, 1e-7)
OPTIONS = ("Gold", "Silver", "Blå", "at-risk", "None of these")
TYPES = {
    "nickname": PropertyType.STRING,
    "mobile": PropertyType.PHONE,
    "second mail": PropertyType.EMAIL,
    "portal": PropertyType.URL,
    "seats": PropertyType.NUMBER,
    "fee": PropertyType.CURRENCY,
    "kick off": PropertyType.DATE,
    "last login": PropertyType.DATETIME,
    "tier": PropertyType.ENUMERATION,
    "tags": PropertyType.MULTI_ENUMERATION,
    "reference": PropertyType.BOOL,
    "sponsor": PropertyType.USER,
}
PEOPLE = 4


Person = Member | Assignee


@dataclass(frozen=True)
class World:
    """A loaded workspace. `facts`: what the in-memory interpreter is told, by record."""

    uow: UnitOfWork
    kind: ObjectType
    properties: Mapping[str, Property]
    people: Sequence[Member]
    facts: Mapping[int, Facts]


def make_own(office: Office, kind: ObjectType) -> list[Member]:
    """Some people in two teams, and a property of every type."""
    boss = office.member("Boss", level=int(Level.SUPER_ADMIN), team="A")
    others = [office.member(f"P{n}", team="AB"[n % 2], lead_id=boss.id if n == 1 else None) for n in range(PEOPLE - 1)]
    with office.services() as services:
        for label, of_type in TYPES.items():
            services.properties.add(boss.as_actor(), kind, PropertyDraft(label, of_type, OPTIONS))
    return [boss, *others]


def fill(office: Office, kind: ObjectType, people: Sequence[Member], records: int, seed: int) -> list[int]:
    """Records with random values, and three rounds of changes before NIGHTS."""
    chance = repeatable(seed)
    with office.services() as services:
        properties = [one for one in services.properties.list(kind) if not one.read_only or one.column in WRITTEN]
        ids: list[int] = []
        versions: dict[int, int] = {}
        known: dict[int, dict[str, Any]] = {}
        for moment in sorted(some_instant(chance) for _ in range(4)):
            written = recorder.start(services.uow, OperationKind.IMPORT, moment, None, Source.IMPORT)
            if not ids:
                rows = [new_row(kind, properties, people, chance) for _ in range(records)]
                ids = written.create(kind, rows)
                versions = dict.fromkeys(ids, 1)
                known = {i: flat(row) for i, row in zip(ids, rows, strict=True)}
                continue
            for record_id in chance.sample(ids, records // 2):
                values = changes_of(kind, chance.sample(properties, 3), people, chance)
                old = known[record_id]
                pairs = {name: (old.get(name), value) for name, value in values.items()}
                written.change(kind, record_id, versions[record_id], pairs)
                versions[record_id] += 1
                old.update(values)
    return ids


WRITTEN = {"band", "score", "assigned_at", "last_activity_at"}


def new_row(
    kind: ObjectType, properties: Sequence[Property], people: Sequence[Member], chance: random.Random
) -> dict[str, Any]:
    values = changes_of(kind, properties, people, chance)
    own = {name: value for name, value in values.items() if is_own(name)}
    row = {name: value for name, value in values.items() if not is_own(name)}
    return {"name": "x", **row, "properties": {name: value for name, value in own.items() if value is not None}}


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in row.items() if name != "properties"}, **row["properties"]}


def is_own(column: str) -> bool:
    return column.startswith("p") and column[1:].isdecimal()


def changes_of(
    kind: ObjectType, properties: Sequence[Property], people: Sequence[Member], chance: random.Random
) -> dict[str, Any]:
    """New values by column; what must not be empty isn't."""
    found: dict[str, Any] = {}
    for of in properties:
        value = some_value(of, people, chance)
        if of.column == "name":
            value = value or "Name"
        if of.column in NOT_EMPTY:
            value = value if value is not None else NOT_EMPTY[of.column]
        if of.date_column is not None:
            on = value.date() if isinstance(value, datetime) and chance.random() < 0.5 else None
            found |= {of.column: None if on else value, of.date_column: on}
            found |= {"due_sort": due_sort(found[of.date_column], found[of.column])}
            continue
        found[of.column] = value
    return found


NOT_EMPTY: dict[str, Any] = {
    "type": TaskType.TODO,
    "priority": Priority.NONE,
    "status": TaskStatus.OPEN,
    "notes": "",
}


def some_value(of: Property, people: Sequence[Member], chance: random.Random) -> Any:
    if chance.random() < 0.2:
        return None
    if of.type in (PropertyType.NUMBER, PropertyType.CURRENCY):
        value = chance.choice(NUMBERS)
        return int(value) if of.whole and abs(value) < 2**31 else None if of.whole else value
    if of.type is PropertyType.DATE:
        return some_instant(chance).date()
    if of.type is PropertyType.DATETIME:
        return some_instant(chance)
    if of.type is PropertyType.BOOL:
        return chance.random() < 0.5
    if of.type is PropertyType.USER:
        return chance.choice(people).id
    if of.type is PropertyType.MULTI_ENUMERATION:
        return tuple(chance.sample([option.value for option in of.options], chance.randrange(4)))
    if of.type is PropertyType.ENUMERATION:
        return chance.choice([option.value for option in of.options])
    text = chance.choice(TEXTS)
    return text[: of.max_length] if of.max_length else text


def some_instant(chance: random.Random) -> datetime:
    """On or beside a midnight of some zone, around a night on which clocks change."""
    on = chance.choice(NIGHTS) + timedelta(days=chance.choice((-400, -31, -7, -2, -1, 0, 0, 1, 2, 7, 30, 31, 400)))
    midnight = at_local(on, time(), chance.choice(ZONES))
    return midnight + chance.choice(
        (timedelta(), timedelta(microseconds=-1), timedelta(microseconds=1), timedelta(hours=2))
    )


def load(database_uow: UnitOfWork, kind: ObjectType, office: Office, people: Sequence[Member], ids: list[int]) -> World:
    """What was written, as it is read."""
    with office.services() as services:
        properties = services.properties.by_name(kind)
    return World(
        database_uow, kind, properties, people, record_lists.list_facts(database_uow, kind, ids, properties.values())
    )


def some_asker(people: Sequence[Member], chance: random.Random) -> Asker:
    """Somebody, somewhere, on a night on which clocks change."""
    now = datetime.combine(chance.choice(NIGHTS), time(), UTC) + timedelta(minutes=chance.randint(-1440, 2880))
    team = frozenset(one.id for one in people if chance.random() < 0.4)
    return Asker(chance.choice(people).id, chance.choice(ZONES), now, team)


def some_filter(properties: Sequence[Property], people: Sequence[Person], chance: random.Random) -> Filter:
    """Up to 6 groups of up to 4 conditions, often fewer."""
    groups = [
        Group(
            conditions=tuple(some_condition(properties, people, chance) for _ in range(chance.choice((1, 1, 2, 3, 4))))
        )
        for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3, 6)))
    ]
    return Filter(groups=tuple(groups))


def some_condition(properties: Sequence[Property], people: Sequence[Person], chance: random.Random) -> Condition:
    """Any operator of a property's type, in canonical form."""
    of = chance.choice(properties)
    operator = chance.choice(OPERATORS[of.type])
    values = some_operands(of, operator, people, chance)
    return Condition(
        property=of.name,
        operator=operator,
        values=tuple(values),
        include_unknown=chance.random() < 0.5,
        negated=operator not in OPPOSITES and chance.random() < 0.3,
    )


def some_operands(of: Property, operator: Operator, people: Sequence[Person], chance: random.Random) -> Sequence[str]:
    operand = OPERANDS[operator]
    if operand is Operand.NOTHING:
        return ()
    if operand is Operand.DAYS:
        may_be_none = operator in (Operator.MORE_DAYS_AGO, Operator.MORE_DAYS_AHEAD)
        return (str(chance.choice((0 if may_be_none else 1, 1, 2, 7, 30, 31, 365, 36500))),)
    if operand is Operand.UNIT:
        return (chance.choice(list(Unit)),)
    if operand is Operand.SEVERAL:
        choices = [option.value for option in of.options]
        if of.type is PropertyType.USER:
            choices = [ME, MY_TEAM, *(str(one.id) for one in people)]
        return chance.sample(choices, chance.randint(1, min(3, len(choices))))
    if operand is Operand.PAIR:
        key: Any = date.fromisoformat if of.type in DAYS else float
        return sorted((some_text(of, chance), some_text(of, chance)), key=key)
    return (some_text(of, chance),)


def some_text(of: Property, chance: random.Random) -> str:
    """A canonical value: one that records have, a part of one, or another."""
    if of.type in (PropertyType.NUMBER, PropertyType.CURRENCY):
        return plain_number(chance.choice((*NUMBERS, chance.randint(-100, 100), chance.randint(-9999, 9999) / 1000)))
    if of.type in DAYS:
        return (chance.choice(NIGHTS) + timedelta(days=chance.randint(-40, 40))).isoformat()
    while True:
        text = chance.choice(TEXTS)
        if chance.random() < 0.5:
            start = chance.randint(0, len(text))
            text = text[start : start + chance.randint(1, 6)]
        elif chance.random() < 0.3:
            text = "".join(chance.choices("aAåÅøØİIißẞσς%_\\'\"*.,:-#@ ", k=chance.randint(1, 6)))
        text = text.strip()
        if text and (of.type is not PropertyType.URL or "." not in text or "://" in text):  # one without is completed
            return text


DAYS = frozenset({PropertyType.DATE, PropertyType.DATETIME})
