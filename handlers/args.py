"""Reading what people typed and what buttons carry."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from csbot.domain.errors import UnknownOption, Unreadable
from csbot.domain.records import read_id
from handlers.calls import Field

W = TypeVar("W", bound=StrEnum)
NO_RECORD = "0"  # the value of a choice that means nobody or none


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like it, or nothing."""
    return next(iter(get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)), "")


def option(text: str, options: type[W], default: W, command: str) -> W:
    """The one option behind a command; raises `UnknownOption`."""
    word = text.strip().casefold()
    if not word:
        return default
    try:
        return options(word)
    except ValueError:
        known = [str(one) for one in options]
        raise UnknownOption(
            word=text.strip(), command=command, nearest=nearest(word, known), options=tuple(known)
        ) from None


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
