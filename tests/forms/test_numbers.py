"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from directory.forms.numbers import CharityField, CompanyField, PoundsField, WeeksField, YearsField


class Numbers(Form):
    charity = CharityField("Charity number")
    company = CompanyField("Company number")
    pounds = PoundsField("Pounds")
    weeks = WeeksField("Weeks")
    years = YearsField("Years")


def read(field: str, typed: str) -> Numbers:
    """The form with one of its boxes filled in."""
    form = Numbers(MultiDict({field: typed}))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("1234567", ("GB-CHC", "1234567")),
        ("123 4567", ("GB-CHC", "1234567")),
        ("No. 223456", ("GB-CHC", "223456")),
        ("1234567-1", ("GB-CHC", "1234567-1")),
        ("SC012345", ("GB-SC", "SC012345")),
        ("sc 12345", ("GB-SC", "SC012345")),
        ("NIC123456", ("GB-NIC", "NIC123456")),
        ("NI123456", ("GB-NIC", "NIC123456")),
        ("", None),
    ],
)
def test_charity_numbers_of_three_registers(typed: str, identifier: tuple[str, str] | None) -> None:
    form = read("charity", typed)
    assert (form.charity.identifier, form.errors) == (identifier, {})


@pytest.mark.parametrize("typed", ["12345", "123456789", "XR12345", "SC1", "applied for", "１２３４５６７"])
def test_what_is_no_charity_number_is_refused_and_kept(typed: str) -> None:
    form = read("charity", typed)
    assert form.charity.data == typed
    assert form.charity.errors == ["Enter a charity number, like 1234567, SC012345 or NIC123456"]


@pytest.mark.parametrize(
    ("typed", "number"), [("01234567", "01234567"), ("1234567", "01234567"), ("sc123456", "SC123456")]
)
def test_company_numbers_have_eight_signs(typed: str, number: str) -> None:
    assert read("company", typed).company.identifier == ("GB-COH", number)


@pytest.mark.parametrize("typed", ["12345", "ZZ123456", "none"])
def test_what_is_no_company_number_is_refused(typed: str) -> None:
    assert read("company", typed).company.errors


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("3", "3"), ("£3", "3"), ("2.5", "2.5"), ("£ 2.50", "2.5"), ("50p", "0.5"), ("0", "0"), ("0.05", "0.05")],
)
def test_amounts_of_money(typed: str, amount: str) -> None:
    assert read("pounds", typed).pounds.amount == Decimal(amount)


@pytest.mark.parametrize("typed", ["free", "-3", "3.999", "99999999", "1e3", "NaN", "٣"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    assert read("pounds", typed).pounds.errors == ["Enter an amount in pounds, like 2.50"]


def test_weeks_and_years() -> None:
    assert read("weeks", "6").weeks.weeks == 6
    assert read("weeks", "six").weeks.errors
    assert read("weeks", "²").weeks.errors
    assert read("years", "60").years.years == 60
    assert read("years", "0.5").years.years == 0.5
    for typed in ("60.5", "126", "sixty", "-1", "٦٠"):
        assert read("years", typed).years.errors, typed


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_sentence(typed: str) -> None:
    form = Numbers(MultiDict(dict.fromkeys(("charity", "company", "pounds", "weeks", "years"), typed)))
    form.validate()
    assert all(field.data == " ".join(typed.split()) for field in form)
