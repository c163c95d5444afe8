"""Owners in a file: members by e-mail address or name."""

import re
from collections import defaultdict
from collections.abc import Iterable

from csbot.domain.imports.problems import Doubt
from csbot.domain.records import norm

ADDRESS = re.compile(r"(?<![^\s<>()\[\],;])[^\s<>()\[\],;]+@[^\s<>()\[\],;]++")  # begins where a word does


class People:
    """The members of a workspace, as (id, e-mail address, name)."""

    def __init__(self, members: Iterable[tuple[int, str, str]]) -> None:
        self._by_email: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for member_id, email, name in members:
            self._by_email[email.casefold()] = member_id
            self._by_name[norm(name)].append(member_id)

    def find(self, text: str) -> int | Doubt:
        """Who is meant by `kim@acme.com`, `Kim Larsen` or `Kim Larsen (kim@acme.com)`; an address counts more."""
        if address := ADDRESS.search(text):
            return self._by_email.get(address[0].casefold(), Doubt.UNKNOWN_OWNER)
        found = self._by_name.get(norm(text), [])
        if len(found) > 1:
            return Doubt.AMBIGUOUS_OWNER
        return found[0] if found else Doubt.UNKNOWN_OWNER
