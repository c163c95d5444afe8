"""Global shortcuts and shortcuts on messages."""

from csbot.playground.errors import DriverError
from csbot.playground.gestures.payloads import channel_part, interaction
from csbot.playground.gestures.sender import interaction_letter
from csbot.playground.gestures.stage import Result, Stage, interaction_result
from csbot.playground.state.response_urls import Place


async def use_shortcut(stage: Stage, user_id: str, callback_id: str) -> Result:
    """A person picks a global shortcut of the app."""
    person = stage.person(user_id)
    workspace = stage.workspace
    payload = {
        **interaction(workspace, "shortcut", person),
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.issue(person.id),
        "action_ts": f"{workspace.clock.business_micros() / 1_000_000:.6f}",
    }
    return interaction_result(await stage.sender.send(interaction_letter(payload)))


async def use_message_shortcut(stage: Stage, user_id: str, channel_id: str, ts: str, callback_id: str) -> Result:
    """A person picks a shortcut of the app on a message."""
    person = stage.person(user_id)
    workspace = stage.workspace
    channel_id = stage.channel(person, channel_id)
    message = workspace.messages.find(channel_id, ts)
    if message is None:
        raise DriverError(f"there is no message {ts!r} in {channel_id!r}")
    place = Place(person.id, channel_id, ts)
    payload = {
        **interaction(workspace, "message_action", person),
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.issue(person.id),
        "response_url": workspace.response_urls.address(workspace.response_urls.issue(place)),
        "action_ts": f"{workspace.clock.business_micros() / 1_000_000:.6f}",
        "message_ts": ts,
        "channel": channel_part(workspace, channel_id),
        "message": message,
    }
    return interaction_result(await stage.sender.send(interaction_letter(payload)))
