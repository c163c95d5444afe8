"""Submitting and closing modals."""

from typing import Any

from csbot.playground import limits
from csbot.playground.api.views import check_view
from csbot.playground.errors import ApiError, DriverError
from csbot.playground.gestures.forms import Values, input_errors, state_of
from csbot.playground.gestures.payloads import interaction
from csbot.playground.gestures.sender import interaction_letter
from csbot.playground.gestures.stage import TROUBLE, Result, Stage, interaction_result
from csbot.playground.gestures.uploads import with_files
from csbot.playground.people import Person

View = dict[str, Any]


def _top(stage: Stage, person: Person, view_id: str) -> View:
    stack = stage.workspace.views.stack(person.id)
    if not stack or (view_id and stack[-1]["id"] != view_id):
        raise DriverError(f"{person.name} has no such modal on top")
    return stack[-1]


def _judge(view: View, depth: int, body: Any) -> None:
    if not isinstance(body, dict) or not body:
        return
    action = body.get("response_action")
    if action == "errors":
        errors = body.get("errors")
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise ApiError("invalid_errors", ("errors must name input blocks of the view",))
    elif action in ("update", "push"):
        check_view(body.get("view"), limits.MODAL)
        if action == "push" and depth >= limits.VIEW_STACK:
            raise ApiError("push_limit_reached")
    elif action != "clear":
        raise ApiError("invalid_response_action")


async def submit(stage: Stage, user_id: str, view_id: str, values: Values) -> Result:
    """A person submits their topmost modal; the ack's ``response_action`` is applied, without one it closes.

    Inputs that Slack itself would refuse come back as ``errors`` and are not sent.
    """
    workspace = stage.workspace
    person = stage.person(user_id)
    view = _top(stage, person, view_id)
    state = state_of(view["blocks"], with_files(stage, view["blocks"], values))
    if errors := input_errors(view["blocks"], state):
        return Result(0, errors=errors)
    payload = {
        **interaction(workspace, "view_submission", person),
        "trigger_id": workspace.triggers.issue(person.id, view["id"]),
        "view": {**view, "state": state},
        "response_urls": [],
    }
    depth = len(workspace.views.stack(person.id))
    ack = await stage.sender.send(interaction_letter(payload, lambda body: _judge(view, depth, body)))
    if ack.failure:
        return Result(ack.status, ack.body, TROUBLE)
    errors = _apply(stage, person, view, ack.body if isinstance(ack.body, dict) else {})
    workspace.live.tell("modals", person.id)
    return Result(ack.status, ack.body, errors=errors)


def _apply(stage: Stage, person: Person, view: View, body: dict[str, Any]) -> dict[str, str]:
    views = stage.workspace.views
    match body.get("response_action"):
        case "errors":
            return dict(body["errors"])
        case "update":
            views.update(view, body["view"])
        case "push":
            views.push(person.id, body["view"])
        case "clear":
            views.clear(person.id)
        case _:
            views.close(view["id"])
    return {}


async def close(stage: Stage, user_id: str, view_id: str, whole_stack: bool) -> Result:
    """A person closes the topmost modal, or the whole stack; each that asked for it sends ``view_closed``."""
    workspace = stage.workspace
    person = stage.person(user_id)
    top = _top(stage, person, view_id)
    cleared = whole_stack or bool(top["clear_on_close"])
    gone = list(reversed(workspace.views.stack(person.id))) if cleared else [top]
    if cleared:
        workspace.views.clear(person.id)
    else:
        workspace.views.close(top["id"])
    workspace.live.tell("modals", person.id)
    result = Result()
    for view in gone:
        if view["notify_on_close"]:
            payload = {**interaction(workspace, "view_closed", person), "view": view, "is_cleared": cleared}
            result = interaction_result(await stage.sender.send(interaction_letter(payload)))
    return result
