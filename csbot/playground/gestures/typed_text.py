"""What becomes of typed text on its way to the app: escapes, mentions, links."""

import re
from collections.abc import Iterable
from typing import Any

from csbot.playground.people import Channel, Person, Usergroup

_TOKEN = re.compile(r"<(?:[@#][A-Z0-9]+(?:\|[^<>]*)?|![a-z]+(?:\^[^<>]*)?|https?://[^<>\s]+|mailto:[^<>\s]+)>")
_FOUND = re.compile(
    r"""(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?)])
    | (?P<mail>(?<![\w:|.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<bare>(?<![\w@./:|+-])(?:[a-z0-9-]++\.)+(?:com|org|net|io|dev|app|eu|dk|nl|de|uk|example)(?![\w@-])
        (?:/[^\s<>|]*[^\s<>|.,;:!?)])?)
    | (?P<at>(?<![\w<@.])@[a-z][\w.-]*)
    | (?P<channel>(?<![\w<#&])\#[a-z][\w-]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK = re.compile(r"<(https?://[^<>]+)>")
_ANGLED = re.compile(r"(<[^<>]+>)")
_EVERYBODY = ("here", "channel", "everyone")


def escaped(text: str) -> str:
    """Text with the three characters escaped that mean something to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(sent: str) -> str:
    """The reverse; no other entities are turned back, as Slack knows none."""
    return sent.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_sent(
    text: str,
    people: Iterable[Person],
    with_names: bool,
    groups: Iterable[Usergroup] = (),
    channels: Iterable[Channel] = (),
) -> str:
    """Text as the app gets it: ``& < >`` escaped, ``@freja`` as ``<@U…>`` (``<@U…|freja>`` in commands), groups and
    channels likewise, links, web domains and e-mail addresses in angle brackets. Tokens that are there already stay.
    """
    names = {f"@{name}": f"<!{name}>" for name in _EVERYBODY}
    names |= {f"#{one.name}": f"<#{one.id}|{one.name}>" for one in channels}
    names |= {f"@{one.handle}": f"<!subteam^{one.id}|@{one.handle}>" for one in groups if not one.is_disabled}
    names |= {f"@{one.name}": f"<@{one.id}|{one.name}>" if with_names else f"<@{one.id}>" for one in people}

    def token(match: re.Match[str]) -> str:
        found = match[0]
        if match["url"]:
            return f"<{found}>"
        if match["mail"]:
            return f"<mailto:{found}|{found}>"
        if match["bare"]:
            return f"<http://{found}|{found}>"
        name = found.rstrip(".")
        return names.get(name, name) + found[len(name) :]

    pieces, at = [], 0
    for kept in _TOKEN.finditer(text):
        pieces += [_FOUND.sub(token, escaped(text[at : kept.start()])), kept[0]]
        at = kept.end()
    return "".join([*pieces, _FOUND.sub(token, escaped(text[at:]))])


def links(sent: str) -> list[str]:
    """The web addresses in text as the app gets it, each once."""
    found = (match[1].partition("|")[0] for match in _LINK.finditer(sent))
    return list(dict.fromkeys(unescaped(url) for url in found))


def as_rich_text(text: str) -> list[dict[str, Any]]:
    """The ``blocks`` that Slack adds to a person's message."""
    parts = [_rich(piece) for piece in _ANGLED.split(text) if piece]
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}]


def _rich(piece: str) -> dict[str, Any]:
    target, _, label = piece.removeprefix("<").removesuffix(">").partition("|")
    if not piece.startswith("<"):
        return {"type": "text", "text": unescaped(piece)}
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.partition("^")[2]}
    if target[1:] in _EVERYBODY:
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": unescaped(target)} | ({"text": unescaped(label)} if label else {})
