"""Whose tasks and records one hears of: chosen in `/cs settings` (workspace N3, A4)."""

from csbot.domain.permissions import Level
from tests.handlers.dialogs import typed
from tests.handlers.rig import Rig


async def test_whose_is_chosen_by_who_may_see_others_and_kept(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    chief = sqlite_rig.office.member("Chief", level=int(Level.SUPER_ADMIN), seat=False)
    await (await typed(sqlite_rig, kim, "settings")).submit(whose="team")
    assert (await typed(sqlite_rig, kim, "settings")).shows()["whose"] == "team"
    assert "whose" not in (await typed(sqlite_rig, chief, "settings")).inputs()
