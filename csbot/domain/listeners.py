"""Who hears of what becomes of others' tasks and records: who chose to, and may see them (workspace N3, A4, A9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csbot.domain.members import Member
from csbot.domain.permissions import Permission, denial, same_team
from csbot.domain.preferences import Event, Way, Whose


@dataclass(frozen=True, slots=True)
class Told:
    """What one member is told: of an event, and whose task or record it is about."""

    member_id: int
    event: Event
    owner_id: int


def whose_of(member: Member) -> Whose:
    """Whose tasks and records a member hears of at this moment; who may see the Summary only hears of their own."""
    return Whose.OWN if denial(member.as_actor(), Permission.USE) else member.whose


def hears_of(member: Member, owner: Member) -> bool:
    """Whether a member hears of another's tasks and records."""
    whose = whose_of(member)
    return whose is Whose.ALL or (whose is Whose.TEAM and same_team(member.as_actor(), owner.as_subject()))


def told_of(happened: Sequence[tuple[Event, int]], people: Mapping[int, Member], actor_id: int) -> list[Told]:
    """Who is told of one act, each once: the owners, then whoever listens; never who did it.

    `happened`: events with the owners, what says most first; `people`: those who listen, and the owners, by id.
    """
    told = {owner_id: Told(owner_id, event, owner_id) for event, owner_id in happened if owner_id != actor_id}
    for member in people.values():
        if member.id == actor_id or member.id in told:
            continue
        for event, owner_id in happened:
            if member.preferences.way(event) is not Way.OFF and hears_of(member, people[owner_id]):
                told[member.id] = Told(member.id, event, owner_id)
                break
    return list(told.values())
