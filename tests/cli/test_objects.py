"""`csbot objects`: object types of one's own, with properties and imported records (workspace A2, I1, S2)."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from typer.testing import CliRunner

from csbot.cli.commands import app
from csbot.clock import Clock
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.records import CUSTOM_TYPES
from csbot.domain.workspaces import Plan
from csbot.storage import data_sources, properties
from csbot.storage.tables.people import workspaces
from csbot.storage.tables.records import custom_records
from csbot.storage.unit_of_work import Database
from tests.builders import Office


def said(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 2, result.output
    assert "Nothing was" in result.output
    return result.output


@pytest.fixture
def office(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("CSBOT_DATABASE_URL", database_url)
    return Office(database)


@pytest.fixture
def small_office(sqlite_database: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("CSBOT_DATABASE_URL", sqlite_url)
    return Office(sqlite_database)


def test_an_object_is_added_filled_renamed_and_deleted(office: Office, tmp_path: Path) -> None:
    assert "csbot import service_contracts FILE.csv" in said("objects", "add", "Service contract", "Service contracts")
    said("properties", "add", "Tier", "--type", "enumeration", "--option", "Gold", "--object", "service-contracts")
    said("properties", "fast", "tier", "--object", "Service contract")
    office.company("Acme")
    file = tmp_path / "contracts.csv"
    file.write_text("Record ID,Name,Company,Tier,Size\nC1,Gold for Acme,Acme,gold,9\nC2,For nobody,,,\nC3,Bad,,Wood,\n")
    result = CliRunner().invoke(app, ["import", "service_contracts", str(file)])
    assert result.exit_code == 1, "one row is bad"
    assert "Imported service_contracts: 2 new, 0 updated, 0 unchanged, 1 bad." in result.output
    file.write_text("Record ID,Owner,Tier\nC2,,Gold\n")
    updated = said("import", "Service contract", str(file))
    assert "0 new, 1 updated" in updated
    number = updated.rpartition("csbot undo-import ")[2].split()[0]
    assert "1" in said("undo-import", number)
    assert "0 new, 1 updated" in said("import", "Service contract", str(file))
    with office.database.read() as connection:
        rows = connection.execute(select(custom_records).order_by(custom_records.c.id)).all()
    assert [list(row.properties.values()) for row in rows] == [["Gold"], ["Gold"]]
    assert rows[0].company_id is not None
    with office.services() as services:
        stale = data_sources.list_stale(services.uow, Clock().now() + timedelta(days=8))
    assert [one.name for one in stale] == ["Service contracts"], "what mornings call it"
    said("objects", "rename", "service_contracts", "Agreement", "Agreements")
    listed = said("objects", "list")
    assert all(word in listed for word in ("service_contracts", "Agreement", "Agreements", "2"))
    assert "2 records" in refused("objects", "delete", "agreement")
    assert "Deleted: Agreements." in said("objects", "delete", "agreement", "--with-records")
    assert "Agreements" not in said("objects", "list")
    with office.database.read() as connection:
        assert connection.execute(select(custom_records)).all() == []


def test_the_index_of_a_deleted_property_goes_with_its_object(small_office: Office) -> None:
    said("objects", "add", "Vessel", "Vessels")
    said("properties", "add", "Flag", "--object", "vessels")
    said("properties", "fast", "flag", "--object", "vessels")
    with small_office.services() as services:
        ((_, own),) = properties.list_fast(services.uow)
        services.properties.delete(None, own.id, own.version)
    said("objects", "delete", "vessels")
    with small_office.database.read() as connection:
        assert connection.execute(text("SELECT name FROM sqlite_master WHERE name LIKE 'ix_own%'")).all() == []


def test_what_makes_no_object_is_said(small_office: Office, tmp_path: Path) -> None:
    assert "“company”" in refused("objects", "add", "company", "Firms")
    assert "letter" in refused("objects", "add", "!", "123")
    assert "41 characters long, and 40 fit" in refused("objects", "add", "x" * 41, "Many")
    said("objects", "add", "Vessel", "Vessels")
    assert "“vessels”" in refused("objects", "add", "Ship", "vessels")
    assert "There are: vessels" in refused("objects", "delete", "boats")
    (tmp_path / "boats.csv").write_text("Name\nÆgir\n")
    assert "There are: companies, " in refused("import", "boats", str(tmp_path / "boats.csv"))
    assert "There are: company, " in refused("properties", "add", "Tier", "--object", "boats")


def test_there_is_room_for_ten(small_office: Office) -> None:
    with small_office.services() as services:
        for place in CUSTOM_TYPES:
            services.custom_objects.add(None, ObjectNames(f"One {place}", f"Many {place}"))
    assert "10 object types" in refused("objects", "add", "Straw", "Straws")


def test_the_professional_plan_has_none(small_office: Office) -> None:
    said("objects", "add", "Vessel", "Vessels")
    with small_office.database.write() as connection:
        connection.execute(update(workspaces).values(plan=Plan.PROFESSIONAL))
    assert "enterprise plan" in refused("objects", "add", "Ship", "Ships")
    assert "enterprise plan" in refused("objects", "rename", "vessels", "Ship", "Ships")
    assert "vessels" in said("objects", "list")
    said("objects", "delete", "vessels")


def test_the_customer_object_is_not_deleted(small_office: Office) -> None:
    said("objects", "add", "Vessel", "Vessels")
    boss = small_office.member("Boss", level=3)
    with small_office.services() as services:
        form = services.customer_settings.form(services.custom_objects.list()[0].kind)
        services.customer_settings.choose(boss.as_actor(), 0, form.settings)
    assert "/cs admin customers" in refused("objects", "delete", "vessels")
