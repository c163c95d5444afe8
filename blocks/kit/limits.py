"""Slack's limits (slack/limits.md): lengths in characters and counts, both inclusive; counts as (least, most)."""

from typing import Final

MESSAGE_BLOCKS: Final = 50
SCREEN_BLOCKS: Final = MESSAGE_BLOCKS - 2  # our own: a notice may stand above a screen
MESSAGE_TEXT: Final = 40_000
UPDATE_TEXT: Final = 4_000
MARKDOWN_TOTAL: Final = 12_000
MESSAGE_TABLES: Final = 1
TABLE_ROWS: Final = (1, 100)
TABLE_CELLS: Final = (1, 20)

VIEW_BLOCKS: Final = (1, 100)
VIEW_BYTES: Final = 250_000
VIEW_TITLE: Final = 24
PRIVATE_METADATA: Final = 3_000

ID: Final = 255  # block, action, callback and external ids

SECTION_TEXT: Final = 3_000
SECTION_FIELDS: Final = (1, 10)
FIELD_TEXT: Final = 2_000
HEADER_TEXT: Final = 150
LABEL: Final = 2_000
CONTEXT_ELEMENTS: Final = (1, 10)
ACTIONS_ELEMENTS: Final = (1, 25)
CONTEXT_ACTIONS: Final = (1, 5)
CAROUSEL_CARDS: Final = (1, 10)
CARD_TITLE: Final = 150
CARD_BODY: Final = 200
CARD_ACTIONS: Final = (1, 2)
IMAGE_TEXT: Final = 2_000
URL: Final = 3_000

BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
ACCESSIBILITY_LABEL: Final = 75
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
OPTION_DESCRIPTION: Final = 75
SELECT_OPTIONS: Final = (1, 100)
OVERFLOW_OPTIONS: Final = (1, 5)
CHOICE_OPTIONS: Final = (1, 10)  # checkboxes and radio buttons
PLACEHOLDER: Final = 150
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_BUTTON: Final = 30
INPUT_LENGTH: Final = 3_000
FILES: Final = (1, 10)
