"""What is typed into dialogs is read as it is meant, or refused with the reason (workspace C18)."""

import pytest

from tests.handlers.dialogs import typed
from tests.handlers.rig import Rig
from tests.handlers.test_record_edit import company, open_form, read


@pytest.mark.parametrize(
    ("locale", "amount", "arr"),
    [
        ("da_DK", "45,000", 45_000),
        ("en_GB", "45.000", 45_000),
        ("nl_NL", "45k", 45_000),
        ("da_DK", "1.234,50", 1_234.5),
        ("en_US", "€1,234.50", 1_234.5),
        ("da_DK", "1\u00a0234,-", 1_234),
    ],
)
async def test_an_amount_is_read_as_it_is_typed(sqlite_rig: Rig, locale: str, amount: str, arr: float) -> None:
    """ARR typed as 45,000 in Danish was a thousandth of it (workspace C18)."""
    kim, ref = sqlite_rig.office.member("Kim", locale=locale), company(sqlite_rig.office)
    await (await open_form(sqlite_rig, kim, ref)).submit(arr=amount, website="albion.example")
    record = read(sqlite_rig.office, ref)
    assert (record.values["arr"], record.values["website"]) == (arr, "https://albion.example")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("arr", "$45,000", "is in another currency than EUR"),
        ("phone", "4.51235E+11", "a spreadsheet has rounded"),
        ("website", "a.example; b.example", "is more than one"),
    ],
)
async def test_what_is_no_value_is_refused_with_the_reason(
    sqlite_rig: Rig, field: str, value: str, sentence: str
) -> None:
    kim, ref = sqlite_rig.office.member("Kim"), company(sqlite_rig.office)
    dialog = await (await open_form(sqlite_rig, kim, ref)).submit(**{field: value})
    assert sentence in " ".join(dialog.errors.values())
    assert read(sqlite_rig.office, ref).values.get(field) is None


@pytest.mark.parametrize(
    "domain", ["a.example,b.example", "a.example; b.example", "a.example|b.example", "*.a.example", "(none).example"]
)
async def test_a_company_has_one_domain(sqlite_rig: Rig, domain: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    dialog = await (await typed(sqlite_rig, kim, "new company Acme")).submit(domain=domain)
    assert ("is more than one" if domain[0] == "a" else "domain") in " ".join(dialog.errors.values())
