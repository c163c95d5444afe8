"""Which channel is a person's DM: asked of Slack once, then remembered for as long as the process runs."""

from collections import OrderedDict

from csbot.services.ports import Slack

REMEMBERED = 10_000


class DirectChannels:
    """Channels of direct messages by workspace and Slack user."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._known: OrderedDict[tuple[int, str], str] = OrderedDict()

    async def open(self, workspace_id: int, slack_user_id: str) -> str:
        """The channel; raises what `Slack.call` raises."""
        key = (workspace_id, slack_user_id)
        if key not in self._known:
            answer = await self._slack.call(workspace_id, "conversations.open", {"users": slack_user_id})
            self._known[key] = str(answer["channel"]["id"])
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return self._known[key]

    def forget(self, workspace_id: int, slack_user_id: str) -> None:
        """Ask again next time: Slack did not know the channel any more."""
        self._known.pop((workspace_id, slack_user_id), None)
