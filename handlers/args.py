"""Reading what people typed and what buttons carry."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from csbot.domain.errors import CommandTooLong, CsbotError, Refused, TooLong, Unreadable
from csbot.domain.record_forms import INPUT_LENGTH
from csbot.domain.records import read_id
from handlers.calls import Field, Incoming, Kind

W = TypeVar("W", bound=StrEnum)
LONGEST = 10_000  # characters of any text that csbot reads, a message's apart; Slack's inputs hold 3,000
NO_RECORD = "0"  # the value of a choice that means nobody or none


def check_lengths(incoming: Incoming) -> None:
    """No pattern of ours meets a longer text; raises `CommandTooLong`, `TooLong` and, beside fields, `Refused`."""
    typed = f"{incoming.name} {incoming.typed}"
    if incoming.kind is Kind.COMMAND and len(typed) > LONGEST:
        raise CommandTooLong(limit=LONGEST, length=len(typed), typed=typed)
    if len(incoming.value) > LONGEST:
        raise TooLong(limit=INPUT_LENGTH, length=len(incoming.value))
    texts = {name: given for name, given in incoming.fields.items() if isinstance(given, str)}
    problems: dict[str, CsbotError] = {
        name: TooLong(limit=INPUT_LENGTH, length=len(text)) for name, text in texts.items() if len(text) > LONGEST
    }
    if problems and incoming.kind is Kind.SUBMIT:
        raise Refused(problems)
    for problem in problems.values():
        raise problem


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like it, or nothing."""
    return next(iter(get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)), "")


def number(text: str) -> int:
    """A record's number in a button's value; raises `Unreadable`."""
    return read_id(text)


def version(args: Mapping[str, str], name: str = "ver") -> int:
    """The version that a dialog carries, 0 for what was never saved; raises `Unreadable`."""
    text = args.get(name, "")
    if not (text.isdecimal() and text.isascii() and len(text) < 10):
        raise Unreadable()
    return int(text)


def several_of(fields: Mapping[str, Field], name: str) -> tuple[str, ...]:
    """What was chosen, in that order."""
    found = fields.get(name)
    return found if isinstance(found, tuple) else ()


def pair(text: str) -> tuple[str, int]:
    """`word:number` in an option's value; raises `Unreadable`."""
    word, _, rest = text.partition(":")
    return word, number(rest)


def choice(word: str, options: type[W]) -> W:
    """A word that csbot itself put into a value; raises `Unreadable`."""
    try:
        return options(word)
    except ValueError:
        raise Unreadable() from None


def day(text: str) -> date:
    """A date that csbot itself put into a reference; raises `Unreadable`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable() from None
