"""What Slack made of a text, turned back into what was typed (workspace C18). The one place that knows Slack's `<…>`.

Of `<mailto:a@b.example|a@b.example>` the address remains, of `<#C1|general>` `#general`, of a date its words. A person
stays `<@U1|kim>`, without a name `<@U1|>`, and a group likewise, until it is known who asks: `by_id` is for filters,
`marked` for tasks, `by_name` for what people read. A typed `<@U1>` comes escaped and has no bar: it is like any text.
"""

import re
from collections.abc import Mapping
from urllib.parse import unquote

REFERENCE = re.compile(r"<([^<>|]++)(?:\|([^<>]*+))?>")
ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*+):(/{0,2}+)(\S++)", re.IGNORECASE)
ID = re.compile(r"[@#][A-Z][A-Z0-9]*+|!subteam\^[A-Z0-9]++")
CALLED = re.compile(r"<(@[A-Z][A-Z0-9]*+|!subteam\^[A-Z0-9]++)\|([^<>]*+)>")
MARKED = re.compile(r"<(?:@[A-Z][A-Z0-9]*+|!subteam\^[A-Z0-9]++)>")
EVERYBODY = frozenset({"!here", "!channel", "!everyone"})
CUT = ("…", "...")  # how Slack ends a long address that it shows


def undone(sent: str) -> str:
    """The text as typed. What is not of Slack's form stays as it is, and `&amp;lt;` was typed `&lt;`."""
    return unescaped(REFERENCE.sub(_meant, sent))


def unescaped(text: str) -> str:
    """Without Slack's escapes: it has three and no others."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def by_id(text: str) -> str:
    """An undone text with people as `<@U1>`."""
    return CALLED.sub(lambda found: f"<{found[1]}>" if found[1][0] == "@" else _at(found[2] or id_of(found[1])), text)


def by_name(text: str, names: Mapping[str, str] | None = None) -> str:
    """An undone text with people and groups as `@kim`: as Slack called them, else by the names of who has that id."""
    known = names or {}
    return CALLED.sub(lambda found: _at(found[2] or known.get(id_of(found[1]), id_of(found[1]))), text)


def nameless(text: str) -> set[str]:
    """The ids of people in an undone text whom Slack did not name."""
    return {id_of(found[1]) for found in CALLED.finditer(text) if found[1][0] == "@" and not found[2]}


def marked(text: str) -> str:
    """An undone text with people as `<@U1>` and groups as `<!subteam^S1>`, which nobody takes for a person's name."""
    return CALLED.sub(r"<\1>", text)


def unmarked(text: str, undone_text: str) -> str:
    """What was made of `marked(undone_text)`, as people read it; a typed `<@U1>` stays."""
    names = {f"<{found[1]}>": _at(found[2] or id_of(found[1])) for found in CALLED.finditer(undone_text)}
    return MARKED.sub(lambda found: names.get(found[0], found[0]), text) if names else text


def id_of(what: str) -> str:
    """`U1` of `@U1`, `S1` of `!subteam^S1`."""
    return what.removeprefix("@").removeprefix("!subteam^")


def link(address: str, label: str) -> str:
    """A link as text: what was typed where Slack only made an address of it, else its label and where it leads."""
    found = ADDRESS.fullmatch(address)
    if found is None:
        return label or address
    scheme, slashes, rest = found[1].casefold(), found[2], found[3]
    plain = address if slashes else rest
    cut = next((label.removesuffix(end) for end in CUT if label.endswith(end)), "")
    if not label or (cut and _bare(address).startswith(_bare(cut))):
        return plain
    if scheme == "tel" or _bare(label) in (_bare(address), _bare(rest.partition("?")[0])):
        return label
    return f"{label} ({plain})"


def _meant(found: re.Match[str]) -> str:
    what, label = found[1], found[2] or ""
    if what in EVERYBODY:
        return f"@{what[1:]}"
    if ID.fullmatch(what):
        return f"#{label or what[1:]}" if what[0] == "#" else f"<{what}|{label}>"
    if what.startswith("!"):
        leads_to = what.split("^")[3:]  # a date may be a link
        return link(leads_to[0], label) if label and leads_to else label or found[0]
    return link(what, label) if ADDRESS.fullmatch(what) else found[0]


def _at(name: str) -> str:
    return f"@{name.removeprefix('@')}"


def _bare(address: str) -> str:
    """An address in the form in which what was typed and what Slack made of it are the same."""
    found = ADDRESS.fullmatch(address)
    return unquote(found[3] if found else address).casefold().rstrip("/")
