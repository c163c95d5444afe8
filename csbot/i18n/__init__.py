"""The words that users read: gettext catalogues in English, Danish and Dutch, and locale formats."""

from csbot.i18n.words import Words, mark, words

__all__ = ["Words", "mark", "words"]
