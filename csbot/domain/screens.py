"""References to screens: what a block's id says, so that a click can render the same screen anew.

A click on an ephemeral message carries no message, only the block's id (slack/limits.md), so that id is
`screen|args|n`, at most 255 characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from csbot.domain.errors import Unreadable
from csbot.domain.records import read_id

BLOCK_ID_MAX = 255
NUL = "%00"  # written so, it gets past the edge, and no database keeps it
NUMBER_ROOM = len("|999")


@dataclass(frozen=True, slots=True)
class ScreenRef:
    """A screen's name and its arguments, all short strings."""

    name: str
    args: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """`screen|args`, with room left for the block's number."""
        text = f"{self.name}|{urlencode(self.args, safe=',:-')}"
        if len(text) > BLOCK_ID_MAX - NUMBER_ROOM:
            raise ValueError(f"screen reference too long: {len(text)}")
        return text


def read_ref(block_id: str) -> ScreenRef:
    """The reference in a block's id; raises `Unreadable`."""
    parts = block_id.split("|")
    if len(parts) != 3 or not parts[0] or len(block_id) > BLOCK_ID_MAX:
        raise Unreadable()
    try:
        ref = ScreenRef(parts[0], dict(parse_qsl(parts[1], keep_blank_values=True)))
        written = str(ref)  # it is carried on and comes into what is drawn next
    except ValueError:
        raise Unreadable() from None
    if NUL in written:
        raise Unreadable()
    return ref


@dataclass(frozen=True, slots=True)
class Acted:
    """Ids of records that were just acted on: they stay in place on the screen, with who did what and Undo."""

    ids: tuple[int, ...] = ()

    KEPT = 12  # what fits into a block's id

    def plus(self, record_id: int) -> "Acted":
        """With one more, the newest last; the oldest drops out."""
        return Acted((*(i for i in self.ids if i != record_id), record_id)[-Acted.KEPT :])

    def __str__(self) -> str:
        return ",".join(str(i) for i in self.ids)


def read_acted(text: str) -> Acted:
    """The reverse of `str(Acted)`; raises `Unreadable`."""
    return Acted(tuple(read_id(part) for part in text.split(",") if part))
