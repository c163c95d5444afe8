"""Conversations of several people with the app."""

from csbot.playground.people import Channel, Person
from csbot.playground.state.identifiers import new_id
from csbot.playground.state.store import Store


class GroupConversations:
    """One for each set of people, by their ids."""

    def __init__(self, store: Store, everybody: dict[str, Person]) -> None:
        self._store = store
        self._everybody = everybody

    def all(self) -> list[Channel]:
        """Those that were opened, as channels."""
        return [
            self._channel(row["id"], tuple(row["member_ids"].split(",")))
            for row in self._store.rows("SELECT * FROM mpim")
        ]

    def open(self, member_ids: tuple[str, ...]) -> tuple[Channel, bool]:
        """The conversation of these people, and whether it was open already."""
        for channel in self.all():
            if set(channel.member_ids) == set(member_ids):
                return channel, True
        made = self._channel(new_id("G"), member_ids)
        self._store.write("INSERT INTO mpim VALUES (?, ?)", made.id, ",".join(member_ids))
        return made, False

    def _channel(self, channel_id: str, member_ids: tuple[str, ...]) -> Channel:
        names = "--".join(self._everybody[user_id].name for user_id in member_ids if user_id in self._everybody)
        return Channel(channel_id, f"mpdm-{names}-1", member_ids, is_mpim=True)
