"""What people type for a filter, phones make of it and screens show them is what is meant (workspace C18, V7)."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import chain
from time import perf_counter

import pytest

from blocks.filters import told
from blocks.properties import label_of
from blocks.screens import Look
from csbot.domain.filters import (
    OPERANDS,
    OPERATORS,
    Condition,
    FilterTooBig,
    Operand,
    Operator,
    Unit,
    Whom,
    all_of,
    read_back,
)
from csbot.domain.filters.text import BadFilterText, Guess, TextProblem, Vocabulary, guess, parse, write
from csbot.domain.members import Viewer
from csbot.domain.properties import PROPERTIES, Property, PropertyType
from csbot.domain.properties.values import reading_of
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named
from csbot.i18n import words
from tests.builders import MONDAY
from tests.filters.test_text import COMPANIES, PEOPLE

LANGUAGES = {"en": "en_GB", "us": "en_US", "da": "da_DK", "nl": "nl_NL"}


def viewer(language: str) -> Viewer:
    return Viewer(7, "Kim", "Europe/Copenhagen", LANGUAGES[language])


def vocabulary(language: str, kind: ObjectType = ObjectType.COMPANY) -> Vocabulary:
    own = [one for one in COMPANIES.properties if one.custom]
    who = viewer(language)
    return Vocabulary([*PROPERTIES[kind], *own], PEOPLE, reading_of(who), words(who.locale, who.tz).text)


def canonical(text: str, language: str = "en", kind: ObjectType = ObjectType.COMPANY) -> str:
    known = vocabulary(language, kind)
    return write(parse(text, known), known)


@pytest.mark.parametrize(
    ("meant", "texts"),
    [
        ("owner:<@U7>", ["owner:<@U7|kim>", "<@U7|kim>", "<@U7>", "owner:kim@fjord.example", "owner:KIM@Fjord.example",
                         "owner:@kim", "@kim", 'owner:"Kim Sørensen"', "owner:Kim Sørensen", "owner: kim sørensen",
                         "owner:sørensen", "owner:„Kim Sørensen“", "csm:kim", "Company owner:kim", "eigenaar:kim"]),
        ("owner:me", ["owner:me", "owner: me", "owner :me", "owner : me", "owner = me", "owner=me", "owner==me",
                      "Owner:Me", "owner：me", "owner:\u200bme\u200b", "ow\u00adner:me", "\ufeffowner:me",
                      "owner:\u00a0me", "owner:mig", "ejer:mij", "-owner:!me", "!!owner:me", "not -owner:me"]),
        ("-owner:me", ["–owner:me", "—owner:me", "−owner:me", "‑owner:me", "－owner:me", "--owner:me", "owner:!me",
                       "owner:-me", "owner:–me", "!owner:me", "owner!=me", "owner <> me", "owner ≠ me", "not owner:me",
                       "NOT owner:me", "ikke owner:me", "niet owner:me", "owner:not me", "owner: not me"]),
        ("-employees:>=60", ["-employees:>=60", "employees:!>=60", "employees:>=!60", "!employees≥60",
                             "not employees >= 60", "-number of employees:>=60"]),
        ("-reference:yes", ["reference:!yes", "-reference:ja", "reference != yes", "reference:not yes"]),
        ("city:*\"(automatic)\"", ['city:"*(automatic)"', "city:*(automatic)", "city:“*(automatic)”"]),
        ('city:aar*', ['city:"aar*"', "city:aar*", "city:'aar*'"]),
        ('-city:aar*', ["-city:aar*", 'city:!"aar*"', "not city:aar*"]),
        ('city:"\\*a\\*"', ['city:"\\*a\\*"']),
        ("name:acme*", ["acme*", '"acme*"']),
        ("name:*corp", ["*corp"]),
        ('"north wind"', ["“north wind”", "„north wind“", "«north wind»", "“north wind\"", "‘north wind’",
                          "'north wind'"]),
        ("city:\"'s-Hertogenbosch\"", ["city:'s-Hertogenbosch"]),
        ("health:at-risk", ["health:at risk", "health: At Risk", "health=at_risk", "health:at-risk,", "sundhed:rød"]),
        ("tier:Gold,Silver,Blå", ["tier:*l*"]),
        ("-tier:Silver", ['-tier:"*ilver"', "tier:!sil*"]),
        ("arr:>-45000", ["arr:>-45k", "arr:>−45k"]),
        ("health:at-risk,neutral owner:me", ["health:at risk, neutral owner:me", "health:at-risk,neutral and owner:me",
                                             "health:at-risk,neutral && owner:me", "health:red,yellow AND owner:me"]),
        ("health:at-risk OR owner:me", ["health:at-risk or owner:me", "health:at risk | owner:me",
                                        "health:at-risk eller owner:me", "health:at-risk of owner:me"]),
        ("owner:me OR owner:unknown", ["owner:me,unknown", "owner:me,nobody"]),
        ("-city:aarhus,unknown", ["city:!aarhus,unknown", "-city:aarhus,ukendt"]),
        ("owner:unknown", ["owner:unknown", "owner:nobody", "owner:none", "ejer:ingen", "-owner:*", "-owner:known"]),
        ("renewal:>2019-12-31", ["renewal:1 jan 2020..", "renewal:1.1.2020..", "renewal:>=1 jan 2020",
                                 "renewal date:>=2020-01-01", "renewal >= 1 jan 2020", "renewal:at least 1 jan 2020"]),
        ("renewal:<2021-01-01", ["renewal:..31 dec 2020", "renewal:<=31-12-2020", "renewal:before 1 jan 2021"]),
        ("renewal:2020-01-01..2020-12-31", ["renewal:1 jan 2020..31 dec 2020", "renewal:1 jan 2020 .. 31 dec 2020",
                                            "renewal:1/1/2020…31/12/2020", "renewal:1 jan 2020 – 31 dec 2020",
                                            "renewal:from 1 jan 2020 to 31 dec 2020",
                                            'renewal:"1 jan 2020".."31 dec 2020"']),
        ("renewal:<30d", ["renewal:<30d", "renewal:30 days", "renewal:less than 30 days from now", "renewal:in 30 days",
                          "renewal:om 30 dage", "renewal:over minder dan 30 dagen"]),
        ("renewal:>14d-ago", ["renewal:>2w-ago", "renewal:more than 2 weeks ago", "renewal:mere end 14 dage siden"]),
        ("created:yesterday", ["created:i går", "created:gisteren"]),
        ("arr:45000", ["arr:45,000", "arr:45k", "arr:45 000", "arr = 45k"]),
        ("arr:>=50000", ["arr:>=50k", "arr>=50000", "arr ≥ 50k", "arr:at least 50,000", "arr:50k.."]),
        ("arr:20..80000", ["arr:20..80k", "arr:between 20 and 80k", "arr:20 – 80k"]),
        ("domain:b.example", ["domain:https://b.example", "https://www.b.example/x", "domain:B.example"]),
    ],
)  # fmt: skip
def test_every_way_to_type_it_means_the_same(meant: str, texts: list[str]) -> None:
    asked = parse(meant, vocabulary("en"))
    for text in (meant, *texts):
        assert parse(text, vocabulary("en")) == asked, text


@pytest.mark.parametrize(
    "text", ["assignee:kim", "assignee:<@U7|kim>", "tildelt:@kim", "toegewezen aan:kim@fjord.example"]
)
def test_whose_tasks(text: str) -> None:
    assert canonical(text, kind=ObjectType.TASK) == "owner:<@U7>"


def test_numbers_and_dates_are_as_the_viewer_writes_them() -> None:
    assert canonical("arr:45.000", "da") == "arr:45000"
    assert canonical("arr:1.234,50", "nl") == "arr:1234.5"
    assert canonical("arr:1,234.50", "us") == "arr:1234.5"
    assert canonical("renewal:2/1/2026", "us") == "renewal:2026-02-01"
    assert canonical("renewal:2/1/2026", "da") == "renewal:2026-01-02"


@pytest.mark.parametrize(
    ("text", "problem", "wrong", "nearest"),
    [
        ("(health:at-risk", TextProblem.BRACKETS, "(", "health:at-risk"),
        ("(health:at-risk OR health:neutral) owner:me", TextProblem.BRACKETS, "(", ""),
        ("(acme OR bolt)", TextProblem.BRACKETS, "(", ""),
        ("city:aarhus)", TextProblem.BRACKETS, "aarhus)", "city:aarhus"),
        ("owner:me or", TextProblem.NO_TERM, "or", ""),
        ("owner:me AND", TextProblem.NO_TERM, "AND", ""),
        ("owner:", TextProblem.NO_VALUE, "owner:", ""),
        ("owner: health:at-risk", TextProblem.NO_VALUE, "owner:", ""),
        ("owner:me employees:>=", TextProblem.NO_VALUE, "employees:>=", ""),
        ('city:""', TextProblem.NO_VALUE, 'city:""', "city:unknown"),
        ("renewal:-30d", TextProblem.WRONG_SIGN, "renewal:-30d", "renewal:<30d-ago"),
        ("renewal:31 feb 2026", TextProblem.NO_SUCH_DATE, "renewal:31", ""),
        ("owner:lee", TextProblem.SEVERAL_PEOPLE, "lee", ""),
        ('north "wind', TextProblem.OPEN_QUOTE, '"wind', 'north "wind"'),
    ],
)
def test_what_means_nothing_is_pointed_at(text: str, problem: TextProblem, wrong: str, nearest: str) -> None:
    with pytest.raises(BadFilterText) as refused:
        parse(text, vocabulary("en"))
    error = refused.value
    assert (error.problem, error.text[error.start : error.end], error.nearest) == (problem, wrong, nearest)


def test_several_people_of_a_name_are_a_choice() -> None:
    with pytest.raises(BadFilterText) as refused:
        parse("health:red owner:lee", vocabulary("en"))
    assert refused.value.choices == (("Lee Park", "health:red owner:#8"), ("Lee Holm", "health:red owner:<@U9>"))
    for _, text in refused.value.choices:
        parse(text, vocabulary("en"))


@pytest.mark.parametrize("text", ['"not" city:aarhus', '"or" city:aarhus', 'city:"not" "x"'])
def test_quoted_words_are_no_operators(text: str) -> None:
    assert canonical(text) == text


@pytest.mark.parametrize(
    "text", ["Acme (UK)", "salt or pepper", "R & D", "A - B", "not", "Bank of America", "rock and roll"]
)
def test_a_name_stays_a_name(text: str) -> None:
    known = vocabulary("en")
    assert [one.values for one in parse(text, known).conditions] == [(word,) for word in text.split()]


@pytest.mark.parametrize(
    ("language", "text", "meant", "sure"),
    [
        ("en", "at risk", "health:at-risk", True),
        ("en", "owned by kim", "owner:kim", True),
        ("en", "owned by me", "owner:me", True),
        ("en", "customers owned by lee park", 'owner:"lee park"', True),
        ("en", "my customers", "owner:me", True),
        ("en", "my team at risk", "owner:my-team health:at-risk", True),
        ("en", "not at risk", "-health:at-risk", True),
        ("en", "not acme", "-acme", False),
        ("en", "at risk or neutral", "health:at-risk OR health:neutral", True),
        ("en", "without owner", "owner:unknown", True),
        ("en", "companies where health is at risk", "health:at risk", True),
        ("en", "renewal this month", "renewal:this month", True),
        ("en", "arr over 50k", "arr:over 50k", True),
        ("en", "at risk city:aarhus", "health:at-risk city:aarhus", True),
        ("en", "acme at risk", "acme health:at-risk", False),
        ("en", "city new york", 'city:"new york"', False),
        ("en", "kim", "owner:kim", True),
        ("en", "acme", "", False),
        ("en", "health:at-risk", "", False),
        ("da", "i risiko", "health:at-risk", True),
        ("da", "ejet af kim", "owner:kim", True),
        ("da", "mine kunder", "owner:me", True),
        ("da", "fornyelse i denne uge", "renewal:i denne uge", True),
        ("nl", "risico", "health:at-risk", True),
        ("nl", "klanten van mij", "owner:me", True),
        ("nl", "zonder eigenaar", "owner:unknown", True),
    ],
)
def test_what_words_seem_to_mean(language: str, text: str, meant: str, sure: bool) -> None:
    assert guess(text, vocabulary(language)) == Guess(meant, sure)


def shown_values(of: Property) -> Iterator[Condition]:
    """A condition with each kind of value that a readback of the property shows."""
    values: dict[Operand, list[str]] = {
        Operand.SEVERAL: [*(one.value for one in of.options), *(["me", "my_team", "7"] if not of.options else [])],
        Operand.UNIT: list(Unit),
        Operand.VALUE: ["1234.5"]
        if of.type in (PropertyType.NUMBER, PropertyType.CURRENCY) and not of.whole
        else ["1234"],
    }
    shown = (Operator.ANY_OF, Operator.MORE, Operator.BEFORE, Operator.IN_LAST, Operator.IN_THIS, Operator.IN_NEXT)
    for operator in set(OPERATORS[of.type]).intersection(shown):
        for value in values[OPERANDS[operator]] if operator is not Operator.BEFORE else ["2026-09-12", "2026-05-01"]:
            yield Condition(property=of.name, operator=operator, values=(value,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_filter_is_said_to_be_can_be_typed(language: str) -> None:
    """Labels, options, people, numbers, days and periods as the readback shows them (workspace C18)."""
    known, look = vocabulary(language), Look(viewer(language), MONDAY)
    properties = {one.name: one for one in known.properties}
    for one in chain.from_iterable(map(shown_values, known.properties)):
        of = properties[one.property]
        clause = read_back(all_of(one), properties, {7: "Kim Sørensen"}).groups[0][0]
        value = clause.values[0]
        said = told(value, look, of)
        if isinstance(value, Unit):
            said = look.words.text(PERIODS[one.operator, value])
        if isinstance(value, date):
            said = said.split(" ", 1)[1]  # without its weekday
        sign = {Operator.MORE: ">", Operator.BEFORE: "<"}.get(one.operator, "")
        assert isinstance(value, str | Decimal | date | Unit | Named | Whom) or value in of.options
        typed = f"{label_of(of, look)}:{sign}{said}"
        assert parse(typed, known) == all_of(one), typed


PERIODS = {
    (operator, unit): {
        (Operator.IN_LAST, Unit.DAY): "yesterday",
        (Operator.IN_THIS, Unit.DAY): "today",
        (Operator.IN_NEXT, Unit.DAY): "tomorrow",
    }.get((operator, unit), f"{word} {unit}")
    for operator, word in ((Operator.IN_LAST, "last"), (Operator.IN_THIS, "this"), (Operator.IN_NEXT, "next"))
    for unit in Unit
}


@pytest.mark.parametrize("piece", ["a ", "owner:kim ", "health:at risk ", "renewal:1 jan 2020 .. ", '\\"', "(", "-",
                                   "not ", "a or ", "'a ", "“a", "owner: ", "renewal date ", "\u200b",
                                   "-!"])  # fmt: skip
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    text, known = (piece * 10_000)[:10_000], vocabulary("en")
    began = perf_counter()
    with suppress(BadFilterText, FilterTooBig):
        parse(text, known)
    guess(text, known)
    assert perf_counter() - began < 2
