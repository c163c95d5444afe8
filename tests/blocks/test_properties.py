"""Labels of the registry's properties in the viewer's words."""

import pytest

from blocks.properties import LABELS
from csbot.domain.properties import LINKS, PROPERTIES
from csbot.domain.record_cards import LAYOUTS
from csbot.domain.records import ObjectType


@pytest.mark.parametrize("kind", LAYOUTS)
def test_every_label_of_a_type_that_has_a_card_is_in_the_catalogues(kind: ObjectType) -> None:
    labels = {found.label for found in PROPERTIES[kind]} | {link.label for link in LINKS[kind] if not link.by_id}
    options = {option.label for found in PROPERTIES[kind] for option in found.options}
    assert labels | options <= set(LABELS)
