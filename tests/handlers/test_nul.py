"""What PostgreSQL cannot keep never reaches the databases: a NUL character, and half of a pair of surrogates."""

import json
from urllib.parse import urlencode

from csbot.envelopes import FORM, Command, Shortcut, read_envelope


def read(payload: dict[str, object]) -> str:
    found = read_envelope(
        urlencode({"payload": json.dumps({"type": "shortcut", "user": {"id": "U1"}, **payload})}), FORM
    )
    assert isinstance(found, Shortcut)
    return found.callback_id


def test_nul_is_left_out_of_commands_and_interactions() -> None:
    typed = {"command": "/cs", "team_id": "T1", "user_id": "U1", "text": "show \x00Acme"}
    found = read_envelope(urlencode(typed), FORM)
    assert isinstance(found, Command)
    assert found.text == "show Acme"
    assert read({"callback_id": "a\x00b"}) == "ab"


def test_its_six_letters_typed_by_a_person_stay() -> None:
    assert read({"callback_id": r"a\u0000b"}) == r"a\u0000b"


def test_half_a_character_becomes_the_sign_for_what_is_unknown() -> None:
    for typed, kept in (
        ("a\ud83cb", "a\ufffdb"),
        ("\ude00", "\ufffd"),
        ("🎉\ud83c🎉", "🎉\ufffd🎉"),
        (r"a\ud83cb", r"a\ud83cb"),
    ):
        assert read({"callback_id": typed}) == kept
