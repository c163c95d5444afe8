"""Free text as a task, in English, Danish and Dutch: `/cs task call Acme friday 15:00 !high @kim` (workspace T3)."""

from csbot.domain.phrases.names import Companies, find_companies, find_shortened, name_candidates
from csbot.domain.phrases.phrase import TITLE_LIMIT, Doubt, Field, Phrase, Problem
from csbot.domain.phrases.reading import read

__all__ = [
    "TITLE_LIMIT",
    "Companies",
    "Doubt",
    "Field",
    "Phrase",
    "Problem",
    "find_companies",
    "find_shortened",
    "name_candidates",
    "read",
]
