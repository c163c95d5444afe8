"""Slack's limits (slack/limits.md), each with a payload just inside and one just outside."""

from typing import Any

import pytest

from blocks.kit.validator import InvalidPayload, Surface, validate
from tests.blocks.limits_of_blocks import BLOCKS, ELEMENTS
from tests.blocks.limits_of_payloads import PAYLOADS
from tests.blocks.payloads import Limit, button, message, section

LIMITS = [*PAYLOADS, *BLOCKS, *ELEMENTS]
by_name = pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)


@by_name
def test_just_inside_passes(limit: Limit) -> None:
    validate(limit.inside, limit.surface)


@by_name
def test_just_outside_is_refused_by_name(limit: Limit) -> None:
    with pytest.raises(InvalidPayload) as refused:
        validate(limit.outside, limit.surface)
    assert len(refused.value.violations) == 1
    assert limit.names in refused.value.violations[0]


def test_every_limit_has_its_own_name() -> None:
    assert len({limit.name for limit in LIMITS}) == len(LIMITS)


def test_all_violations_are_told_with_their_paths() -> None:
    bad = message(section(""), {"type": "actions", "elements": [button(value="x" * 2_001), {"type": "knob"}]}, text="")
    with pytest.raises(InvalidPayload) as refused:
        validate(bad, Surface.MESSAGE)
    assert refused.value.violations == [
        "text: 0 characters, allowed 1 to 40000",
        "blocks[0].text.text: 0 characters, allowed 1 to 3000",
        "blocks[1].elements[0].value: 2001 characters, allowed 1 to 2000",
        "blocks[1].elements[1]: 'knob' is no element of actions",
    ]


@pytest.mark.parametrize("odd", [None, 7, "x", [], {"type": []}, {"type": None}, {}, {"type": "section", "text": 3}])
def test_what_is_no_block_is_refused_not_crashed_on(odd: Any) -> None:
    with pytest.raises(InvalidPayload):
        validate({"text": "x", "blocks": [odd]}, Surface.MESSAGE)
    with pytest.raises(InvalidPayload):
        validate({"text": "x", "blocks": [section(accessory=odd)]}, Surface.MESSAGE)


@pytest.mark.parametrize("blocks", [None, {}, "x"])
def test_blocks_are_a_list(blocks: Any) -> None:
    with pytest.raises(InvalidPayload, match="not a list"):
        validate({"text": "x", "blocks": blocks}, Surface.MESSAGE)


def test_a_message_may_be_text_alone() -> None:
    validate({"text": "x", "channel": "C1"}, Surface.MESSAGE)
