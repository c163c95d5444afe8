"""The words of filters as text: properties, options and people, and what comes nearest to a mistyped one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from csbot.domain.assignees import Assignee
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import Reading, word_key


@dataclass(frozen=True)
class Vocabulary:
    """What can be named. `properties`: of the object type, those that exist; `reading`: how dates and numbers that
    leave it open are meant; `people`: who can be named, others only by number; `translate`: a text of csbot's own in
    the language of who types; `csm`: the name of the property that a bare mention means, the owner where it is empty.
    """

    properties: Sequence[Property]
    people: Sequence[Assignee]
    reading: Reading
    translate: Callable[[str], str] = str
    csm: str = ""

    @cached_property
    def named(self) -> dict[str, Property]:
        """Properties by their words; better words win: names, then labels, then the headings of files."""
        known: dict[str, Property] = {}
        for words in (_names, _labels, self._translated, _aliases):
            for one in self.properties:
                for word in words(one):
                    known.setdefault(word_key(word), one)
        known.pop("", None)
        return known

    def _translated(self, of: Property) -> tuple[str, ...]:
        return () if of.custom else (self.translate(of.label),)

    @cached_property
    def name(self) -> Property | None:
        """The property in which words without a key are looked for."""
        return next((one for one in self.properties if one.column == "name" and not one.custom), None)

    @cached_property
    def owner(self) -> Property | None:
        """The property that a bare mention means."""
        return next((one for one in self.properties if one.name == self.csm), None) or next(
            (one for one in self.properties if one.column == "owner_id"), None
        )

    def option(self, of: Property, text: str) -> str | None:
        """The value of an option by its value or word, in either language; None where there is none."""
        if any(option.value == text for option in of.options):
            return text
        if of.name not in self._options:
            self._options[of.name] = self._words_of(of)
        return self._options[of.name].get(word_key(text))

    @cached_property
    def _options(self) -> dict[str, dict[str, str]]:
        return {}

    def _words_of(self, of: Property) -> dict[str, str]:
        known: dict[str, str] = {}
        for option in of.options:
            for word in (option.value, option.label, *option.aliases):
                known.setdefault(word_key(word), option.value)
        for option in () if of.custom else of.options:
            known.setdefault(word_key(self.translate(option.label)), option.value)
        known.pop("", None)
        return known

    def find(self, word: str) -> Property | None:
        """The property of that word."""
        return self.named.get(word_key(word))

    def nearest_property(self, word: str) -> str:
        """The word for the property whose words look most like it; may be empty."""
        near = get_close_matches(word_key(word), self.named, n=1, cutoff=0.6)
        return key_of(self.named[near[0]]) if near else ""


def key_of(of: Property) -> str:
    """How a property is written: `last-activity`."""
    return of.name.replace("_", "-")


def option_words(of: Property) -> tuple[str, ...]:
    """How its options are written."""
    return tuple(option.value.replace("_", "-") for option in of.options)


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that looks most like it; may be empty."""
    known: dict[str, str] = {}
    for one in words:
        known.setdefault(word_key(one), one)
    near = get_close_matches(word_key(word), known, n=1, cutoff=0.5)
    return known[near[0]] if near else ""


def _names(of: Property) -> tuple[str, ...]:
    return (of.name,)


def _labels(of: Property) -> tuple[str, ...]:
    return (of.label,)


def _aliases(of: Property) -> tuple[str, ...]:
    return of.aliases
