"""Which tokens are good, and what the app may do with them. Gone with the process."""

import secrets
from dataclasses import dataclass

from csbot.playground.clock import Clock
from csbot.playground.errors import ApiError

CODE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody agreed to when installing the app."""

    scopes: str
    redirect_uri: str
    user_id: str
    issued: float


class Access:
    """Any token is good until it, or all of its team's, are revoked; installing anew gives a fresh one.

    ``scopes`` None allows everything.
    """

    def __init__(self, clock: Clock, scopes: frozenset[str] | None) -> None:
        self._clock = clock
        self.scopes = scopes
        self._revoked: set[str] = set()
        self._fresh: set[str] = set()
        self._grants: dict[str, Grant] = {}

    def revoke(self, token_or_team: str) -> None:
        """Make a token, or all tokens of a team, useless."""
        self._revoked.add(token_or_team)
        self._fresh.discard(token_or_team)
        if not token_or_team.startswith("xoxb-"):
            self._fresh.clear()

    def restore(self) -> None:
        """All tokens are good again."""
        self._revoked.clear()

    def check_token(self, token: str, team_id: str) -> None:
        """Raise ``token_revoked``; only bots' tokens are."""
        if not token.startswith("xoxb-"):
            return
        if token in self._revoked or (team_id in self._revoked and token not in self._fresh):
            raise ApiError("token_revoked")

    def check_scopes(self, needed: tuple[str, ...]) -> None:
        """Raise ``missing_scope``, naming what is needed and what was provided."""
        if self.scopes is None:
            return
        if missing := [scope for scope in needed if scope not in self.scopes]:
            provided = ",".join(sorted(self.scopes))
            raise ApiError("missing_scope", more={"needed": ",".join(missing), "provided": provided})

    def grant(self, scopes: str, redirect_uri: str, user_id: str) -> str:
        """A code for an installation that somebody agreed to."""
        code = secrets.token_urlsafe(24)
        self._grants[code] = Grant(scopes, redirect_uri, user_id, self._clock.real())
        return code

    def exchange(self, code: str) -> Grant:
        """Use a code up. Raises ``invalid_code`` for unknown, used and old ones."""
        grant = self._grants.pop(code, None)
        if grant is None or self._clock.real() - grant.issued > CODE_SECONDS:
            raise ApiError("invalid_code")
        return grant

    def fresh_token(self, team_id: str) -> str:
        """A new bot token."""
        token = f"xoxb-{team_id}-{secrets.token_hex(12)}"
        self._fresh.add(token)
        return token
