"""Whatever an app sends, the validator answers; it never fails itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from csbot.playground import limits
from csbot.playground.validator import message_errors, suggestion_errors, view_errors
from csbot.playground.validator.blocks import BLOCKS
from csbot.playground.validator.elements import ELEMENTS
from tests.soaking import many

WORDS = [
    "text", "fields", "accessory", "elements", "element", "options", "option_groups", "initial_option", "value",
    "initial_options", "initial_value", "initial_date", "initial_time", "timezone", "confirm", "label", "url", "title",
    "image_url", "alt_text", "blocks", "block_id", "action_id", "rows", "min_value", "is_decimal_allowed", "style",
    "max_length", "focus_on_load", "element", "submit", "level", "placeholder", "dispatch_action_config", "filter",
]  # fmt: skip
TYPES = [*BLOCKS, *ELEMENTS, "plain_text", "mrkdwn", "modal", "home", "rich_text_section", "rich_text_list", "x"]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(TYPES),
    st.sampled_from(["Europe", "http://[", "../etc", "1e999", "2030-01-02", "08:30"]),
)  # fmt: skip
THINGS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(WORDS), inner, max_size=4).flatmap(
            lambda found: st.sampled_from(TYPES).map(lambda kind: {**found, "type": kind})
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=many(300), deadline=None)
@given(THINGS)
def test_the_validator_answers_anything(thing: object) -> None:
    for errors in (message_errors(thing), message_errors([thing]), suggestion_errors(thing)):
        assert isinstance(errors, tuple)
    for surface in (limits.MODAL, limits.HOME):
        assert isinstance(view_errors(thing, surface), tuple)
