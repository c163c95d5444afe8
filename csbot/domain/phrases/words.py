"""The words of `/cs task` in English, Danish and Dutch: data, none of it code (workspace T3)."""

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

LANGUAGES = ("en", "da", "nl")
LONGEST = 5  # words of an entry

# kind and value | English | Danish | Dutch. Everybody's words are known to everybody, those with ~ only to who reads
# csbot in that language, because they mean something else elsewhere. Weekdays and months are CLDR's. A line that
# begins with spaces goes on with the one before.
TABLE = """
day 0           | today | i dag, idag | vandaag
day 0 evening   | tonight, this evening | i aften | vanavond, deze avond
day 0 morning   | this morning | i formiddag, i morges | vanochtend, vanmorgen
day 0 afternoon | this afternoon | i eftermiddag | vanmiddag
day 1           | tomorrow, tmrw, tmr | i morgen, imorgen | morgen
day 1 morning   | | i morgen tidlig | morgenochtend, morgenvroeg
day 1 afternoon | | | morgenmiddag
day 1 evening   | | | morgenavond
day 2           | day after tomorrow, the day after tomorrow | i overmorgen, overmorgen | overmorgen
day -2          | day before yesterday, the day before yesterday | i forgårs, forgårs | eergisteren
day -1          | yesterday | i går, igår | gisteren
week 0          | this | denne | deze
week 1          | next | næste | volgende
coming 0        | coming | kommende, førstkommende | komende, aanstaande, a.s.
next week       | next week | næste uge, i næste uge | volgende week
next month      | next month | næste måned, i næste måned | volgende maand
end day         | eod, cob, eob, close of business, end of business, end of day, end of the day, the end of the day
                | ved dagens slutning
                | einde dag, eind van de dag, einde van de dag
end week        | eow, end of week, end of the week, the end of the week
                | slutningen af ugen
                | einde week, eind van de week, einde van de week, het einde van de week
end month       | eom, end of month, end of the month, the end of the month
                | månedens udgang, slutningen af måneden, ultimo måneden
                | einde maand, eind van de maand, einde van de maand, het einde van de maand
end quarter     | eoq, end of quarter, end of the quarter, the end of the quarter
                | slutningen af kvartalet, kvartalets udgang
                | einde kwartaal, eind van het kwartaal, einde van het kwartaal
end year        | eoy, end of year, end of the year, the end of the year
                | årets udgang, slutningen af året, ultimo året
                | einde jaar, eind van het jaar, einde van het jaar
noon 12         | noon, midday | ~middag | tussen de middag
part morning    | morning, in the morning
                | formiddag, om formiddagen, om morgenen, ~morgen, ~tidlig
                | ochtend, in de ochtend, 's ochtends, 's morgens
part afternoon  | afternoon, in the afternoon | eftermiddag, om eftermiddagen | ~middag, in de middag, 's middags
part evening    | evening, in the evening | aften, om aftenen | avond, in de avond, 's avonds
oclock 0        | o'clock | | uur, u
spoken 30       | half past | |
spoken 15       | quarter past, a quarter past | kvart over | kwart over
spoken -15      | quarter to, a quarter to | kvart i | kwart voor
spoken -30      | | ~halv | ~half
link on         | on, by, due, due on, due by, no later than
                | på, senest, senest på, d., ~den, frist
                | op, tegen, uiterlijk, uiterlijk op, ~per
link at         | at, due at, @ | kl., kl, klokken | om
link for        | for | til, til den |
link before     | before | inden, før | voor, vóór
in 0            | in, within, due in, due within | om, inden for, inden | ~over, binnen
the 0           | the | den, d. | de
of 0            | of | | van
half 0.5        | half a, half an, half | en halv, et halvt, halv, halvt | een half, een halve, half, halve
more 0.5        | and a half, and half a, and half an | og en halv, og et halvt | en een half, en een halve
and 0           | and, & | og | en
count 1         | a, an, one | en, et, én, ét | een, één
count 1.5       | | halvanden, halvandet | anderhalf, anderhalve
count 2         | two, a couple of | to | twee
count 3         | three | tre | drie
count 4         | four | fire | vier
count 5         | five | fem | vijf
count 6         | six | seks | zes
count 7         | seven | syv | zeven
count 8         | eight | otte | acht
count 9         | nine | ni | negen
count 10        | ten | ti | tien
count 11        | eleven | elleve, elve | elf
count 12        | twelve | tolv | twaalf
unit minute     | minute, minutes, min, mins, m | minut, minutter | minuut, minuten
unit quarter    | quarter of an hour | kvarter | kwartier
unit hour       | hour, hours, hr, hrs, h | time, timer, ~t | uur, uren, u
unit day        | day, days, d | dag, dage, døgn | dag, dagen
unit week       | week, weeks, w, wk, wks | uge, uger | week, weken
unit month      | month, months | måned, måneder | maand, maanden
unit year       | year, years | år | jaar, jaren
hold 0          | a, about, after, an, and, between, each, every, from, in, last, of, or, past, previous, re,
                  regarding, since, than, the, till, to, until, vs, &
                | ~om, ~fra, ~siden, ~mellem, ~og, ~hver, ~efter, ~indtil, ~før, ~sidste, ~forrige, ~fra den, ~af
                | ~over, ~van, ~vanaf, ~sinds, ~tussen, ~en, ~elke, ~iedere, ~na, ~tot, ~naar, ~vorige, ~het, ~de,
                  ~of
type call       | call, phone, ring | ring, ringe, opkald | bel, bellen, telefoneer
type email      | email, e-mail, mail | maile | mailen, e-mailen
last call       | | | bellen
last email      | | | mailen, e-mailen
"""
# Shortened weekdays that are words or names as well: read only with their full stop.
NOT_BARE = frozenset({"man", "søn", "tor", "zo"})
ALSO = {"tues": 1, "thur": 3, "thurs": 3}
ALSO_MONTHS = {"sept": 9, "mar": 3, "maa": 3}
NL_PARTS = {"ochtend": "morning", "morgen": "morning", "middag": "afternoon", "avond": "evening"}
Meanings = Mapping[str, str]


@cache
def words(language: str) -> dict[str, Meanings]:
    """What people write, in lower case with single spaces → kind → value; the language's own meaning of a kind wins."""
    known: dict[str, dict[str, str]] = {}
    for place, other in enumerate(LANGUAGES):
        own = other == language
        for kind, value, columns in _lines():
            for word in filter(None, (one.strip() for one in columns[place].split(","))):
                if own or not word.startswith("~"):
                    _learn(known, word.lstrip("~"), kind, value, own)
        for word, kind, value in _names(other, own):
            _learn(known, word, kind, value, own)
    if language == "da":  # fredag morgen
        known["morgen"].pop("day")
    return known  # type: ignore[return-value] # read only from here


def _learn(known: dict[str, dict[str, str]], word: str, kind: str, value: str, own: bool) -> None:
    meanings = known.setdefault(word, {})
    if own or kind not in meanings:
        meanings[kind] = value


def _lines() -> Iterator[tuple[str, str, list[str]]]:
    for line in TABLE.strip().replace("\n  ", " ").splitlines():
        head, *columns = line.split("|")
        kind, _, value = head.strip().partition(" ")
        yield kind, value.strip(), columns


def _names(language: str, own: bool) -> Iterator[tuple[str, str, str]]:
    locale = Locale.parse(language)
    for number in range(7):
        name = locale.days["format"]["wide"][number].casefold()
        yield name, "weekday", str(number)
        if language == "nl":
            yield from ((f"{name}{part}", "weekday", f"{number} {value}") for part, value in NL_PARTS.items())
        if own or language == "en":
            short = locale.days["format"]["abbreviated"][number].casefold().rstrip(".")
            yield (f"{short}." if short in NOT_BARE else short), "weekday", str(number)
    for number in range(1, 13):
        for width in ("wide", "abbreviated"):
            yield locale.months["format"][width][number].casefold().rstrip("."), "month", str(number)
    if language == "en":
        yield from ((word, "weekday", str(number)) for word, number in ALSO.items())
        yield from ((word, "month", str(number)) for word, number in ALSO_MONTHS.items())
