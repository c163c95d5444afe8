"""What users read beside a field whose text its property can't hold (workspace C9, V2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from blocks.components import LIST_SEPARATOR
from blocks.kit import escape
from csbot.domain.properties import ValueProblem
from csbot.i18n import Words, mark

SHOWN = 80
OPTIONS = 12
SENTENCES = {
    ValueProblem.NOT_A_DATE: mark("“{typed}” is no date. Nothing was saved. Write it like 2026-12-31."),
    ValueProblem.WRONG_WEEKDAY: mark(
        "The date in “{typed}” is another day of the week. Nothing was saved. Please check both, or leave the weekday "
        "out."
    ),
    ValueProblem.UNKNOWN_ZONE: mark(
        "“{limit}” is no time zone that csbot knows. Nothing was saved. Write it like UTC+1 or Europe/Copenhagen."
    ),
    ValueProblem.DATE_AS_NUMBER: mark(
        "“{typed}” is how a program counts days or seconds. Nothing was saved. Write the date, like 2026-12-31."
    ),
    ValueProblem.DATE_OUT_OF_RANGE: mark("“{typed}” is too far away. Nothing was saved. Please check the year."),
    ValueProblem.NOT_A_NUMBER: mark("“{typed}” is no number. Nothing was saved. Write digits, like 50000."),
    ValueProblem.OPEN_NUMBER: mark(
        "“{typed}” may be {limit} or a number with decimals. Nothing was saved. Write {limit}, or one more zero behind "
        "the decimals."
    ),
    ValueProblem.OTHER_CURRENCY: mark(
        "“{typed}” is in another currency than {limit}, in which amounts are kept here. Nothing was saved. Write the "
        "amount in {limit}."
    ),
    ValueProblem.NOT_WHOLE: mark("“{typed}” is no whole number. Nothing was saved."),
    ValueProblem.NUMBER_OUT_OF_RANGE: mark("“{typed}” is too large a number. Nothing was saved."),
    ValueProblem.NOT_A_BOOL: mark("“{typed}” is neither yes nor no. Nothing was saved."),
    ValueProblem.NOT_AN_OPTION: mark("“{typed}” is none of the choices. Nothing was saved."),
    ValueProblem.NOT_AN_EMAIL: mark(
        "“{typed}” is no e-mail address. Nothing was saved. It looks like kim@example.com."
    ),
    ValueProblem.NOT_A_URL: mark("“{typed}” is no web address. Nothing was saved. It begins with https://."),
    ValueProblem.NOT_A_PHONE: mark("“{typed}” is no phone number. Nothing was saved."),
    ValueProblem.NOT_A_DOMAIN: mark("“{typed}” is no web domain. Nothing was saved. It looks like acme.example."),
    ValueProblem.SEVERAL: mark("“{typed}” is more than one, and here is room for one. Nothing was saved."),
    ValueProblem.SPOILED: mark(
        "“{typed}” is a number that a spreadsheet has rounded. Nothing was saved. Please write the whole number."
    ),
    ValueProblem.TOO_LONG: mark("This is too long: {limit} characters fit. Nothing was saved. Please shorten it."),
    ValueProblem.UNPRINTABLE: mark("This has characters that can't be stored. Nothing was saved."),
}


def value_sentence(params: Mapping[str, Any], words: Words) -> str:
    """The sentence of a `BadValue`, as mrkdwn."""
    limit = params.get("limit")
    said = words.text(
        SENTENCES[ValueProblem(params["problem"])],
        typed=escape.mrkdwn(str(params["text"]), SHOWN),
        limit=words.number(limit) if isinstance(limit, int) else escape.mrkdwn(str(limit or ""), SHOWN),
    )
    if isinstance(limit, Sequence) and not isinstance(limit, str) and limit:
        known = LIST_SEPARATOR.join(escape.mrkdwn(str(one), SHOWN) for one in limit[:OPTIONS])
        said = f"{said} {words.text('It knows: {options}.', options=known)}"
    return said
