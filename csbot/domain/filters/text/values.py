"""Values of each type of property, as conditions."""

import re
from collections.abc import Callable, Mapping

from csbot.domain.assignees import Assignee, named
from csbot.domain.filters.conditions import DAYS, NUMBERS, is_number
from csbot.domain.filters.model import ME, MY_TEAM, Condition
from csbot.domain.filters.operators import Operator
from csbot.domain.filters.text import lexicon
from csbot.domain.filters.text.asked import Asked, bare, one_of
from csbot.domain.filters.text.chunks import DASHES, Given, visible
from csbot.domain.filters.text.dates import compared, day_condition, days_of
from csbot.domain.filters.text.errors import TextProblem
from csbot.domain.filters.text.vocabulary import key_of, nearest, option_words
from csbot.domain.properties.errors import BadValue
from csbot.domain.properties.types import PropertyType
from csbot.domain.properties.values import read, word_key
from csbot.domain.records import norm

RANGE = re.compile(r"\.{2,3}|…")
COMPARED = {"<": Operator.LESS, "<=": Operator.AT_MOST, ">": Operator.MORE, ">=": Operator.AT_LEAST}
STARRED = {
    (False, False): Operator.EQUALS,
    (True, True): Operator.CONTAINS,
    (False, True): Operator.STARTS_WITH,
    (True, False): Operator.ENDS_WITH,
}
FITS: Mapping[Operator, Callable[[str, str], bool]] = {
    Operator.CONTAINS: str.__contains__,
    Operator.STARTS_WITH: str.startswith,
    Operator.ENDS_WITH: str.endswith,
}
TO_WORDS = 2  # words from the first to the last of “tot en met”
CLOSED = {")": "(", "]": "["}


def text_condition(asked: Asked) -> Condition:
    """A text is, contains, starts or ends with the value, or has ever been it."""
    if asked.mode == "all" or asked.sign in COMPARED:
        raise asked.wrong_sign()
    one = one_of(asked)
    if not one.quoted and "*" in one.text:
        raise asked.bad(TextProblem.INNER_STAR, one)
    if not one.quoted and one.text[-1:] in CLOSED and CLOSED[one.text[-1:]] not in one.text:
        raise asked.bad(TextProblem.BRACKETS, one, near=one.text[:-1])
    if asked.mode == "ever":
        asked.plain(one)
        return asked.made(Operator.EVER, (one.text,))
    return asked.made(STARRED[one.open_start, one.open_end], (one.text,))


def number_condition(asked: Asked) -> Condition:
    """A number, compared or between two."""
    if asked.mode:
        raise asked.wrong_sign()
    low, high = _ends(asked)
    if high is None:
        sign, text = (asked.sign, low) if asked.sign not in ("", "=") else compared(low)
        return asked.made(COMPARED.get(sign, Operator.EQUALS), (_amount(asked, text),))
    if not low or not high:
        return asked.made(Operator.AT_LEAST if low else Operator.AT_MOST, (_amount(asked, low or high),))
    return asked.made(Operator.BETWEEN, (_amount(asked, low), _amount(asked, high)))


def _ends(asked: Asked) -> tuple[str, str | None]:
    """Both ends of a range, of which one may be open; a single value and None."""
    raw = asked.raw
    if found := RANGE.search(raw):
        ends = raw[: found.start()].strip(), raw[found.end() :].strip()
    else:
        parts = raw.split()
        begins = bool(parts) and word_key(parts[0]) in lexicon.FROM
        marks = [n for n, part in enumerate(parts) if part in DASHES or word_key(part) in lexicon.TO]
        if not marks or not 0 < marks[0] < len(parts) - 1:
            return raw, None
        behind = marks[-1] if marks[-1] - marks[0] <= TO_WORDS else marks[0]
        ends = " ".join(parts[begins : marks[0]]), " ".join(parts[behind + 1 :])
    if asked.sign not in ("", "="):
        raise asked.wrong_sign()
    if not any(ends):
        raise asked.bad(TextProblem.NO_VALUE)
    return ends


def _amount(asked: Asked, raw: str) -> str:
    text = bare(asked, raw)
    return f"-{text[1:]}" if text and text[0] in DASHES else text


def choice_condition(asked: Asked) -> Condition:
    """Options, or people."""
    if asked.sign in COMPARED:
        raise asked.wrong_sign()
    if asked.of.type is PropertyType.USER:
        values = [_person(asked, one) for one in asked.values()]
    else:
        values = [value for one in asked.values() for value in _options(asked, one)]
    operators = {"all": Operator.ALL_OF, "ever": Operator.EVER_ANY_OF}
    return asked.made(operators.get(asked.mode, Operator.ANY_OF), values)


def _options(asked: Asked, one: Given) -> list[str]:
    """The option, or all that a value with stars fits."""
    options = asked.of.options
    if one.starred:
        if asked.mode == "all":
            raise asked.wrong_sign()
        operator, text = STARRED[one.open_start, one.open_end], norm(one.text)
        labels = {
            one.value: (one.label, "" if asked.of.custom else asked.words.translate(one.label)) for one in options
        }
        found = [value for value, said in labels.items() if any(FITS[operator](norm(label), text) for label in said)]
    else:
        value = asked.words.option(asked.of, one.text)
        found = [] if value is None else [value]
    if found:
        return found
    words = option_words(asked.of)
    near = nearest(one.text, (*words, *(option.label for option in options)))
    quoted = near if near in words and " " not in near else f'"{near}"'
    raise asked.bad(TextProblem.UNKNOWN_OPTION, one, quoted if near else "", words)


def _person(asked: Asked, one: Given) -> str:
    text = visible(asked.plain(one))
    word = word_key(one.word)
    if word and word in lexicon.ME | {word_key(asked.words.translate("me"))}:
        return ME
    if word and word in lexicon.TEAM | {word_key(asked.words.translate("my team"))}:
        return MY_TEAM
    if text.startswith("#") and is_number(text[1:]):
        return str(int(text[1:]))
    people = asked.words.people
    last = norm(text)
    found = named(text, people) or [person for person in people if norm(person.name).rpartition(" ")[2] == last]
    if len(found) == 1:
        return str(found[0].id)
    if found:
        names = tuple(person.name for person in found)
        raise asked.bad(TextProblem.SEVERAL_PEOPLE, one, options=names, people=_told_apart(found))
    near = nearest(text.removeprefix("@"), (ME, *(person.name for person in people)))
    raise asked.bad(TextProblem.UNKNOWN_PERSON, one, near if near in ("", ME) else f'"{near}"')


def _told_apart(people: list[Assignee]) -> dict[str, str]:
    """What each is called, by the word that means nobody else; an address where names are the same."""
    names = [person.name for person in people]
    return {
        f"<@{one.slack_user_id}>" if one.slack_user_id else f"#{one.id}": one.name
        if names.count(one.name) == 1
        else f"{one.name}, {one.email}"
        for one in people
    }


def bool_condition(asked: Asked) -> Condition:
    """Yes or no."""
    if asked.mode or asked.sign not in ("", "="):
        raise asked.wrong_sign()
    one = one_of(asked)
    try:
        value = read(asked.of, asked.plain(one), asked.words.reading)
    except BadValue:
        raise asked.bad(TextProblem.NOT_YES_OR_NO, one, options=("yes", "no")) from None
    return asked.made(Operator.TRUE if value else Operator.FALSE, ())


def day_of(asked: Asked) -> Condition:
    """A day, compared, between two, or so many away."""
    if asked.mode:
        raise asked.wrong_sign()
    low, high = _ends(asked)
    reading = asked.words.reading
    if asked.text[asked.start - 1 : asked.start] in (*DASHES,) and days_of(low) != low:  # ago, or not?
        raise asked.wrong_sign(f"{key_of(asked.of)}:<{low}-ago")
    if high is None:
        return asked.made(*day_condition(asked.of, asked.sign, bare(asked, low), reading))
    if not low or not high:
        return asked.made(*day_condition(asked.of, ">=" if low else "<=", bare(asked, low or high), reading))
    return asked.made(Operator.BETWEEN, (bare(asked, low), bare(asked, high)))


def updated_condition(asked: Asked) -> Condition:
    """Was updated in the last so many days."""
    text = bare(asked, asked.raw)
    if asked.sign:
        raise asked.wrong_sign(f"{key_of(asked.of)}:updated:{text}")
    return asked.made(Operator.UPDATED_WITHIN, (days_of(text),))


Read = Callable[[Asked], Condition]
READERS: Mapping[PropertyType, Read] = {
    **dict.fromkeys((PropertyType.STRING, PropertyType.PHONE, PropertyType.EMAIL, PropertyType.URL), text_condition),
    **dict.fromkeys(NUMBERS, number_condition),
    **dict.fromkeys((PropertyType.ENUMERATION, PropertyType.MULTI_ENUMERATION, PropertyType.USER), choice_condition),
    **dict.fromkeys(DAYS, day_of),
    PropertyType.BOOL: bool_condition,
}
