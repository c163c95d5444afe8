"""Which column of a file is which property."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache

from csbot.domain.imports.headings import headings
from csbot.domain.imports.problems import FileProblem, refuse
from csbot.domain.properties import LINKS, PROPERTIES, Link, Property, PropertyType, read_zone, word_key
from csbot.domain.properties.currencies import currencies
from csbot.domain.properties.types import TEXTS
from csbot.domain.records import CUSTOM_TYPES, ObjectType

IGNORE = "-"
BETTER_THAN_OURS, WORSE_THAN_OURS = -1, 1000  # ranks of other tools' headings beside `Property.aliases`
ZONE = re.compile(r"(?:utc|gmt|[a-z]{2,4}t)[^)]*+", re.IGNORECASE)
NTH = re.compile(r"(.*)#([1-9]\d{0,3})", re.DOTALL)  # Phone Number#2: the second column of that heading
TURNOVER = frozenset({"annualrevenue", "jaaromzet", "årligomsætning"})  # also a customer's own turnover

# What a new record's name can be made of, when it has no column of its own.
NAME_FROM: Mapping[ObjectType, frozenset[str]] = {
    ObjectType.COMPANY: frozenset({"domain"}),
    ObjectType.CONTACT: frozenset({"first_name", "last_name", "email"}),
    ObjectType.ACTIVITY: frozenset({"kind", "body"}),
}
FILLING = TEXTS | {PropertyType.ENUMERATION, PropertyType.USER}
NAME_KEYS = (ObjectType.COMPANY, ObjectType.CONTACT, *CUSTOM_TYPES)  # names are indexed
Target = Property | Link


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the file that is imported; `index` counts from 0.

    `zone`: of its clock times, where the heading says so; `odd_zone`: what the heading says and nobody knows;
    `derived`: its cells are another property's and give this one where they can; `currency`: of its amounts, where the
    heading says so.
    """

    index: int
    header: str
    target: Target
    zone: tzinfo | None = None
    odd_zone: str = ""
    derived: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The file's columns. `outdone`: headings that mean what a better heading of the file says already; `more`: such
    that are read where the better one says nothing, the better ones first. `own`: the properties that managers added to
    the type, whether the file has them or not.
    """

    kind: ObjectType
    width: int
    fields: tuple[Field, ...]
    ignored: tuple[str, ...]
    outdone: tuple[str, ...]
    own: tuple[Property, ...] = ()
    more: tuple[Field, ...] = ()

    def find(self, word: str) -> Field | None:
        """The column of that property or link."""
        return next((field for field in self.fields if field.target.name == word), None)

    @property
    def has_turnover(self) -> bool:
        """Whether ARR is read from a heading that may mean the customer's own turnover."""
        arr = self.find("arr")
        return arr is not None and word_key(arr.header) in TURNOVER


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What headings and words can mean in files of one object type: core properties, links, and properties that
    managers added, whose label or name counts more than what core ones are called in other files.
    """

    kind: ObjectType
    own: tuple[Property, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What `find` knows without guessing."""
        return tuple(target.name for target in (*_targets(self.kind), *self.own))

    def find(self, word: str) -> Target | None:
        """The property or link of that name, or of that heading."""
        named = [target for target in (*_targets(self.kind), *self.own) if target.name == word.strip()]
        return named[0] if named else self.read(word)[0]

    def read(self, header: str) -> tuple[Target | None, int]:
        """What a heading means, and its rank among the headings of that."""
        bare, own = word_key(_in_brackets(header)[0]), _own_headings(self.own)
        found = own.get(word_key(header)) or own.get(bare) or _headings(self.kind).get(bare)
        return found or (None, 0)


def match_columns(
    kind: ObjectType, headers: Sequence[str], overrides: Mapping[str, str], own: Sequence[Property] = ()
) -> Columns:
    """Find the columns by their headings; `overrides` says heading → property, or `-` for a column to leave out.

    `own`: live properties that managers added. Raises `ImportRefused`.
    """
    known = Dictionary(kind, tuple(own))
    chosen = _overridden(known, headers, overrides)
    taken = {target.name for target in chosen.values() if target is not None}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, header in enumerate(headers):
        target, rank = known.read(header)
        if index not in chosen and target is not None and target.name not in taken:
            found[target.name].append((rank, index))
    for name, candidates in found.items():
        candidates.sort()
        if len(candidates) > 1 and candidates[0][0] == candidates[1][0]:
            _refuse_duplicate(headers, candidates[0][1], candidates[1][1], name)
        chosen[candidates[0][1]] = known.read(headers[candidates[0][1]])[0]
    fields = _with_domain([
        Field(i, headers[i].strip(), target, *_zone(headers[i], target), currency=_currency(headers[i], target))
        for i, target in sorted(chosen.items())
        if target is not None
    ])  # fmt: skip
    more = tuple(_more(known, headers, [index for candidates in found.values() for _, index in candidates[1:]]))
    used = {field.index for field in (*fields, *more)}
    left = [i for i in range(len(headers)) if i not in used and headers[i].strip()]
    columns = Columns(
        kind=kind,
        width=len(headers),
        fields=fields,
        ignored=tuple(headers[i].strip() for i in left if i in chosen or known.read(headers[i])[0] is None),
        outdone=tuple(headers[i].strip() for i in left if i not in chosen and known.read(headers[i])[0] is not None),
        own=known.own,
        more=more,
    )
    _check_enough(columns, headers)
    return columns


def _more(known: Dictionary, headers: Sequence[str], second: Sequence[int]) -> Iterator[Field]:
    """Columns that may fill what better ones leave empty; one of dates or amounts may mean something else."""
    for index in second:
        target = known.read(headers[index])[0]
        if isinstance(target, Link) or (target is not None and target.type in FILLING):
            yield Field(index, headers[index].strip(), target)


def _in_brackets(header: str) -> tuple[str, str]:
    """`Due date (GMT+1)` as `Due date ` and `GMT+1`, `ARR [EUR]` likewise; another heading whole."""
    before, bracket, inside = header.rstrip().replace("[", "(").rpartition("(")
    inside = inside.rstrip(")]").strip()
    known = ZONE.fullmatch(inside) or read_zone(inside) or currencies(inside)
    return (before, inside) if bracket and known else (header, "")


def _currency(header: str, target: Target) -> str:
    """The currency in the heading of a column of amounts."""
    named = _in_brackets(header)[1]
    is_amount = isinstance(target, Property) and target.type is PropertyType.CURRENCY
    return named if is_amount and currencies(named) else ""


def _zone(header: str, target: Target) -> tuple[tzinfo | None, str]:
    """The zone in the heading of a column of clock times, and what stands there where nobody knows it."""
    named = _in_brackets(header)[1]
    if not named or not isinstance(target, Property) or target.type is not PropertyType.DATETIME:
        return None, ""
    found = read_zone(named)
    return found, "" if found else named


def _with_domain(fields: list[Field]) -> tuple[Field, ...]:
    """A company's website says its domain, too, where no column does."""
    domain = next((prop for prop in PROPERTIES[ObjectType.COMPANY] if prop.name == "domain"), None)
    website = next((field for field in fields if field.target.column == "website"), None)
    if domain is None or website is None or any(field.target is domain for field in fields):
        return tuple(fields)
    return (*fields, Field(website.index, website.header, domain, derived=True))


def choose_key(columns: Columns, by: str | None) -> Property | None:
    """The property that says which record a row is: the one asked for, the Record ID, or another unique one.

    None: every row is a new record. Raises `ImportRefused`.
    """
    keys = [prop for prop in PROPERTIES[columns.kind] if _is_key(columns.kind, prop)]
    if by is not None:
        target = Dictionary(columns.kind, columns.own).find(by)
        if target not in keys or not isinstance(target, Property):
            raise refuse(FileProblem.NO_SUCH_KEY, text=by, detail=tuple(prop.name for prop in keys))
        if columns.find(target.name) is None:
            raise refuse(FileProblem.KEY_NOT_IN_FILE, text=target.label)
        return target
    unique = [prop for prop in keys if prop.unique and (found := columns.find(prop.name)) and not found.derived]
    return min(unique, key=lambda prop: prop.column != "external_id", default=None)


def _is_key(kind: ObjectType, prop: Property) -> bool:
    return prop.unique or (prop.column == "name" and kind in NAME_KEYS)


def _overridden(known: Dictionary, headers: Sequence[str], overrides: Mapping[str, str]) -> dict[int, Target | None]:
    chosen: dict[int, Target | None] = {}
    for header, word in overrides.items():
        places = _places(headers, header)
        if not places:
            raise refuse(FileProblem.NO_SUCH_HEADER, header=header, detail=tuple(headers))
        if len(places) > 1:
            _refuse_duplicate(headers, places[0], places[1], word)
        target = None if word == IGNORE else known.find(word)
        if target is None and word != IGNORE:
            raise refuse(FileProblem.NO_SUCH_PROPERTY, text=word, detail=known.names)
        doubles = [headers[i] for i, other in chosen.items() if other is not None and other is target]
        if doubles and target is not None:
            raise refuse(FileProblem.DUPLICATE_TARGET, text=target.name, detail=(*doubles, header))
        chosen[places[0]] = target
    return chosen


def _places(headers: Sequence[str], header: str) -> list[int]:
    """The columns that a heading means; `Phone Number#2` is the second of those."""
    places = [i for i, given in enumerate(headers) if given.strip() == header.strip()]
    places = places or [i for i, given in enumerate(headers) if word_key(given) == word_key(header)]
    nth = NTH.fullmatch(header)
    if not places and nth:
        alike = [i for i, given in enumerate(headers) if word_key(given) == word_key(nth[1])]
        places = alike[int(nth[2]) - 1 : int(nth[2])]
    return places


def _refuse_duplicate(headers: Sequence[str], first: int, second: int, word: str) -> None:
    detail = (first + 1, second + 1)
    raise refuse(FileProblem.DUPLICATE_HEADER, header=headers[second].strip(), text=word, detail=detail)


def _check_enough(columns: Columns, headers: Sequence[str]) -> None:
    """A file with a unique column may bring single columns for records that are there already."""
    if choose_key(columns, None) is not None:
        return
    if not _has_name(columns):
        missing = next(prop for prop in PROPERTIES[columns.kind] if prop.column == "name")
        raise refuse(FileProblem.MISSING_COLUMN, text=missing.label, detail=tuple(headers))
    for prop in (*PROPERTIES[columns.kind], *columns.own):
        if prop.required and prop.column != "name" and columns.find(prop.name) is None:
            raise refuse(FileProblem.MISSING_COLUMN, text=prop.label, detail=tuple(headers))


def _has_name(columns: Columns) -> bool:
    sources = NAME_FROM.get(columns.kind, frozenset())
    return any(
        isinstance(field.target, Property) and (field.target.column == "name" or field.target.name in sources)
        for field in columns.fields
    )


def _targets(kind: ObjectType) -> list[Target]:
    return [*PROPERTIES[kind], *LINKS[kind]]


@cache
def _headings(kind: ObjectType) -> dict[str, tuple[Target, int]]:
    """Heading (as a `word_key`) → what it means, and its rank among the headings of that."""
    known: dict[str, tuple[Target, int]] = {}
    for target in _targets(kind):
        for rank, heading in enumerate((*target.aliases, target.label, target.name)):
            known.setdefault(word_key(heading), (target, rank))
    targets = {target.name: target for target in _targets(kind)}
    for place, one in enumerate(headings()):
        if one.kind is kind:
            rank = BETTER_THAN_OURS if one.better else WORSE_THAN_OURS + place
            known.setdefault(word_key(one.text), (targets[one.word], rank))
    known.pop("", None)
    return known


@cache
def _own_headings(own: tuple[Property, ...]) -> dict[str, tuple[Target, int]]:
    """As `_headings`: by label, and by the name that a property keeps when its label is changed."""
    known: dict[str, tuple[Target, int]] = {word_key(prop.name): (prop, 1) for prop in own}
    known.update({word_key(prop.label): (prop, 0) for prop in own})
    known.pop("", None)
    return known
