"""Files: announced, uploaded, then shared."""

import json
import mimetypes
import secrets
from typing import Any

from csbot.playground.clock import Clock
from csbot.playground.errors import ApiError
from csbot.playground.state.identifiers import new_id
from csbot.playground.state.store import Store

File = dict[str, Any]


class Files:
    """Files by id, with their contents. ``base_url`` is looked up when a file is shown, as a port may become known."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def announce(self, owner_id: str, name: str, length: int, alt_text: str = "") -> tuple[str, str]:
        """Make room for a file; answers its id and the ticket of its upload address."""
        file_id, ticket = new_id("F"), secrets.token_urlsafe(18)
        mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        body: File = {
            "id": file_id,
            "created": int(self._clock.business().timestamp()),
            "name": name,
            "title": name,
            "mimetype": mimetype,
            "filetype": name.rpartition(".")[2].lower() if "." in name else "binary",
            "pretty_type": mimetype,
            "user": owner_id,
            "size": length,
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "channels": [],
            "ims": [],
            **({"alt_txt": alt_text} if alt_text else {}),
        }
        self._store.write("INSERT INTO file VALUES (?, ?, ?, NULL, 0)", file_id, ticket, json.dumps(body))
        return file_id, ticket

    def upload(self, ticket: str, content: bytes) -> int:
        """Take a file's bytes, once and as many as were announced; answers how many. Raises ``file_not_found``."""
        row = self._store.row("SELECT id, body FROM file WHERE ticket = ? AND content IS NULL", ticket)
        if row is None or json.loads(row["body"])["size"] != len(content):
            raise ApiError("file_not_found")
        self._store.write("UPDATE file SET content = ? WHERE id = ?", content, row["id"])
        return len(content)

    def complete(self, file_id: str, changes: File) -> File:
        """Finish an upload. Raises ``file_not_found`` for what was not uploaded, or is finished already."""
        row = self._store.row(
            "SELECT body FROM file WHERE id = ? AND content IS NOT NULL AND completed = 0", file_id
        )  # fmt: skip
        if row is None:
            raise ApiError("file_not_found")
        body: File = json.loads(row["body"]) | changes
        self._store.write("UPDATE file SET body = ?, completed = 1 WHERE id = ?", json.dumps(body), file_id)
        return body

    def find(self, file_id: str) -> File:
        """A finished file. Raises ``file_not_found``."""
        row = self._store.row("SELECT body FROM file WHERE id = ? AND completed = 1", file_id)
        if row is None:
            raise ApiError("file_not_found")
        body: File = json.loads(row["body"])
        return body

    def uploaded(self, file_id: str) -> bool:
        """Whether a file waits to be finished."""
        return bool(
            self._store.row("SELECT 1 FROM file WHERE id = ? AND content IS NOT NULL AND completed = 0", file_id)
        )

    def content(self, file_id: str) -> bytes:
        """The bytes of a finished file. Raises ``file_not_found``."""
        row = self._store.row("SELECT content FROM file WHERE id = ? AND completed = 1", file_id)
        if row is None:
            raise ApiError("file_not_found")
        return bytes(row["content"])
