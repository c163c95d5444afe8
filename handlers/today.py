"""The Summary: `/cs`, `/cs today` and Home (workspace A1, U1, U3)."""

from dataclasses import replace
from datetime import UTC, datetime

from blocks.digests.daily_summary import daily_summary
from blocks.screens import Shown
from blocks.summary import summary
from csbot.domain.digests import DailySummary, Span
from csbot.domain.errors import Unreadable
from csbot.domain.help import HelpTopic
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor, Permission
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, Summary
from csbot.i18n import mark
from csbot.services.container import Services
from handlers.args import day, number
from handlers.calls import Call, Kind, PlaceKind
from handlers.redraw import Redrawing, redraw, redraws
from handlers.replies import Ephemeral, Home, Nothing, Replace, Reply
from handlers.routes import command, reads, route

TODAY = HelpTopic(
    word="today",
    usage="/cs today",
    summary=mark("Your day: what is overdue, due today and due tomorrow. The same as /cs alone."),
    details=(mark("Complete or snooze a task where you see it; Undo works for ten minutes."),),
    examples=("/cs", "/cs today"),
)


@command(TODAY, Permission.ENTER)
@route(Kind.COMMAND, "", Permission.ENTER)
def show(call: Call, services: Services) -> Reply:
    """`/cs` and `/cs today`: the Summary, ephemerally."""
    return Ephemeral(summary_of(whole(services, call.actor, call.viewer)))


@route(Kind.EVENT, "app_home_opened", Permission.ENTER)
def open_home(call: Call, services: Services) -> Reply:
    """Home is published each time its tab is opened; the Messages tab sends the same event."""
    if call.value != "home":
        return Nothing()
    return Home(summary_of(at_home(whole(services, call.actor, call.viewer))))


@reads("summary.refresh", Permission.ENTER)
def refresh(call: Call, services: Services) -> Reply:
    """The place shows the day as it is now."""
    return Replace(redraw(call, services))


@reads("summary.show", Permission.ENTER)
def back(call: Call, services: Services) -> Reply:
    """From a list back to the day, in the same place."""
    found = whole(services, call.actor, call.viewer)
    return Replace(summary_of(at_home(found) if call.place.kind is PlaceKind.HOME else found))


@reads("summary.home", Permission.ENTER)
def go_home(_call: Call, _services: Services) -> Reply:
    """Slack opened the link itself and tells about the press."""
    return Nothing()


@redraws("summary", Permission.ENTER)
def load_summary(drawing: Redrawing, services: Services) -> Shown[Summary]:
    found = whole(services, drawing.actor, drawing.viewer, drawing.acted)
    return summary_of(at_home(found) if drawing.place is PlaceKind.HOME else found)


@redraws("daily_summary", Permission.ENTER)
def load_daily_summary(drawing: Redrawing, services: Services) -> Shown[DailySummary]:
    span = read_span(drawing.args.get("s", ""))
    return Shown(
        daily_summary, services.daily_summary(drawing.viewer, day(drawing.args.get("d", "")), span, drawing.acted)
    )


def read_span(text: str) -> Span:
    """What a daily summary looked back on, as it wrote it; raises `Unreadable`."""
    since, _, until = text.partition("-")
    try:
        return Span(*(datetime.fromtimestamp(number(minutes) * 60, UTC) for minutes in (since, until)))
    except (ValueError, OverflowError, OSError):
        raise Unreadable() from None


def whole(services: Services, actor: Actor, viewer: Viewer, acted: Acted = NOTHING_ACTED) -> Summary:
    """The day with the customers' cards, which digests do without."""
    return replace(services.summary.day(viewer, acted, actor), cards=services.view_cards.of(actor, viewer))


def summary_of(found: Summary) -> Shown[Summary]:
    return Shown(summary, found)


def at_home(found: Summary) -> Summary:
    """Home needs no button that opens Home."""
    return replace(found, home_url="")
