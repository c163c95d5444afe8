"""What words seem to mean that were looked for in names: `at risk` for `health:at-risk` (workspace V7)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from csbot.domain.filters.errors import FilterTooBig
from csbot.domain.filters.model import Filter
from csbot.domain.filters.text import lexicon
from csbot.domain.filters.text.chunks import QUOTES, visible
from csbot.domain.filters.text.errors import BadFilterText
from csbot.domain.filters.text.reading import parse
from csbot.domain.filters.text.terms import Term, terms_of
from csbot.domain.filters.text.vocabulary import Vocabulary, key_of
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import word_key
from csbot.domain.records import norm

LONGEST = 300  # characters, and below words, of a text that is worth a guess
WORDS = 12
PHRASE = 6
SHORT = 2  # letters of a word that names too much


@dataclass(frozen=True, slots=True)
class Guess:
    """A filter as text, empty for none. `sure`: every word has its place in it, and none would fit any text."""

    text: str = ""
    sure: bool = False


def guess(text: str, words: Vocabulary) -> Guess:
    """What a text that can be read seems to mean instead."""
    text = visible(text)
    if len(text) > LONGEST or len(text.split()) > WORDS:
        return Guess()
    guesser = Guesser(text, words)
    try:
        made = " OR ".join(" ".join(guesser.group(terms)) for terms in terms_of(text, words))
        asked = parse(text, words)
    except (BadFilterText, FilterTooBig):
        return Guess()
    meant = read(made, words)
    return Guess() if not guesser.found or meant in (None, asked) else Guess(made, guesser.sure)


def read(text: str, words: Vocabulary) -> Filter | None:
    """The filter; None for what can't be read."""
    try:
        return parse(text, words)
    except (BadFilterText, FilterTooBig):
        return None


@dataclass
class Guesser:
    """Puts filters in the place of words."""

    text: str
    words: Vocabulary
    found: int = 0
    sure: bool = True
    known: dict[str, str] = field(default_factory=dict)

    def group(self, terms: Sequence[Term]) -> list[str]:
        """The terms again, with what their words seem to mean."""
        made: list[str] = []
        run: list[str] = []
        for place, term in enumerate(terms):
            said = self.text[term.start : term.end]
            if not term.key and not term.negative and said[0] not in QUOTES and said[0] not in "@<*'‘":
                run.append(said)
                if place + 1 < len(terms):
                    continue
                said = ""
            made += self._run(run)
            run = []
            made += [said] if said else []
        return made

    def _run(self, run: Sequence[str]) -> Iterator[str]:
        place = 0
        while place < len(run):
            for end in range(min(len(run), place + PHRASE), place, -1):
                if meant := self._phrase(run[place:end]):
                    self.found += 1
                    yield meant
                    place = end
                    break
            else:
                word = word_key(run[place])
                if word in lexicon.OR:
                    yield "OR"
                elif word not in lexicon.NOISE:
                    self.sure = False
                    yield run[place]
                place += 1

    def _phrase(self, phrase: Sequence[str]) -> str:
        said = " ".join(phrase)
        if said not in self.known:
            self.known[said] = next((meant for one in RULES if (meant := one(self, phrase))), "")
        return self.known[said]

    def denied(self, phrase: Sequence[str]) -> str:
        """`not at risk`; `not acme`, where nothing is called so."""
        if word_key(phrase[0]) not in lexicon.NOT or len(phrase) < 2:
            return ""
        if meant := self._phrase(phrase[1:]):
            return meant[1:] if meant[0] == "-" else f"-{meant}"
        if len(phrase) > 2 or not phrase[1].isalnum():
            return ""
        self.sure = False
        return f"-{phrase[1]}"

    def whose(self, phrase: Sequence[str]) -> str:
        """`mine`, `my team`, somebody's name."""
        owner, said = self.words.owner, " ".join(phrase)
        if owner is None:
            return ""
        if word_key(said) in lexicon.MINE | {word_key(self.words.translate("me"))}:
            return f"{key_of(owner)}:me"
        if word_key(said) in lexicon.TEAM | {word_key(self.words.translate("my team"))}:
            return f"{key_of(owner)}:my-team"
        return f"{key_of(owner)}:{quoted(said)}" if norm(said) in self._people else ""

    def owned(self, phrase: Sequence[str]) -> str:
        """`owned by kim`."""
        for size in (2, 1):
            if len(phrase) > size and word_key(" ".join(phrase[:size])) in lexicon.OWNED:
                return self.whose(phrase[size:])
        return ""

    def without(self, phrase: Sequence[str]) -> str:
        """`without owner`."""
        if len(phrase) < 2 or word_key(phrase[0]) not in lexicon.WITHOUT:
            return ""
        of = self.words.find(" ".join(phrase[1:]))
        return f"{key_of(of)}:unknown" if of else ""

    def named(self, phrase: Sequence[str]) -> str:
        """A property and its value: `health at risk`, `renewal this month`."""
        for size in range(len(phrase) - 1, 0, -1):
            of = self.words.find(" ".join(phrase[:size]))
            if of is None or of is self.words.name or len(word_key("".join(phrase[:size]))) <= SHORT:
                continue
            rest = phrase[size:]
            rest = rest[1:] if len(rest) > 1 and word_key(rest[0]) in lexicon.IS else rest
            if meant := self._value(of, " ".join(rest)):
                self.sure = self.sure and not of.is_text
                return meant
        return ""

    def _value(self, of: Property, said: str) -> str:
        made = f"{key_of(of)}:{quoted(said) if of.is_text else said}"
        meant = read(made, self.words)
        alone = meant is not None and len(meant.groups) == 1 and len(meant.conditions) == 1
        return made if alone else ""

    def chosen(self, phrase: Sequence[str]) -> str:
        """The word of an option: `at risk`."""
        said = " ".join(phrase)
        for of in self.words.properties:
            if of.options and not of.is_text and (value := self.words.option(of, said)) is not None:
                made = f"{key_of(of)}:{value.replace('_', '-')}"
                return made if read(made, self.words) == read(f'{key_of(of)}:"{value}"', self.words) else ""
        return ""

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(word for one in self.words.people for word in names_of(one.name, one.email))


def names_of(name: str, address: str) -> Iterator[str]:
    """What somebody is called."""
    whole = norm(name)
    yield from (whole, whole.partition(" ")[0], whole.rpartition(" ")[2], norm(address))


def quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


RULES: tuple[Callable[[Guesser, Sequence[str]], str], ...] = (
    Guesser.denied, Guesser.owned, Guesser.without, Guesser.chosen, Guesser.whose, Guesser.named,
)  # fmt: skip
