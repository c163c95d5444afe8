"""The catalogues hold every text, translated, and nothing else."""

from functools import cache

import pytest
from babel.messages.catalog import Message

from csbot.i18n import extract
from csbot.i18n.catalogues import FOLDER, LANGUAGES
from csbot.i18n.extract import MsgId

every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def texts() -> set[MsgId]:
    return extract.extracted()


def known(language: str) -> set[MsgId]:
    return {m.id if isinstance(m.id, str) else tuple(m.id) for m in extract.read(language) if m.id}


@every_language
def test_every_text_is_in_every_catalogue(language: str) -> None:
    assert sorted(map(str, texts() - known(language))) == [], "run `make messages`, then translate"


@every_language
def test_no_text_outlived_the_code(language: str) -> None:
    assert sorted(map(str, known(language) - texts())) == [], "run `make messages`"
    assert not extract.read(language).obsolete


@every_language
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    assert [flaw for message in extract.read(language) if message.id for flaw in extract.flaws(message)] == []


@every_language
def test_no_translation_holds_its_text_twice(language: str) -> None:
    known_texts = [(m.id, str(m.string)) for m in extract.read(language) if m.id and isinstance(m.id, str)]
    long = [text for text, said in known_texts if len(said) > 2 * len(text) + 20]
    assert long == [], "pasted several times?"


@every_language
def test_the_files_are_as_extraction_writes_them(language: str) -> None:
    rewritten = extract.written(extract.updated(extract.read(language), texts(), language))
    assert (FOLDER / f"{language}.po").read_bytes() == rewritten


@pytest.mark.parametrize(
    ("message", "flaw"),
    [
        (Message("Hello", ""), "'Hello' is not translated"),
        (Message(("{n} day", "{n} days"), ("{n} dag", "")), "'{n} day' is not translated"),
        (Message(("{n} day", "{n} days"), ("{n} dag",)), "'{n} day' is not translated"),
        (Message("Hello", "Hej", flags=["fuzzy"]), "'Hello' is fuzzy"),
        (Message("Hello {name}", "Hej {navn}"), "'Hello {name}' has other placeholders"),
        (Message("Hello {name}", "Hej"), "'Hello {name}' has other placeholders"),
    ],
)
def test_flaws_are_found(message: Message, flaw: str) -> None:
    assert extract.flaws(message) == [flaw]
    assert extract.flaws(Message("Hello {name}", "Hej {name}")) == []


def test_texts_within_f_strings_are_found() -> None:
    assert "For example:" in texts()
    assert ("{n} day overdue", "{n} days overdue") in texts()


def test_both_texts_of_a_choice_are_found() -> None:
    assert {"{clause} or is unknown", "{clause} and is known"} <= texts()


def test_a_text_keeps_its_translation_and_a_new_one_waits_for_one() -> None:
    old = extract.updated(extract.read("da"), {"Undo", "Refresh"}, "da")
    new = extract.updated(old, {"Undo", "Brand new"}, "da")
    found = {message.id: message.string for message in new if message.id}
    assert found == {"Undo": "Fortryd", "Brand new": ""}
