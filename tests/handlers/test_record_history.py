"""History and following (workspace C10, C11)."""

from csbot.domain.members import Member
from csbot.domain.properties.types import PropertyType
from csbot.domain.record_cards import RecordRef
from tests.handlers.dialogs import Dialog, pressed
from tests.handlers.rig import Rig
from tests.handlers.test_record_edit import add_property, company, open_form, open_property
from tests.slack_requests import on_ephemeral


async def history(rig: Rig, who: Member, ref: RecordRef, name: str = "acme") -> Dialog:
    seen = await rig.type(who, f"show {name}")
    return await pressed(rig, who, seen.option("record.menu", f"history:{ref}"), on_ephemeral())


async def test_history_says_what_was_and_is_from_where_by_whom_and_when_newest_first(rig: Rig) -> None:
    office = rig.office
    kim, lee = office.member("Kim"), office.member("Lee", tz="America/New_York")
    ref = company(office, owner_id=kim.id, arr=1000.0)
    tier = add_property(office, "Tier", PropertyType.ENUMERATION, options=("Gold", "Silver"))
    card = (await (await open_form(rig, kim, ref)).submit(arr="2000", owner=lee.id)).last("response_url")
    await rig.press(kim, card.button("operation.undo"), on_ephemeral())
    await (await open_property(rig, kim, ref, tier)).submit(**{tier: "=Gold"})
    words = (await history(rig, lee, ref)).words
    lines = [
        "Mon, Mar 2, 4:00 AM* · Kim · Slack",
        "Tier: none → Gold",
        "Kim · undo",
        "ARR: 2,000 → 1,000",
        "Company owner: Lee → Kim",
        "ARR: 1,000 → 2,000",
        "Company owner: Kim → Lee",
        "import",
        "Created",
        "Company name: Acme",
    ]
    places = [words.find(line) for line in lines]
    assert -1 not in places, dict(zip(lines, places, strict=True))
    assert places[1] < places[2] < places[7]


async def test_history_is_read_page_by_page(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    ref = company(rig.office)
    form = await open_form(rig, kim, ref)
    for n in range(12):
        form = await open_form(rig, kim, ref)
        await form.submit(city=f"City {n}")
    first = await history(rig, kim, ref)
    assert "City 11" in first.words
    assert "→ City 1\n" not in first.words + "\n"
    older = await first.press("history.page")
    assert "→ City 1\n" in older.words + "\n"
    assert "Created" in older.words
    newest = await older.press("history.newest")
    assert "City 11" in newest.words


async def test_what_a_deleted_property_held_stays_in_history(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    boss = rig.office.member("Boss", level=2)
    ref = company(rig.office)
    tier = add_property(rig.office, "Tier", PropertyType.STRING)
    await (await open_property(rig, kim, ref, tier)).submit(**{tier: "Old & gold"})
    with rig.office.services() as services:
        own = services.properties.list_own(ref.kind)[0]
        services.properties.delete(boss.as_actor(), own.id, own.version)
    assert "Tier: none → Old &amp; gold" in (await history(rig, kim, ref)).words


async def test_following_is_shown_and_ended_on_the_card_each_for_oneself(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    ref = company(rig.office)
    seen = await rig.type(kim, "show acme")
    followed = await rig.press(kim, seen.option("record.menu", f"follow:{ref}"), on_ephemeral())
    assert "You follow this" in followed.words
    assert "You follow this" not in (await rig.type(lee, "show acme")).words
    with rig.office.services() as services:
        assert services.records.card(kim.as_viewer(), ref).is_followed
    ended = await rig.press(kim, followed.option("record.menu", f"unfollow:{ref}"), on_ephemeral())
    assert "You follow this" not in ended.words
