"""The gettext catalogues: `.po` files, compiled in memory when a language is first used."""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("en", "da", "nl")
FOLDER = Path(__file__).parent / "locale"


@cache
def catalogue(language: str) -> GNUTranslations:
    """The translations of a language; English for one that has no catalogue."""
    path = FOLDER / f"{language if language in LANGUAGES else 'en'}.po"
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)
