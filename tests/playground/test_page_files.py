"""Pictures and files on the page."""

import base64

import pytest
from playwright.async_api import expect

from tests.playground.blocks import modal, plain
from tests.playground.conftest import FREJA
from tests.playground.sights import Sight, opener, send, sight, tab, until

__all__ = ["sight", "tab"]

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


async def test_a_shared_picture_is_shown_and_another_file_is_a_card(sight: Sight) -> None:
    rig = sight.rig
    await rig.do("upload", user=FREJA.id, name="chart.png", content=PIXEL, channel="C0GENERAL1")
    csv = base64.b64encode(b"name\n" * 300).decode()
    await rig.do("upload", user=FREJA.id, name="customers.csv", content=csv, channel="C0GENERAL1")
    page = await sight.open(query="channel=C0GENERAL1")
    picture = page.get_by_role("img", name="chart.png")
    await picture.scroll_into_view_if_needed()
    assert await picture.evaluate("async picture => { await picture.decode(); return picture.naturalWidth }") == 1
    card = page.get_by_test_id("file")
    await expect(card).to_contain_text("customers.csv")
    await expect(card).to_contain_text("1.5 kB")


async def test_a_file_is_shared_from_the_composer(sight: Sight) -> None:
    page = await sight.open()
    await page.get_by_test_id("shortcuts").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name="Upload a file").click()
    file = {"name": "customers.csv", "mimeType": "text/csv", "buffer": b"name\nAcme"}
    await (await chooser.value).set_files(file)  # type: ignore[arg-type]
    await expect(page.get_by_test_id("message").get_by_test_id("file")).to_contain_text("customers.csv")
    await until(lambda: any(entry.kind == "file_shared" for entry in sight.rig.app.received))


async def test_a_file_input_takes_a_file(sight: Sight) -> None:
    rig = sight.rig
    field = {
        "type": "input", "block_id": "file", "label": plain("Table"),
        "element": {"type": "file_input", "action_id": "x", "max_files": 1, "filetypes": ["csv"]},
    }  # fmt: skip
    rig.app.answers["command"] = opener(rig, modal(field))
    page = await sight.open()
    await send(page, "/cs import")
    box = page.get_by_label("Table")
    await box.set_input_files({"name": "customers.csv", "mimeType": "text/csv", "buffer": b"name\nAcme"})
    await expect(page.get_by_role("dialog")).to_contain_text("customers.csv")
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    (sent,) = rig.app.last("view_submission")["view"]["state"]["values"]["file"]["x"]["files"]
    assert sent["name"] == "customers.csv"
