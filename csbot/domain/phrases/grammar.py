"""The grammar of `/cs task`: a phrase is words, and among them marks and pieces of a due moment (workspace T3).

Which pieces count is decided after parsing. Every beginning of a piece is a text too, so no phrase fails to parse
("on 3 customers" begins like "on 3 december"); where both go on, LALR's shift takes the longer piece.
The text comes in lower case (ASCII).
"""

from functools import cache
from typing import Any

from lark import Lark, Transformer


def _numbered(*words: str, start: int = 0) -> dict[str, int]:
    return {word: number for number, same in enumerate(words, start) for word in same.split()}


WEEKDAYS = _numbered(
    "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
    "saturday sat", "sunday sun",
)  # fmt: skip
MONTHS = _numbered(
    "january jan", "february feb", "march mar", "april apr", "may", "june jun",
    "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec", start=1,
)  # fmt: skip
COUNTS = _numbered(
    "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", start=1
)
WEEKDAY = "|".join(WEEKDAYS)
MONTH = rf"({'|'.join(MONTHS)})\b\.?"
PART = "morning|afternoon|evening"
NUM = "[0-9]{1,2}"
TWO = "[0-9]{2}"
FOUR = "[0-9]{4}"
END = r"(?=[,.;:!?)]*(?:\s|$))"  # a word ends here

GRAMMAR = rf"""
start: (piece | _text)*

?piece: value
    | LINK value                                -> linked
    | LINK NUMBER                               -> hour
    | LINK ORDINAL                              -> ordinal
    | IN _count UNIT                            -> later

?value: NEAR                                    -> near
    | THIS_PART                                 -> this_part
    | WEEKDAY                                   -> weekday
    | WEEKDAY NEXT_WEEK                         -> weekday_next_week
    | WEEKDAY_OF_WEEK                           -> weekday_of_week
    | NEXT_WEEK                                 -> next_week
    | NEXT_MONTH                                -> next_month
    | END_OF                                    -> end_of
    | (NUMBER | ORDINAL) MONTH YEAR?            -> day_month
    | MONTH (NUMBER | ORDINAL) YEAR?            -> month_day
    | ISO                                       -> iso
    | INSTANT                                   -> instant
    | SLASHED                                   -> slashed
    | DOTTED_YEAR                               -> dotted_year
    | DOTTED                                    -> dotted
    | CLOCK                                     -> clock
    | HALF_DAY                                  -> half_day
    | NOON                                      -> noon
    | PART                                      -> part

_text: WORD | STOP | QUOTED | SLACK | TAG | PERSON | PRIORITY
    | NUMBER | ORDINAL | YEAR | COUNT | UNIT | MONTH
    | LINK | LINK MONTH | IN | IN _count

_count: NUMBER | YEAR | COUNT

QUOTED.9: /("(\\.|[^"\\])*"|“[^“”]*”){END}/s
PERSON.9: /(<@[uw][a-z0-9]+(\|[^<>]*)?>|@(?!(channel|here|everyone)\b)[^\W\d_]([\w.-]*\w)?){END}/
PRIORITY.9: /![^\W_]\w*{END}/
TAG.9: /#[^\W\d_][\w-]*{END}/
SLACK.8: /<[^<>\s][^<>]*>\S*/
NEAR.7: /(today|tonight|tomorrow|tmrw|yesterday|(the\s+)?day\s+after\s+tomorrow){END}/
THIS_PART.7: /this\s+({PART}){END}/
WEEKDAY.7: /({WEEKDAY}){END}/
WEEKDAY_OF_WEEK.7: /(this|next)\s+({WEEKDAY}){END}/
NEXT_WEEK.7: /next\s+week{END}/
NEXT_MONTH.7: /next\s+month{END}/
END_OF.7: /(eo[dwm]|(the\s+)?end\s+of\s+(the\s+)?(day|week|month)){END}/
MONTH.7: /{MONTH}{END}/
ISO.7: /{FOUR}[-\/]{TWO}[-\/]{TWO}(t{TWO}:{TWO})?{END}/
INSTANT.8: /{FOUR}-{TWO}-{TWO}t{TWO}:{TWO}(z|[+-]{TWO}:{TWO}){END}/
SLASHED.7: /(?!24\/7{END})({NUM}\/{NUM}(\/({FOUR}|{TWO}))?|{NUM}-{NUM}-{FOUR}){END}/
DOTTED_YEAR.7: /{NUM}\.{NUM}\.({FOUR}|{TWO}){END}/
DOTTED.7: /{NUM}\.({TWO}|[0-9](?=\.))\.?{END}/
CLOCK.7: /{NUM}:{TWO}{END}/
HALF_DAY.8: /{NUM}([:.]{TWO})?\s?[ap](m|\.m\.?){END}/
NOON.7: /noon{END}/
PART.8: /(in\s+the\s+)?({PART}){END}/
ORDINAL.7: /(the\s+)?{NUM}(st|nd|rd|th)(\s+of(?=\s+{MONTH}{END}))?{END}/
YEAR.7: /(,\s+)?{FOUR}{END}/
NUMBER.6: /[0-9]{{1,20}}{END}/
COUNT.6: /(half\s+an?|{"|".join(COUNTS)}){END}/
UNIT.6: /(min(ute)?|hour|hr|day|week|month|year)s?{END}/
IN.7: /(due\s+)?(with)?in{END}/
LINK.6: /(due(\s+(on|by|at))?|on|by|at|@|for|before|no\s+later\s+than){END}/
STOP.5: /([,.;:!?)]+|[-–—]+)(?=\s|$)/
WORD: /\S+/
%ignore /\s+/
"""


@cache
def grammar(transformer: type[Transformer[Any, Any]]) -> Lark:
    """The parser, made at its first use."""
    return Lark(GRAMMAR, parser="lalr", lexer="basic", transformer=transformer())
