"""The synchronous half of a click: resolve, permit, handle, commit, render (architecture, decision 2).

Runs in a worker thread and talks to nobody; what is to be said comes back as an `Answer`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from secrets import token_hex
from typing import Any

import structlog

from blocks.errors import bug, error, saved_unseen
from blocks.screens import Look, Rendered, Shown
from csbot.clock import Clock
from csbot.domain.errors import CsbotError, NotAllowed, Transient, UnknownCommand, Unreadable
from csbot.domain.members import Viewer, babel_locale
from csbot.domain.permissions import Actor, Denial, Permission, check
from csbot.i18n import mark
from csbot.services.members import SlackProfile
from csbot.services.sessions import Session, Sessions
from handlers.args import nearest
from handlers.calls import Call, Incoming, Kind
from handlers.replies import Ephemeral, Home, Nothing, Replace, Reply
from handlers.routes import ROUTES
from handlers.talks import Spoken, Way, speak

log = structlog.get_logger()
FALLBACK = Viewer(0, "", "UTC", "en_US")
MODAL_TITLE = mark("csbot")


class Fate(StrEnum):
    """How it went; an event's HTTP status follows from it."""

    DONE = "done"
    TRANSIENT = "transient"
    BUG = "bug"
    STRANGER = "stranger"  # Slack must be asked who this is


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an `Incoming`."""

    spoken: Spoken
    fate: Fate = Fate.DONE
    workspace_id: int = 0


@dataclass(slots=True)
class Visit:
    """What is known of the person so far; the look of an error follows from it."""

    look: Look
    workspace_id: int = 0
    saved: bool = False


class Desk:
    """Answers what comes in. `answer` never raises."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self.sessions = sessions
        self.clock = clock

    def answer(self, incoming: Incoming, profile: SlackProfile | None = None) -> Answer:
        """Answer; fate STRANGER when the person is unknown and `profile` was not given."""
        visit = Visit(Look(_stranger_viewer(profile), self.clock.now()))
        try:
            reply = self._handle(incoming, profile, visit)
            if reply is None:
                return Answer(Spoken(), Fate.STRANGER, visit.workspace_id)
            return Answer(spoken(incoming, reply, visit.look), Fate.DONE, visit.workspace_id)
        except CsbotError as problem:
            fate = Fate.TRANSIENT if isinstance(problem, Transient) else Fate.DONE
            return Answer(self._explain(incoming, Shown(error, problem), visit.look), fate, visit.workspace_id)
        except Exception:
            reference = token_hex(4)
            log.exception("bug", reference=reference, route=incoming.name, kind=incoming.kind, saved=visit.saved)
            shown = Shown(saved_unseen, reference) if visit.saved else Shown(bug, reference)
            return Answer(self._explain(incoming, shown, visit.look), Fate.BUG, visit.workspace_id)

    def _handle(self, incoming: Incoming, profile: SlackProfile | None, visit: Visit) -> Reply | None:
        route = ROUTES.get((incoming.kind, incoming.name))
        if route is None and incoming.kind is Kind.EVENT:
            return Nothing()
        writes = route is not None and route.writes
        with self.sessions.open(incoming.team_id, incoming.user_id, writes) as session:
            visit.workspace_id = session.workspace.id
            if session.member is None and profile is None:
                return None
            actor, visit.look = self._who(session, profile)
            self._permit(session, actor, Permission.ENTER if route is None else route.permission)
            if route is None:
                raise _unknown(incoming)
            if writes and not session.is_first(incoming.key, route.name):
                return Nothing()
            reply = route.handler(Call(incoming, actor, visit.look.viewer, visit.look.now), session.services)
        visit.saved = writes
        return reply

    def _who(self, session: Session, profile: SlackProfile | None) -> tuple[Actor, Look]:
        now = session.services.now
        if session.member is not None:
            return session.member.as_actor(), Look(session.member.as_viewer(), now)
        viewer = _stranger_viewer(profile)
        slack_user_id, outsider = (profile.slack_user_id, profile.outsider) if profile else ("", False)
        return Actor(session.workspace.id, None, slack_user_id, viewer.name, outsider=outsider), Look(viewer, now)

    def _permit(self, session: Session, actor: Actor, permission: Permission) -> None:
        try:
            check(actor, permission)
        except NotAllowed as denied:
            asked = () if denied.params["denial"] is Denial.OUTSIDER else session.services.helpers()
            raise NotAllowed(**{**denied.params, "ask": asked}) from None

    def _explain(self, incoming: Incoming, shown: Shown[Any], look: Look) -> Spoken:
        if incoming.kind is Kind.EVENT:
            return spoken(incoming, Home(shown), look)
        return spoken(incoming, Ephemeral(shown), look)


def spoken(incoming: Incoming, reply: Reply, look: Look) -> Spoken:
    """Render a reply for where it goes."""
    if isinstance(reply, Nothing):
        return Spoken()
    rendered = reply.shown.render(look)
    way = {Ephemeral: Way.SAY, Replace: Way.REPLACE, Home: Way.HOME}[type(reply)]
    if isinstance(reply, Replace) and reply.notice is not None:
        notice = reply.notice.render(look)
        rendered = Rendered(f"{notice.text} {rendered.text}", [*notice.blocks, *rendered.blocks])
    return speak(incoming, way, rendered, look.words.text(MODAL_TITLE))


def _unknown(incoming: Incoming) -> CsbotError:
    if incoming.kind is not Kind.COMMAND:
        return Unreadable()
    known = [name for kind, name in ROUTES if kind is Kind.COMMAND]
    return UnknownCommand(word=incoming.name, nearest=nearest(incoming.name, known))


def _stranger_viewer(profile: SlackProfile | None) -> Viewer:
    if profile is None:
        return FALLBACK
    return replace(FALLBACK, name=profile.name, tz=profile.tz or "UTC", locale=babel_locale(profile.locale))
