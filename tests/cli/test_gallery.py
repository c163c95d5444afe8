"""`csbot gallery`: all that csbot shows passes csbot's validator and, written apart from it, the local Slack's."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from blocks.kit.validator import Surface, validate
from blocks.screens import SCREENS
from csbot.cli.commands import app
from csbot.cli.gallery import Locale
from csbot.playground import limits
from csbot.playground.validator import message_errors, view_errors

Payloads = dict[str, dict[str, Any]]
TITLE = {"type": "plain_text", "text": "csbot"}


def printed(*options: str) -> dict[str, Payloads]:
    done = CliRunner().invoke(app, ["gallery", "--json", *options], catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.output)


def is_dialog(payload: dict[str, Any]) -> bool:
    return payload.get("type") == "modal"


@pytest.fixture(scope="module")
def everything() -> dict[str, Payloads]:
    return printed()


def test_every_example_of_every_screen_is_printed_in_every_language(everything: dict[str, Payloads]) -> None:
    names = sorted(f"{screen.name}/{example}" for screen in SCREENS.values() for example in screen.examples)
    assert [sorted(payloads) for payloads in everything.values()] == [names] * len(Locale)
    assert list(everything) == list(Locale)


@pytest.mark.parametrize("locale", Locale)
def test_the_whole_gallery_passes_both_validators(everything: dict[str, Payloads], locale: Locale) -> None:
    for name, payload in everything[locale].items():
        if is_dialog(payload):
            validate(payload, Surface.MODAL)
            assert view_errors(payload, limits.MODAL) == (), name
            continue
        home = {"type": "home", "blocks": payload["blocks"]}
        modal = {"type": "modal", "title": TITLE, "blocks": payload["blocks"]}
        validate(payload, Surface.UPDATE)
        validate(home, Surface.HOME)
        validate(modal, Surface.MODAL)
        assert message_errors(payload["blocks"]) == (), name
        assert view_errors(home, limits.HOME) == view_errors(modal, limits.MODAL) == (), name


def test_a_dialog_is_printed_as_the_view_that_opens(everything: dict[str, Payloads]) -> None:
    dialogs = [payload for payload in everything["en_GB"].values() if is_dialog(payload)]
    assert any("callback_id" in dialog and "submit" in dialog for dialog in dialogs)
    assert all(json.loads(dialog["private_metadata"])["o"] for dialog in dialogs)


def test_one_language_may_be_chosen_and_a_list_read(everything: dict[str, Payloads]) -> None:
    assert printed("--locale", "da_DK") == {"da_DK": everything["da_DK"]}
    listed = CliRunner().invoke(app, ["gallery", "--locale", "da_DK"], catch_exceptions=False).output
    assert all(f"da_DK  {name}  " in listed for name in everything["da_DK"])
