"""What the commands are and how to type them (`/cs help [topic]`)."""

from blocks.components import LIST_SEPARATOR
from blocks.examples import commands
from blocks.kit import elements, escape
from blocks.kit.elements import Element
from blocks.kit.sheet import Sheet
from blocks.screens import Look, Rendered, screen
from csbot.domain.help import HelpPage, HelpTopic
from csbot.domain.screens import ScreenRef
from csbot.i18n import Words

TOPICS_PER_SECTION = 10  # a section holds 3,000 characters


@screen("help", commands.PAGES)
def help_page(data: HelpPage, look: Look) -> Rendered:
    """One topic in full, or the list of all; what was asked for and is no topic is said first."""
    sheet, said = Sheet(ScreenRef("help")), []
    if data.unknown:
        said.append(_unknown(data, look.words))
        sheet.section(said[0], _nearest_button(data, look.words))
    said.append(_topic(sheet, data.topic, look.words) if data.topic else _list(sheet, data, look.words))
    return Rendered(" ".join(said), sheet.blocks)


def _list(sheet: Sheet, data: HelpPage, words: Words) -> str:
    sheet.header(words.text("What you can type"))
    for start in range(0, len(data.topics), TOPICS_PER_SECTION):
        rows = [_row(topic, words) for topic in data.topics[start : start + TOPICS_PER_SECTION]]
        sheet.section("\n".join(rows))
    hint = words.text("`/cs help` and a word tells more about it, for example `/cs help tasks`.")
    sheet.context(hint)
    usages = LIST_SEPARATOR.join(_code(topic.usage) for topic in data.topics)
    return words.text("What you can type: {usages}.", usages=usages) + f" {hint}" if usages else hint


def _topic(sheet: Sheet, topic: HelpTopic, words: Words) -> str:
    text = _row(topic, words)
    sheet.section(text)
    details = "\n".join(f"• {_detail(words.text(detail))}" for detail in topic.details)
    if details:
        sheet.section(details)
    if topic.examples:
        examples = "\n".join(_code(example) for example in topic.examples)
        sheet.section(f"{words.text('For example:')}\n{examples}")
    return text


def _detail(text: str) -> str:
    """Our own words with code in backticks, where filters have signs that are entities."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _row(topic: HelpTopic, words: Words) -> str:
    return f"{_code(topic.usage)} — {words.text(topic.summary)}"


def _unknown(data: HelpPage, words: Words) -> str:
    said = words.text("There is no help on `{word}`.", word=escape.code(data.unknown, 40))
    if not data.nearest:
        return said
    meant = words.text("Did you mean `/cs {command}`?", command=escape.code(f"help {data.nearest}"))
    return f"{said} {meant}"


def _nearest_button(data: HelpPage, words: Words) -> Element | None:
    if not data.nearest:
        return None
    command = f"help {data.nearest}"
    return elements.button(words.text("Run /cs {command}", command=command), "command.run", command)


def _code(text: str) -> str:
    return f"`{escape.code(text)}`"
