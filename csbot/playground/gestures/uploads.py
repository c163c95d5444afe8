"""A person's files: for a file input, or shared in a conversation."""

from typing import Any

from csbot.playground.api.files import file_document
from csbot.playground.errors import ApiError, DriverError
from csbot.playground.gestures.forms import Values, elements
from csbot.playground.gestures.stage import Stage
from csbot.playground.state.files import File


def keep(stage: Stage, user_id: str, name: str, content: bytes, channel_id: str = "") -> File:
    """Keep a file, as one of a conversation's when given. Answers it as Slack shows it."""
    workspace = stage.workspace
    person = stage.person(user_id)
    where: dict[str, Any] = {}
    if channel_id:
        where = {"ims": [channel_id]} if workspace.dm_owner(channel_id) else {"channels": [channel_id]}
    file_id, ticket = workspace.files.announce(person.id, name, len(content))
    workspace.files.upload(ticket, content)
    return file_document(workspace, workspace.files.complete(file_id, where))


def with_files(stage: Stage, blocks: list[dict[str, Any]], values: Values) -> Values:
    """What was entered, with the files that ids in file inputs mean. Raises DriverError for an unknown one."""
    found = {block_id: dict(inputs) for block_id, inputs in values.items()}
    for block, element in elements(blocks):
        inputs = found.get(block["block_id"], {})
        if element["type"] == "file_input" and element["action_id"] in inputs:
            inputs[element["action_id"]] = [_file(stage, file_id) for file_id in inputs[element["action_id"]] or []]
    return found


def _file(stage: Stage, file_id: Any) -> File:
    try:
        return file_document(stage.workspace, stage.workspace.files.find(str(file_id)))
    except ApiError as error:
        raise DriverError(f"there is no file {file_id!r}") from error
