"""Slack's mrkdwn as plain text (workspace T3)."""

import pytest

from csbot.domain.quotes import notes_of, plain_text, title_of


@pytest.mark.parametrize(
    ("mrkdwn", "plain"),
    [
        ("plain", "plain"),
        ("*bold* _it_ ~gone~ `code`", "bold it gone code"),
        ("*_both_*", "both"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("<https://x.example|the deck> <https://y.example>", "the deck (https://x.example) https://y.example"),
        ("<mailto:a@x.example|a@x.example>", "a@x.example"),
        (
            "<@U1> <@U1|kim> see <#C1|general> <#C2> <!here> <!subteam^S1|@team>",
            "<@U1|> <@U1|kim> see #general #C2 @here <!subteam^S1|@team>",
        ),
        ("R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"),
        ("&gt; quoted\n&gt;&gt; twice", "quoted\ntwice"),
        ("```\nx = 1\n```", "x = 1"),
        ("  a   b\t c  \n\n d ", "a b c\n\nd"),
        ("* not bold *", "* not bold *"),
        ("🎉 שלום", "🎉 שלום"),
        ("", ""),
        ("<>", "<>"),
        ("<https://x.example/_a_/*b*> *<https://y.example|y>*", "https://x.example/_a_/*b* y (https://y.example)"),
    ],
)
def test_formatting_goes_and_words_stay(mrkdwn: str, plain: str) -> None:
    assert plain_text(mrkdwn) == plain


def test_the_title_is_the_first_line_cut_at_a_word() -> None:
    assert title_of("\n\nfirst\nsecond") == "first"
    assert title_of("") == ""
    long = title_of("word " * 200)
    assert long.endswith("word…")
    assert len(long) <= 500
    assert title_of("x" * 600) == "x" * 499 + "…"


def test_notes_hold_what_a_dialog_can() -> None:
    assert notes_of("x" * 3000) == "x" * 3000
    assert notes_of("x" * 3001) == "x" * 2999 + "…"
