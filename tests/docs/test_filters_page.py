"""Every filter on the page about them is read, and means what the page says."""

import re
from dataclasses import replace

import pytest

from blocks.filters import sentence
from blocks.screens import Look
from csbot.domain.filters.text import BadFilterText
from csbot.domain.records import ObjectType
from csbot.storage.unit_of_work import Database
from tests.architecture.sources import ROOT
from tests.builders import MONDAY, Office

PAGE = (ROOT / "docs/how-to/customers-and-filters.md").read_text(encoding="utf-8")
FILTERS = re.findall(r"^\| `(.+?)` \| (Companies where .+?) \|$", PAGE, flags=re.MULTILINE)


def test_the_page_has_examples_of_every_kind() -> None:
    assert len(FILTERS) >= 25


def test_each_filter_means_what_stands_beside_it(sqlite_database: Database) -> None:
    office = Office(sqlite_database)
    kim = replace(office.member("Kim Larsen").as_viewer(), locale="en_GB")
    with office.services() as services:
        for text, said in FILTERS:
            asked = services.filters.parse(kim, ObjectType.COMPANY, text)
            found = services.filters.read_back(kim, ObjectType.COMPANY, asked)
            assert sentence(ObjectType.COMPANY, found, Look(kim, MONDAY)).replace("*", "") == said, text
            assert services.record_lists.count(kim, ObjectType.COMPANY, (asked,)) == 0


def test_the_mistyped_one_is_pointed_at(sqlite_database: Database) -> None:
    office = Office(sqlite_database)
    (text,) = re.findall(r"^/cs customers (.+)$", PAGE, flags=re.MULTILINE)
    kim = office.member().as_viewer()
    with office.services() as services, pytest.raises(BadFilterText) as bad:
        services.filters.parse(kim, ObjectType.COMPANY, text)
    assert bad.value.nearest == "health:at-risk"
