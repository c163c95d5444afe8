"""docs/reference/import-headings.md: the headings of files that csbot knows."""

from collections.abc import Iterator
from itertools import groupby

from csbot.domain.imports.headings import SOURCES, headings
from csbot.domain.properties import LINKS, PROPERTIES, Link, Property
from csbot.domain.records import ObjectType
from tools.reference.tables import table


def known_targets(kind: ObjectType) -> list[Property | Link]:
    """The properties of a type and its links."""
    return [*PROPERTIES[kind], *LINKS[kind]]


def page() -> Iterator[str]:
    """The heading, then each line."""
    yield "Headings that the import knows"
    yield (
        "Case, spaces and punctuation don't count. A better heading of a property, the earlier in a line, counts more; "
        "the other is named as left out. Properties of your own are found by their names, which go before these."
    )
    yield ""
    yield "## In files of any program"
    yield ""
    rows = [
        (kind.value, target.name, ", ".join(dict.fromkeys((*target.aliases, target.label))))
        for kind in PROPERTIES
        for target in known_targets(kind)
    ]
    yield from table(("object", "property", "headings"), rows)
    for tool, lines in groupby(headings(), lambda one: one.tool):
        yield ""
        yield f"## Also in files of {tool}"
        yield ""
        yield f"From {SOURCES[tool]}."
        yield ""
        grouped = groupby(lines, lambda one: (one.kind.value, one.word))
        yield from table(
            ("object", "property", "headings"),
            [(kind, word, ", ".join(one.text for one in some)) for (kind, word), some in grouped],
        )
