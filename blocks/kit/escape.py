"""Texts from users made safe for Slack: nothing in them formats, mentions, links or reorders what stands beside it.

Slack's mrkdwn has no escape character. `&`, `<` and `>` have entities; the formatting characters are replaced by
look-alikes that are never delimiters.
"""

import re
from unicodedata import bidirectional, category

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "~": "∼", "`": "ˋ"})
_INVISIBLE = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_LOOSE_UNDERSCORE = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_SOFT_HYPHEN = "\u00ad"
LONGEST_ENTITY = len("&amp;")
_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def plain(text: str, most: int = 200) -> str:
    """One line for a plain_text object: white space and control characters become single spaces, cut at `most`."""
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(_INVISIBLE.sub(" ", text).split())
    return truncate(text, most)


def mrkdwn(text: str, most: int = 200) -> str:
    """One line for a mrkdwn object that reads as the user typed it; `most` counts before entities are written.

    Text with right-to-left letters is isolated, so that it cannot reorder the words around it. A `>` at the
    beginning would quote the line, even as an entity: a soft hyphen stands before it.
    """
    line = plain(text, most)
    if line.isascii() and line.isalnum():
        return line
    safe = line.translate(_ENTITIES)
    if "_" in safe:
        safe = _LOOSE_UNDERSCORE.sub(_low_lines, safe)
    if safe.startswith("&gt;"):
        safe = _SOFT_HYPHEN + safe
    return f"{_ISOLATE}{safe}{_END_ISOLATE}" if _is_right_to_left(line) else safe


def paragraphs(text: str, most: int) -> str:
    """Several lines for a mrkdwn object that read as they were typed; about `most` characters, entities counted."""
    lines, room = [], most
    for line in text.strip().splitlines():
        safe = mrkdwn(line, room)
        if len(safe) >= room:
            lines.append(mrkdwn(line, max(room // LONGEST_ENTITY, 2)))
            break
        lines.append(safe)
        room -= len(safe) + 1
    return "\n".join(lines)


def code(text: str, most: int = 200) -> str:
    """For between backticks, where only entities and backticks mean something."""
    line = plain(text, most).replace("`", "ˋ")
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def truncate(text: str, most: int) -> str:
    """At most `most` characters, ending in "…" when cut; never within an emoji sequence or an accented letter."""
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and _joined(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def _joined(text: str, i: int) -> bool:
    """Whether the characters before and at `i` belong to one visible character."""
    point = ord(text[i])
    if text[i] == _JOINER or text[i - 1] == _JOINER or category(text[i]).startswith("M") or point in _SKIN_TONES:
        return True
    if point not in _FLAGS:
        return False
    before = 0
    while before < i and ord(text[i - before - 1]) in _FLAGS:
        before += 1
    return before % 2 == 1


def _low_lines(match: re.Match[str]) -> str:
    return "ˍ" * len(match.group())


def _is_right_to_left(line: str) -> bool:
    return not line.isascii() and any(bidirectional(c) in ("R", "AL") for c in line)
