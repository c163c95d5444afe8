"""`csbot properties`: added, listed, made fast and deleted (workspace V2)."""

import pytest
from typer.testing import CliRunner, Result

from csbot.cli.commands import app
from csbot.domain.customer_settings import CustomerSettings
from csbot.domain.properties import PropertyType
from csbot.domain.records import ObjectType
from csbot.storage import customer_settings
from csbot.storage.unit_of_work import Database
from tests.builders import Office


def properties(*words: str) -> Result:
    return CliRunner().invoke(app, ["properties", *words])


def said(*words: str) -> str:
    result = properties(*words)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str) -> str:
    result = properties(*words)
    assert result.exit_code == 2, result.output
    assert result.output.startswith("csbot: ")
    assert "Nothing was" in result.output
    return result.output


@pytest.fixture
def office(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("CSBOT_DATABASE_URL", database_url)
    return Office(database)


def test_a_property_is_added_made_fast_and_deleted(office: Office) -> None:
    assert "customer-tier:" in said("add", "Customer tier", "--type", "enumeration", "--option", "Gold")
    with office.services() as services:
        (own,) = services.properties.list_own(ObjectType.COMPANY)
    assert own.property.type is PropertyType.ENUMERATION
    assert "an index serves it" in said("fast", "customer-tier")
    listed = said("list")
    assert all(word in listed for word in ("customer_tier", "Customer tier", "enumeration", "Gold", "yes"))
    assert "no index" in said("fast", "customer_tier", "--off")
    said("fast", "customer_tier")
    assert "keep" in said("delete", "customer-tier")
    assert "customer_tier" not in said("list")


def test_what_makes_no_property_is_said(office: Office) -> None:
    assert "already" in refused("add", "ARR")
    assert "letter" in refused("add", "!")
    assert "80 characters long, and 75 fit" in refused("add", "x" * 80)
    assert "there twice" in refused("add", "Tier", "--type", "enumeration", "--option", "a", "--option", "A")
    assert "--option" in refused("add", "Tier", "--type", "multi_enumeration")
    assert "There are: none" in refused("fast", "tier")
    said("add", "Tags", "--type", "multi_enumeration", "--option", "a")
    assert "several values" in refused("fast", "tags")


def test_what_the_customers_tab_uses_is_not_deleted(
    sqlite_database: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", sqlite_url)
    office = Office(sqlite_database)
    said("add", "Guide", "--type", "user")
    with office.services() as services:
        customer_settings.save(services.uow, CustomerSettings(csm="guide"))
    assert "Customers tab" in refused("delete", "guide")
    assert "guide" in said("list")
