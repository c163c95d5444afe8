"""How often one of Slack's methods may be called for each workspace, so that its limits are not run into."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


class Allowance:
    """So many calls in any minute, and none before Slack wants any. All instants are real time."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._taken: defaultdict[int, deque[datetime]] = defaultdict(deque)
        self._not_before: dict[int, datetime] = {}

    def take(self, workspace_id: int, real: datetime) -> bool:
        """Whether a call may be made now; it is counted then."""
        taken = self._taken[workspace_id]
        while taken and taken[0] + MINUTE <= real:
            taken.popleft()
        if len(taken) >= self._a_minute or self._not_before.get(workspace_id, real) > real:
            return False
        taken.append(real)
        return True

    def rest(self, workspace_id: int, until: datetime) -> None:
        """No call of this workspace's before the instant."""
        self._not_before[workspace_id] = until
