"""Filters as text (workspace V7): what is typed, what it means, and what is said where it can't be read."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csbot.domain.assignees import Assignee
from csbot.domain.filters import Condition, Filter, FilterPart, FilterTooBig, all_of
from csbot.domain.filters.text import BadFilterText, TextProblem, Vocabulary, parse, write
from csbot.domain.properties import PROPERTIES, DateStyle, DecimalMark, Property, PropertyType, Reading
from csbot.domain.properties.drafts import options_of
from csbot.domain.properties.own import WITH_OPTIONS, own_property
from csbot.domain.records import ObjectType
from tests.filters.worlds import OPTIONS, TYPES, some_filter
from tests.soaking import many

PEOPLE = [
    Assignee(7, "Kim Sørensen", "kim@fjord.example", "U7"),
    Assignee(8, "Lee Park", "park@fjord.example"),
    Assignee(9, "Lee Holm", "holm@fjord.example", "U9"),
]
OWN = [
    own_property(
        n,
        label.replace(" ", "_"),
        label.capitalize(),
        kind,
        options_of(OPTIONS if kind in WITH_OPTIONS else ()),
        False,
        False,
    )
    for n, (label, kind) in enumerate(TYPES.items(), 1)
]
READING = Reading(DateStyle("Europe/Copenhagen"), DecimalMark.COMMA)
COMPANIES = Vocabulary([*PROPERTIES[ObjectType.COMPANY], *OWN], PEOPLE, READING)
TASKS = Vocabulary([*PROPERTIES[ObjectType.TASK], *OWN], PEOPLE, READING)


def condition(name: str, operator: str, *values: str, include_unknown: bool = True) -> Condition:
    return Condition.model_validate(
        {"property": name, "operator": operator, "values": values, "include_unknown": include_unknown}
    )


def test_the_example_of_the_contract() -> None:
    assert parse('health:at-risk renewal:<30d owner:me arr:>=50000 "north wind"', COMPANIES) == all_of(
        condition("health", "any_of", "at_risk"),
        condition("renewal", "less_days_ahead", "30"),
        condition("owner", "any_of", "me"),
        condition("arr", "at_least", "50000"),
        condition("name", "contains", "north wind"),
    )


@pytest.mark.parametrize(
    ("text", "name", "operator", "values"),
    [
        ("city:aarhus", "city", "equals", ["aarhus"]),
        ("City:*aar*", "city", "contains", ["aar"]),
        ("city:aar*", "city", "starts_with", ["aar"]),
        ('city:*"s k"', "city", "ends_with", ["s k"]),
        ("city:“Nykøbing F”", "city", "equals", ["Nykøbing F"]),
        ("city:ever:Ribe", "city", "ever", ["Ribe"]),
        ('city:"known"', "city", "equals", ["known"]),
        ("city:unknown", "city", "unknown", []),
        ("-city:unknown", "city", "known", []),
        ("website:acme.com", "website", "equals", ["https://acme.com"]),
        ("domain:https://acme.example", "domain", "equals", ["acme.example"]),
        ("-domain:https://www.acme.example/about", "domain", "not_equals", ["acme.example"]),
        ("domain:*://*", "domain", "contains", ["://"]),
        ("https://acme.example/about?x=1", "domain", "equals", ["acme.example"]),
        ("employees:1.200", "employees", "equals", ["1200"]),
        ("arr:50k", "arr", "equals", ["50000"]),
        ("arr:<1.5m", "arr", "less", ["1500000"]),
        ("arr:-5..10", "arr", "between", ["-5", "10"]),
        ("ARR:<=0,5", "arr", "at_most", ["0.5"]),
        ("health:red,Neutral", "health", "any_of", ["at_risk", "neutral"]),
        ("health:ever:healthy", "health", "ever_any_of", ["healthy"]),
        ("tags:all:gold,blå", "tags", "all_of", ["Gold", "Blå"]),
        ("csm:<@U7>,me", "owner", "any_of", ["7", "me"]),
        ("owner:@kim", "owner", "any_of", ["7"]),
        ('owner:"Lee Park"', "owner", "any_of", ["8"]),
        ("owner:my-team", "owner", "any_of", ["my_team"]),
        ("<@U9>", "owner", "any_of", ["9"]),
        ("reference:ja", "reference", "true", []),
        ("created:<30d", "created", "less_days_ago", ["30"]),
        ("created:>2w-ahead", "created", "more_days_ahead", ["14"]),
        ("renewal:<=30d", "renewal", "less_days_ahead", ["31"]),
        ("renewal:>30d-ago", "renewal", "more_days_ago", ["30"]),
        ("renewal:this-quarter", "renewal", "in_this", ["quarter"]),
        ("renewal:tomorrow", "renewal", "in_next", ["day"]),
        ("renewal:<today", "renewal", "more_days_ago", ["0"]),
        ("renewal:2026-03-01", "renewal", "between", ["2026-03-01", "2026-03-01"]),
        ("renewal:>1.3.2026", "renewal", "after", ["2026-03-01"]),
        ("renewal:<=2026-02-28", "renewal", "before", ["2026-03-01"]),
        ("renewal:2026-03-01..2026-03-31", "renewal", "between", ["2026-03-01", "2026-03-31"]),
        ("owner:updated:7d", "owner", "updated_within", ["7"]),
        ("last-activity:>90d", "last_activity", "more_days_ago", ["90"]),
        ("kick-off:next-week", "kick_off", "in_next", ["week"]),
    ],
)
def test_what_a_term_means(text: str, name: str, operator: str, values: list[str]) -> None:
    assert parse(text, COMPANIES) == all_of(condition(name, operator, *values))


def test_not_takes_records_without_a_value_along_unless_it_says_otherwise() -> None:
    """A negative one says whether records without a value match, by default they do (workspace V4)."""
    assert parse("-city:ribe health:!at-risk,unknown", COMPANIES).conditions == (
        condition("city", "not_equals", "ribe"),
        condition("health", "none_of", "at_risk", include_unknown=False),
    )


def test_or_stands_between_groups() -> None:
    found = parse("owner:me acme OR -north | health:healthy", COMPANIES)
    assert [len(group.conditions) for group in found.groups] == [2, 1, 1]


def test_an_empty_text_means_everything() -> None:
    assert parse("  ", COMPANIES) == Filter()
    assert write(Filter(), COMPANIES) == ""


@pytest.mark.parametrize(
    ("text", "problem", "wrong", "nearest"),
    [
        ("owner:me helth:at-risk", TextProblem.UNKNOWN_PROPERTY, "helth", "owner:me health:at-risk"),
        ("-rnewal:<30d", TextProblem.UNKNOWN_PROPERTY, "rnewal", "-renewal:<30d"),
        ("health:at-rsk,neutral", TextProblem.UNKNOWN_OPTION, "at-rsk", "health:at-risk,neutral"),
        ("owner:@kimm", TextProblem.UNKNOWN_PERSON, "@kimm", ""),
        ('owner:"Kim Sorensen"', TextProblem.UNKNOWN_PERSON, '"Kim Sorensen"', 'owner:"Kim Sørensen"'),
        ("owner:@lee", TextProblem.SEVERAL_PEOPLE, "@lee", ""),
        ("arr:lots", TextProblem.NOT_A_NUMBER, "arr:lots", ""),
        ("arr:20..10", TextProblem.SWAPPED, "arr:20..10", "arr:10..20"),
        ("renewal:2026-02-30", TextProblem.NO_SUCH_DATE, "renewal:2026-02-30", ""),
        ("renewal:1.1.2026..31.2.2026", TextProblem.NO_SUCH_DATE, "renewal:1.1.2026..31.2.2026", ""),
        ("renewal:>9999-12-31", TextProblem.DATE_TOO_FAR, "renewal:>9999-12-31", ""),
        ("renewal:2026-12-31..2026-01-01", TextProblem.SWAPPED, "renewal:2026-12-31..2026-01-01",
         "renewal:2026-01-01..2026-12-31"),
        ("arr:>" + "9" * 30, TextProblem.NUMBER_TOO_BIG, "arr:>" + "9" * 30, ""),
        (f"city:{'x' * 3000}", TextProblem.TOO_LONG, f"city:{'x' * 3000}", ""),
        ('owner:me "', TextProblem.OPEN_QUOTE, '"', ""),
        ("renewal:soon", TextProblem.NOT_A_DATE, "renewal:soon", ""),
        ("renewal:<0d", TextProblem.NOT_DAYS, "renewal:<0d", ""),
        ("renewal:>99999d", TextProblem.NOT_DAYS, "renewal:>99999d", ""),
        ("city:a,b", TextProblem.ONE_VALUE, "city:a,b", 'city:"a,b"'),
        ("city:>5", TextProblem.WRONG_SIGN, "city:>5", ""),
        ("health:all:neutral", TextProblem.WRONG_SIGN, "health:all:neutral", ""),
        ("reference:maybe", TextProblem.NOT_YES_OR_NO, "maybe", ""),
        ("owner:me OR", TextProblem.NO_TERM, "OR", ""),
        ("OR owner:me", TextProblem.UNREADABLE, "OR", ""),
        ("owner:me arr:", TextProblem.NO_VALUE, "arr:", ""),
        ('acme "north', TextProblem.OPEN_QUOTE, '"north', 'acme "north"'),
        ('city:"north', TextProblem.OPEN_QUOTE, '"north', 'city:"north"'),
        ("city:a*b*c", TextProblem.INNER_STAR, "a*b*c", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_pointed_at(text: str, problem: TextProblem, wrong: str, nearest: str) -> None:
    with pytest.raises(BadFilterText) as refused:
        parse(text, COMPANIES)
    assert (refused.value.problem, refused.value.nearest) == (problem, nearest)
    assert not wrong or text[refused.value.start : refused.value.end] == wrong


def test_the_26th_condition_and_the_7th_group_are_refused() -> None:
    with pytest.raises(FilterTooBig) as refused:
        parse(" OR ".join(["a b c d e f g"] * 4), COMPANIES)
    assert refused.value.part is FilterPart.IN_ALL
    with pytest.raises(FilterTooBig) as refused:
        parse(" OR ".join("abcdefg"), COMPANIES)
    assert refused.value.part is FilterPart.GROUPS
    with pytest.raises(FilterTooBig) as refused:
        parse(" ".join("abcdefghijk"), COMPANIES)
    assert refused.value.part is FilterPart.IN_GROUP


@pytest.mark.parametrize("of", ["companies", "tasks"])
@settings(max_examples=many(300), deadline=None, database=None)
@given(seed=st.integers(0, 2**64))
def test_what_is_written_reads_back_as_the_same_filter(of: str, seed: int) -> None:
    words = COMPANIES if of == "companies" else TASKS
    chance = random.Random(seed)  # noqa: S311 - made-up filters
    asked = canonical(some_filter(words.properties, PEOPLE, chance))
    assert parse(write(asked, words), words) == asked


def canonical(asked: Filter) -> Filter:
    return Filter.model_validate_json(asked.model_dump_json())


@settings(max_examples=many(500), deadline=None)
@given(st.text(alphabet='abc:,."“”*<>=!-|OR@#0d \n\\(', max_size=30))
def test_any_text_is_a_filter_or_an_error_with_a_place(text: str) -> None:
    places = [(0, 0)]
    try:
        parse(text, COMPANIES)
    except BadFilterText as error:
        places.append((error.start, error.end))
    except FilterTooBig:
        pass
    assert all(0 <= start <= end <= len(text) for start, end in places)


def test_a_nearest_form_can_be_read() -> None:
    for text in ("helth:at-risk", "health:at-rsk", "arr:20..10", "city:a,b", '"north'):
        with pytest.raises(BadFilterText) as refused:
            parse(text, COMPANIES)
        parse(refused.value.nearest, COMPANIES)


def test_a_property_whose_name_is_a_better_word_wins() -> None:
    other = Property("score", "Score of the survey", PropertyType.NUMBER, "p99", custom=True)
    words = Vocabulary([*PROPERTIES[ObjectType.CONTACT], other], (), READING)
    assert words.find("score") is other
