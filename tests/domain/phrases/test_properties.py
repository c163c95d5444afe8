"""What holds for every text: it is read, and what was understood can be written and read again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from babel.dates import format_date
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csbot.domain.calendar import at_local, local_date
from csbot.domain.phrases import Phrase, find_companies, name_candidates, read
from csbot.domain.phrases.words import LANGUAGES
from csbot.domain.phrases.words import words as words_of
from csbot.domain.properties.texts import UNSEEN, bare
from csbot.domain.tasks import Priority
from tests.domain.phrases.test_table import table
from tests.domain.phrases.writing import write

NOW = datetime(2026, 11, 25, 9, 15, 42, tzinfo=UTC)
ZONES = ["Europe/Copenhagen", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
KNOWN = [word for language in LANGUAGES for word in words_of(language)]
WORDS = sorted({word for row in table() for word in row["text"].split()} | {*KNOWN})
SPACES = [" ", "  ", ", ", "\n", ""]


def one_line(text: str) -> str:
    return " ".join(text.split())


zones = st.sampled_from(ZONES)
words = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=14)
texts = st.builds(lambda parts, space: space.join(parts), words, st.sampled_from(SPACES)) | st.text()
titles = (texts.map(one_line) | st.text(min_size=1).map(one_line)).filter(
    lambda title: bare(title) and len(title) <= 500
)
names = st.from_regex(r"[a-zA-ZæøåÆØÅ]([\w.-]{0,9}\w)?", fullmatch=True).map("@{}".format)
ids = st.from_regex(r"[UW][A-Z0-9]{2,10}", fullmatch=True).map("<@{}>".format)
people = (names | ids).filter(lambda token: token.split(".")[0].split("-")[0] not in {"@channel", "@here", "@everyone"})
days = st.dates(date(2026, 12, 1), date(2199, 12, 30))
ticks = st.integers(0, 172 * 365 * 24 * 60)
minutes = ticks.map(lambda number: datetime(2026, 12, 1, tzinfo=UTC) + timedelta(minutes=number))


@st.composite
def phrases(draw: st.DrawFn) -> Phrase:
    due_on, due_at = draw(st.tuples(days | st.none(), st.none()) | st.tuples(st.none(), minutes))
    assignees = tuple(draw(st.lists(people, max_size=1)))
    return Phrase(draw(titles), due_on, due_at, draw(st.sampled_from(Priority)), assignees)


any_speed = settings(deadline=None)  # the first text waits for the words to be read
languages = st.sampled_from(LANGUAGES)


def understood(phrase: Phrase) -> Phrase:
    return replace(phrase, problems=())


@any_speed
@given(phrases(), zones)
@example(Phrase('call "Kim" on friday \\'), "UTC")
@example(Phrase("friday", due_on=date(2027, 1, 1)), "UTC")
@example(Phrase("ask friday about Acme"), "UTC")
@example(Phrase("call Kim,", due_on=date(2027, 1, 1)), "UTC")
@example(Phrase("at", due_at=datetime(2027, 10, 31, 1, 30, tzinfo=UTC)), "Europe/Copenhagen")  # 02:30, the second one
def test_what_is_written_is_read_again(phrase: Phrase, tz: str) -> None:
    assert read(write(phrase, tz), NOW, tz) == phrase


@any_speed
@given(texts, zones)
def test_every_text_is_read_and_what_was_understood_stays(text: str, tz: str) -> None:
    phrase = read(text, NOW, tz)
    if phrase.title:
        assert understood(read(write(phrase, tz), NOW, tz)) == understood(phrase)
    find_companies(phrase, lambda names: dict.fromkeys(names, 1))


@any_speed
@given(texts)
def test_a_reading_is_one_line_with_one_due_moment_in_whole_minutes(text: str) -> None:
    phrase = read(text, NOW, "Europe/Copenhagen")
    assert phrase.title == one_line(phrase.title)
    assert phrase.due_on is None or phrase.due_at is None
    assert phrase.due_at is None or (phrase.due_at.tzinfo is UTC and not phrase.due_at.second)
    assert not isinstance(phrase.due_on, datetime)


@any_speed
@given(texts, zones, languages)
def test_no_word_of_a_text_vanishes(text: str, tz: str, language: str) -> None:
    """Each is in the title, was taken for a field, or is named by a doubt, but for an "on" in front of a date."""
    links = {
        one for known in words_of(language).items() if {"link", "in"} & known[1].keys() for one in known[0].split()
    }
    phrase = read(text, NOW, tz, language)
    named = " ".join((phrase.title, *phrase.taken, *(problem.text for problem in phrase.problems)))
    quoted = text.replace("\\", "").replace('"', "")
    for word in quoted.split():
        bared = word.strip(",.;:!?)-–—“”" + UNSEEN)
        assert bared.lower() in links or bared in named.replace("\\", "").replace('"', ""), word


@any_speed
@given(st.integers(0, 400), st.integers(0, 60), st.integers(0, 90), languages)
def test_so_long_from_now_is_that_long_from_now(d: int, h: int, m: int, language: str) -> None:
    """An oracle for durations (workspace T3): days alone are dates, hours and minutes are told by the clock."""
    name, day, hour, minute, joined = {
        "en": ("in", "days", "hours", "minutes", " and "),
        "da": ("om", "dage", "timer", "minutter", " og "),
        "nl": ("over", "dagen", "uur", "minuten", " en "),
    }[language]
    now = NOW.replace(second=0)
    clocked = read(f"x {name} {d} {day} {h} {hour}{joined}{m} {minute}", NOW, "Europe/Copenhagen", language)
    assert clocked.due_at == now + timedelta(days=d, hours=h, minutes=m)
    assert read(f"x {name} {h}h{m}m", NOW, "UTC", language).due_at == now + timedelta(hours=h, minutes=m)
    assert read(f"x {name} {d} {day}", NOW, "UTC", language).due_on == date(2026, 11, 25) + timedelta(days=d)
    assert (clocked.title, clocked.problems) == ("x", ())


@any_speed
@given(days, languages, st.booleans())
def test_a_date_as_a_language_writes_it_is_that_date(on: date, language: str, first: bool) -> None:
    """An oracle for dates: as CLDR formats them, before the words and behind them."""
    for width in ("medium", "long", "full"):
        written = format_date(on, width, language)
        phrase = read(f"{written} call Kim" if first else f"call Kim {written}", NOW, "UTC", language)
        assert (phrase.due_on, phrase.title, phrase.problems) == (on, "call Kim", ()), written


@any_speed
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60).filter(lambda text: bare(text) or not text), zones)
def test_words_without_marks_or_dates_are_the_title(text: str, tz: str) -> None:
    quoted = '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'
    phrase = read(f"{quoted} friday 15:00 !high", NOW, tz)
    assert phrase.title == one_line(text)
    assert phrase.priority is Priority.HIGH
    friday = date(2026, 11, 27) if local_date(NOW, tz) < date(2026, 11, 27) else date(2026, 12, 4)
    assert phrase.due_at == at_local(friday, time(15), tz)


@pytest.mark.parametrize(
    "word", ["x", "friday ", "at 9 ", "15.10 #a ", "on 1/2 at 3 ", "!x @a ", '"', "“ ", "<", "9" * 50, "in "]
)
def test_ten_thousand_characters_are_kept_and_called_too_long(word: str) -> None:
    text = ("Title " + word * 10_000)[:10_000]
    phrase = read(f'"{text.replace(chr(34), chr(39))}" !low', NOW, "UTC")
    assert phrase.title == one_line(text.replace(chr(34), chr(39)))
    assert [(problem.field, problem.code) for problem in phrase.problems] == [("title", "too_long")]
    assert len(name_candidates(phrase)) < 6 * 500
    bare = read(text, NOW, "UTC")
    assert understood(read(write(bare, "UTC"), NOW, "UTC")) == understood(bare)
