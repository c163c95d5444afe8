"""Labels of the registry's properties in the viewer's words."""

from blocks.properties import LABELS
from csbot.domain.properties import PROPERTIES
from csbot.domain.records import ObjectType


def test_every_label_of_a_company_is_in_the_catalogues() -> None:
    assert {found.label for found in PROPERTIES[ObjectType.COMPANY]} <= set(LABELS)
