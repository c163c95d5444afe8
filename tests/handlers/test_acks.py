"""Acks as JSON: what the standard library would write, and what only it can."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handlers.bolt import written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters()),  # halves of pairs among them
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,  # a hundred took ten seconds to draw
)


@given(said=st.dictionaries(st.text(), VALUES))
def test_an_ack_reads_as_it_was_meant(said: dict[str, Any]) -> None:
    assert json.loads(written(said)) == said


def test_half_of_a_surrogate_pair_is_no_reason_not_to_answer() -> None:
    assert json.loads(written({"text": "\ud83d"})) == {"text": "\ud83d"}
