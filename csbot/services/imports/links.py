"""Which records a file means by the ids, names, domains and e-mail addresses it gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from csbot.domain.imports import Doubt, Draft, LinkText, Problem, RowProblem
from csbot.domain.properties import LINKS, BadValue
from csbot.domain.properties.values import tidy_domain
from csbot.domain.records import ObjectType, norm
from csbot.storage import imports as stored
from csbot.storage.imports import Linked
from csbot.storage.unit_of_work import UnitOfWork

COMPANY_COLUMN = "company_id"
MORE_COMPANIES = ObjectType.CONTACT  # its further companies are associated


class AmbiguousLink(Exception):
    """Several records have the name. `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class LinkFinder:
    """The records that a chunk's rows name, looked up at once."""

    kind: ObjectType
    found: Mapping[str, tuple[ObjectType, Linked]]

    def resolve(self, draft: Draft, doubts: list[Problem]) -> dict[str, int]:
        """Record ids by database column; a name that nobody has is left out with a doubt. Raises `AmbiguousLink`."""
        chosen: dict[str, int] = {}
        for column, text in draft.links.items():
            kind, linked = self.found[column]
            more = [one for other in draft.more.get(column, ()) for one in other.singly()]
            record_id = _choose(kind, linked, text, draft.line)
            if record_id is None:
                doubts.append(Problem(Doubt.UNKNOWN_LINK, draft.line, text.header, (*text.names, *text.ids)[0]))
                record_id = next((found for one in more if (found := _choose(kind, linked, one, draft.line))), None)
            if record_id is not None:
                chosen[column] = record_id
            if self.kind is not MORE_COMPANIES:
                doubts += _left_out(text, [one for one in more if not _is(kind, linked, one, record_id)], draft.line)
        return chosen

    def others(self, draft: Draft, first: object, doubts: list[Problem]) -> list[int]:
        """The companies of a contact beside the first. Raises `AmbiguousLink`."""
        if self.kind is not MORE_COMPANIES or COMPANY_COLUMN not in draft.links:
            return []
        kind, linked = self.found[COMPANY_COLUMN]
        given = draft.links[COMPANY_COLUMN].singly()
        asked = [*given[1:], *(one for other in draft.more.get(COMPANY_COLUMN, ()) for one in other.singly())]
        found: dict[int, None] = {}
        for one in (given[0], *asked) if asked else ():
            company = _choose(kind, linked, one, draft.line)
            if company is None and one is not given[0]:
                doubts.append(Problem(Doubt.UNKNOWN_LINK, draft.line, one.header, (*one.names, *one.ids)[0]))
            elif company not in (first, None):
                found[company] = None
        return list(found)


def _left_out(text: LinkText, more: Sequence[LinkText], line: int) -> Iterator[Problem]:
    """Records that are named where one has room."""
    given = dict.fromkeys(text.ids if len(set(text.ids)) > 1 else text.names)
    if len(given) > 1:
        yield Problem(Doubt.SEVERAL_LINKS, line, text.header, "; ".join(given))
    if more:
        yield Problem(Doubt.SEVERAL_LINKS, line, more[0].header, "; ".join((*one.ids, *one.names)[0] for one in more))


def _is(kind: ObjectType, linked: Linked, text: LinkText, record_id: int | None) -> bool:
    """Whether the text names that record, for all that is known."""
    try:
        return _choose(kind, linked, text, 0) == record_id
    except AmbiguousLink:
        return False


def find_links(uow: UnitOfWork, kind: ObjectType, drafts: Iterable[Draft]) -> LinkFinder:
    """Look up what the drafts name: three queries for each type of record that the object links to."""
    targets = {link.column: link.to for link in LINKS[kind]}
    texts: dict[str, list[LinkText]] = {}
    for draft in drafts:
        for column, text in draft.links.items():
            texts.setdefault(column, []).append(text)
        for column, others in draft.more.items():
            texts.setdefault(column, []).extend(others)
    return LinkFinder(
        kind, {column: (targets[column], _look_up(uow, targets[column], texts[column])) for column in texts}
    )


def _look_up(uow: UnitOfWork, kind: ObjectType, texts: Sequence[LinkText]) -> Linked:
    names = {name for text in texts for name in text.names}
    return stored.find_linked(
        uow,
        kind,
        ids={given for text in texts for given in text.ids},
        addresses={address for name in names if (address := _address(kind, name))},
        names={norm(name) for name in names},
    )


def _choose(kind: ObjectType, linked: Linked, text: LinkText, line: int) -> int | None:
    for given in text.ids:
        if linked.by_id.get(given):
            return linked.by_id[given][0]
    for name in text.names:
        candidates = linked.by_address.get(_address(kind, name) or "") or linked.by_name.get(norm(name)) or ()
        if len(candidates) > 1:
            raise AmbiguousLink(Problem(RowProblem.AMBIGUOUS_LINK, line, text.header, name, len(candidates)))
        if candidates:
            return candidates[0]
    return None


def _address(kind: ObjectType, name: str) -> str | None:
    if kind is ObjectType.CONTACT:
        return name.casefold() if "@" in name else None
    if "." not in name or " " in name:
        return None
    try:
        return tidy_domain(name)
    except BadValue:
        return None
