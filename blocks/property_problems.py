"""What users read when a property can't be saved, deleted or made fast (workspace V2)."""

from collections.abc import Callable, Mapping
from typing import Any

from blocks.kit import escape
from csbot.domain.properties.own import (
    BadOption,
    NoFastList,
    OptionInUse,
    OptionProblem,
    PropertyInUse,
    PropertyNameTaken,
    PropertyUnconfirmed,
    PropertyWithoutName,
    PropertyWithoutOptions,
    TextsTooLong,
    TooManyOptions,
    TooManyProperties,
)
from csbot.i18n import Words, mark

Params = Mapping[str, Any]
OPTION = 80
SENTENCES = {
    PropertyWithoutName.code: mark("A property needs a name with a letter or a digit in it. Nothing was saved."),
    PropertyNameTaken.code: mark(
        "There is already a property “{label}”. Nothing was saved. Please choose another name."
    ),
    PropertyWithoutOptions.code: mark("A choice needs options, one a line. Nothing was saved."),
    TooManyOptions.code: mark("These are {count} options, and {limit} fit. Nothing was saved."),
    PropertyInUse.code: mark(
        "The Customers tab uses “{label}”, so it can't be deleted. Nothing was changed. "
        "Choose another property there first: `/cs admin customers`."
    ),
    PropertyUnconfirmed.code: mark("Please tick the box to delete the property. Nothing was deleted."),
    TooManyProperties.code: mark(
        "There are {limit} properties of your own already, and more do not fit. Nothing was saved. "
        "Delete one that nobody needs first."
    ),
    NoFastList.code: mark("“{label}” can hold several values, and no index helps with that. Nothing was changed."),
}
OPTIONS = {
    OptionProblem.NO_LETTER: mark(
        "“{option}” has no letter or digit, so no filter and no file could name it. Nothing was saved."
    ),
    OptionProblem.TWICE: mark("“{option}” is there twice. Nothing was saved. Please take one of them away."),
    OptionProblem.TOO_LONG: mark(
        "“{option}” has more than {limit} characters, and Slack shows no more of an option. Nothing was saved. "
        "Please shorten it."
    ),
    OptionProblem.SEMICOLON: mark(
        "“{option}” has a semicolon, which stands between several values in files. Nothing was saved."
    ),
    OptionProblem.FORMER: mark(
        "“{option}” is what another option was called at first, and filters and files know that one by it still. "
        "Nothing was saved. Please choose another name."
    ),
}


def _bad_option(params: Params, words: Words) -> str:
    option = escape.mrkdwn(str(params["option"]), OPTION)
    return words.text(OPTIONS[OptionProblem(params["problem"])], option=option, limit=words.number(params["limit"]))


def _option_in_use(params: Params, words: Words) -> str:
    return words.plural(
        "{count} record has “{option}”. Nothing was saved. Keep the option, or give that record another value first: "
        "the filter {filter} finds it.",
        "{count} records have “{option}”. Nothing was saved. Keep the option, or give them another value first: "
        "the filter {filter} finds them.",
        params["count"],
        count=words.number(params["count"]),
        option=escape.mrkdwn(str(params["option"]), OPTION),
        filter=escape.mrkdwn(str(params["filter"])),
    )


def _texts_too_long(params: Params, words: Words) -> str:
    return words.plural(
        "{count} record holds a text of more than {limit} characters in “{label}”, which no index takes. "
        "Nothing was changed. Please shorten it first.",
        "{count} records hold a text of more than {limit} characters in “{label}”, which no index takes. "
        "Nothing was changed. Please shorten them first.",
        params["count"],
        count=words.number(params["count"]),
        limit=words.number(params["limit"]),
        label=escape.mrkdwn(str(params["label"]), OPTION),
    )


WRITERS: dict[str, Callable[[Params, Words], str]] = {
    BadOption.code: _bad_option,
    OptionInUse.code: _option_in_use,
    TextsTooLong.code: _texts_too_long,
}
