"""A cursor fits into a block's id and comes back as it was."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csbot.domain.errors import Unreadable
from csbot.domain.summary import Cursor, read_cursor
from csbot.domain.tasks import NEVER

ids = st.integers(1, 2**63 - 1)


@given(st.datetimes(timezones=st.just(UTC)), ids)
def test_parse_of_format_is_the_same_cursor(at: datetime, number: int) -> None:
    text = str(Cursor(at, number))
    assert read_cursor(text) == Cursor(at, number)
    assert len(text) <= 27


def test_a_cursor_of_today_is_short() -> None:
    assert str(Cursor(datetime(2026, 11, 23, 9, tzinfo=UTC), 101)) == "hofakz9xc0.2t"
    assert read_cursor(str(Cursor(NEVER, 1))) == Cursor(NEVER, 1)


@pytest.mark.parametrize("text", ["", ".", "abc", "abc.", ".1", "é.1", "zzzzzzzzzzzzzzzz.1", "1.2.3", "a b.1"])
def test_what_is_no_cursor_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_cursor(text)
