"""Modals and Homes: submissions, stacks, closing, hashes, and what Slack refuses to show."""

from typing import Any

from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import actions, button, home, modal, section, text_input
from tests.playground.conftest import FREJA, Rig

GENERAL, _, SHARED = (channel.id for channel in DEFAULT_TEAM.channels)
TROUBLE = "We had some trouble connecting. Try again?"


async def opened(rig: Rig, view: dict[str, Any], user: str = FREJA.id) -> dict[str, Any]:
    """Open a modal through a command's trigger id."""
    await rig.do("command", user=user, text="/cs")
    answer = await rig.api("views.open", trigger_id=rig.app.last("command")["trigger_id"], view=view)
    assert answer["ok"], answer
    return answer["view"]


async def test_a_submission_carries_state_and_closes_the_modal(rig: Rig) -> None:
    view = await opened(rig, modal(text_input("name"), text_input("note", initial_value="old"), private_metadata="p"))
    await rig.do("submit", user=FREJA.id, values={"name": {"text": "Acme"}})
    sent = rig.app.last("view_submission")["view"]
    assert (sent["id"], sent["private_metadata"]) == (view["id"], "p")
    entered = {block: state["text"]["value"] for block, state in sent["state"]["values"].items()}
    assert entered == {"name": "Acme", "note": "old"}
    assert (await rig.see("modals", user=FREJA.id))["views"] == []


async def test_slack_itself_asks_for_required_inputs(rig: Rig) -> None:
    await opened(rig, modal(text_input("name")))
    answer = await rig.do("submit", user=FREJA.id)
    assert list(answer["errors"]) == ["name"]
    assert "view_submission" not in [entry.kind for entry in rig.app.received]


async def test_errors_in_the_acknowledgement_stand_at_their_fields(rig: Rig) -> None:
    await opened(rig, modal(text_input("name")))
    rig.app.answers["view_submission"] = {"response_action": "errors", "errors": {"name": "Taken"}}
    answer = await rig.do("submit", user=FREJA.id, values={"name": {"text": "x"}})
    assert answer["errors"] == {"name": "Taken"}
    assert len((await rig.see("modals", user=FREJA.id))["views"]) == 1
    rig.app.answers["view_submission"] = {"response_action": "errors", "errors": {"elsewhere": "Taken"}}
    assert (await rig.do("submit", user=FREJA.id, values={"name": {"text": "x"}}))["failure"] == TROUBLE


async def test_a_submission_may_update_push_and_clear(rig: Rig) -> None:
    await opened(rig, modal(section("one")))
    rig.app.answers["view_submission"] = {"response_action": "push", "view": modal(section("two"))}
    await rig.do("submit", user=FREJA.id)
    rig.app.answers["view_submission"] = {"response_action": "update", "view": modal(section("three"))}
    await rig.do("submit", user=FREJA.id)
    stack = (await rig.see("modals", user=FREJA.id))["views"]
    assert [view["blocks"][0]["text"]["text"] for view in stack] == ["one", "three"]
    assert stack[1]["previous_view_id"] == stack[1]["root_view_id"] == stack[0]["id"]
    rig.app.answers["view_submission"] = {"response_action": "clear"}
    await rig.do("submit", user=FREJA.id)
    assert (await rig.see("modals", user=FREJA.id))["views"] == []


async def test_modals_stack_three_deep(rig: Rig) -> None:
    view = await opened(rig, modal(actions(button())))
    answers = []
    for _ in range(3):
        top = (await rig.see("modals", user=FREJA.id))["views"][-1]
        await rig.do("click", user=FREJA.id, view_id=top["id"], action_id="go")
        trigger = rig.app.last("block_actions")["trigger_id"]
        answers.append(await rig.api("views.push", trigger_id=trigger, view=modal(actions(button()))))
    assert [answer.get("error") for answer in answers] == [None, None, "push_limit_reached"]
    assert answers[1]["view"]["root_view_id"] == view["id"]


async def test_closing_tells_the_app_when_the_view_asked_for_it(rig: Rig) -> None:
    await opened(rig, modal(notify_on_close=True))
    await rig.do("close", user=FREJA.id)
    closed = rig.app.last("view_closed")
    assert closed["is_cleared"] is False
    await opened(rig, modal(notify_on_close=True))
    await rig.do("close", user=FREJA.id, all=True)
    assert rig.app.last("view_closed")["is_cleared"] is True


async def test_a_stale_hash_is_a_conflict(rig: Rig) -> None:
    view = await opened(rig, modal(external_id="mine"))
    fresh = await rig.api("views.update", view_id=view["id"], hash=view["hash"], view=modal(external_id="mine"))
    stale = await rig.api("views.update", external_id="mine", hash=view["hash"], view=modal())
    assert (fresh["ok"], stale["error"]) == (True, "hash_conflict")
    published = await rig.api("views.publish", user_id=FREJA.id, view=home())
    await rig.api("views.publish", user_id=FREJA.id, view=home(), hash=published["view"]["hash"])
    late = await rig.api("views.publish", user_id=FREJA.id, view=home(), hash=published["view"]["hash"])
    assert late["error"] == "hash_conflict"


async def test_a_wrong_view_is_refused_with_every_reason(rig: Rig) -> None:
    await rig.do("command", user=FREJA.id, text="/cs")
    trigger = rig.app.last("command")["trigger_id"]
    wrong = {"type": "modal", "blocks": [text_input()], "submit_disabled": True}
    answer = await rig.api("views.open", trigger_id=trigger, view=wrong)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] missing required field: title [json-pointer:/view]",
        "[ERROR] invalid additional property: submit_disabled [json-pointer:/view]",
        "[ERROR] missing required field: submit [json-pointer:/view]",
    ]
    assert (await rig.api("views.open", trigger_id=trigger, view=modal()))["ok"]
