"""People to whom a task can be given: those who use the workspace (workspace A4, T1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csbot.domain.permissions import Actor
from csbot.domain.records import norm

MENTION = ("<@", ">")


@dataclass(frozen=True, slots=True)
class Assignee:
    """Somebody with access and a seat."""

    id: int
    name: str
    email: str
    slack_user_id: str = ""
    team: str = ""
    lead_id: int | None = None

    @property
    def mailbox(self) -> str:
        """What stands before the @ of the e-mail address."""
        return self.email.partition("@")[0]

    def is_near(self, actor: Actor) -> bool:
        """Whether they are on the actor's team: the same lead or the same team name."""
        leads = {one for one in (self.lead_id, self.id) if one is not None}
        return (
            actor.lead_id in leads or self.lead_id == actor.member_id or (bool(self.team) and self.team == actor.team)
        )


def named(typed: str, people: Iterable[Assignee]) -> list[Assignee]:
    """Whom `@name`, an address or `<@U123>` means: by Slack's id, or by address, full name, mailbox or first name, the
    first that fits.
    """
    if typed.startswith(MENTION[0]):
        slack_id = typed.removeprefix("<@").removesuffix(">").partition("|")[0]
        return [one for one in people if one.slack_user_id == slack_id]
    known, word = list(people), norm(typed.removeprefix("@"))
    spaced = norm(word.replace(".", " ").replace("_", " "))
    for matches in (
        [one for one in known if norm(one.email) == word],
        [one for one in known if norm(one.name) in (word, spaced)],
        [one for one in known if norm(one.mailbox) == word],
        [one for one in known if norm(one.name).partition(" ")[0] == word],
    ):
        if matches:
            return matches
    return []


def offered(text: str, people: Sequence[Assignee], actor: Actor) -> list[Assignee]:
    """Those whose name has the text in it, or whose address begins with it: oneself first, then one's team, then names
    that begin with it.
    """
    wanted = norm(text.strip().removeprefix("@"))

    def rank(one: Assignee) -> tuple[bool, bool, bool, str, int]:
        name = norm(one.name)
        return one.id != actor.member_id, not one.is_near(actor), not name.startswith(wanted), name, one.id

    return sorted((one for one in people if wanted in norm(one.name) or norm(one.email).startswith(wanted)), key=rank)
