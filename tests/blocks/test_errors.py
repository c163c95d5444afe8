"""Every error has a sentence that says what happened, whether anything was saved, and what to do."""

import pytest

from blocks.denials import DENIALS, REMEDIES
from blocks.errors import NOUNS, SENTENCES, WRITERS, error, sentence
from blocks.examples.failures import ERRORS
from blocks.examples.people import look
from csbot.domain.errors import CsbotError, Expected, NotFound, NoWorkspace, TooLong, Transient
from csbot.domain.permissions import Denial
from csbot.domain.records import ObjectType
from csbot.i18n import words

MODULES = (  # whose errors people read in Slack
    "csbot.domain.card_layouts",
    "csbot.domain.custom_objects",
    "csbot.domain.errors",
    "csbot.domain.filters.errors",
    "csbot.domain.filters.text.errors",
    "csbot.domain.properties.errors",
    "csbot.domain.properties.own",
    "csbot.domain.saved_views.errors",
)


def classes(of: type[CsbotError] = CsbotError) -> set[type[CsbotError]]:
    direct = {one for one in of.__subclasses__() if one.__module__ in MODULES}
    return (direct | {deeper for one in direct for deeper in classes(one)}) - {Expected, Transient}


def test_every_error_has_exactly_one_sentence() -> None:
    codes = [*SENTENCES, *WRITERS]
    assert sorted(codes) == sorted(one.code for one in classes())


def test_every_error_is_in_the_gallery() -> None:
    assert {type(example) for example in ERRORS.values()} == classes()


@pytest.mark.parametrize("name", ERRORS)
def test_every_sentence_is_translated(name: str) -> None:
    english, danish, dutch = (sentence(ERRORS[name], words(locale, "UTC")) for locale in ("en", "da", "nl"))
    assert len({english, danish, dutch}) == 3


@pytest.mark.parametrize("name", ERRORS)
def test_every_sentence_says_whether_anything_was_saved(name: str) -> None:
    said = sentence(ERRORS[name], words("en", "UTC"))
    assert any(
        part in said.lower() for part in ("nothing was", "is kept", "changes nothing", "may or may not be saved")
    )


def test_what_was_probably_meant_is_a_button() -> None:
    def offered(name: str) -> str | None:
        accessory = error.draw(ERRORS[name], look("en_GB")).blocks[0].get("accessory")
        return accessory and f"{accessory['action_id']} {accessory['value']}"

    assert offered("unknown_command") == "command.run|1 tasks"
    assert offered("unknown_option") == "command.run|1 tasks today"
    assert offered("unknown_command_far") is None


def test_every_denial_and_every_noun_has_words() -> None:
    assert set(DENIALS) == set(REMEDIES) == set(Denial)
    assert {str(kind) for kind in ObjectType} <= set(NOUNS)


def test_an_error_names_the_record() -> None:
    assert sentence(NotFound(noun="task", number=1234), words("da", "UTC")).startswith("Opgave 1234 ")


def test_lengths_are_written_for_the_locale_and_record_numbers_are_not() -> None:
    said = sentence(TooLong(limit=3000, length=12345), words("da_DK", "UTC"))
    assert "12.345 tegn" in said
    assert "3.000" in said
    assert "12345" in sentence(NoWorkspace(number=12345), words("da_DK", "UTC"))
