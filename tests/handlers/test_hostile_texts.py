"""Texts that once kept everybody waiting: signed requests get a sentence, beside the field where there is one."""

from html import unescape

import pytest

from tests.handlers.dialogs import open_tasks, shortcut, typed
from tests.handlers.rig import Rig
from tests.handlers.test_record_edit import company, open_form, read

PHONE = "+45 12345678 / +45 87654321 / 11223344 <Aoife>"
LONG = 10_000


async def test_the_phone_number_that_took_a_minute_is_refused_beside_its_field(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    form = await typed(rig, kim, "new contact Aoife")
    refused = await form.submit(phone=PHONE)
    assert "phone number" in refused.errors["phone"]
    assert "Nothing was saved" in refused.errors["phone"]
    assert (await form.submit(phone=PHONE.replace("<", "(").replace(">", ")"))).errors == {}


@pytest.mark.parametrize("field", ["name", "city", "arr", "renewal"])
@pytest.mark.parametrize("piece", ["1", "a.", "*a ", " x", "@"])
async def test_ten_thousand_characters_are_refused_beside_their_field(rig: Rig, field: str, piece: str) -> None:
    kim = rig.office.member("Kim")
    ref = company(rig.office)
    before = read(rig.office, ref).values
    form = await open_form(rig, kim, ref)
    for length in (3_001, LONG, LONG + 1, 100_000):
        refused = await form.submit(**{field: (piece * length)[: length - 1] + "x"})
        assert list(refused.errors) == [field]
        assert f"{length:,} characters long" in refused.errors[field]
        assert "Nothing was saved" in refused.errors[field]
    assert read(rig.office, ref).values == before


@pytest.mark.parametrize("word", ["task", "find", "show", "customers", "tasks", "new", "nonsense"])
async def test_a_command_of_more_than_ten_thousand_characters_is_given_back(rig: Rig, word: str) -> None:
    kim = rig.office.member("Kim")
    text = ("*a <b|" * LONG)[: LONG - len(word)]
    seen = await rig.type(kim, f"{word} {text}")
    assert "This command is 10,001 characters long, and 10,000 fit. Nothing was saved." in seen.words
    assert unescape(seen.words).count("∗a <b|") + unescape(seen.words).count("*a <b|") > 1_000
    assert open_tasks(rig, kim) == []
    shorter = await rig.type(kim, f"{word} {text[:-1]}")
    assert "This command is" not in shorter.words


@pytest.mark.parametrize("piece", ["*a ", "*_~`a`~_* ", "<", "&#1", "&gt;\n", "a "])
async def test_a_message_of_any_length_becomes_a_task(rig: Rig, piece: str) -> None:
    kim = rig.office.member("Kim")
    dialog = await shortcut(rig, kim, "task.from_message", ts="1.2", text=f"Call Acme\n{piece * 30_000}")
    assert dialog.shows()["title"] == "Call Acme"


@pytest.mark.parametrize("digits", ["9" * 5_000, "٣" * 20, "9" * 19])
async def test_numbers_that_no_database_holds_are_nobody(rig: Rig, digits: str) -> None:
    kim = rig.office.member("Kim")
    seen = await rig.type(kim, f"customers owner:#{digits}")
    assert "Reference" not in seen.words
    assert "owner" in seen.words.lower()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31.12.9999"])
async def test_the_first_and_the_last_year_get_a_sentence(rig: Rig, day: str) -> None:
    kim = rig.office.member("Kim")
    ref = company(rig.office)
    form = await open_form(rig, kim, ref)
    assert "renewal" in (await form.submit(renewal=day)).errors
    for text in (f"customers renewal:<{day}", f"customers renewal:{day}", f"customers renewal:>={day}"):
        assert "Reference" not in (await rig.type(kim, text)).words
    for text in (f"call {day}", f"call on {day} 23:59", f"call {day}T23:59-12:00", f"call {day}T00:00+14:00"):
        dialog = await typed(rig, kim, f"task {text}")
        assert dialog.title == "New task"
    dialog = await typed(rig, kim, "task call")
    picked = "9999-12-31" if day.endswith("9999") else day
    for clock in ("00:00", "23:59"):
        refused = await dialog.submit(due_on=picked, due_time=clock)
        assert "too far away" in refused.errors["due_on"]
