"""New records: `/cs new`, duplicates, undo (workspace C16)."""

import pytest
from sqlalchemy import func, select

from csbot.domain.properties.types import PropertyType
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.storage.tables.records import companies, contacts
from tests.handlers.dialogs import shortcut, typed
from tests.handlers.rig import Rig
from tests.handlers.test_record_edit import add_property, company, read
from tests.slack_requests import on_ephemeral

POST = "response_url"


def count(rig: Rig) -> int:
    with rig.office.database.read() as connection:
        return connection.execute(select(func.count()).select_from(companies)).scalar_one()


async def test_a_company_is_created_with_what_was_typed_and_undone(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    form = await typed(rig, kim, "new company Acme & Sons")
    assert form.title == "New company"
    assert form.shows() == {"name": "Acme & Sons", "owner": str(kim.id)}
    card = (await form.submit(domain="https://www.Acme.example/x", city="Aarhus")).last(POST)
    assert "Acme & Sons" in card.words.replace("&amp;", "&")
    assert "You created this at 10:00 AM" in card.words
    with rig.office.database.read() as connection:
        row = connection.execute(select(companies)).one()
    assert (row.name, row.domain, row.city, row.owner_id) == ("Acme & Sons", "acme.example", "Aarhus", kim.id)
    assert row.assigned_at == rig.office.clock.now()
    undone = await rig.press(kim, card.button("operation.undo"), on_ephemeral())
    assert "Deleted" in undone.words
    assert "no customer like" in (await rig.type(kim, "show Acme & Sons")).words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("company <https://b.example>", {"name": "https://b.example", "domain": "b.example"}),
        ("company <http://b.example|b.example>", {"name": "b.example", "domain": "b.example"}),
        ("company Acme <https://www.acme.example/>", {"name": "Acme", "domain": "acme.example"}),
        ("company Acme <https://acme.example/x>", {"name": "Acme https://acme.example/x", "domain": "acme.example"}),
        ("company Node.js <http://b.example|b.example>", {"name": "Node.js b.example"}),
        ("company Node.js", {"name": "Node.js"}),
        ("company R&amp;D &lt;x&gt;", {"name": "R&D <x>"}),
        ("company <!subteam^S1|@cs> <#C1|general>", {"name": "@cs #general"}),
        ("company <@U1|kim>", {"name": "@kim"}),
        ("company &lt;@U1&gt;", {"name": "<@U1>"}),
        ("contact <mailto:ida@b.example|ida@b.example>", {"name": "ida@b.example", "email": "ida@b.example"}),
        ("contact Ida <mailto:ida@b.example|ida@b.example>", {"name": "Ida", "email": "ida@b.example"}),
        (
            "contact Ida Lund &lt;<mailto:Ida@b.example|Ida@b.example>&gt;",
            {"name": "Ida Lund", "email": "ida@b.example"},
        ),
        ("contact a@b.example b@b.example", {"name": "a@b.example b@b.example"}),
    ],
)
async def test_what_slack_made_of_it_comes_as_typed_into_its_field(
    sqlite_rig: Rig, text: str, shown: dict[str, str]
) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    form = await typed(sqlite_rig, kim, f"new {text}")
    assert form.shows() == {**shown, "owner": str(kim.id)}


@pytest.mark.parametrize(
    ("name", "domain"), [("ACME  as", None), ("Other", "acme.example")], ids=["same name", "same domain"]
)
async def test_a_likely_duplicate_is_shown_before_it_is_created_all_the_same(
    rig: Rig, name: str, domain: str | None
) -> None:
    kim = rig.office.member("Kim")
    there = company(rig.office, "Acme AS", domain="acme.example", city="Aarhus")
    form = await typed(rig, kim, "new company")
    asked = await form.submit(name=name, domain=domain, phone="12 34 56 78")
    assert "Is it one of these?" in asked.words
    assert "Acme AS" in asked.words
    assert asked.view["submit"]["text"] == "Create anyway"
    assert asked.shows()["phone"] == "12 34 56 78"
    assert count(rig) == 1
    opened = await asked.press("record.show", str(there))
    assert "Open tasks" in opened.words
    assert [method for method, _ in opened.said] == ["views.push"], "what was typed stays beneath"
    assert (await asked.submit()).view == {"blocks": []}
    assert count(rig) == 2


async def test_a_contact_is_a_duplicate_by_its_address(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    acme = company(rig.office)
    rig.office.records(ObjectType.CONTACT, [{"name": "Rosa", "email": "rosa@acme.example"}])
    form = await typed(rig, kim, "new contact Rosa Díaz")
    asked = await form.submit(email="Rosa@Acme.example", company=acme.id)
    assert "Rosa" in asked.words
    assert asked.shows()["company"] == str(acme.id)
    await asked.submit()
    with rig.office.database.read() as connection:
        found = connection.execute(select(contacts.c.name, contacts.c.company_id).order_by(contacts.c.id)).all()
    assert [tuple(row) for row in found] == [("Rosa", None), ("Rosa Díaz", acme.id)]


async def test_what_the_type_requires_is_asked_for(sqlite_rig: Rig) -> None:
    rig, kim = sqlite_rig, sqlite_rig.office.member("Kim")
    tier = add_property(rig.office, "Tier", PropertyType.ENUMERATION, options=("Gold", "Silver"), required=True)
    form = await shortcut(rig, kim, "record.new")
    assert tier in form.inputs()
    refused = await form.submit(name=None)
    assert set(refused.errors) == {"name", tier}
    assert count(rig) == 0
    await form.submit(name="Acme", **{tier: "=Gold"})
    with rig.office.database.read() as connection:
        number = connection.execute(select(companies.c.id)).scalar_one()
    assert read(rig.office, RecordRef(ObjectType.COMPANY, number)).values[tier] == "Gold"


async def test_new_needs_a_type_that_there_is(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    assert (await typed(sqlite_rig, kim, "new")).title == "New company"
    told = await sqlite_rig.type(kim, "new compny Acme")
    assert "Did you mean `/cs new company Acme`? It knows: company, contact." in told.words
    assert told.button("command.run")["value"] == "new company Acme"
    far_too_long = await sqlite_rig.type(kim, f"new compny {'x' * 3000}")
    assert far_too_long.button("command.run")["value"] == "new company"
