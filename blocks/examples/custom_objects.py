"""Object types of one's own: none, some, as many as there can be, with hostile names."""

from csbot.domain.custom_objects import CustomObject, ObjectForm, ObjectNames, ObjectNews, ObjectPage
from csbot.domain.records import CUSTOM_TYPES

SHIPS = CustomObject(CUSTOM_TYPES[0], "vessels", ObjectNames("Vessel", "Vessels"), 2)
WILD = CustomObject(CUSTOM_TYPES[1], "boxes_here", ObjectNames("*Box* <!here>", "*Boxes* `<!here>` & co"))
ALL = tuple((CustomObject(kind, f"{kind}s", ObjectNames("x" * 40, "y" * 40)), 10**6) for kind in CUSTOM_TYPES)
PAGES = {
    "none": ObjectPage((), True),
    "some": ObjectPage(((SHIPS, 1), (WILD, 123_456)), True),
    "full": ObjectPage(ALL, True),
    "professional": ObjectPage(((SHIPS, 0),), False),
}
FORMS = {"new": ObjectForm(), "rename": ObjectForm(SHIPS), "rename_hostile": ObjectForm(WILD)}
NEWS = {"added": ObjectNews(SHIPS, True), "renamed": ObjectNews(SHIPS, False), "hostile": ObjectNews(WILD, True)}
