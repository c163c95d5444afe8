"""The words of a Slack message, wherever they stand: its text, blocks, attachments or files (workspace T3)."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from csbot.domain.quotes import MESSAGE_LENGTH, bare_of, plain_text, tidy_lines
from csbot.domain.slack_texts import link, unescaped

INSTEAD = "This content can't be displayed."  # Slack's own text of a message that has blocks only
SILENT = frozenset({"actions", "input", "image", "divider", "file", "button"})
UNSEEN = frozenset({"accessory", "actions"})
LABELLED = re.compile(r"\[([^\[\]\n]++)\]\(([^()\s]++)\)")
MARKS = re.compile(r"^(?:#{1,6}|>|[-*+])\s++", re.MULTILINE)

Part = Mapping[str, Any]


def words_of(message: Part) -> str:
    """The message's words, undone (`slack_texts`): its text, then the lines of its blocks and attachments that are not
    in it, each once; the names of its files where it has no words.
    """
    text = plain_text(_text(message.get("text")))
    text = "" if text == INSTEAD else text
    blocks = message.get("blocks")
    said = {line: None for line in text.splitlines() if line}
    more = [] if text and _is_written(blocks) else list(_lines(blocks))
    for attachment in _parts(message.get("attachments")):
        is_preview = "from_url" in attachment and not attachment.get("is_share")
        more += [] if is_preview and text else _lines_of_attachment(attachment)
    found = [line for line in dict.fromkeys("\n".join(more).splitlines()) if line and line not in said]
    whole = "\n".join([text, *found] if text else found) or "\n".join(_files(message.get("files")))
    return whole[:MESSAGE_LENGTH]


def _is_written(blocks: Any) -> bool:
    """Whether a person wrote them: Slack then gives the same words as text."""
    return all(block.get("type") == "rich_text" for block in _parts(blocks))


def _lines(part: Any) -> Iterator[str]:
    """The texts in a block, or in anything that has some, in order."""
    if isinstance(part, list):
        for one in part:
            yield from _lines(one)
    elif isinstance(part, dict) and (kind := str(part.get("type"))) not in SILENT:
        if kind in TEXTS:
            yield tidy_lines(TEXTS[kind](part))
        else:
            for name, inner in part.items():
                if name not in UNSEEN:
                    yield from _lines(inner)


def _lines_of_attachment(part: Part) -> list[str]:
    title, leads_to = plain_text(_text(part.get("title"))), _text(part.get("title_link"))
    found = [plain_text(_text(part.get("pretext"))), link(leads_to, title) if title and leads_to else title]
    found.append(plain_text(_text(part.get("text"))))
    for field in _parts(part.get("fields")):
        both = (plain_text(_text(field.get(name))) for name in ("title", "value"))
        found.append(": ".join(filter(None, both)))
    found += [*_lines(part.get("blocks")), *_lines(part.get("message_blocks")), *_files(part.get("files"))]
    return found if any(found) else [plain_text(_text(part.get("fallback")))]


def _files(files: Any) -> list[str]:
    names = (unescaped(_text(one.get("title")) or _text(one.get("name"))) for one in _parts(files))
    return [name for name in map(tidy_lines, names) if name]


def _rich(part: Part) -> str:
    """A line of rich text; its texts are not escaped."""
    return "".join(RICH.get(str(one.get("type")), _as_typed)(one) for one in _parts(part.get("elements")))


def _as_typed(part: Part) -> str:
    return _text(part.get("text")) or _text(part.get("fallback")) or _text(part.get("value"))


def _markdown(part: Part) -> str:
    """Markdown proper, with its `**bold**`, `[label](address)` and `# Heading`."""
    text = LABELLED.sub(lambda found: link(found[2], found[1]), _text(part.get("text"))[:MESSAGE_LENGTH])
    return unescaped(bare_of(bare_of(MARKS.sub("", text))))


def _parts(parts: Any) -> list[Part]:
    return [one for one in parts if isinstance(one, dict)] if isinstance(parts, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


TEXTS: Mapping[str, Callable[[Part], str]] = {
    "mrkdwn": lambda part: plain_text(_text(part.get("text"))),
    "plain_text": lambda part: unescaped(_text(part.get("text"))),
    "raw_text": _as_typed,
    "markdown": _markdown,
    **dict.fromkeys(("rich_text_section", "rich_text_preformatted", "rich_text_quote"), _rich),
}
RICH: Mapping[str, Callable[[Part], str]] = {
    "link": lambda part: link(_text(part.get("url")), _text(part.get("text"))),
    "user": lambda part: f"<@{_text(part.get('user_id'))}|>",
    "channel": lambda part: f"#{_text(part.get('channel_id'))}",
    "usergroup": lambda part: f"@{_text(part.get('usergroup_id'))}",
    "broadcast": lambda part: f"@{_text(part.get('range'))}",
    "emoji": lambda part: f":{_text(part.get('name'))}:",
}
"""Elements of rich text; any other is its text."""
