"""The synchronous half of a click: resolve, permit, handle, commit, render (architecture, decision 2).

Runs in a worker thread and talks to nobody; what is to be said comes back as an `Answer`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from secrets import token_hex
from typing import Any

import structlog

from blocks.errors import bug, error, saved_unseen, sentence
from blocks.kit.elements import Element, option, plain_text
from blocks.kit.limits import OPTION_DESCRIPTION
from blocks.screens import Frame, Look, Rendered, Shown
from csbot.clock import Clock
from csbot.domain.errors import CsbotError, NotAllowed, Transient, UnknownCommand, Unreadable
from csbot.domain.members import Viewer, babel_locale
from csbot.domain.permissions import Actor, Denial, Permission, check
from csbot.i18n import mark
from csbot.services.members import SlackProfile
from csbot.services.sessions import Session, Sessions
from handlers.args import nearest
from handlers.calls import Call, Incoming, Kind
from handlers.replies import Choice, Close, Ephemeral, Home, Nothing, Open, Options, Refused, Replace, Reply, Update
from handlers.routes import ROUTES
from handlers.talks import Spoken, Way, speak

log = structlog.get_logger()
FALLBACK = Viewer(0, "", "UTC", "en_US")
DIALOG_TITLE = mark("csbot")
DIALOG_CLOSE = mark("Close")
WAYS = {
    Ephemeral: Way.SAY,
    Replace: Way.REPLACE,
    Home: Way.HOME,
    Open: Way.OPEN,
    Update: Way.UPDATE,
}


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
    look: Look
    workspace_id: int
    fate: Fate = Fate.DONE


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
                return Answer(Spoken(), visit.look, visit.workspace_id, Fate.STRANGER)
            return Answer(spoken(incoming, reply, visit.look), visit.look, visit.workspace_id)
        except Refused as refused:
            return Answer(beside_fields(refused, visit.look), visit.look, visit.workspace_id)
        except CsbotError as problem:
            fate = Fate.TRANSIENT if isinstance(problem, Transient) else Fate.DONE
            said = explained(incoming, Shown(error, problem), visit.look)
            return Answer(said, visit.look, visit.workspace_id, fate)
        except Exception:
            reference = token_hex(4)
            log.exception("bug", reference=reference, route=incoming.name, kind=incoming.kind, saved=visit.saved)
            shown = Shown(saved_unseen, reference) if visit.saved else Shown(bug, reference)
            return Answer(explained(incoming, shown, visit.look), visit.look, visit.workspace_id, Fate.BUG)

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
            asked = () if denied.params["denial"] is Denial.OUTSIDER else session.services.helpers(actor.member_id)
            raise NotAllowed(**{**denied.params, "ask": asked}) from None


def explained(incoming: Incoming, shown: Shown[Any], look: Look) -> Spoken:
    """An error, where it can be seen."""
    if incoming.kind is Kind.OPTIONS:
        return Spoken(ack={"options": []})
    return spoken(incoming, Home(shown) if incoming.kind is Kind.EVENT else Ephemeral(shown), look)


def unheard(incoming: Incoming, problem: CsbotError, look: Look) -> Spoken:
    """When Slack did not take an answer: a sentence beside the place, or by direct message."""
    outside = replace(incoming, in_dialog=False, trigger_id="")
    return spoken(outside, Ephemeral(Shown(error, problem)), look)


def beside_fields(refused: Refused, look: Look) -> Spoken:
    """A sentence beside each field of the dialog."""
    sentences = {name: sentence(problem, look.words) for name, problem in refused.problems.items()}
    return Spoken(ack={"response_action": "errors", "errors": sentences})


def spoken(incoming: Incoming, reply: Reply, look: Look) -> Spoken:
    """Render a reply for where it goes."""
    match reply:
        case Nothing():
            return Spoken()
        case Options():
            return Spoken(ack={"options": [_option(choice) for choice in reply.choices]})
        case Close():
            outside = replace(incoming, in_dialog=False, trigger_id="")
            return Spoken({"response_action": "clear"}, spoken(outside, reply.then, look).talk)
    rendered = reply.shown.render(look)
    if isinstance(reply, Replace) and reply.notice is not None:
        notice = reply.notice.render(look)
        rendered = Rendered(f"{notice.text} {rendered.text}", [*notice.blocks, *rendered.blocks])
    frame = Frame(look.words.text(DIALOG_TITLE), look.words.text(DIALOG_CLOSE))
    return speak(incoming, WAYS[type(reply)], rendered, frame)


def _option(choice: Choice) -> Element:
    made = option(choice.text, choice.value)
    if choice.description:
        made["description"] = plain_text(choice.description, OPTION_DESCRIPTION)
    return made


def _unknown(incoming: Incoming) -> CsbotError:
    if incoming.kind is not Kind.COMMAND:
        return Unreadable()
    known = [name for kind, name in ROUTES if kind is Kind.COMMAND]
    return UnknownCommand(word=incoming.name, nearest=nearest(incoming.name, known))


def _stranger_viewer(profile: SlackProfile | None) -> Viewer:
    if profile is None:
        return FALLBACK
    return replace(FALLBACK, name=profile.name, tz=profile.tz or "UTC", locale=babel_locale(profile.locale))
