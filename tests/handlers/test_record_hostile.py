"""What nobody should type, in every field of a record's dialogs."""

import pytest

from tests.handlers.dialogs import typed
from tests.handlers.rig import Rig
from tests.handlers.test_activities import activities, form_of
from tests.handlers.test_record_edit import company, open_form, read

NASTY = [
    "'; DROP TABLE company;--",
    "<!channel> *x* <@U1>",
    "🎉" * 200,
    "a\0b",
    "\ud800x",
    "%_\\",
    "{name} %s",
    "x" * 3000,
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
async def test_any_text_is_kept_as_it_is_or_refused_beside_its_field(rig: Rig, text: str) -> None:
    kim = rig.office.member("Kim")
    ref = company(rig.office)
    form = await open_form(rig, kim, ref)
    assert {"arr", "renewal"} <= set((await form.submit(name=text, city=text, arr=text, renewal=text)).errors)
    closed = await form.submit(city=text)
    assert closed.errors or "<!channel>" not in closed.last("response_url").words
    note = await (await form_of(rig, kim, ref, "note")).submit(title=text, body=text)
    assert note.errors or activities(rig.office, ref)
    made = await (await typed(rig, kim, "new company")).submit(name=text, domain=text)
    assert made.errors or made.said
    assert read(rig.office, ref).values["name"] == "Acme"
