"""Names made of a region's words: companies, their internet domains, people."""

import re
from dataclasses import dataclass
from random import Random
from unicodedata import normalize

from csbot.demo.regions import INDUSTRIES, Region

LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "Ø": "o", "Æ": "ae", "ð": "d", "đ": "d"})
SILENT = re.compile(r"['./]")
MARKS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a company is called, what it does and where."""

    name: str
    industry: str
    city: str
    country: str


def identities(rng: Random, region: Region) -> list[Identity]:
    """As many as the region has customers, no name twice."""
    made = {
        name: Identity(name, rng.choice(INDUSTRIES), city, region.cities[city]) for name, city in region.named.items()
    }
    while len(made) < region.customers:
        one = _invented(rng, region)
        made.setdefault(one.name, one)
    return list(made.values())


def _invented(rng: Random, region: Region) -> Identity:
    trade, industry = rng.choice(list(region.trades.items()))
    city, country = rng.choice(list(region.cities.items()))
    pattern = rng.choice(region.patterns)
    last, other = rng.sample(region.last_names, 2)
    stem, form = rng.choice(region.stems.split()), rng.choice(region.forms[country])
    if "{trade}" not in pattern:
        industry = rng.choice(INDUSTRIES)
    name = pattern.format(stem=stem, trade=trade, last=last, other=other, form=form)
    return Identity(name[0].upper() + name[1:], industry, city, country)


def people(rng: Random, region: Region, n: int) -> list[tuple[str, str]]:
    """First and last names of `n` different people."""
    first = rng.sample(region.first_names.split(), n)
    return [(name, rng.choice(region.last_names)) for name in first]


def ascii_word(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens; empty for scripts without any."""
    plain = normalize("NFKD", text.translate(LETTERS)).encode("ascii", "ignore").decode()
    return MARKS.sub("-", SILENT.sub("", plain.lower())).strip("-")


def domains(names: list[str]) -> list[str]:
    """A domain for each name, all different, in the top-level domain that is kept for examples."""
    taken: dict[str, str] = {}
    for number, name in enumerate(names):
        word = "-".join(ascii_word(name).split("-")[:4]) or f"customer-{number}"
        taken[word if word not in taken else f"{word}-{number}"] = name
    return [f"{word}.example" for word in taken]


def phone(rng: Random, region: Region) -> str | None:
    """A number that is kept for fiction, where the country keeps some."""
    return region.phone.format(rng.randrange(100, 200)) if region.phone else None
