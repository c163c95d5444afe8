"""Filters as text: `health:at-risk renewal:<30d owner:me arr:>=50000 "north wind"` (workspace V7).

- Terms all hold; `OR` between groups. Words without a key are looked for in the name; a mention means whose it is. A
  minus, `not` and `!` mean the exact opposite: records without a value match too, unless `,unknown` stands behind.
- Texts: `city:aarhus` is, `city:*aar*` contains, `city:aar*` and `city:*hus` start and end, `city:ever:aarhus` has ever
  been; stars at the ends work in quotes too, `\\*` is a star itself. Numbers: `arr:>=50k`, `arr:10..20`, `arr:10..`.
  Choices: `health:at-risk,neutral`, `tags:all:a,b`, `owner:me`, `my-team`, `@kim`, `<@U123>`. Bools: yes, no. Days:
  `<30d` (ahead, or ago for a property of the past), `>2w-ago`, `<30d-ahead`, `today`, `this-quarter`, `<2026-03-01`,
  `1 jan 2026..31 mar 2026`. All: `known`, `unknown`, `updated:7d`.
- Labels, options and words are known in the language of who types, and in English; quotes of any kind around what has
  spaces or signs in it. `guess` says what words seem to mean that are in no name.
"""

from csbot.domain.filters.text.errors import BadFilterText, TextProblem
from csbot.domain.filters.text.guessing import Guess, guess
from csbot.domain.filters.text.reading import parse
from csbot.domain.filters.text.vocabulary import Vocabulary, key_of
from csbot.domain.filters.text.writing import write

__all__ = ["BadFilterText", "Guess", "TextProblem", "Vocabulary", "guess", "key_of", "parse", "write"]
