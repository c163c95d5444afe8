"""Filter texts that can't be read."""

from csbot.domain.filters.text import BadFilterText, TextProblem

LONG = "arr:>1 " * 40

UNREAD = {
    "property": BadFilterText(
        TextProblem.UNKNOWN_PROPERTY, "helth:at-risk arr:>5", 0, 5, "health", ("name", "health", "arr")
    ),
    "option": BadFilterText(
        TextProblem.UNKNOWN_OPTION, "owner:me health:rsky", 16, 20, "at-risk", ("at-risk", "neutral"), "Health"
    ),
    "person": BadFilterText(
        TextProblem.SEVERAL_PEOPLE,
        "owner:@kim",
        6,
        10,
        "",
        ("Kim Larsen", "Kim *Bo*"),
        "Owner",
        people={"<@U1>": "Kim Larsen", "#2": "Kim *Bo*"},
    ),
    "quote": BadFilterText(TextProblem.OPEN_QUOTE, '"north wind', 0, 1),
    "day": BadFilterText(TextProblem.NO_SUCH_DATE, "owner:me renewal:2026-02-30", 9, 27, label="Renewal date"),
    "end": BadFilterText(TextProblem.NO_TERM, "owner:me OR", 11, 11),
    "hostile": BadFilterText(
        TextProblem.UNREADABLE, "`*x*` <!channel> <https://evil.example|here>", 0, 16, "`<!here>`"
    ),
    "long": BadFilterText(TextProblem.UNKNOWN_PROPERTY, f"{LONG}x:1 {LONG}", len(LONG), len(LONG) + 1),
}
