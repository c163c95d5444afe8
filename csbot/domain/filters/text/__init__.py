"""Filters as text: `health:at-risk renewal:<30d owner:me arr:>=50000 "north wind"` (workspace V7).

- Terms all hold; `OR` between groups. Words without a key are looked for in the name. A minus means not (records
  without a value match too); `key:!value` is not, and has a value.
- Texts: `city:aarhus` is, `city:*aar*` contains, `city:aar*` and `city:*hus` start and end, `city:ever:aarhus` has ever
  been. Numbers: `arr:>=50k`, `arr:10..20`. Choices: `health:at-risk,neutral`, `tags:all:a,b`, `owner:me`, `my-team`,
  `@kim`, `<@U123>`. Bools: yes, no. Days: `<30d` (ahead, or ago for a property of the past), `>2w-ago`, `<30d-ahead`,
  `today`, `this-quarter`, `<2026-03-01`, `2026-03-01..2026-03-31`. All: `known`, `unknown`, `updated:7d`.
- Quotes, straight or curly, around what has spaces or signs in it.
"""

from csbot.domain.filters.text.errors import BadFilterText, TextProblem
from csbot.domain.filters.text.reading import parse
from csbot.domain.filters.text.vocabulary import Vocabulary, key_of
from csbot.domain.filters.text.writing import write

__all__ = ["BadFilterText", "TextProblem", "Vocabulary", "key_of", "parse", "write"]
