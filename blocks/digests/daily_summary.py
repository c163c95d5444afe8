"""The daily summary: the member's day as a direct message at their own time (workspace N1)."""

from blocks.examples import days
from blocks.kit.sheet import Sheet
from blocks.own_settings import settings_button
from blocks.screens import Look, Rendered, screen
from blocks.summary import draw_day, fallback, home_button
from csbot.domain.digests import DailySummary
from csbot.domain.screens import ScreenRef


@screen("daily_summary", days.DAILY_SUMMARIES)
def daily_summary(data: DailySummary, look: Look) -> Rendered:
    """Reference: `d` = the date it was made for, `a` = ids just acted on."""
    args = {"d": data.on.isoformat()}
    if data.summary.acted.ids:
        args["a"] = str(data.summary.acted)
    sheet = Sheet(ScreenRef("daily_summary", args))
    draw_day(sheet, data.summary, look, settings_button(look), *home_button(data.summary, look))
    return Rendered(fallback(data.summary, look), sheet.blocks)
