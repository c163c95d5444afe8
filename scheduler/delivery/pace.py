"""The times that deliveries are sent by; only tests of faults, which can't wait for minutes, choose others."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """All in real time. `call_timeout`: what a call to Slack may take; a lease must be much longer."""

    lease_for: timedelta = timedelta(seconds=60)
    call_timeout: timedelta = timedelta(seconds=10)


USUAL = Pace()
