"""Daily summaries with nothing, one, ten and 500 things to say, acted on, and as full as they can be."""

from dataclasses import replace
from datetime import timedelta

from blocks.examples.days import (
    ACTED_LINES,
    CALL,
    DECK,
    HOME_URL,
    HOSTILE_TASK,
    LATE,
    MEETINGS,
    OVERDUE,
    TWELVE_ACTED,
    UNDATED,
    day,
    did,
    lines,
    section,
    series,
)
from blocks.examples.news import CHANGES
from blocks.examples.people import ANNA, KIM, NOW, TODAY
from csbot.domain.data_sources import DataSource, SourceKind
from csbot.domain.digests import DailySummary, NewsItem, Span, Waiting
from csbot.domain.operations import OperationKind
from csbot.domain.preferences import Event
from csbot.domain.records import ObjectType
from csbot.domain.screens import Acted
from csbot.domain.tasks import Task, TaskView

SPAN = Span(NOW - timedelta(days=3), NOW)
YESTERDAY = Span(NOW - timedelta(days=1), NOW)
OLD = lines(
    *(
        Task(700 + n, f"Renewal question {n + 1}", due_on=TODAY - timedelta(days=40 - n), assignee=ANNA)
        for n in range(10)
    )
)
NOTHING = day(section(TaskView.OVERDUE), section(TaskView.TODAY), section(TaskView.TOMORROW))
ONE = day(section(TaskView.OVERDUE, *lines(OVERDUE)), section(TaskView.TODAY), section(TaskView.TOMORROW))
HARMFUL = day(section(TaskView.OVERDUE, *lines(HOSTILE_TASK)), section(TaskView.TODAY), section(TaskView.TOMORROW))
TEN = day(
    section(TaskView.OVERDUE, *OLD),
    section(TaskView.TODAY, *lines(LATE, CALL, DECK), *series(501, 7)),
    section(TaskView.TOMORROW, *series(521, 10)),
    done=2,
)
MANY = day(
    section(TaskView.OVERDUE, *OLD, count=500),
    section(TaskView.TODAY, *series(501, 10), count=500),
    section(TaskView.TOMORROW, *series(521, 10), count=500),
)
GIVEN = Waiting(2, lines(UNDATED, replace(CALL, id=230, due_at=NOW + timedelta(days=9))))
ASSIGNED = NewsItem(Event.TASK_ASSIGNED, UNDATED.title, (KIM.name,))
REMINDED = NewsItem(Event.REMINDER, DECK.title, (ANNA.name,))
RECORD = NewsItem(Event.RECORD_ASSIGNED, "Acme Corp", (KIM.name,))
TO_OTHERS = NewsItem(Event.TASK_ASSIGNED, UNDATED.title, ("Lee Berg",), owner=KIM)
CHANGED = tuple(NewsItem(Event.TASK_CHANGED, one.line.task.title, one.by, one) for one in CHANGES.values())
OF_OTHERS = (TO_OTHERS, replace(RECORD, owner=ANNA), replace(RECORD, owner=KIM), *CHANGED[-4:-2])
SOURCED = (ObjectType.COMPANY, ObjectType.CONTACT, ObjectType.TASK, ObjectType.MEETING, ObjectType.ACTIVITY)
STALE = (
    *(DataSource(SourceKind.IMPORT, kind, NOW - timedelta(days=9 + n)) for n, kind in enumerate(SOURCED)),
    DataSource(SourceKind.IMPORT, ObjectType.CUSTOM_1, NOW - timedelta(days=20), "*Ships* <!here>"),
)
FULL_NEWS = (CHANGED[1], CHANGED[-2], ASSIGNED, REMINDED, *CHANGED[:2])
ACTED = day(
    section(TaskView.OVERDUE, ACTED_LINES[0], *OLD, count=10),
    section(TaskView.TODAY, *ACTED_LINES[1:], *lines(DECK), count=3),
    section(TaskView.TOMORROW),
    done=3,
    acted=(104, 112, 101, 103, 111, 230),
)
FULLEST = replace(
    day(
        section(TaskView.OVERDUE, *TWELVE_ACTED[:6], *OLD, count=500),
        section(TaskView.TODAY, *TWELVE_ACTED[6:], *series(501, 10), count=500),
        section(TaskView.TOMORROW, *series(521, 10), count=500),
        done=7,
        acted=tuple(line.task.id for line in TWELVE_ACTED),
    ),
    meetings=MEETINGS * 2,
    timed=(CALL, *(HOSTILE_TASK,) * 6),
)
STAYED = did(replace(CALL, id=230), OperationKind.COMPLETE)

DAILY_SUMMARIES = {
    "nothing": DailySummary(TODAY, replace(NOTHING, home_url=HOME_URL), SPAN),
    "one": DailySummary(TODAY, ONE, SPAN),
    "ten": DailySummary(TODAY, TEN, YESTERDAY, GIVEN, (ASSIGNED, *CHANGED[:1]), 2),
    "many": DailySummary(TODAY, MANY, SPAN, replace(GIVEN, count=500), FULL_NEWS, 500, STALE),
    "only_news": DailySummary(TODAY, NOTHING, SPAN, news=(ASSIGNED, RECORD, REMINDED, *CHANGED[:2]), news_count=5),
    "news_of_others": DailySummary(TODAY, NOTHING, SPAN, news=OF_OTHERS, news_count=len(OF_OTHERS)),
    "only_waiting": DailySummary(TODAY, NOTHING, SPAN, GIVEN),
    "only_ahead": DailySummary(TODAY, replace(NOTHING, meetings=MEETINGS[1:], timed=(CALL,)), SPAN),
    "acted": DailySummary(TODAY, ACTED, SPAN, Waiting(1, (STAYED, *lines(UNDATED)))),
    "month_old": DailySummary(TODAY - timedelta(days=30), ONE, SPAN),
    "hostile": DailySummary(
        TODAY,
        HARMFUL,
        SPAN,
        Waiting(1, lines(HOSTILE_TASK)),
        (CHANGED[-2],),
        1,
    ),
    "fullest": DailySummary(
        TODAY,
        replace(FULLEST, acted=Acted(FULLEST.acted.ids)),
        SPAN,
        Waiting(500, (*lines(UNDATED, HOSTILE_TASK), GIVEN.lines[1])),
        FULL_NEWS,
        500,
        STALE,
    ),
}
