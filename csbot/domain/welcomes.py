"""What csbot tells its first super admin (workspace A8)."""

from dataclasses import dataclass

FIRST_ADMIN = "first_admin"


@dataclass(frozen=True, slots=True)
class Welcome:
    """The workspace, by name."""

    workspace: str
