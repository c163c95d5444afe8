"""The history of a record: a dialog, newest first, page by page (workspace C10)."""

from collections.abc import Iterator, Sequence

from blocks import activities, components
from blocks.examples import history
from blocks.kit import elements, escape, limits
from blocks.kit.sheet import Sheet
from blocks.properties import label_of, value_text
from blocks.screens import Frame, Look, Rendered, screen
from csbot.domain.history import HistoryEntry, HistoryKey, HistoryPage, Remark, ValueChange
from csbot.domain.records import Source
from csbot.domain.screens import ScreenRef
from csbot.i18n import mark

NAME = 80
SHOWN = 80
LABEL = 60
ROOM = limits.SCREEN_BLOCKS - 16
TEXT = limits.SECTION_TEXT
SOURCES = {
    Source.SLACK: mark("Slack"),
    Source.BULK: mark("many at once"),
    Source.IMPORT: mark("import"),
    Source.SYNC: mark("sync"),
    Source.API: mark("API"),
    Source.MERGE: mark("merge"),
    Source.HAND_OVER: mark("hand-over"),
    Source.UNDO: mark("undo"),
    Source.CALCULATION: mark("calculation"),
}


@screen("record_history", history.PAGES)
def record_history(data: HistoryPage, look: Look) -> Rendered:
    """Carries `r` = the record. A page of long entries holds fewer of them; the next one begins behind them."""
    w, sheet = look.words, Sheet(ScreenRef("record_history"))
    sheet.section(f"*{escape.mrkdwn(data.record.name, NAME) or w.text('(no name)')}*")
    drawn = 0
    for entry in data.entries:
        if len(sheet.blocks) > ROOM:
            break
        for text in pieces(list(_lines(entry, look))):
            sheet.section(text)
        drawn += 1
    if not data.entries:
        sheet.section(w.text("Nothing yet."))
    buttons = []
    if data.more or drawn < len(data.entries):
        buttons.append(elements.button(w.text("Older"), "history.page", str(data.entries[drawn - 1].id)))
    if not data.is_newest:
        buttons.append(elements.button(w.text("Newest"), "history.newest"))
    if buttons:
        sheet.actions(*buttons)
    frame = Frame(w.text("History"), w.text("Close"), args={"r": str(data.record.ref)})
    return Rendered(frame.title, sheet.blocks, frame)


def pieces(lines: Sequence[str]) -> Iterator[str]:
    """Lines as texts that fit into a section each."""
    piece: list[str] = []
    for line in lines:
        if piece and sum(map(len, piece)) + len(piece) + len(line) > TEXT:
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


def _lines(entry: HistoryEntry, look: Look) -> Iterator[str]:
    w = look.words
    who = escape.mrkdwn(entry.by, NAME)
    facts = [f"*{components.moment(entry.at, look)}*", who, w.text(SOURCES[entry.source])]
    yield components.SEPARATOR.join(fact for fact in facts if fact)
    if entry.is_first:
        yield w.text("Created")
    if entry.deleted is not None:
        yield w.text("Deleted") if entry.deleted else w.text("Restored")
    for change in entry.changes:
        yield _change(change, entry.is_first, look)
    for remark in entry.remarks:
        yield _remark(remark, look)


def _change(change: ValueChange, is_first: bool, look: Look) -> str:
    w = look.words
    label = escape.mrkdwn(label_of(change.field, look), LABEL)
    old, new = (value_text(change.field, value, look, SHOWN) or w.text("none") for value in (change.old, change.new))
    return f"• {label}: {new}" if is_first else f"• {w.text('{field}: {old} → {new}', field=label, old=old, new=new)}"


REMARKS = {  # added, removed, changed
    HistoryKey.ASSOCIATION: (
        mark("Associated record added: {what}"),
        mark("Associated record removed: {what}"),
        mark("Associated record changed: {what}"),
    ),
    HistoryKey.ACTIVITY: (mark("Logged: {what}"), mark("Log deleted: {what}"), mark("Log edited: {what}")),
}


def _remark(remark: Remark, look: Look) -> str:
    added, removed, changed = REMARKS[remark.key]
    known = remark.new or remark.old or {}
    text = changed if remark.new and remark.old else added if remark.new else removed
    kind = activities.kind_text(known["kind"], look) if "kind" in known else ""
    names = [kind, *(escape.mrkdwn(str(known.get(key, "")), SHOWN) for key in ("title", "name", "label"))]
    return f"• {look.words.text(text, what=components.SEPARATOR.join(name for name in names if name))}"
