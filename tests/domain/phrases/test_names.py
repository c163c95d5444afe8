"""Customers' names in a title: which words are looked up, and which of the names found are meant (workspace T3)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from csbot.domain.phrases import Companies, Phrase, Problem, find_companies, find_shortened, name_candidates, read
from csbot.domain.phrases.phrase import Doubt, Field

IDS = {"acme": 1, "acme nordic": 2, "north wind": 3, "inc. & sons": 4, "gross": 5, "the acme": 1}


def known(names: Sequence[str]) -> Mapping[str, int]:
    return {name: IDS[name] for name in names if name in IDS}


def found(title: str) -> Companies[int]:
    return find_companies(Phrase(title), known)


def test_every_run_of_up_to_six_words_is_looked_up_longest_first() -> None:
    names = name_candidates(Phrase("Call NORTH  Wind"))
    assert names == ("call north wind", "call north", "north wind", "call", "north", "wind")
    assert max(len(name.split()) for name in name_candidates(Phrase("a b c d e f g h"))) == 6


def test_names_are_looked_up_without_quotes_punctuation_and_possessive_too() -> None:
    assert {"acme", "acme's", "north wind"} <= set(name_candidates(Phrase('Acme’s and ACME\'s "North Wind"!')))


def test_a_name_comes_once_and_an_empty_title_asks_nothing() -> None:
    assert name_candidates(Phrase("go go")) == ("go go", "go")
    assert find_companies(Phrase(""), lambda names: pytest.fail("asked")) == Companies()


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("call Acme Nordic", (2,)),
        ("call Acme, Nordic", (1,)),
        ("visit Inc. & Sons", (4,)),
        ("call Groß", (5,)),
        ("call the Acme about Acme", (1,)),
        ("call #north-wind about Acme", (3,)),
        ('call "Acme" about North Wind', (1,)),
        ("call nobody", ()),
    ],
)
def test_the_longest_and_the_most_explicit_name_is_meant(title: str, ids: tuple[int, ...]) -> None:
    assert found(title) == Companies(ids)


def test_two_customers_are_a_problem_that_names_them_in_order() -> None:
    assert found("North Wind vs Acme") == Companies(
        (3, 1), (Problem(Field.COMPANY, Doubt.SEVERAL, "north wind, acme"),)
    )


def test_a_tag_that_nobody_knows_is_a_problem() -> None:
    assert found("call #nobody now") == Companies((), (Problem(Field.COMPANY, Doubt.UNKNOWN, "#nobody"),))
    assert found("call #acme #renewal") == Companies((1,))


def test_the_title_keeps_the_name_and_a_date_like_name_is_found() -> None:
    phrase = read("call #acme friday", datetime(2026, 11, 25, tzinfo=UTC), "UTC")
    assert phrase.title == "call #acme"
    assert find_companies(phrase, known).found == (1,)


OWN = (("Solsort Maskiner A/S", 1), ("The Body Shop", 2), ("Nord Energi", 3), ("Nord, Syd & Co", 4), ("A P Hansen", 5))


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("call Solsort", ((1,),)),
        ("Solsort Maskiner: renewal", ((1,),)),
        ("call Solsort's CFO", ((1,),)),
        ("call #Solsort", ((1,),)),
        ("call solsort", ()),
        ("send the deck", ()),
        ("call Solsorten", ()),
        ("A call", ()),
    ],
)
def test_a_name_is_known_by_its_beginning_as_it_is_written(title: str, ids: tuple[tuple[int, ...], ...]) -> None:
    assert find_shortened(Phrase(title), OWN).found == ids


def test_a_beginning_that_several_have_is_a_problem_that_names_it() -> None:
    meant = find_shortened(Phrase("call Nord"), OWN)
    assert meant == Companies(((3, 4),), (Problem(Field.COMPANY, Doubt.SEVERAL, "Nord"),))
    assert len(find_shortened(Phrase("Nord or Solsort"), OWN).problems) == 1
