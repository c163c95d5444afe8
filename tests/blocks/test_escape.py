"""Texts from users are shown as typed, and do nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks.kit import escape


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Acme", "Acme"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;"),
        ("*x* ~y~ `z`", "∗x∗ ∼y∼ ˋzˋ"),
        ("_it_ and renewal_q4", "ˍitˍ and renewal_q4"),
        ("two\nlines\tand \r\n more", "two lines and more"),
        ("> quote", "\u00ad&gt; quote"),
        ("a\u202eb\u2066c\u0000d", "a b c d"),
        ("פגישה", "\u2068פגישה\u2069"),
        ("  ", ""),
    ],
)
def test_mrkdwn_reads_as_typed(typed: str, shown: str) -> None:
    assert escape.mrkdwn(typed) == shown


@pytest.mark.parametrize(("typed", "shown"), [("`x` *y* <z>", "ˋxˋ *y* &lt;z&gt;"), ("a&b", "a&amp;b")])
def test_code_keeps_all_but_what_would_end_it(typed: str, shown: str) -> None:
    assert escape.code(typed) == shown


FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("short", 5, "short"),
        ("longer text", 7, "longer…"),
        ("ab" + FAMILY, 5, "ab…"),
        ("ab👍🏽cd", 4, "ab…"),
        ("abcde\u0301fg", 6, "abcd…"),
        ("🇩🇰🇳🇱🇬🇧", 5, "🇩🇰🇳🇱…"),
        ("🇩🇰🇳🇱🇬🇧", 4, "🇩🇰…"),
        ("x❤\ufe0fyz", 3, "x…"),
    ],
)
def test_truncation_leaves_visible_characters_whole(text: str, most: int, cut: str) -> None:
    assert escape.truncate(text, most) == cut


@given(st.text(), st.integers(1, 80))
def test_truncation_keeps_within_the_limit(text: str, most: int) -> None:
    cut = escape.truncate(text, most)
    assert len(cut) <= most
    assert cut == text or cut.endswith("…")


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("*_~`<>&\n\u202e\u2068 aא"))))
def test_nothing_that_slack_interprets_survives(text: str) -> None:
    shown = escape.mrkdwn(text, 1000)
    assert not set("*~`<>\n\r") & set(shown)
    assert not shown.startswith("&gt;")
    inner = shown.removeprefix("\u2068").removesuffix("\u2069")
    assert all(unicodedata.bidirectional(c) not in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI") for c in inner)
    for i, c in enumerate(inner):
        if c == "_":
            assert inner[i - 1 : i + 2].replace("_", "").isalnum()
            assert 0 < i < len(inner) - 1
