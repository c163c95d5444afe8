"""apps.*: the app's own connections."""

from typing import Any

from csbot.playground.api.registry import APP, Call, method


@method("apps.connections.open", token=APP, only_post=True)
def open_connection(call: Call) -> dict[str, Any]:
    """The address of a new websocket."""
    return {"url": call.workspace.sockets.address(call.workspace.response_urls.base_url)}
