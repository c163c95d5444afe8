"""Slack's limits and surfaces as plain tables: the one thing that the validators of both sides may share.

Lengths are in characters and inclusive; ``(least, most)`` for counts.
"""

from typing import Final

MESSAGE, MODAL, HOME = "message", "modal", "home"
_READ = frozenset({MESSAGE, MODAL, HOME})
_WIDE = frozenset({MESSAGE, HOME})
_ONLY_MESSAGE = frozenset({MESSAGE})
_ONLY_MODAL = frozenset({MODAL})

BLOCK_SURFACES: Final[dict[str, frozenset[str]]] = {
    "actions": _READ,
    "context": _READ,
    "divider": _READ,
    "header": _READ,
    "image": _READ,
    "input": _READ,
    "rich_text": _READ,
    "section": _READ,
    "video": _READ,
    "card": _WIDE,
    "carousel": _WIDE,
    "table": _ONLY_MESSAGE,
    "container": _ONLY_MESSAGE,
    "context_actions": _ONLY_MESSAGE,
    "markdown": _ONLY_MESSAGE,
    "plan": _ONLY_MESSAGE,
    "task_card": _ONLY_MESSAGE,
    "file": _ONLY_MESSAGE,
    "alert": _ONLY_MODAL,
}

BLOCKS_MESSAGE: Final = 50
BLOCKS_VIEW: Final = 100
VIEW_BYTES: Final = 250_000
VIEW_STACK: Final = 3
VIEW_TITLE: Final = 24
PRIVATE_METADATA: Final = 3_000
CALLBACK_ID: Final = 255
EXTERNAL_ID: Final = 255
BLOCK_ID: Final = 255
ACTION_ID: Final = 255

MESSAGE_TEXT: Final = 40_000
UPDATE_TEXT: Final = 4_000
MARKDOWN_TEXT: Final = 12_000
ATTACHMENTS: Final = 100
TABLES_MESSAGE: Final = 1
TABLE_ROWS: Final = 100
TABLE_CELLS: Final = 20

SECTION_TEXT: Final = 3_000
SECTION_FIELDS: Final = (1, 10)
FIELD_TEXT: Final = 2_000
HEADER_TEXT: Final = 150
LABEL_TEXT: Final = 2_000
HINT_TEXT: Final = 2_000
CONTEXT_TEXT: Final = 3_000
CONTEXT_ELEMENTS: Final = (1, 10)
ACTIONS_ELEMENTS: Final = (1, 25)
CONTEXT_ACTIONS_ELEMENTS: Final = (1, 5)
CAROUSEL_CARDS: Final = (1, 10)
CARD_TITLE: Final = 150
CARD_SUBTITLE: Final = 150
CARD_BODY: Final = 200
CARD_ACTIONS: Final = (1, 2)
ALT_TEXT: Final = 2_000
IMAGE_TITLE: Final = 2_000
URL: Final = 3_000

BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
ACCESSIBILITY_LABEL: Final = 75
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
OPTION_DESCRIPTION: Final = 75
OPTION_GROUP_LABEL: Final = 75
SELECT_OPTIONS: Final = (1, 100)
SELECT_GROUPS: Final = (1, 100)
OVERFLOW_OPTIONS: Final = (1, 5)
CHOICE_OPTIONS: Final = (1, 10)
PLACEHOLDER: Final = 150
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_BUTTON: Final = 30
INPUT_TEXT: Final = 3_000
FILES: Final = (1, 10)
FILE_BYTES: Final = 10_000_000
ALT_TXT: Final = 1_000
SNIPPET_BYTES: Final = 1_000_000
UPLOAD_BYTES: Final = 1_000_000_000
SHARED_CHANNELS: Final = 100
MPIM_PEOPLE: Final = 8
SCHEDULED_DAYS: Final = 120
SCHEDULED_MINUTES: Final = 5
SCHEDULED_IN_SPAN: Final = 30

TRIGGER_SECONDS: Final = 3
ACK_SECONDS: Final = 3
RESPONSE_URL_USES: Final = 5
RESPONSE_URL_SECONDS: Final = 30 * 60
LIST_LIMIT: Final = 999
HISTORY_LIMIT: Final = (1, 999)
LIMITED_HISTORY_ROWS: Final = 15
SUGGESTED_OPTIONS: Final = 100

SECTION_ACCESSORIES: Final = frozenset(
    {
        "button", "checkboxes", "datepicker", "image", "overflow", "radio_buttons", "timepicker", "workflow_button",
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select",
        "multi_channels_select",
    }
)  # fmt: skip
ACTIONS_KINDS: Final = (SECTION_ACCESSORIES - {"image"}) | {"datetimepicker", "rich_text_input"}
INPUT_KINDS: Final = (SECTION_ACCESSORIES - {"image", "button", "overflow", "workflow_button"}) | {
    "datetimepicker", "email_text_input", "number_input", "plain_text_input", "rich_text_input", "url_text_input",
    "file_input",
}  # fmt: skip
