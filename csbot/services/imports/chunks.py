"""One chunk of drafts against what is stored: which records are new, which change, and which rows are bad."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from csbot.domain.imports import Doubt, Draft, Plan, Problem, RowProblem, Unfit, changed_values, key_of, new_row
from csbot.domain.properties import Property
from csbot.domain.records import ObjectType
from csbot.services.imports.links import COMPANY_COLUMN, AmbiguousLink, LinkFinder, find_links
from csbot.storage import imports as stored
from csbot.storage.folding import json_value
from csbot.storage.imports import ChangedRecord
from csbot.storage.json_columns import flat, nested
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows of one record: usually one, more where a file repeats a key."""

    key: str | None
    draft: Draft
    lines: tuple[int, ...]


@dataclass(slots=True)
class Memory:
    """What earlier chunks held, as hashes: keys, and ids of the CRM with the key that claimed them."""

    keys: set[int] = field(default_factory=set)
    claims: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What becomes of a chunk's rows."""

    new: list[Mapping[str, Any]] = field(default_factory=list)
    others: list[list[int]] = field(default_factory=list)  # of each new contact: companies beside its own
    after: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = field(default_factory=list)  # old row, changed columns
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    keys: set[int] = field(default_factory=set)
    claims: dict[int, int] = field(default_factory=dict)

    def changed(self) -> list[ChangedRecord]:
        """The changes, with the same columns for every record."""
        columns = sorted({column for _, after in self.after for column in after})
        return [
            ChangedRecord(old["id"], old["version"], {c: (old[c], after.get(c, old[c])) for c in columns})
            for old, after in self.after
        ]


class ChunkPlanner:
    """Plans chunks of one file. `rehearsal`: nothing is written, so earlier rows are known from memory only."""

    def __init__(self, plan: Plan, memory: Memory, now: datetime, rehearsal: bool) -> None:
        self._plan = plan
        self._memory = memory
        self._now = now
        self._rehearsal = rehearsal
        self._kind = plan.request.kind
        self._columns = frozenset(_database_columns(plan))
        targets = (found.target for found in plan.columns.fields)
        self._own = tuple(one.column for one in targets if isinstance(one, Property) and one.custom)
        self._has_owner = plan.columns.find("owner") is not None
        self._has_id = plan.columns.find("record_id") is not None

    def plan(self, uow: UnitOfWork, drafts: Sequence[Draft]) -> Outcome:
        """Look up what the drafts are about and decide about each; three queries and up to six for links."""
        outcome = Outcome()
        stored.begin_chunk(uow, hold=not self._rehearsal)
        entries = self._fold(drafts)
        links = find_links(uow, self._kind, drafts)
        matches = self._matches(uow, entries)
        taken = self._taken(uow, drafts)
        for entry in entries:
            doubts, unchanged = list(entry.draft.doubts), outcome.unchanged
            problem = self._decide(entry, links, matches, taken, outcome, doubts)
            if problem is None:
                repeats = len(entry.lines) - 1
                outcome.unchanged += repeats if outcome.unchanged > unchanged else 0
                outcome.updated += repeats if outcome.unchanged == unchanged else 0
                outcome.doubts += doubts
                outcome.keys |= {hash(entry.key)} if entry.key is not None else set()
            else:
                outcome.problems += [replace(problem, line=line) for line in entry.lines]
        return outcome

    def _fold(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Rows with the same key become one entry; where both have a value, the later row's counts."""
        key = self._plan.key
        if key is None:
            return [Entry(None, draft, (draft.line,)) for draft in drafts]
        header = next(f.header for f in self._plan.columns.fields if f.target is key)
        folded: dict[str | int, Entry] = {}
        for draft in drafts:
            value = key_of(key.column, draft.values)
            if value is None:
                folded[draft.line] = Entry(None, draft.doubting(Doubt.NO_KEY, header), (draft.line,))
                continue
            earlier = folded.get(value)
            if earlier is not None or hash(value) in self._memory.keys:
                draft = draft.doubting(Doubt.REPEATED_KEY, header)
            merged = draft.over(earlier.draft) if earlier else draft
            folded[value] = Entry(value, merged, (*(earlier.lines if earlier else ()), draft.line))
        return list(folded.values())

    def _matches(self, uow: UnitOfWork, entries: Sequence[Entry]) -> Mapping[str, Sequence[Any]]:
        if self._plan.key is None:
            return {}
        keys = [entry.key for entry in entries if entry.key is not None]
        found = stored.find_matches(uow, self._kind, self._plan.key.column, keys, hold=not self._rehearsal)
        if not self._own:
            return found
        return {key: [flat(row, self._own) for row in rows] for key, rows in found.items()}

    def _taken(self, uow: UnitOfWork, drafts: Sequence[Draft]) -> Mapping[str, int]:
        if not self._claims_ids:
            return {}
        ids = {str(draft.values["external_id"]) for draft in drafts if "external_id" in draft.values}
        return stored.find_taken(uow, self._kind, ids)

    @property
    def _claims_ids(self) -> bool:
        """Whether rows bring ids of the CRM that are not what finds their records."""
        return self._has_id and self._plan.key is not None and self._plan.key.column != "external_id"

    def _decide(
        self,
        entry: Entry,
        links: LinkFinder,
        matches: Mapping[str, Sequence[Any]],
        taken: Mapping[str, int],
        outcome: Outcome,
        doubts: list[Problem],
    ) -> Problem | None:
        line, known = entry.draft.line, matches.get(entry.key or "", ())
        if len(known) > 1:
            return self._key_problem(RowProblem.AMBIGUOUS_KEY, entry, len(known))
        if known and known[0]["archived_at"] is not None:
            return self._key_problem(RowProblem.DELETED_RECORD, entry)
        old = known[0] if known else None
        if not self._may_have_id(entry, old, taken, outcome):
            return Problem(RowProblem.TAKEN_ID, line, text=str(entry.draft.values["external_id"]))
        try:
            values = {**entry.draft.values, **links.resolve(entry.draft, doubts)}
            values |= {key: json_value(values[key]) for key in self._own if key in values}
            if old is not None:
                values = {
                    key: value for key, value in values.items() if key not in entry.draft.derived or old[key] is None
                }
            if old is None and self._rehearsal and entry.key is not None and hash(entry.key) in self._memory.keys:
                outcome.updated += 1
            elif old is None:
                others = links.others(entry.draft, values.get(COMPANY_COLUMN), doubts)
                self._create(values, entry, outcome, doubts)
                outcome.others.append(others)
            else:
                self._change(old, values, outcome)
                if links.others(entry.draft, values.get(COMPANY_COLUMN), doubts):
                    doubts.append(Problem(Doubt.MORE_COMPANIES, line, entry.draft.links[COMPANY_COLUMN].header))
        except AmbiguousLink as error:
            return error.problem
        except Unfit as error:
            return Problem(error.problem, line, text=error.label)
        return None

    def _create(self, values: Mapping[str, Any], entry: Entry, outcome: Outcome, doubts: list[Problem]) -> None:
        row = new_row(self._kind, self._columns, values, self._now, self._plan.columns.own)
        outcome.new.append(nested(row, self._own) if self._own else row)
        outcome.created += 1
        said = any(doubt.code in (Doubt.UNKNOWN_OWNER, Doubt.AMBIGUOUS_OWNER) for doubt in doubts)
        if self._kind is ObjectType.TASK and self._has_owner and values.get("owner_id") is None and not said:
            doubts.append(Problem(Doubt.NO_ASSIGNEE, entry.draft.line))

    def _change(self, old: Any, values: Mapping[str, Any], outcome: Outcome) -> None:
        if after := changed_values(self._kind, old, values, self._now):
            outcome.after.append((old, after))
            outcome.updated += 1
        else:
            outcome.unchanged += 1

    def _may_have_id(self, entry: Entry, old: Any, taken: Mapping[str, int], outcome: Outcome) -> bool:
        """Whether the row's id of the CRM is not another record's, here or in the file."""
        given = entry.draft.values.get("external_id")
        if given is None or not self._claims_ids:
            return True
        if taken.get(str(given)) not in (None, old["id"] if old else None):
            return False
        claim, by = hash(str(given)), hash(entry.key or entry.draft.line)
        if self._memory.claims.get(claim, by) != by or outcome.claims.get(claim, by) != by:
            return False
        outcome.claims[claim] = by
        return True

    def _key_problem(self, code: RowProblem, entry: Entry, detail: object = None) -> Problem:
        key = self._plan.key
        header = key.label if key else ""
        return Problem(code, entry.draft.line, header, str(entry.draft.values.get(key.column) if key else ""), detail)


def _database_columns(plan: Plan) -> list[str]:
    columns = []
    for found in plan.columns.fields:
        columns.append(found.target.column)
        if isinstance(found.target, Property) and found.target.date_column is not None:
            columns.append(found.target.date_column)
    return columns
