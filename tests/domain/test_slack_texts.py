"""What Slack makes of a text is turned back into what was typed, once (workspace C18)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csbot.domain.slack_texts import by_id, by_name, marked, nameless, undone, unmarked
from csbot.playground.gestures.typed_text import as_sent, escaped
from csbot.playground.people import DEFAULT_TEAM
from tests.soaking import many

LONG = 10_000


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<mailto:a@b.example>", "a@b.example"),
        ("<mailto:a@b.example?subject=x|a@b.example>", "a@b.example"),
        ("<http://b.example|b.example>", "b.example"),
        ("<http://B.example/|B.example>", "B.example"),
        ("<https://b.example/x>", "https://b.example/x"),
        ("<https://b.example/?a=1&amp;b=2|https://b.example/?a=1&amp;b=2>", "https://b.example/?a=1&b=2"),
        ("<http://b.example/%C3%B8|b.example/ø>", "b.example/ø"),
        ("<https://b.example/x|some label>", "some label (https://b.example/x)"),
        ("<mailto:a@b.example|Ida>", "Ida (a@b.example)"),
        ("<https://b.example/very/long/path|https://b.example/very…>", "https://b.example/very/long/path"),
        ("<tel:+4512345678|+45 12 34 56 78>", "+45 12 34 56 78"),
        ("<tel:+4512345678>", "+4512345678"),
        ("<slack://channel?id=C1|here>", "here (slack://channel?id=C1)"),
        ("<@U1|kim>", "@kim"),
        ("<@U1|@kim>", "@kim"),
        ("<@W1>", "@W1"),
        ("<!subteam^S1|@cs>", "@cs"),
        ("<!subteam^S1|cs>", "@cs"),
        ("<!subteam^S1>", "@S1"),
        ("<!date^1392734382^{date}|Feb 18, 2014>", "Feb 18, 2014"),
        ("<!date^1392734382^{date}^https://b.example/|Feb 18, 2014>", "Feb 18, 2014 (https://b.example/)"),
        ("<#C1|general>", "#general"),
        ("<#C1>", "#C1"),
        ("<#C1|>", "#C1"),
        ("<!here>", "@here"),
        ("<!here|here>", "@here"),
        ("<!channel|@channel>", "@channel"),
        ("<!everyone>", "@everyone"),
        ("<!new|what it says>", "what it says"),
        ("R&amp;D &lt;b&gt;", "R&D <b>"),
        ("&amp;lt; &amp;amp;lt;", "&lt; &amp;lt;"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("&lt;mailto:a@b.example|x&gt;", "<mailto:a@b.example|x>"),
        ("renewal:&lt;30d", "renewal:<30d"),
        ("mail <mailto:a@b.example|a@b.example> friday, <@U1|kim>: see <http://b.example|b.example>!",
         "mail a@b.example friday, @kim: see b.example!"),
    ],
)  # fmt: skip
def test_what_was_typed(sent: str, typed: str) -> None:
    assert by_name(undone(sent)) == typed


@pytest.mark.parametrize(
    "sent",
    ["<", ">", "<>", "<|>", "<|x>", "<mailto:>", "<mailto:|x>", "<https:>", "<@>", "<@|kim>", "<@u1|kim>", "<#|x>",
     "<!>", "<!date^1^x>", "<!subteam^|x", "a < b > c", "<<@U1|kim", "renewal:<30d arr:>5", "<b>bold</b>", "&quot;",
     "&#60;"],
)  # fmt: skip
def test_broken_marks_stay_as_they_were(sent: str) -> None:
    assert by_name(undone(sent)) == sent
    assert by_id(undone(sent)) == sent


def test_what_is_nested_is_read_once() -> None:
    assert by_name(undone("<https://a|<http://b.example|b.example>>")) == "<https://a|b.example>"
    assert by_name(undone("<@U1|kim>>")) == "@kim>"


def test_people_are_known_by_id_and_read_by_name() -> None:
    text = undone("<@U1|kim>, <@U2> and &lt;@U3&gt;")
    assert by_id(text) == "<@U1>, <@U2> and <@U3>"
    assert by_name(text) == "@kim, @U2 and <@U3>"
    assert nameless(text) == {"U2"}
    groups = undone("<!subteam^S1|@cs> <!subteam^S2> <@U1|kim>")
    assert by_id(groups) == "@cs @S2 <@U1>"
    assert marked(groups) == "<!subteam^S1> <!subteam^S2> <@U1>"
    assert unmarked("<@U1>s, <!subteam^S1> <@U3>", groups) == "@kims, @cs <@U3>"
    assert nameless(groups) == set()
    assert by_name(text, {"U1": "Kim Sørensen", "U2": "Lee"}) == "@kim, @Lee and <@U3>"


@settings(max_examples=many(300), deadline=None)
@given(st.text(max_size=80))
def test_a_text_without_marks_is_as_it_was(text: str) -> None:
    assert by_name(undone(escaped(text))) == text or "<@" in text
    plain = text.replace("<", "").replace("&", "")
    assert by_id(undone(plain)) == by_name(undone(plain)) == plain


TYPED = st.lists(
    st.sampled_from(
        ["a@b.example", "b.example", "www.b.example/x", "https://b.example/x?a=1&b=2", "@freja", "@nordics", "@nobody",
         "@here", "#general", "#none", "R&D", "<b>", "&lt;", "15.30", "node.js", "owner:", "-", "(", ")", ".", ",", "!",
         " ", " ", "\n", "friday", "æøå", "+45 12 34"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=many(300), deadline=None)
@given(TYPED)
def test_the_local_slack_and_the_door_undo_each_other(text: str) -> None:
    team = DEFAULT_TEAM
    assert by_name(undone(as_sent(text, team.people, True, team.usergroups, team.channels))) == text


@pytest.mark.parametrize("piece", ["<", "<a|", "<@U1|a>", "<mailto:a@b.example|a@b.example>", "&amp;", "&amp;lt;", "a"])
def test_ten_thousand_characters_are_read(piece: str) -> None:
    assert by_name(undone(piece * (LONG // len(piece))))
