"""Columns that are properties which managers added (workspace I1, V2, C10)."""

from datetime import timedelta

import pytest

from csbot.domain.imports import FileProblem, ImportRefused
from csbot.domain.properties import Property, PropertyType, ValueProblem
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.records import ObjectType
from csbot.services.imports import ImportUndone, undo_import
from csbot.services.properties import PropertyService
from csbot.storage.unit_of_work import UnitOfWork
from tests.imports.conftest import NOW, Imported, Office

COMPANY = ObjectType.COMPANY
EVERY = (
    PropertyDraft("Customer tier", PropertyType.ENUMERATION, ("Gold", "Silver")),
    PropertyDraft("Products", PropertyType.MULTI_ENUMERATION, ("Mail", "Sites")),
    PropertyDraft("Motto", PropertyType.STRING),
    PropertyDraft("Seats", PropertyType.NUMBER),
    PropertyDraft("Budget", PropertyType.CURRENCY),
    PropertyDraft("Kick-off", PropertyType.DATE),
    PropertyDraft("Last audit", PropertyType.DATETIME),
    PropertyDraft("Is VIP", PropertyType.BOOL),
    PropertyDraft("Second owner", PropertyType.USER),
    PropertyDraft("Hotline", PropertyType.PHONE),
    PropertyDraft("Invoices to", PropertyType.EMAIL),
    PropertyDraft("Wiki", PropertyType.URL),
)
HEADING = "Record ID,Name,customer TIER,products,Motto,Seats,budget,kick_off,Last audit,IS VIP,Second owner,Hotline,"
FILE = f"""\
{HEADING}Invoices to,Wiki
1,Acme,gold,Mail; sites,Ærø,12,"€1,000.50",2026-05-01,2026-05-01 09:00,yes,Kim Larsen,+45 12345678,A@b.dk,wiki.acme.dk
2,Bolt,,,,,,,,,,,,
"""


def add(office: Office, *drafts: PropertyDraft) -> dict[str, Property]:
    """Properties of companies, by name."""
    with office.database.write() as connection:
        service = PropertyService(UnitOfWork(connection, office.workspace.id), NOW)
        added = [service.add(None, COMPANY, draft).property for draft in drafts]
    return {one.name: one for one in added}


def values(office: Office, known: dict[str, Property], place: int = 0) -> dict[str, object]:
    """One record's own properties, by name."""
    names = {one.column: name for name, one in known.items()}
    return {names[key]: value for key, value in office.rows(COMPANY)[place].properties.items()}


def lines(found: Imported) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.header, problem.code.value) for problem in found.bad]


def test_every_type_is_read_as_core_properties_are_and_history_tells(office: Office) -> None:
    known = add(office, *EVERY)
    assert office.take(COMPANY, FILE).counts == (2, 0, 0, 0)
    expected = {
        "customer_tier": "Gold",
        "products": ["Mail", "Sites"],
        "motto": "Ærø",
        "seats": 12,
        "budget": 1000.5,
        "kick_off": "2026-05-01",
        "last_audit": "2026-05-01T07:00:00.000000Z",
        "is_vip": True,
        "second_owner": office.people["kim@acme.example"],
        "hotline": "+45 12345678",
        "invoices_to": "a@b.dk",
        "wiki": "https://wiki.acme.dk",
    }
    assert values(office, known) == expected
    assert values(office, known, 1) == {}
    (made, _) = office.history()
    assert made.properties[known["customer_tier"].column] == [None, "Gold"]
    assert made.properties[known["kick_off"].column] == [None, "2026-05-01"]
    assert office.take(COMPANY, FILE).counts == (0, 0, 2, 0), "the same file changes nothing"
    assert len(office.history()) == 2


def test_a_change_is_patched_so_that_other_values_stay_and_an_undo_gives_it_back(office: Office) -> None:
    known = add(office, *EVERY[:3])
    office.take(COMPANY, "Record ID,Name,Customer tier,Motto\n1,Acme,Gold,Ærø\n2,Bolt,Silver,\n")
    later = office.take(COMPANY, "Record ID,City,Customer tier,Products\n1,Oslo,silver,Mail\n2,Oslo,,\n")
    assert later.counts == (0, 2, 0, 0)
    assert values(office, known) == {"customer_tier": "Silver", "motto": "Ærø", "products": ["Mail"]}
    assert values(office, known, 1) == {"customer_tier": "Silver"}
    changed = {row.record_id: row.properties for row in office.history()[2:]}
    first, second = (row.id for row in office.rows(COMPANY))
    assert changed[first][known["customer_tier"].column] == ["Gold", "Silver"]
    assert set(changed[second]) == {"city"}
    operation = later.report.operation_id
    assert operation is not None
    soon = NOW + timedelta(hours=1)
    undone = undo_import(office.database, office.workspace.id, operation, soon, office.pauses.append, lambda _: None)
    assert undone == ImportUndone(restored=2)
    assert values(office, known) == {"customer_tier": "Gold", "motto": "Ærø"}
    assert values(office, known, 1) == {"customer_tier": "Silver"}


def test_what_a_property_cannot_hold_makes_its_row_bad_and_names_the_line(small_office: Office) -> None:
    office = small_office
    add(office, *EVERY)
    rows = ["Record ID,Name,Customer tier,Products,Seats,Kick-off,Is VIP,Invoices to"]
    rows += ["1,Acme,Bronze,Mail;Fax,many,2026-02-30,perhaps,nobody", "2,Bolt,Gold,Mail,1,2026-02-28,no,a@b.dk"]
    found = office.take(COMPANY, "\n".join(rows))
    assert found.counts == (1, 0, 0, 1)
    assert lines(found) == [
        (2, "Customer tier", "not_an_option"),
        (2, "Products", "not_an_option"),
        (2, "Seats", "not_a_number"),
        (2, "Kick-off", "not_a_date"),
        (2, "Is VIP", "not_a_bool"),
        (2, "Invoices to", "not_an_email"),
    ]
    assert (found.bad[0].text, found.bad[0].detail) == ("Bronze", ("Gold", "Silver"))
    too_long = office.take(COMPANY, f"Name,Motto\nCirro,{'x' * 5001}\n")
    assert [problem.code for problem in too_long.bad] == [ValueProblem.TOO_LONG]
    assert office.take(COMPANY, "Name,Second owner\nDelta,Nobody\n").doubts["unknown_owner"] == [2]


def test_a_label_of_ones_own_counts_more_than_another_word_for_a_core_property(small_office: Office) -> None:
    office = small_office
    known = add(office, PropertyDraft("Sector", PropertyType.STRING), PropertyDraft("Value (EST)", PropertyType.NUMBER))
    found = office.take(COMPANY, "Name,Industry,Sector,Value (est)\nAcme,Software,Public,3\n")
    assert office.row(COMPANY).industry == "Software"
    assert values(office, known) == {"sector": "Public", "value_est": 3}
    assert found.report.plan.columns.outdone == ()


def test_a_column_can_be_mapped_and_left_out(small_office: Office) -> None:
    office = small_office
    known = add(office, *EVERY[:3])
    text = "Name,Level,Motto\nAcme,silver,Ærø\n"
    office.take(COMPANY, text, overrides={"Level": "customer_tier", "Motto": "-"})
    assert values(office, known) == {"customer_tier": "Silver"}
    with pytest.raises(ImportRefused) as refused:
        office.take(COMPANY, text, overrides={"Level": "tier_of_customer"})
    assert refused.value.problem.code is FileProblem.NO_SUCH_PROPERTY
    assert "customer_tier" in str(refused.value.problem.detail)
    with pytest.raises(ImportRefused) as unfit:
        office.take(COMPANY, text, by="motto")
    assert unfit.value.problem.code is FileProblem.NO_SUCH_KEY


def test_a_required_one_is_asked_of_new_records_and_a_deleted_one_is_unknown(small_office: Office) -> None:
    office = small_office
    add(office, PropertyDraft("Region", PropertyType.STRING, required=True))
    found = office.take(COMPANY, "Record ID,Name,Region\n1,Acme,North\n2,Bolt,\n")
    assert found.counts == (1, 0, 0, 1)
    assert [(one.line, one.code.value, one.text) for one in found.bad] == [(3, "missing_value", "Region")]
    with pytest.raises(ImportRefused):
        office.take(COMPANY, "Name\nCirro\n")
    assert office.take(COMPANY, "Record ID,City\n1,Oslo\n").counts == (0, 1, 0, 0), "a known record has it already"
    with office.database.write() as connection:
        service = PropertyService(UnitOfWork(connection, office.workspace.id), NOW)
        (own,) = service.list_own(COMPANY)
        service.delete(None, own.id, own.version)
    assert office.take(COMPANY, "Name,Region\nDelta,South\n").report.plan.columns.ignored == ("Region",)


def test_other_types_of_objects_do_not_know_them(small_office: Office) -> None:
    office = small_office
    add(office, *EVERY[:1])
    found = office.take(ObjectType.CONTACT, "Email,Customer tier\nann@x.example,Gold\n")
    assert found.report.plan.columns.ignored == ("Customer tier",)


def test_a_dry_run_validates_and_writes_nothing(small_office: Office) -> None:
    office = small_office
    add(office, *EVERY[:1])
    found = office.take(COMPANY, "Name,Customer tier\nAcme,Gold\nBolt,Iron\n", dry_run=True)
    assert (found.counts, office.rows(COMPANY)) == ((1, 0, 0, 1), [])
