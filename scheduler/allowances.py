"""How often one of Slack's methods may be called for each workspace, so that its limits are not run into."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


class Allowance:
    """So many calls in any minute, and none before Slack wants any. All instants are real time."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._taken: defaultdict[int, deque[datetime]] = defaultdict(deque)
        self._rests: dict[int, tuple[datetime, datetime]] = {}

    def take(self, workspace_id: int, real: datetime) -> bool:
        """Whether a call may be made now; it is counted then."""
        taken = self._taken[workspace_id]
        while taken and not real - MINUTE < taken[0] <= real:  # one of the future was before a clock was set back
            taken.popleft()
        since, until = self._rests.get(workspace_id, (real, real))
        if len(taken) >= self._a_minute or since <= real < until:
            return False
        taken.append(real)
        return True

    def rest(self, workspace_id: int, real: datetime, pause: timedelta) -> None:
        """No call of this workspace's for so long."""
        self._rests[workspace_id] = real, real + pause
