"""What PostgreSQL cannot keep never reaches the databases: a NUL character, and half of a pair of surrogates."""

import json
from urllib.parse import urlencode

from csbot.envelopes import FORM, read_envelope


def test_nul_is_left_out_of_commands_and_interactions() -> None:
    assert read_envelope(urlencode({"command": "/cs", "text": "show \x00Acme"}), FORM)["text"] == "show Acme"
    payload = {"type": "shortcut", "callback_id": "a\x00b", "user": {"id": "U1"}}
    assert read_envelope(urlencode({"payload": json.dumps(payload)}), FORM)["callback_id"] == "ab"


def test_its_six_letters_typed_by_a_person_stay() -> None:
    payload = {"type": "shortcut", "callback_id": r"a\u0000b", "user": {"id": "U1"}}
    assert read_envelope(urlencode({"payload": json.dumps(payload)}), FORM)["callback_id"] == r"a\u0000b"


def test_half_a_character_becomes_the_sign_for_what_is_unknown() -> None:
    for typed, kept in (
        ("a\ud83cb", "a\ufffdb"),
        ("\ude00", "\ufffd"),
        ("🎉\ud83c🎉", "🎉\ufffd🎉"),
        (r"a\ud83cb", r"a\ud83cb"),
    ):
        payload = {"type": "shortcut", "callback_id": typed, "user": {"id": "U1"}}
        assert read_envelope(urlencode({"payload": json.dumps(payload)}), FORM)["callback_id"] == kept
