"""Every screen with every example: golden files in English, and Slack's limits in every language.

`UPDATE_GOLDEN=1 pytest tests/blocks/test_gallery.py` writes the golden files anew.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import blocks
from blocks.examples.people import look
from blocks.gallery import gallery, load
from blocks.kit.validator import Surface, validate
from blocks.screens import SCREENS
from csbot.domain.screens import read_ref

FOLDER = Path(__file__).parent / "golden"
LOCALES = ("en_GB", "en_US", "da_DK", "nl_NL")
PAYLOADS = gallery("en_GB")


def golden(name: str) -> Path:
    return FOLDER / f"{name.replace('/', '.')}.json"


@pytest.mark.parametrize("name", PAYLOADS)
def test_screens_look_as_in_their_golden_files(name: str) -> None:
    shown = json.dumps(PAYLOADS[name], ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        golden(name).write_text(shown, "utf-8")
    assert golden(name).read_text("utf-8") == shown


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {golden(name).name for name in PAYLOADS}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("surface", [Surface.MESSAGE, Surface.UPDATE, Surface.EPHEMERAL])
def test_every_screen_is_a_valid_message_in_every_language(locale: str, surface: Surface) -> None:
    for payload in gallery(locale).values():
        if "frame" not in payload:
            validate(payload, surface)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_screen_is_a_valid_home_and_modal_in_every_language(locale: str) -> None:
    for payload in gallery(locale).values():
        if "frame" not in payload:
            validate({"type": "home", "blocks": payload["blocks"]}, Surface.HOME)
        title = {"type": "plain_text", "text": "csbot"}
        if "frame" not in payload:
            validate({"type": "modal", "title": title, "blocks": payload["blocks"]}, Surface.MODAL)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_dialog_is_a_valid_modal_in_every_language(locale: str) -> None:
    for payload in gallery(locale).values():
        if frame := payload.get("frame"):
            texts = {
                key: {"type": "plain_text", "text": frame[key]} for key in ("title", "close", "submit") if frame[key]
            }
            validate({"type": "modal", "blocks": payload["blocks"], **texts}, Surface.MODAL)


@pytest.mark.parametrize("name", PAYLOADS)
def test_every_screen_leaves_room_for_a_notice(name: str) -> None:
    assert len(PAYLOADS[name]["blocks"]) <= 48


@pytest.mark.parametrize("name", PAYLOADS)
def test_every_block_says_which_screen_it_is_on(name: str) -> None:
    blocks = [block for block in PAYLOADS[name]["blocks"] if block["type"] != "input"]
    assert {read_ref(block["block_id"]).name for block in blocks} <= {name.split("/")[0]}
    assert blocks or "frame" in PAYLOADS[name]


@pytest.mark.parametrize("name", PAYLOADS)
def test_every_button_on_a_task_names_the_task_to_a_screen_reader(name: str) -> None:
    for button in elements(PAYLOADS[name]["blocks"], "button"):
        if button["action_id"].startswith(("task.", "operation.")):
            assert button["accessibility_label"].startswith(f"{button['text']['text']}: ")


@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_from_a_user_formats_mentions_or_links(name: str) -> None:
    interpreted = [PAYLOADS[name]["text"], *mrkdwn(PAYLOADS[name]["blocks"])]
    for harmful in ("<!", "<@", "<http", "<b>", "*bold*", "_it_", "~s~", "\u202e"):
        assert harmful not in " ".join(interpreted)


def test_every_screen_has_examples() -> None:
    load()
    assert [screen.name for screen in SCREENS.values() if not screen.examples] == []


def test_a_look_says_the_same_twice() -> None:
    again = {
        f"{s.name}/{n}": s.draw(data, look("en_GB")).text for s in SCREENS.values() for n, data in s.examples.items()
    }
    assert again == {name: payload["text"] for name, payload in PAYLOADS.items()}


def elements(blocks: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    found = [e for block in blocks for e in (*block.get("elements", ()), *filter(None, [block.get("accessory")]))]
    return [element for element in found if element["type"] == kind]


def mrkdwn(found: Any) -> list[str]:
    """The texts of all mrkdwn objects."""
    if isinstance(found, list):
        return [text for one in found for text in mrkdwn(one)]
    if not isinstance(found, dict):
        return []
    own = [found["text"]] if found.get("type") == "mrkdwn" else []
    return own + [text for one in found.values() for text in mrkdwn(one)]


def test_no_screen_uses_slack_sdk() -> None:
    """docs/decisions/0001-plain-dict-blocks.md"""
    folder = Path(blocks.__file__).parent
    assert [path.name for path in folder.rglob("*.py") if "slack_sdk" in path.read_text("utf-8")] == []
