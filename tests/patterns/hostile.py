"""The patterns of the code, each with texts that nearly match it, and texts that are hostile to any pattern."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

ANY = (
    "a", "A", "1", " ", "\n", "\t", "*", "<", ">", "(", "[", '"', "“", "'", "\\", "|", ",", ".", ":", ";", "-", "_",
    "/", "@", "#", "&", "=", "\u2007", "é", "٣",
    "*a ", "_a ", "a ", " a", "1 ", "1.", "1,", "a.", "a-", "a_", "<a", "<a|", "<@a", "<@U1|a ", "(a", "a)", "[a",
    "ab", "&gt;", "&gt; ", "a@", "a@a.", "http://", "mailto:", '"a ', '"\\', "\\\\", "- ", "a\n", " \n", ", ", "a:b ",
)  # fmt: skip
SPOILT = "<\n"  # an end that most patterns refuse
ENDS = ("", "\x01", SPOILT, " x")


@dataclass(frozen=True)
class Text:
    """A text of about any length: a beginning, something over and over, an end. Never cut: a part of it may be read in
    another way.
    """

    repeated: str
    end: str = ""
    begin: str = ""

    def __call__(self, size: int) -> str:
        room = max(size - len(self.begin) - len(self.end), 0)
        return f"{self.begin}{self.repeated * max(room // len(self.repeated), 1)}{self.end}"


@dataclass(frozen=True)
class Listed:
    """A pattern's near misses, and how the code matches with it where that is not seen (`ways`)."""

    near: tuple[Text, ...]
    ways: tuple[str, ...] = ()


def listed(*near: Text, ways: str = "") -> Listed:
    return Listed(near, tuple(ways.split()))


def generic() -> Iterator[Text]:
    """Hostile to any pattern: what is near to many, over and over, with ends that spoil the match."""
    for repeated in ANY:
        for end in ENDS:
            yield Text(repeated, end)


def derived(literals: str) -> Iterator[Text]:
    """From the pattern's own characters: each, and each behind each."""
    for one in literals:
        for other in ("", " ", "a", *literals):
            for end in ENDS:
                yield Text(one + other, end)


Make = Callable[[int], str]
VALUES, NUMBERS, DATES = (f"csbot.domain.properties.{name}" for name in ("values", "numbers", "dates"))
FILTERS, PHRASES = "csbot.domain.filters.text", "csbot.domain.phrases"
TYPED = "csbot.playground.gestures.typed_text"
DATE = "2026-01-01 10:00"

LISTED: dict[str, Listed] = {
    "csbot.settings.TEAM_ID": listed(Text("T"), Text("A", "", "T")),
    "csbot.envelopes.ODD": listed(Text("\\ud83d"), Text("\\u0000"), Text("\\\\ud8")),
    "csbot.storage.filter_sql.values.KEY": listed(Text("a_", "-")),
    "csbot.demo.names.SILENT": listed(Text("'.")),
    "csbot.demo.names.MARKS": listed(Text("-", "a")),
    f"{TYPED}._TOKEN": listed(Text("<@U1|"), Text("<https://a"), Text("<mailto:a"), Text("A", "", "<@")),
    f"{TYPED}._FOUND": listed(
        Text("@a."), Text("a.-", "", "@a"), Text("a.", "@"), Text("a@a"), Text("a.a@"), Text(".a", "@b", "a@b"),
        Text(":a"), Text("https://."), Text("!", "", "https://"), Text("http://a."), Text("a-."), Text("com."),
        Text("a.com "), Text("!", "", "a.com/"), Text("a.com/!"), Text("#a-"), Text("-"),
    ),
    f"{TYPED}._LINK": listed(Text("<https://"), Text("a", "", "<https://")),
    f"{TYPED}._ANGLED": listed(Text("<<"), Text("a", "", "<")),
    "csbot.playground.gestures.forms._EMAIL": listed(Text("a.", " ", "a@"), Text("a@", " "), Text(".", "", "a@")),
    "csbot.playground.gestures.forms._URL": listed(Text("a+", "://"), Text("a", " ", "a://")),
    "csbot.domain.slack_texts.REFERENCE": listed(Text("<a|", "<"), Text("<"), Text("a", "", "<a|"), Text("a", "", "<")),
    "csbot.domain.slack_texts.ADDRESS": listed(Text("a"), Text("a+", " "), Text("/", "", "a:"), Text("a", " ", "a:")),
    "csbot.domain.slack_texts.ID": listed(Text("A", " ", "@A"), Text("A", "", "!subteam^"), Text("@A")),
    "csbot.domain.slack_texts.CALLED": listed(
        Text("<!subteam^A|"), Text("A", "", "<!subteam^"), Text("<@A|"), Text("A", "", "<@"), Text("a", "", "<@A|")
    ),
    "csbot.domain.slack_texts.MARKED": listed(Text("A", "", "<!subteam^"), Text("<@A"), Text("A", "", "<@")),
    "csbot.domain.message_words.LABELLED": listed(Text("["), Text("[a]("), Text("a", "", "[a]("), Text("[a](b ")),
    "csbot.domain.message_words.MARKS": listed(Text("#"), Text("# "), Text(" ", "", "> "), Text("#\n")),
    "csbot.domain.quotes.FENCE": listed(Text("``"), Text("```\n"), Text("``\n")),
    "csbot.domain.quotes.DELIMITERS": listed(Text("*_~`"), Text("*a "), Text("*_a"), Text("<a"), Text("a", "", "<")),
    "csbot.domain.quotes.QUOTE": listed(Text("&gt;"), Text("&gt;\n"), Text("&gt"), Text("\n&gt; ")),
    f"{PHRASES}.names.TAGGED": listed(Text("#a-"), Text(" #a"), Text("##")),
    f"{PHRASES}.names.QUOTED": listed(Text("“a"), Text('"'), Text("“", "”")),
    f"{PHRASES}.names.WORD": listed(Text("a "), Text("a")),
    f"{PHRASES}.names.POSSESSIVE": listed(Text("'s"), Text("'s ", "x")),
    f"{PHRASES}.reading.DANGLING": listed(Text("- ", "x"), Text("-", "x"), Text(",", "x"), Text(" ", "x", "-")),
    f"{PHRASES}.reading.ESCAPED": listed(Text("\\"), Text("\\\n")),
    f"{PHRASES}.tokens.TOKEN": listed(
        Text('"a'), Text("a", '"'), Text('\\"'), Text("“"), Text("<@u1"), Text("u", "!", "<@"), Text("@a."), Text("@a"),
        Text("a.", "!", "@"), Text("!a"), Text("a", "x!", "!"), Text("#a-"), Text("<a"), Text("a", "", "<"), Text("-"),
        Text(".,", "a"), Text("–"), ways="match search",
    ),
    f"{PHRASES}.tokens.NUMBER": listed(Text("1"), Text("1", "½", "1."), ways="fullmatch"),
    f"{PHRASES}.grammar.ISO": listed(Text("2026-01-01t10:0"), Text("1", "", "2026-01-01t10:0"), ways="fullmatch"),
    f"{PHRASES}.grammar.INSTANT": listed(Text("2026-01-01t10:00+"), ways="fullmatch"),
    f"{PHRASES}.grammar.SLASHED": listed(Text("1/"), Text("1", "", "1/1/20"), Text("1-1-"), ways="fullmatch"),
    f"{PHRASES}.grammar.DOTTED_YEAR": listed(Text("1."), Text("1", "", "1.1.20"), ways="fullmatch"),
    f"{PHRASES}.grammar.DOTTED": listed(Text("1."), Text("1", "", "1.1"), ways="fullmatch"),
    f"{PHRASES}.grammar.CLOCK": listed(Text("1:"), Text("1", "", "1:1"), ways="fullmatch"),
    f"{PHRASES}.grammar.HALF_DAY": listed(Text("1:11p."), Text("m", "", "1:11p."), ways="fullmatch"),
    f"{PHRASES}.grammar.HALF_OF_DAY": listed(Text("p."), Text("m", "", "p."), ways="fullmatch"),
    f"{PHRASES}.grammar.HOURS": listed(Text("1u"), Text("1", "", "1u"), ways="fullmatch"),
    f"{PHRASES}.grammar.ORDINAL": listed(Text("1st"), Text("1", "", "st"), ways="fullmatch"),
    f"{PHRASES}.grammar.YEAR": listed(Text("1"), Text("1", "x"), ways="fullmatch"),
    f"{PHRASES}.durations.TOGETHER": listed(Text("1h"), Text("1h", "1"), Text("1", "h"), ways="fullmatch"),
    f"{PHRASES}.durations.HOURS_MINUTES": listed(Text("1h"), Text("1", "", "1h"), ways="fullmatch"),
    f"{PHRASES}.durations.PARTED": listed(Text("1h"), Text("1"), Text("h", "", "1"), Text("1."), ways="findall"),
    f"{FILTERS}.writing.PLAIN": listed(Text("a.", ".."), Text("a@/-", " ")),
    f"{FILTERS}.writing.THREE_DECIMALS": listed(Text("1", ".1", "-")),
    f"{FILTERS}.chunks.CHUNK": listed(Text('"a'), Text("a", '"'), Text("“"), Text(" 'a"), Text("<@a"), Text('\\"')),
    f"{FILTERS}.chunks.PART": listed(Text('"a'), Text("a", '"'), Text("a,“"), Text(",'a"), Text("<@a"), Text('\\"')),
    f"{FILTERS}.chunks.WHOLE": listed(Text('"a'), Text("a", "", "“"), Text("'a"), Text("*"), Text('\\"', "", '"')),
    f"{FILTERS}.chunks.ESCAPED": listed(Text("\\"), Text('\\"')),
    f"{FILTERS}.chunks.INVISIBLE": listed(Text('\\"'), Text("\u200d"), Text('"é'), Text("\u200b", "", '"')),
    f"{FILTERS}.terms.SIGN": listed(Text("<"), Text("=")),
    f"{FILTERS}.terms.HEAD": listed(Text("-"), Text("-!a"), Text("a."), Text("a-", ":")),
    f"{FILTERS}.terms.NOTHING_YET": listed(Text("-"), Text(" :", "a")),
    f"{FILTERS}.asked.MODE": listed(Text(" ", "a"), Text("a", ":"), Text(" ever", ":")),
    f"{FILTERS}.asked.SIGN": listed(Text(" ", "a"), Text("-", " ")),
    f"{FILTERS}.asked.NOT": listed(Text(" ", "not"), Text("not ")),
    f"{FILTERS}.asked.TAIL": listed(Text(","), Text(",a"), Text("a", ",unknown"), Text(" ", "", ",")),
    f"{FILTERS}.values.RANGE": listed(Text("."), Text("1.")),
    f"{FILTERS}.dates.AWAY": listed(Text("1", "d"), Text("d", "", "10"), Text("10 d a ")),
    "csbot.domain.imports.rows.CONTROL": listed(Text("\x0b"), Text("a", "\x1b")),
    "csbot.domain.imports.rows.ID_MARKS": listed(Text(";,")),
    "csbot.domain.imports.columns.NTH": listed(Text("#1"), Text("#"), Text("1", "", "#"), Text("a")),
    "csbot.domain.imports.shapes.NUMBER": listed(Text("1"), Text("1", "x!"), Text("€", "1"), ways="fullmatch"),
    "csbot.domain.imports.shapes.ADDRESS": listed(Text("a."), Text("a", " ", "www."), ways="fullmatch"),
    "csbot.domain.imports.shapes.WORDS": listed(Text("yes"), Text("no"), ways="fullmatch"),
    "csbot.domain.imports.columns.ZONE": listed(Text("(utc"), Text("utc", "(", "utc"), Text("a", "", "utc")),
    "csbot.domain.imports.people.ADDRESS": listed(Text("a", " "), Text("@"), Text("a@", ";"), Text("a", "@ ", "@")),
    f"{VALUES}.UNPRINTABLE": listed(Text("\ud7ff"), Text("a", "\0")),
    f"{VALUES}.INERT": listed(Text("'"), Text("'=")),
    f"{VALUES}.EMAIL": listed(Text("a.", "@", "a@"), Text("a", " ", "a@"), Text("a@a.")),
    f"{VALUES}.URL": listed(Text("a.", " ", "http://"), Text(".", " ", "http://"), Text("a", " ", "http://localhost")),
    f"{VALUES}.NAMED_EMAIL": listed(Text("a", "<"), Text("<"), Text("a", " ", "<")),
    f"{VALUES}.IP": listed(Text("1."), Text("1", "", "1.1.1.")),
    f"{VALUES}.PATH": listed(Text("/"), Text("a")),
    f"{VALUES}.SEPARATORS": listed(Text(", "), Text("a;")),
    f"{VALUES}.PHONE": listed(Text("1", "<"), Text("1 ", "<"), Text("+45 12", " <Aoife>"), Text("a", "<"), Text("1a")),
    f"{VALUES}.SCHEME": listed(Text("a", ":1"), Text("a+", ":1"), Text("a:1")),
    f"{VALUES}.DOMAIN": listed(Text("a."), Text("a.", ".."), Text("a.", ":"), Text(".a")),
    f"{VALUES}.SPOILED": listed(Text("1", "e+", "1."), Text("1", "x", "1.1e+")),
    f"{VALUES}.NO_WORD": listed(Text("_"), Text("_ ", "a")),
    "csbot.domain.properties.own.NO_WORD": listed(Text("_"), Text("_ ", "a")),
    f"{NUMBERS}.NUMBER": listed(Text("1"), Text("1,"), Text("1'"), Text(" 1"), Text(".1")),
    f"{NUMBERS}.GROUP_MARKS": listed(Text("' "), Text("1", "'")),
    f"{NUMBERS}.SPACED": listed(Text(" 123", "x", "1"), Text("1", "x", "1 123,"), Text(" 123", " 12", "123")),
    f"{NUMBERS}.EXPONENT": listed(Text("1", "e"), Text("1", "e+x", "+1.")),
    f"{NUMBERS}.GROUPED": listed(Text(".123", ".12", "1"), Text(",123", "x", "1"), ways="fullmatch"),
    f"{NUMBERS}.PLAIN": listed(Text("1", "x"), Text("1", "x", "1.")),
    f"{DATES}.YEAR_FIRST": listed(Text("2026-01-0"), Text("1", "", "2026-01-0"), ways="match fullmatch"),
    f"{DATES}.NUMERIC": listed(Text("1/2/20"), Text("1", "", "1/2/20"), ways="match fullmatch"),
    f"{DATES}.DAY_MONTH": listed(Text("1. may"), Text("a", " 2026", "1 "), ways="match fullmatch"),
    f"{DATES}.MONTH_DAY": listed(Text("may 1"), Text("a", " 1, 2026"), ways="match fullmatch"),
    f"{DATES}.CLOCK": listed(
        Text(" ", "x", "10:00"), Text(" ", "amx", "10:00"), Text("10:00 "), Text("1", "", "10:00:00.")
    ),
    f"{DATES}.BETWEEN": listed(Text(" ", "x"), Text(" ", "x", ","), Text(" ", "x", " , kl. ")),
    f"{DATES}.COMPACT": listed(Text("20260101"), Text("1", "", "20260101t"), ways="match fullmatch"),
    f"{DATES}.WEEKDAY": listed(Text("a"), Text("mon, "), Text(" the ", "", "mon,")),
    f"{DATES}.COMPACT_CLOCK": listed(Text("1"), Text("1", "x", "111111.")),
    f"{DATES}.SAID_AGAIN": listed(Text("("), Text("(a)"), Text("a", "(", "(")),
    f"{DATES}.ZONE_LIKE": listed(Text("a"), Text("a/", " "), Text("1:", "x", "+1")),
    f"{DATES}.COUNTED": listed(Text("1"), Text("1", "x", "11111.")),
    "csbot.domain.properties.zones.OFFSET": listed(Text("utc +1"), Text("1", "", "utc +1")),
    "csbot.domain.properties.texts.GAPS": listed(Text(" "), Text("  ", "a")),
    f"{DATES}.EPOCH_MS": listed(Text("1")),
    "csbot.domain.properties.drafts.ARROW": listed(Text("- "), Text("->"), Text("=", "", "a->")),
    "csbot.adapters.csv.SEPARATOR_LINE": listed(Text(" ", "x", "sep=;"), Text('"', "", '\ufeff"sep=;')),
    "csbot.cli.dumps.NUMBER": listed(Text("1"), Text("a")),
    "csbot.i18n.extract.PLACEHOLDER": listed(Text("{a"), Text("{"), Text("a", "", "{")),
    "blocks.kit.escape._INVISIBLE": listed(Text("\u200b"), Text("\u200ba")),
    "blocks.kit.escape._LOOSE_UNDERSCORE": listed(Text("_", "a", "a"), Text("a_"), Text("_ ")),
}  # fmt: skip
"""Constants: add yours with texts that match it nearly, the longer the worse."""

BUILT = {
    f"{PHRASES}.names.find_shortened": "test_doors: customers' names in a title",
}
"""Patterns that are made when the code runs, and where they are measured."""
