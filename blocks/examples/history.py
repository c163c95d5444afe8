"""History: of all sources, of hostile values, long, and none."""

from datetime import timedelta

from blocks.examples.people import ANNA, HOSTILE, KIM, NOW, TODAY
from blocks.examples.record_cards import ACME, OWN, ROSA, WILD
from csbot.domain.history import HistoryEntry, HistoryKey, HistoryPage, Remark, ValueChange
from csbot.domain.records import Source

HOUR = timedelta(hours=1)
F, P = ACME.fields, ROSA.fields
LOG = {"kind": "call", "id": "60", "title": "Talked *about* <!here>"}
TIED = {"type": "contact", "id": "70", "name": "Rosa <@U1>", "label": "*CFO*"}
ENTRIES = (
    HistoryEntry(
        9,
        NOW - HOUR,
        Source.SLACK,
        ANNA.name,
        (ValueChange(F["renewal"], TODAY, None), ValueChange(F["arr"], 5.5, 1e6)),
    ),
    HistoryEntry(8, NOW - 2 * HOUR, Source.SLACK, KIM.name, (), (Remark(HistoryKey.ACTIVITY, None, LOG),)),
    HistoryEntry(7, NOW - 3 * HOUR, Source.UNDO, KIM.name, (), (Remark(HistoryKey.ACTIVITY, LOG, LOG),)),
    HistoryEntry(6, NOW - 4 * HOUR, Source.SLACK, "", (), (Remark(HistoryKey.ASSOCIATION, TIED, None),)),
    HistoryEntry(5, NOW - 5 * HOUR, Source.HAND_OVER, ANNA.name, (ValueChange(F["owner"], KIM, ANNA),)),
    HistoryEntry(4, NOW - 9000 * HOUR, Source.SYNC, "", deleted=False),
    HistoryEntry(3, NOW - 9001 * HOUR, Source.SLACK, KIM.name, deleted=True),
    HistoryEntry(
        2,
        NOW - 9002 * HOUR,
        Source.IMPORT,
        "",
        (
            ValueChange(F["name"], None, "Acme"),
            ValueChange(F["owner"], None, KIM),
            ValueChange(F["health"], None, "at_risk"),
        ),
        is_first=True,
    ),
)
LONG = tuple(
    HistoryEntry(
        100 - n, NOW, Source.BULK, HOSTILE.name, tuple(ValueChange(one, "& " * 99, "<*x*> " * 99) for one in 9 * OWN)
    )
    for n in range(10)
)
PAGES = {
    "all": HistoryPage(ACME, ENTRIES, more=True),
    "older": HistoryPage(
        ROSA,
        (HistoryEntry(1, NOW, Source.API, HOSTILE.name, (ValueChange(P["company"], HOSTILE, None),)),),
        is_newest=False,
    ),
    "long": HistoryPage(WILD, LONG),
    "none": HistoryPage(WILD, ()),
}
