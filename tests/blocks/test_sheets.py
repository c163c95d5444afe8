"""Block and action ids: what makes every click answerable."""

from blocks.kit import elements
from blocks.kit.sheet import Sheet
from csbot.domain.screens import Acted, ScreenRef, read_acted, read_ref


def test_blocks_carry_the_screen_and_a_number_of_their_own() -> None:
    sheet = Sheet(ScreenRef("tasks", {"v": "today", "a": "12,7"}))
    sheet.header("Tasks")
    sheet.context("small print")
    assert [block["block_id"] for block in sheet.blocks] == ["tasks|v=today&a=12,7|1", "tasks|v=today&a=12,7|2"]


def test_a_block_gives_its_reference_back() -> None:
    ref = ScreenRef("tasks", {"v": "today", "c": "abc.1", "a": str(Acted((12, 7)))})
    sheet = Sheet(ref)
    sheet.context("small print")
    read = read_ref(sheet.blocks[0]["block_id"])
    assert read == ref
    assert read_acted(read.args["a"]) == Acted((12, 7))


def test_equal_actions_get_different_ids_over_the_whole_sheet() -> None:
    sheet = Sheet(ScreenRef("tasks"))
    press = elements.button("Complete", "task.complete", "1")
    sheet.section("One", press)
    sheet.actions(press, press)
    assert sheet.blocks[0]["accessory"]["action_id"] == "task.complete|1"
    assert [e["action_id"] for e in sheet.blocks[1]["elements"]] == ["task.complete|2", "task.complete|3"]
    assert press["action_id"] == "task.complete"
