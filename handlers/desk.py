"""The synchronous half of a click: resolve, permit, handle, commit, render (architecture, decision 2).

Runs in a worker thread and talks to nobody; what is to be said comes back as an `Answer`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape
from secrets import token_hex
from typing import Any

import structlog

from blocks.errors import bug, error, saved_unseen, sentence
from blocks.kit.elements import Element, option, plain_text
from blocks.kit.limits import BUTTON_VALUE, OPTION_DESCRIPTION
from blocks.screens import Frame, Look, Rendered, Shown
from csbot.clock import Clock
from csbot.domain.errors import (
    Busy,
    CsbotError,
    DialogLost,
    InDoubt,
    Refused,
    SlackRefused,
    Transient,
    UnknownCommand,
    Unreadable,
)
from csbot.domain.members import Viewer, babel_locale
from csbot.domain.permissions import Actor, Permission
from csbot.domain.workspaces import Operator
from csbot.i18n import mark
from csbot.patience import Saving
from csbot.services.members import SlackProfile
from csbot.services.sessions import Session, Sessions
from handlers.args import check_lengths, nearest
from handlers.calls import Call, Incoming, Kind, PlaceKind
from handlers.permits import permit
from handlers.replies import Back, Choice, Close, Ephemeral, Home, Nothing, Open, Options, Replace, Reply, Update
from handlers.routes import ROUTES
from handlers.talks import Spoken, Way, speak

log = structlog.get_logger()
TOO_LATE = ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id")
FALLBACK = Viewer(0, "", "UTC", "en_US")
KNOWN = 10_000  # people; forgotten together, since they are known again by their next click
MOST_WORDS = 20  # of a mistyped command that are looked at
DIALOG_TITLE = mark("csbot")
DIALOG_CLOSE = mark("Close")
WAYS = {
    Ephemeral: Way.SAY,
    Replace: Way.REPLACE,
    Home: Way.HOME,
    Open: Way.OPEN,
    Update: Way.UPDATE,
    Back: Way.BACK,
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
    """Answers what comes in. `answer` never raises.

    It knows by heart in which workspace and language people read: a database that does not answer can't be asked.
    """

    def __init__(self, sessions: Sessions, clock: Clock, operator: Operator) -> None:
        self.sessions = sessions
        self.clock = clock
        self.operator = operator
        self._known: dict[tuple[str, str], Visit] = {}

    def answer(self, incoming: Incoming, profile: SlackProfile | None = None) -> Answer:
        """Answer; fate STRANGER when Slack must be asked who it is. With `profile` they are introduced first."""
        visit = Visit(Look(_stranger_viewer(profile), self.clock.now()))
        try:
            if profile is not None:
                admin_email = self.operator.admin_email_in(incoming.team_id)
                self.sessions.introduce(incoming.team_id, profile, admin_email, _is_at_home(incoming))
            reply = self._handle(incoming, profile, visit)
            if reply is None:
                return Answer(Spoken(), visit.look, visit.workspace_id, Fate.STRANGER)
            self._remember(incoming, visit)
            return Answer(spoken(incoming, reply, visit.look), visit.look, visit.workspace_id)
        except Refused as refused:
            return Answer(beside_fields(incoming, refused, visit.look), visit.look, visit.workspace_id)
        except CsbotError as problem:
            if not isinstance(problem, Transient):
                said = explained(incoming, Shown(error, problem), visit.look)
                return Answer(said, visit.look, visit.workspace_id)
            return self._put_off(incoming, problem, self._recalled(incoming, visit))
        except Exception:
            reference = given_reference()
            log.exception("bug", reference=reference, saved=visit.saved)
            shown = Shown(saved_unseen, reference) if visit.saved else Shown(bug, reference)
            return Answer(explained(incoming, shown, visit.look), visit.look, visit.workspace_id, Fate.BUG)

    def give_up(self, incoming: Incoming, saving: Saving) -> Answer:
        """The answer for whoever can't wait any longer for that of `answer`."""
        visit = self._recalled(incoming, Visit(Look(FALLBACK, self.clock.now())))
        if saving is not Saving.DONE:
            return self._put_off(incoming, Busy() if saving is Saving.NOT else InDoubt(), visit)
        said = explained(incoming, Shown(saved_unseen, given_reference()), visit.look)
        return Answer(said, visit.look, visit.workspace_id)

    def _put_off(self, incoming: Incoming, problem: Transient, visit: Visit) -> Answer:
        said = explained(incoming, Shown(error, problem), visit.look)
        return Answer(said, visit.look, visit.workspace_id, Fate.TRANSIENT)

    def _remember(self, incoming: Incoming, visit: Visit) -> None:
        if len(self._known) >= KNOWN:
            self._known.clear()
        self._known[incoming.team_id, incoming.user_id] = visit

    def _recalled(self, incoming: Incoming, visit: Visit) -> Visit:
        """What is known of somebody whom the database did not tell."""
        known = None if visit.workspace_id else self._known.get((incoming.team_id, incoming.user_id))
        return visit if known is None else Visit(replace(known.look, now=visit.look.now), known.workspace_id)

    def _handle(self, incoming: Incoming, profile: SlackProfile | None, visit: Visit) -> Reply | None:
        route = ROUTES.get((incoming.kind, incoming.name))
        if route is None and incoming.kind is Kind.EVENT:
            return Nothing()
        writes = route is not None and route.writes
        permission = Permission.ENTER if route is None else route.permission
        with self.sessions.open(incoming.team_id, incoming.user_id, writes) as session:
            visit.workspace_id = session.workspace.id
            if permission is None:
                actor = Actor(session.workspace.id, None, "", "")
            elif profile is None and (session.member is None or self._may_become_admin(session, incoming)):
                return None
            else:
                actor, visit.look = self._who(session, profile)
                permit(actor, permission, session.services)
            check_lengths(incoming)
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
            return session.member.as_actor(), Look(session.member.as_viewer(session.workspace.currency), now)
        viewer = _stranger_viewer(profile)
        slack_user_id, outsider = (profile.slack_user_id, profile.outsider) if profile else ("", False)
        return Actor(session.workspace.id, None, slack_user_id, viewer.name, outsider=outsider), Look(viewer, now)

    def _may_become_admin(self, session: Session, incoming: Incoming) -> bool:
        by_email = self.operator.admin_email_in(incoming.team_id)
        return not by_email and _is_at_home(incoming) and session.lacks_admin()


def given_reference() -> str:
    """What the log has bound for this request, so that all of its lines say the same (csbot.metrics.watched)."""
    return str(structlog.contextvars.get_contextvars().get("reference") or token_hex(4))


def explained(incoming: Incoming, shown: Shown[Any], look: Look) -> Spoken:
    """An error, where it can be seen."""
    if incoming.kind is Kind.OPTIONS:
        return Spoken(ack={"options": []})
    try:
        return spoken(incoming, Home(shown) if incoming.kind is Kind.EVENT else Ephemeral(shown), look)
    except Exception:  # the last resort: Slack is answered all the same
        log.exception("nothing could be said", screen=shown.screen.name)
        return Spoken()


def unheard(incoming: Incoming, problem: CsbotError, look: Look) -> Spoken:
    """When Slack did not take an answer: a sentence beside the place, or by direct message."""
    if isinstance(problem, SlackRefused) and problem.error in TOO_LATE:
        again = f"{incoming.name} {incoming.typed}".strip() if incoming.kind is Kind.COMMAND else ""
        problem = DialogLost(nearest=again if len(again) <= BUTTON_VALUE else "")
    return spoken(from_outside(incoming), Ephemeral(Shown(error, problem)), look)


def from_outside(incoming: Incoming) -> Incoming:
    """The same without its dialog, after the ack: what is said goes to the place where the dialog was opened."""
    place = incoming.place
    if place.kind is PlaceKind.COMMAND:
        place = replace(place, kind=PlaceKind.EPHEMERAL)
    return replace(incoming, place=place, in_dialog=False, trigger_id="")


def beside_fields(incoming: Incoming, refused: Refused, look: Look) -> Spoken:
    """A sentence beside each field of the dialog. Slack shows these as plain text."""
    sentences = {
        incoming.field_ids.get(name, name): unescape(sentence(problem, look.words))
        for name, problem in refused.problems.items()
    }
    return Spoken(ack={"response_action": "errors", "errors": sentences})


def spoken(incoming: Incoming, reply: Reply, look: Look) -> Spoken:
    """Render a reply for where it goes."""
    match reply:
        case Nothing():
            return Spoken()
        case Options():
            return Spoken(ack={"options": [_option(choice) for choice in reply.choices]})
        case Close():
            eye = look if reply.viewer is None else replace(look, viewer=reply.viewer)
            return Spoken({"response_action": "clear"}, spoken(from_outside(incoming), reply.then, eye).talk)
        case Update(beside=Replace() | Ephemeral() as beside):
            also = spoken(from_outside(incoming), beside, look).talk
            return replace(spoken(incoming, replace(reply, beside=None), look), also=also)
    rendered = reply.shown.render(look)
    if isinstance(reply, Replace | Update) and reply.notice is not None:
        rendered = below(reply.notice.render(look), rendered)
    frame = Frame(look.words.text(DIALOG_TITLE), look.words.text(DIALOG_CLOSE))
    return speak(incoming, WAYS[type(reply)], rendered, frame)


def below(notice: Rendered, screen: Rendered) -> Rendered:
    """A notice above a screen: what is pressed on it counts as pressed on the screen."""
    ref = str(screen.blocks[0]["block_id"]).rpartition("|")[0]
    top = [{**block, "block_id": f"{ref}|n{number}"} for number, block in enumerate(notice.blocks)]
    return replace(screen, text=f"{notice.text} {screen.text}", blocks=[*top, *screen.blocks])


def _is_at_home(incoming: Incoming) -> bool:
    """Whether somebody opened Home (workspace A8); the Messages tab sends the same event."""
    return incoming.kind is Kind.EVENT and incoming.value == "home"


def _option(choice: Choice) -> Element:
    made = option(choice.text, choice.value)
    if choice.description:
        made["description"] = plain_text(choice.description, OPTION_DESCRIPTION)
    return made


def _unknown(incoming: Incoming) -> CsbotError:
    if incoming.kind is not Kind.COMMAND:
        return Unreadable()
    known = [name for kind, name in ROUTES if kind is Kind.COMMAND]
    meant, rest = nearest(incoming.name, known), incoming.typed
    if not meant:  # `/cs my tasks`, `/cs overdue tasks`
        first, *others = incoming.typed.split()[:MOST_WORDS] or [""]
        meant, rest = first.casefold(), " ".join([incoming.name, *others])
        meant = meant if meant in known else ""
    whole = f"{meant} {rest}".strip() if meant else ""
    return UnknownCommand(word=incoming.name, nearest=whole if len(whole) <= BUTTON_VALUE else meant)


def _stranger_viewer(profile: SlackProfile | None) -> Viewer:
    if profile is None:
        return FALLBACK
    return replace(FALLBACK, name=profile.name, tz=profile.tz or "UTC", locale=babel_locale(profile.locale))
