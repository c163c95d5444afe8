"""Drafts of properties that managers add: what can't be taken, and what becomes of the options (workspace V2)."""

import re
from collections.abc import Iterable, Mapping

from csbot.domain.errors import Expected, TooLong
from csbot.domain.properties.own import (
    LABEL_LENGTH,
    MOST_OPTIONS,
    WITH_OPTIONS,
    BadOption,
    OptionProblem,
    PropertyDraft,
    PropertyField,
    PropertyNameTaken,
    PropertyWithoutName,
    PropertyWithoutOptions,
    TooManyOptions,
)
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.properties.values import word_key

ARROW = re.compile(r"->|=>|→")


def tidied(draft: PropertyDraft) -> PropertyDraft:
    """The draft with single spaces, without empty options, and without options where the type has none."""
    options = tuple(filter(None, map(_tidy, draft.options))) if draft.type in WITH_OPTIONS else ()
    renamed = {_tidy(new): _tidy(old) for new, old in draft.renamed.items()}
    return PropertyDraft(_tidy(draft.label), draft.type, options, draft.required, renamed)


def draft_flaws(
    draft: PropertyDraft, others: Iterable[Property], before: Iterable[Option] = ()
) -> dict[PropertyField, Expected]:
    """What can't be taken of a tidied draft, by field. `others`: the object type's other properties; `before`: the
    options that the property has.
    """
    problems: dict[PropertyField, Expected] = {}
    if problem := _label_flaw(draft.label, others):
        problems[PropertyField.LABEL] = problem
    if draft.type in WITH_OPTIONS and (problem := _options_flaw(draft, tuple(before))):
        problems[PropertyField.OPTIONS] = problem
    return problems


def check_draft(draft: PropertyDraft, others: Iterable[Property], before: Iterable[Option] = ()) -> PropertyDraft:
    """The draft tidied; raises the first of `draft_flaws`."""
    tidy = tidied(draft)
    for problem in draft_flaws(tidy, others, before).values():
        raise problem
    return tidy


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _label_flaw(label: str, others: Iterable[Property]) -> Expected | None:
    if not word_key(label):
        return PropertyWithoutName()
    if len(label) > LABEL_LENGTH:
        return TooLong(limit=LABEL_LENGTH, length=len(label))
    taken = {word_key(word): one.label for one in others if not one.deleted for word in (one.name, one.label)}
    return PropertyNameTaken(label=taken[word_key(label)]) if word_key(label) in taken else None


def _options_flaw(draft: PropertyDraft, before: tuple[Option, ...]) -> Expected | None:
    if not draft.options:
        return PropertyWithoutOptions()
    if len(draft.options) > MOST_OPTIONS:
        return TooManyOptions(limit=MOST_OPTIONS, count=len(draft.options))
    seen: set[str] = set()
    for label in draft.options:
        key = word_key(label)
        if not key:
            return BadOption(OptionProblem.NO_LETTER, label)
        if len(label) > LABEL_LENGTH:
            return BadOption(OptionProblem.TOO_LONG, label, LABEL_LENGTH)
        if ";" in label and draft.type is PropertyType.MULTI_ENUMERATION:
            return BadOption(OptionProblem.SEMICOLON, label)
        if key in seen:
            return BadOption(OptionProblem.TWICE, label)
        seen.add(key)
    return _former_flaw(options_of(draft.options, before, draft.renamed))


def _former_flaw(options: tuple[Option, ...]) -> Expected | None:
    """A label that is another option's value would mean either. A renamed option holds its value ahead of others."""
    holders: dict[str, Option] = {}
    for option in sorted(options, key=lambda one: word_key(one.label) == word_key(one.value)):
        holders.setdefault(word_key(option.value), option)
    mixed = (option.label for option in options if holders.get(word_key(option.label), option) != option)
    return next((BadOption(OptionProblem.FORMER, label) for label in mixed), None)


def options_of(
    labels: Iterable[str], before: Iterable[Option] = (), renamed: Mapping[str, str] | None = None
) -> tuple[Option, ...]:
    """Options with these labels: those that there were keep their value, also under a label that changed only in case
    or that they are `renamed` to (new label → the one before); values are texts that stay.
    """
    known = {word_key(option.label): option.value for option in before}
    moved = {word_key(new): known.pop(word_key(old), new) for new, old in (renamed or {}).items()}
    values = known | moved
    return tuple(Option(values.get(word_key(label), label), label) for label in labels)


def read_options(text: str, before: Iterable[Option] = ()) -> tuple[tuple[str, ...], dict[str, str]]:
    """Options as a dialog gives them, one a line: their labels, and those renamed, new → before.

    `Silver -> Iron` renames one that there is; in any other line an arrow is part of the label.
    """
    known = {word_key(option.label) for option in before}
    labels: list[str] = []
    renamed: dict[str, str] = {}
    for line in filter(None, map(_tidy, text.splitlines())):
        arrow = ARROW.search(line, 1)
        old, new = (line[: arrow.start()].rstrip(), line[arrow.end() :].lstrip()) if arrow else (line, "")
        if new and word_key(old) in known and word_key(line) not in known:
            renamed[new] = old
            line = new
        labels.append(line)
    return tuple(labels), renamed
