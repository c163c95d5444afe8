"""The team: who is let in, with which rights, and how full their days are (workspace A3, A4, A9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.members import Member, babel_locale
from csbot.domain.permissions import EditScope, Level
from csbot.playground.people import Person
from csbot.services.members import MemberService
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is in the workspace. `load`: which share of the optional tasks they have."""

    team: str | None = None
    lead: str | None = None
    level: Level = Level.WORKSPACE_ACCESS
    seat: bool = True
    edit_scope: EditScope = EditScope.ALL
    export: bool = False
    load: float = 0.5


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member by the short name under which the sample data knows them."""

    key: str
    role: Role
    member: Member


NORDICS, BENELUX, AMERICAS, REST, OPERATIONS = "Nordics", "Benelux", "Americas", "UK & APAC", "Operations"
ROLES = {
    "freja": Role(level=Level.SUPER_ADMIN, export=True, load=0.9),
    "mads": Role(NORDICS, "freja", edit_scope=EditScope.TEAM, export=True, load=0.4),
    "sofie": Role(NORDICS, "mads", load=1.0),
    "anders": Role(NORDICS, "mads", edit_scope=EditScope.OWN, load=0.6),
    "daan": Role(BENELUX, "freja", edit_scope=EditScope.TEAM, load=0.4),
    "lotte": Role(BENELUX, "daan", load=0.8),
    "sanne": Role(BENELUX, "daan", seat=False),
    "oliver": Role(REST, "freja", load=0.7),
    "priya": Role(OPERATIONS, "freja", level=Level.MANAGE_SETTINGS, export=True, load=0.0),
    "emily": Role(AMERICAS, "freja", edit_scope=EditScope.TEAM, load=0.4),
    "marcus": Role(AMERICAS, "emily", load=0.8),
    "mei": Role(REST, "freja", load=0.6),
}


def let_in(uow: UnitOfWork, now: datetime, people: Sequence[Person]) -> list[Colleague]:
    """Add the people, each after their lead; returned in the order given."""
    service = MemberService(uow, now)
    known: dict[str, Colleague] = {}
    for person in sorted(people, key=_depth):
        role = ROLES.get(person.name, Role())
        lead = known.get(role.lead or "")
        member = service.add(
            person.email,
            {
                "slack_user_id": person.id,
                "name": person.real_name,
                "tz": person.tz,
                "locale": babel_locale(person.locale),
                "lead_id": lead.member.id if lead else None,
                "team": role.team,
                "level": int(role.level),
                "seat": role.seat,
                "edit_scope": role.edit_scope,
                "export": role.export,
            },
        )
        known[person.name] = Colleague(person.name, role, member)
    return [known[person.name] for person in people]


def _depth(person: Person) -> int:
    depth, role = 0, ROLES.get(person.name, Role())
    while role.lead:
        depth, role = depth + 1, ROLES[role.lead]
    return depth
