"""Texts without what nobody sees, before they are read as values."""

import re

# Letters that show nothing, and signs without width; joiners inside emoji and marks of direction inside names stay.
UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\ufeff\uffa0" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
ENDS = UNSEEN + SPACES
VARIANTS = "".join(map(chr, range(0xFE00, 0xFE10)))  # how the character before them is drawn
PLAIN = str.maketrans(
    {
        **dict.fromkeys(UNSEEN),
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2019\u02bc\uff07", "'"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},  # full width
    }
)
GAPS = re.compile(" {2,}")


def bare(text: str) -> str:
    """The text without what nobody sees at its ends; empty where nobody sees anything of it."""
    if text.isascii():
        return text.strip()
    seen = text.strip(ENDS)
    return seen if seen.strip(ENDS + VARIANTS) else ""


def plainly(text: str) -> str:
    """A number or date in the spaces, dashes and apostrophes of a keyboard."""
    if text.isascii() and text.isprintable():  # most are, and translating takes a while
        return (GAPS.sub(" ", text) if "  " in text else text).strip()
    return GAPS.sub(" ", text.translate(PLAIN)).strip()
