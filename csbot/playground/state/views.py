"""Homes and stacks of modals, by person."""

import json
import sqlite3
from typing import Any

from csbot.playground import limits
from csbot.playground.errors import ApiError
from csbot.playground.people import Team
from csbot.playground.state.identifiers import identify, new_id
from csbot.playground.state.store import Store

View = dict[str, Any]
_KEPT_FIELDS = (
    "type", "title", "submit", "close", "private_metadata", "callback_id", "clear_on_close", "notify_on_close",
    "external_id", "submit_disabled",
)  # fmt: skip
_EMPTY: View = {
    "title": None, "submit": None, "close": None, "private_metadata": "", "callback_id": "", "clear_on_close": False,
    "notify_on_close": False, "external_id": "", "state": {"values": {}},
}  # fmt: skip


class Views:
    """Views as Slack hands them out: with id, hash, ids for every block and the place in their stack."""

    def __init__(self, store: Store, team: Team) -> None:
        self._store = store
        self._team = team

    def find(self, view_id: str) -> View | None:
        """A view that is on display, home or modal."""
        return _view(self._store.row("SELECT body FROM view WHERE id = ?", view_id))

    def by_external_id(self, external_id: str) -> View | None:
        """The view the app gave this name."""
        return _view(self._store.row("SELECT body FROM view WHERE external_id = ?", external_id))

    def owner(self, view_id: str) -> str:
        """The user id of the person who sees a view."""
        row = self._store.row("SELECT user_id FROM view WHERE id = ?", view_id)
        return row["user_id"] if row else ""

    def home(self, user_id: str) -> View | None:
        """What a person's Home tab shows."""
        return _view(self._store.row("SELECT body FROM view WHERE user_id = ? AND type = 'home'", user_id))

    def stack(self, user_id: str) -> list[View]:
        """A person's open modals, the lowest first."""
        rows = self._store.rows("SELECT body FROM view WHERE user_id = ? AND type = 'modal' ORDER BY position", user_id)
        return [json.loads(row["body"]) for row in rows]

    def publish(self, user_id: str, content: View, view_hash: str = "") -> View:
        """Set a person's Home. Raises ``hash_conflict`` when another was published since."""
        old = self.home(user_id)
        if old and view_hash and old["hash"] != view_hash:
            raise ApiError("hash_conflict")
        if old:
            return self._write_over(old, content)
        return self._insert(user_id, content, 0, {})

    def open(self, user_id: str, content: View) -> View:
        """Show a modal by itself, in the place of any stack."""
        with self._store.together():
            self.clear(user_id)
            return self._insert(user_id, content, 0, {})

    def push(self, user_id: str, content: View) -> View:
        """Lay a modal on top. Raises ``not_found`` without one beneath, ``push_limit_reached`` on a full stack."""
        stack = self.stack(user_id)
        if not stack:
            raise ApiError("not_found")
        if len(stack) >= limits.VIEW_STACK:
            raise ApiError("push_limit_reached")
        top = stack[-1]
        place = {"previous_view_id": top["id"], "root_view_id": top["root_view_id"]}
        return self._insert(user_id, content, len(stack), place)

    def update(self, view: View, content: View, view_hash: str = "") -> View:
        """Change a view on display. Raises ``hash_conflict`` when it changed since the hash was read."""
        if view_hash and view["hash"] != view_hash:
            raise ApiError("hash_conflict")
        return self._write_over(view, content)

    def close(self, view_id: str) -> None:
        """Take a modal and all above it away."""
        self._store.write(
            "DELETE FROM view WHERE type = 'modal' AND user_id = (SELECT user_id FROM view WHERE id = ?1)"
            " AND position >= (SELECT position FROM view WHERE id = ?1)",
            view_id,
        )

    def clear(self, user_id: str) -> None:
        """Take all of a person's modals away."""
        self._store.write("DELETE FROM view WHERE user_id = ? AND type = 'modal'", user_id)

    def _insert(self, user_id: str, content: View, position: int, place: View) -> View:
        view_id = new_id("V")
        view = {"id": view_id, "root_view_id": view_id, "previous_view_id": None, **place} | self._shown(content)
        try:
            self._store.write(
                "INSERT INTO view VALUES (?, ?, ?, ?, ?, ?)",
                view_id, user_id, view["type"], position, view["external_id"] or None, json.dumps(view),
            )  # fmt: skip
        except sqlite3.IntegrityError as error:
            raise ApiError("duplicate_external_id") from error
        return view

    def _write_over(self, old: View, content: View) -> View:
        place = {key: old[key] for key in ("id", "root_view_id", "previous_view_id")}
        view = place | self._shown(content)
        try:
            self._store.write(
                "UPDATE view SET body = ?, external_id = ? WHERE id = ?",
                json.dumps(view), view["external_id"] or None, view["id"],
            )  # fmt: skip
        except sqlite3.IntegrityError as error:
            raise ApiError("duplicate_external_id") from error
        return view

    def _shown(self, content: View) -> View:
        app = self._team.app
        kept = {key: content[key] for key in _KEPT_FIELDS if key in content}
        return {
            **_EMPTY,
            **kept,
            "blocks": identify(content["blocks"]),
            "hash": new_id("", 18),
            "team_id": self._team.id,
            "app_id": app.id,
            "app_installed_team_id": self._team.id,
            "bot_id": app.bot_id,
        }


def _view(row: sqlite3.Row | None) -> View | None:
    return json.loads(row["body"]) if row else None
