"""What becomes of typed text on its way to the app: escapes, mentions, links."""

import re
from collections.abc import Iterable
from typing import Any

from csbot.playground.people import Person

_TOKEN = re.compile(r"<(?:[@#][A-Z0-9]+(?:\|[^<>]*)?|https?://[^<>\s]+|mailto:[^<>\s]+)>")
_AT = re.compile(r"(?<![\w<@.])@([a-z][\w.-]*)")
_EMAIL = re.compile(r"(?<![\w:|.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)]")
_LINK = re.compile(r"<(https?://[^<>]+)>")
_ANGLED = re.compile(r"(<[^<>]+>)")


def escaped(text: str) -> str:
    """Text with the three characters escaped that mean something to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(sent: str) -> str:
    """The reverse; no other entities are turned back, as Slack knows none."""
    return sent.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_sent(text: str, people: Iterable[Person], with_names: bool) -> str:
    """Text as the app gets it: ``& < >`` escaped, ``@freja`` as ``<@U…>`` (``<@U…|freja>`` in commands), links and
    e-mail addresses in angle brackets. Tokens that are there already stay."""
    by_name = {person.name: person for person in people}

    def mention(match: re.Match[str]) -> str:
        person = by_name.get(match[1].rstrip("."))
        if person is None:
            return match[0]
        rest = match[1][len(person.name) :]
        return (f"<@{person.id}|{person.name}>" if with_names else f"<@{person.id}>") + rest

    def plain(part: str) -> str:
        part = _URL.sub(lambda match: f"<{match[0]}>", escaped(part))
        part = _EMAIL.sub(lambda match: f"<mailto:{match[0]}|{match[0]}>", part)
        return _AT.sub(mention, part)

    pieces, at = [], 0
    for token in _TOKEN.finditer(text):
        pieces += [plain(text[at : token.start()]), token[0]]
        at = token.end()
    return "".join([*pieces, plain(text[at:])])


def links(sent: str) -> list[str]:
    """The web addresses in text as the app gets it, each once."""
    found = (match[1].partition("|")[0] for match in _LINK.finditer(sent))
    return list(dict.fromkeys(unescaped(url) for url in found))


def as_rich_text(text: str) -> list[dict[str, Any]]:
    """The ``blocks`` that Slack adds to a person's message."""
    parts: list[dict[str, Any]] = []
    for piece in _ANGLED.split(text):
        if piece.startswith("<@"):
            parts.append({"type": "user", "user_id": piece[2:-1].partition("|")[0]})
        elif piece.startswith("<"):
            parts.append({"type": "link", "url": piece[1:-1].partition("|")[0]})
        elif piece:
            parts.append({"type": "text", "text": unescaped(piece)})
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}]
