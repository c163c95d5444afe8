"""Pictures of people: initials on a colour of their own."""

import hashlib
from html import escape

from csbot.playground.people import Person

_COLOURS = (
    "#1264a3",
    "#0b6e4f",
    "#7a3e9d",
    "#a8325e",
    "#8a5a00",
    "#245a8d",
    "#5b5f97",
    "#00697a",
    "#9a3b26",
    "#4a154b",
)


def avatar(person: Person) -> str:
    """An SVG of 48 by 48; white on a colour dark enough to read."""
    colour = _COLOURS[hashlib.sha256(person.id.encode()).digest()[0] % len(_COLOURS)]
    initials = escape("".join(word[0] for word in person.real_name.split()[:2]).upper())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
        f'<rect width="48" height="48" rx="8" fill="{colour}"/>'
        f'<text x="24" y="31" font-family="sans-serif" font-size="19" font-weight="600" fill="#fff" '
        f'text-anchor="middle">{initials}</text></svg>'
    )
