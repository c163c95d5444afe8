"""A Slack message's text as plain text (workspace T3): what a task made from it is called and says."""

import re
from html import unescape

from csbot.domain.phrases import TITLE_LIMIT
from csbot.domain.task_forms import NOTES_SHOWN

ANGLED = re.compile(r"<([^<>]+)>")
FENCE = re.compile(r"```\n?")
DELIMITERS = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
QUOTE = re.compile(r"^(?:&gt;\s?)+", re.MULTILINE)


def plain_text(mrkdwn: str) -> str:
    """Without formatting and mentions: links as their label, channels by name, people and groups left out."""
    text = ANGLED.sub(_angled, QUOTE.sub("", FENCE.sub("", mrkdwn)))
    before = ""
    while before != text:  # *_both_*
        before, text = text, DELIMITERS.sub(r"\2", text)
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n".join(lines).strip()


def title_of(text: str) -> str:
    """The first line that says something, cut at a word where it is longer than a title."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    if len(line) <= TITLE_LIMIT:
        return line
    head = line[: TITLE_LIMIT - 1]
    return (head.rpartition(" ")[0] or head) + "…"


def notes_of(text: str) -> str:
    """The text as far as notes hold it in a dialog; the permalink leads to the rest."""
    return text if len(text) <= NOTES_SHOWN else text[: NOTES_SHOWN - 1] + "…"


def _angled(match: re.Match[str]) -> str:
    address, _, label = match[1].partition("|")
    if address.startswith("#"):
        return f"#{label}" if label else ""
    if address.startswith(("@", "!")):
        return ""
    return label or address.removeprefix("mailto:")
