"""Properties: their types, the registry of core ones, and texts as typed values of them (workspace V2)."""

from csbot.domain.properties.core import LINKS, PROPERTIES, find, labels
from csbot.domain.properties.dates import DateOrder, DateStyle
from csbot.domain.properties.errors import BadValue, ValueNote, ValueProblem
from csbot.domain.properties.numbers import DecimalMark
from csbot.domain.properties.types import Link, Option, Property, PropertyType, Value
from csbot.domain.properties.values import Reading, Taken, read, reading_of, take, word_key
from csbot.domain.properties.zones import read_zone

__all__ = [
    "LINKS",
    "PROPERTIES",
    "BadValue",
    "DateOrder",
    "DateStyle",
    "DecimalMark",
    "Link",
    "Option",
    "Property",
    "PropertyType",
    "Reading",
    "Taken",
    "Value",
    "ValueNote",
    "ValueProblem",
    "find",
    "labels",
    "read",
    "read_zone",
    "reading_of",
    "take",
    "word_key",
]
