"""A Slack message's text as plain text (workspace T3): what a task made from it is called and says."""

import re

from csbot.domain.phrases import TITLE_LIMIT
from csbot.domain.slack_texts import undone
from csbot.domain.task_forms import NOTES_SHOWN

MESSAGE_LENGTH = 40_000  # Slack cuts what is longer
FENCE = re.compile(r"```\n?")
DELIMITERS = re.compile(r"[*_~`]++|\n|<[^<>\n]++>")
QUOTE = re.compile(r"^(?:&gt;\s?)+", re.MULTILINE)


def plain_text(mrkdwn: str) -> str:
    """Without formatting, and undone (`slack_texts`): people are `<@U1|kim>`."""
    text = bare_of(QUOTE.sub("", FENCE.sub("", mrkdwn[:MESSAGE_LENGTH])))
    return tidy_lines(undone(text))


def tidy_lines(text: str) -> str:
    """Each line with single spaces; nothing before the first words and behind the last."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


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


def bare_of(text: str) -> str:
    """Without pairs of `*`, `_`, `~` and backticks around words of a line, in one pass: `*_both_*` is both.

    What stands in `<…>` is an address or a name, and is no formatting.
    """
    opened: dict[str, int] = {}
    dropped: list[int] = []
    for run in DELIMITERS.finditer(text):
        if run[0] == "\n":
            opened.clear()
        if run[0][0] in "\n<":
            continue
        start, end = run.span()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        closes = bool(before) and not before.isspace() and not _is_word(after)
        opens = bool(after) and not after.isspace() and not _is_word(before)
        for place in range(start, end):
            mark = text[place]
            if closes and opened.get(mark, start) < start:
                dropped += (opened.pop(mark), place)
            elif opens:
                opened.setdefault(mark, place)
    kept, at = [], 0
    for place in sorted(dropped):
        kept.append(text[at:place])
        at = place + 1
    return "".join((*kept, text[at:]))


def _is_word(character: str) -> bool:
    return character.isalnum()
