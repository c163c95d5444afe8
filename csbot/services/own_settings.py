"""`/cs settings`: everybody's own preferences and digests (workspace N2, N3)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.members import Member
from csbot.domain.own_settings import DigestChoice, OwnSettings
from csbot.domain.permissions import Actor, Permission, check, denial
from csbot.domain.preferences import Preferences, Whose
from csbot.domain.subscriptions import DigestKind
from csbot.services import subscriptions
from csbot.storage import holds
from csbot.storage import listeners as stored_listeners
from csbot.storage import members as stored_members
from csbot.storage import subscriptions as stored_subscriptions
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OwnSettingsService:
    """Reads and changes what the actor chose for themself. `now` is business time, `real_now` the process's real time.

    All methods raise `NotAllowed` for somebody who may not enter (workspace A5).
    """

    uow: UnitOfWork
    now: datetime
    real_now: datetime

    def of(self, actor: Actor) -> OwnSettings:
        """What is chosen now."""
        member = self._member(actor)
        default = subscriptions.default_cadence(self.uow, member)
        known = stored_subscriptions.read_of(self.uow, member.id)
        choices = []
        for kind in DigestKind:
            cadence = known[kind].cadence if kind in known else default
            is_on = kind in known and known[kind].enabled
            choices.append(DigestChoice(kind, is_on, cadence.local_minute, cadence.weekdays))
        usual = subscriptions.usual_days(self.uow)
        sees_others = denial(actor, Permission.USE) is None
        return OwnSettings(
            member.preferences, member.slack_tz, member.slack_locale, usual, tuple(choices), member.whose, sees_others
        )

    def prefer(self, actor: Actor, chosen: Preferences) -> Member:
        """Keep preferences; digests move to the zone and to the working days, and what quiet hours hold back is judged
        anew (N3, N4)."""
        before = subscriptions.default_cadence(self.uow, self._member(actor)).weekdays
        kept = chosen.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        member = stored_members.change(self.uow, actor.id, {"preferences": kept})
        subscriptions.follow_zone(self.uow, member, self.now)
        subscriptions.follow_days(self.uow, member, before, self.now)
        holds.ask_again(self.uow, member.id, self.now)
        return member

    def listen(self, actor: Actor, whose: Whose) -> None:
        """Let the actor hear of the tasks and records of these people (N3); raises `NotAllowed` for others' where the
        actor sees the Summary only (A4).
        """
        check(actor, Permission.ENTER if whose is Whose.OWN else Permission.USE)
        if self._member(actor).whose is not whose:
            stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
            stored_listeners.choose(self.uow, actor.id, whose)

    def choose_digest(self, actor: Actor, kind: DigestKind, minute: int, weekdays: int) -> None:
        """Let a digest come at a minute of the days in the mask; no days switch it off (workspace N2)."""
        subscriptions.choose(self.uow, self._member(actor), kind, minute, weekdays, self.now)

    def send_now(self, actor: Actor, kind: DigestKind) -> None:
        """Send the actor a digest at once, by direct message, in quiet hours too."""
        real = real_time_at(self.uow.connection, self.real_now)
        subscriptions.send_now(self.uow, self._member(actor), kind, self.now, real)

    def _member(self, actor: Actor) -> Member:
        check(actor, Permission.ENTER)
        return stored_members.get(self.uow, actor.id)
