"""The words of filters as text in English, Danish and Dutch; whoever types may use any of them."""

from collections.abc import Iterator, Mapping

from csbot.domain.filters.operators import Operator, Unit
from csbot.domain.properties.values import word_key


def keys(text: str) -> frozenset[str]:
    """Words as they are compared: case, spaces and punctuation don't count."""
    return frozenset(map(word_key, text.split(", ")))


ME = keys("me, myself, mig, mij")
TEAM = keys("my team, team, mit team, mijn team")
KNOWN = keys("known, kendt, bekend")
UNKNOWN = keys("unknown, ukendt, onbekend")
SOMETHING = keys("set, any, anybody, anyone, somebody, nogen, iemand")  # what is no text, and could be one
NOTHING = keys("none, nobody, no one, empty, not set, unassigned, ingen, tom, geen, niemand, leeg")
NOT = keys("not, ikke, niet")
OR = keys("or, eller, of") | {"|", "||"}
AND = keys("and, og, en") | {"&", "&&", "+"}
WORDS_ELSEWHERE = keys("of, en, og")  # operators of one language that are common words in another's names
ALWAYS = frozenset({"OR", "|", "||", "ELLER", "AND", "&&"})
"""Between groups or terms wherever they stand; other words only beside a `key:value`, else they are part of a name."""

MODES = {
    **dict.fromkeys(keys("ever, nogensinde, ooit"), "ever"),
    **dict.fromkeys(keys("all, alle"), "all"),
    **dict.fromkeys(keys("updated, opdateret, bijgewerkt"), "updated"),
}
SIGNS = {
    "!": "!=", "<>": "!=", "≠": "!=", "==": "=", "=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=",
    "＝": "=", "＜": "<", "＞": ">", "！": "!=",
}  # fmt: skip
COMPARED: Mapping[str, str] = {
    word: sign
    for sign, words in {
        ">=": "at least, mindst, minstens, ten minste",
        "<=": "at most, højst, hoogstens, ten hoogste",
        "<": "less than, fewer than, under, below, before, mindre end, færre end, før, minder dan, onder, voor",
        ">": "more than, greater than, over, above, after, mere end, flere end, efter, meer dan, boven, na",
    }.items()
    for word in words.split(", ")
}
"""Of numbers and days, before the value."""

FROM = keys("from, between, fra, mellem, van, tussen")
TO = keys("to, and, til, og, tot, en, met, t/m")
"""Before the ends of a range."""

DAY_UNITS = {
    **dict.fromkeys(keys("d, day, days, dag, dage, dagen"), 1),
    **dict.fromkeys(keys("w, week, weeks, uge, uger, weken"), 7),
}
AGO = keys("ago, siden, geleden")
AHEAD = keys("ahead, from now, fra nu, vanaf nu")
BEFORE_DAYS = ("in ", "om ", "over ", "for ")  # the last only with siden behind
UNITS = {
    Unit.DAY: "day, dag",
    Unit.WEEK: "week, uge",
    Unit.MONTH: "month, måned, maand",
    Unit.QUARTER: "quarter, kvartal, kwartaal",
    Unit.YEAR: "year, år, jaar",
}
PERIODS = {
    Operator.IN_LAST: "last, sidste, forrige, vorig, vorige, afgelopen",
    Operator.IN_THIS: "this, denne, dette, deze, dit",
    Operator.IN_NEXT: "next, næste, volgend, volgende, komende",
}
DAYS = {
    Operator.IN_LAST: keys("yesterday, i går, gisteren"),
    Operator.IN_THIS: keys("today, i dag, vandaag"),
    Operator.IN_NEXT: keys("tomorrow, i morgen, morgen"),
}


def _calendar() -> Iterator[tuple[str, tuple[Operator, Unit]]]:
    yield word_key("i år"), (Operator.IN_THIS, Unit.YEAR)
    for operator, days in DAYS.items():
        yield from ((day, (operator, Unit.DAY)) for day in days)
    for operator, periods in PERIODS.items():
        for unit, names in UNITS.items():
            for before in ("", "i "):  # Danish: i denne uge
                yield from (
                    (word_key(f"{before}{period} {name}"), (operator, unit))
                    for period in periods.split(", ")
                    for name in names.split(", ")
                )


CALENDAR = dict(_calendar())
"""`this-quarter`, `i sidste uge`: by the word's key."""

MINE = ME | keys("my, mine, i, ik, jeg, min, mit, mijn, mijne")
OWNED = keys("owned by, owner, owner is, csm, assigned to, ejet af, ejer, tildelt, eigendom van, van, toegewezen aan")
WITHOUT = keys("without, no, uden, ingen, zonder, geen, zonder een")
IS = keys("is, are, has, er, har, zijn, heeft")
NOISE = IS | keys(
    "customer, customers, company, companies, account, accounts, client, clients, contact, contacts, all, where, with, "
    "that, which, who, the, and, kunde, kunder, virksomhed, virksomheder, kontakter, alle, hvor, med, som, der, og, "
    "klant, klanten, bedrijf, bedrijven, contacten, waarbij, met, die, en, task, tasks, opgave, opgaver, taak, taken"
)
"""What a text that was meant as a filter is made of, where it has no `key:value`."""
