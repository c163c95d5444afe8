"""Who may do what with a view, and what a view must be like (workspace C3-C7)."""

from enum import StrEnum

from csbot.domain.errors import CsbotError, NotAllowed, NotFound, TooLong
from csbot.domain.permissions import Actor, Denial, Permission, denial
from csbot.domain.saved_views.built_in import ALL
from csbot.domain.saved_views.errors import MissingViewName, PrivateDefault
from csbot.domain.saved_views.model import DESCRIPTION_MAX, NAME_MAX, Sharing, View, ViewField, ViewForm


class ViewAct(StrEnum):
    """What can be done with a view."""

    EDIT = "edit"
    CLONE = "clone"
    PIN = "pin"
    DELETE = "delete"
    HIDE = "hide"  # a built-in one, for everybody


def is_seen(actor: Actor, view: View) -> bool:
    """Private views are their owner's alone (workspace A9)."""
    return view.sharing is Sharing.EVERYONE or (view.owner is not None and view.owner.id == actor.member_id)


def manages_views(actor: Actor) -> bool:
    """Whether the actor may change what everybody sees (workspace C4)."""
    return denial(actor, Permission.MANAGE) is None and denial(actor, Permission.USE) is None


def rights(actor: Actor, view: View) -> frozenset[ViewAct]:
    """What the actor may do with a view that they see (workspace C1, C4, C7)."""
    anybody = {ViewAct.CLONE, ViewAct.PIN} if view.filter is not None else {ViewAct.PIN}
    if view.is_built_in:
        may_hide = view.key != ALL and manages_views(actor)
        return frozenset(anybody | ({ViewAct.HIDE} if may_hide else set()))
    if view.sharing is Sharing.PRIVATE or manages_views(actor):
        return frozenset(anybody | {ViewAct.EDIT, ViewAct.DELETE})
    return frozenset(anybody)


def check_act(actor: Actor, view: View, act: ViewAct) -> None:
    """Raise `NotFound` for a view that the actor doesn't see, `NotAllowed` for what they may not do with it."""
    if not is_seen(actor, view):
        raise NotFound(noun="view", number=view.key)
    if act not in rights(actor, view):
        raise NotAllowed(denial=denial(actor, Permission.USE) or Denial.NO_MANAGE, ask=())


def check_sharing(actor: Actor, sharing: Sharing) -> None:
    """Raise `NotAllowed` unless the actor may make a view for these people (workspace C4)."""
    if sharing is Sharing.EVERYONE and not manages_views(actor):
        raise NotAllowed(denial=denial(actor, Permission.USE) or Denial.NO_MANAGE, ask=())


def flaws(form: ViewForm) -> dict[str, CsbotError]:
    """What can't be taken, by the field of the dialog."""
    problems: dict[str, CsbotError] = {}
    if not form.name:
        problems[ViewField.NAME] = MissingViewName()
    elif len(form.name) > NAME_MAX:
        problems[ViewField.NAME] = TooLong(limit=NAME_MAX, length=len(form.name))
    if len(form.description) > DESCRIPTION_MAX:
        problems[ViewField.DESCRIPTION] = TooLong(limit=DESCRIPTION_MAX, length=len(form.description))
    if form.is_default and form.sharing is Sharing.PRIVATE:
        problems[ViewField.SHARING] = PrivateDefault()
    return problems
