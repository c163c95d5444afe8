"""views.*: modals and Homes."""

from typing import Any

from csbot.playground import limits
from csbot.playground.api.registry import Call, method
from csbot.playground.api.users import find_person
from csbot.playground.errors import ApiError
from csbot.playground.state.triggers import Trigger
from csbot.playground.validator import view_errors, view_is_too_large


def check_view(view: Any, surface: str) -> dict[str, Any]:
    """A view that Slack would show. Raises ``view_too_large``, or ``invalid_arguments`` with all that is wrong."""
    if view_is_too_large(view):
        raise ApiError("view_too_large")
    if errors := view_errors(view, surface):
        raise ApiError("invalid_arguments", tuple(f"[ERROR] {error}" for error in errors))
    checked: dict[str, Any] = view
    return checked


def _view(call: Call, surface: str) -> dict[str, Any]:
    if not call.arguments.has("view"):
        raise ApiError("invalid_arguments", ("[ERROR] missing required field: view",))
    return check_view(call.arguments.document("view", "invalid_arguments"), surface)


def _trigger(call: Call) -> Trigger:
    return call.workspace.triggers.exchange(call.arguments.required("trigger_id"))


@method("views.open")
def open_view(call: Call) -> dict[str, Any]:
    """Show a modal to whoever caused the trigger id."""
    view = _view(call, limits.MODAL)
    user_id = _trigger(call).user_id
    return {"view": call.workspace.show(lambda: call.workspace.views.open(user_id, view), user_id)}


@method("views.push")
def push_view(call: Call) -> dict[str, Any]:
    """Lay a modal on top of the one that was acted in."""
    view = _view(call, limits.MODAL)
    user_id = _trigger(call).user_id
    return {"view": call.workspace.show(lambda: call.workspace.views.push(user_id, view), user_id)}


@method("views.update")
def update_view(call: Call) -> dict[str, Any]:
    """Change a view on display, named by ``view_id`` or ``external_id``. Raises ``not_found`` once it is closed."""
    views = call.workspace.views
    view_id, external_id = call.arguments.text("view_id"), call.arguments.text("external_id")
    if not view_id and not external_id:
        raise ApiError("invalid_arguments", ("[ERROR] missing required field: view_id",))
    shown = views.find(view_id) if view_id else views.by_external_id(external_id)
    if shown is None:
        raise ApiError("not_found")
    view = _view(call, shown["type"])
    user_id = views.owner(shown["id"])
    view_hash = call.arguments.text("hash")
    return {"view": call.workspace.show(lambda: views.update(shown, view, view_hash), user_id)}


@method("views.publish")
def publish_view(call: Call) -> dict[str, Any]:
    """Set a person's Home. Raises ``not_enabled`` when the app has none."""
    if "home" not in call.workspace.config.tabs:
        raise ApiError("not_enabled")
    view = _view(call, limits.HOME)
    person = find_person(call, call.arguments.required("user_id"))
    if person.is_bot or person.deleted:
        raise ApiError("user_not_found")
    view_hash = call.arguments.text("hash")
    return {"view": call.workspace.show(lambda: call.workspace.views.publish(person.id, view, view_hash), person.id)}
