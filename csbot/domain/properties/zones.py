"""The zone that a text names: behind a clock time, or in a column's heading."""

import re
from datetime import timedelta, timezone, tzinfo

from csbot.domain.calendar import is_zone, zone
from csbot.domain.properties.texts import plainly

OFFSET = re.compile(r"(?:z|utc|gmt)?(?: ?([+-]) ?(\d{1,2})(?::?([0-5]\d))?)?", re.ASCII | re.IGNORECASE)
FARTHEST = timedelta(hours=14)
# Hours ahead of UTC: RFC 2822's, and others that mean one thing. IST, AST and the like mean several and are not read.
HOURS = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8,
    "hst": -10, "brt": -3, "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "sgt": 8, "hkt": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip


def read_zone(text: str) -> tzinfo | None:
    """The zone of `UTC`, `GMT+1`, `+02:00`, `EST` or `Europe/Copenhagen`; None for what names none.

    An abbreviation is as far from UTC as it says: CET is winter time, also in July.
    """
    named = plainly(text)
    word = named.casefold()
    if word in HOURS:
        return timezone(timedelta(hours=HOURS[word]))
    if word in PLACES:
        return zone(PLACES[word])
    if named and (offset := OFFSET.fullmatch(named)):
        ahead = timedelta(hours=int(offset[2] or 0), minutes=int(offset[3] or 0))
        return timezone(-ahead if offset[1] == "-" else ahead) if ahead <= FARTHEST else None
    return zone(named) if "/" in named and is_zone(named) else None
