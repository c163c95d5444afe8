"""Files as other tools export them: each comes in whole, with nothing to mend by hand (workspace I1)."""

from typing import Any

import pytest

from csbot.domain.imports.columns import Dictionary
from csbot.domain.imports.headings import headings
from csbot.domain.properties import Property, PropertyType, word_key
from tests.imports.conftest import Office
from tests.imports.tool_files import COMPANY, CONTACT, FILES, TASK


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_tool_comes_in_whole(small_office: Office, name: str) -> None:
    file = FILES[name]
    if file.kind is not COMPANY:
        small_office.take(COMPANY, "Record ID,Name\n91,Fjord\n")
    if file.kind is TASK:
        small_office.take(CONTACT, "Record ID,Name,Email\n5,Ana Díaz,ana@fjord.example\n")
    done = small_office.take(file.kind, file.text)
    assert (done.counts, done.bad) == ((1, 0, 0, 0), [])
    row = small_office.rows(file.kind)[-1]
    assert {column: shown(small_office, row, column) for column in file.expected} == file.expected
    assert done.report.plan.columns.ignored == file.left_out


def shown(office: Office, row: Any, column: str) -> Any:
    """A person by address, a company by name, a contact by first name."""
    value = getattr(row, column)
    if column == "owner_id":
        return next((email for email, member_id in office.people.items() if member_id == value), None)
    if column in ("company_id", "contact_id"):
        kind = COMPANY if column == "company_id" else CONTACT
        return next((one.name.split()[0] for one in office.rows(kind) if one.id == value), None)
    return value


@pytest.mark.parametrize("one", headings(), ids=lambda one: f"{one.tool} {one.kind} {one.text}")
def test_each_heading_means_what_its_line_says(one: Any) -> None:
    """A tool's heading is not outdone by what the same word means elsewhere."""
    target, _ = Dictionary(one.kind).read(one.text)
    assert target is not None
    same = {"company": "company_id", "contact": "contact_id"}
    assert target.name in (one.word, same.get(one.word)), word_key(one.text)


def test_the_managers_own_properties_come_first(small_office: Office) -> None:
    own = Property("k1", "WhatId", PropertyType.STRING, "k1", custom=True)
    assert Dictionary(TASK, (own,)).read("WhatId")[0] is own
