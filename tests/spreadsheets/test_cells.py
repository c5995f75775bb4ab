"""What stands in cells, and what must never be made of it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.spreadsheets import cells
from pos_app.spreadsheets.cells import Numbers, Unfit

DONG = Numbers()
PENNIES = Numbers(dong=100)
COMMA = Numbers(decimal=",")
AMOUNTS = st.integers(-1_000_000_000, 1_000_000_000)


@pytest.mark.parametrize(
    "written",
    [
        *("189000", "189.000", "189,000", "189 000", "189\u00a0000", "189\u202f000"),
        *("189.000 ₫", "189,000đ", "189000 VND", "₫189.000", " 189000.00 ", "189000,0"),
        *("+189000", "189.000,00", "189,000.00", "0189000"),
    ],
)
def test_one_price_in_many_spellings(written: str) -> None:
    assert cells.amount(written, DONG) == Money(189_000)
    assert cells.amount(written, COMMA) == Money(189_000)


@pytest.mark.parametrize(
    ("written", "dong"),
    [
        ("0", 0),
        ("-5.000", -5_000),
        ("\u22125000", -5_000),
        ("1.000.000", 1_000_000),
        ("1.000.000.000", 1_000_000_000),
        ("999", 999),
    ],
)
def test_amounts_in_dong(written: str, dong: int) -> None:
    assert cells.amount(written, DONG) == Money(dong)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("189.5", cells.NOT_WHOLE_DONG),
        ("0.234", cells.NOT_WHOLE_DONG),
        ("4500,25", cells.NOT_WHOLE_DONG),
        ("", cells.NOT_A_NUMBER),
        ("miễn phí", cells.NOT_A_NUMBER),
        ("1.2.3", cells.NOT_A_NUMBER),
        ("1.234,567.8", cells.NOT_A_NUMBER),
        ("1,2345,678", cells.NOT_A_NUMBER),
        ("1.89E+05", cells.NOT_A_NUMBER),
        ("--5", cells.NOT_A_NUMBER),
        ("=1+1", cells.NOT_A_NUMBER),
        ("٣٤٥", cells.NOT_A_NUMBER),
        ("9" * 40, cells.NOT_A_NUMBER),
        ("1.000.000.001", cells.PRICE_TOO_HIGH),
        ("8934561000235", cells.PRICE_TOO_HIGH),
    ],
)
def test_what_is_no_amount(written: str, reason: str) -> None:
    with pytest.raises(Unfit, match=f"^{reason}$"):
        cells.amount(written, DONG)


@pytest.mark.parametrize(
    ("written", "pennies"),
    [
        ("2.55", 255),
        ("12.0", 1_200),
        ("29.33", 2_933),
        ("0.001", 0),
        ("0.004", 0),
        ("0.005", 1),
        ("-0.005", -1),
        ("1.005", 101),
        ("38970", 3_897_000),
        ("11,062.06", 1_106_206),
        ("8142.75", 814_275),
    ],
)
def test_other_money_is_rounded_once_half_up(written: str, pennies: int) -> None:
    assert cells.amount(written, PENNIES) == Money(pennies)


@given(AMOUNTS)
def test_every_amount_is_read_as_it_is_shown(dong: int) -> None:
    shown = str(Money(dong))

    assert cells.amount(shown, DONG) == Money(dong)
    assert cells.amount(shown.replace(".", ","), DONG) == Money(dong)
    assert cells.amount(str(dong), DONG) == Money(dong)
    assert cells.amount(f"{dong}.00", DONG) == Money(dong)


@given(st.decimals("-9999999", "9999999", places=3))
def test_every_price_is_rounded_as_decimals_are(price: Decimal) -> None:
    exact = (price * 100).quantize(Decimal(1), ROUND_HALF_UP)

    assert cells.amount(f"{price:f}", PENNIES) == Money(int(exact))
    assert cells.amount(f"{price:,.3f}", PENNIES) == Money(int(exact))


@given(st.text(alphabet="0123456789.,-+ ₫đ", max_size=24))
def test_any_mixture_is_an_amount_or_refused(written: str) -> None:
    for numbers in (DONG, PENNIES, COMMA):
        try:
            amount = cells.amount(written, numbers)
        except Unfit:
            continue
        assert abs(amount) <= Money(1_000_000_000)


@pytest.mark.parametrize(
    ("written", "numbers", "thousandths"),
    [
        ("86.5", DONG, 86_500),
        ("86,5", DONG, 86_500),
        ("86,5", COMMA, 86_500),
        ("0.125", DONG, 125),
        ("1.234", DONG, 1_234),
        ("1.234", COMMA, 1_234_000),
        ("1,234", DONG, 1_234_000),
        ("1,234", COMMA, 1_234),
        ("-12", DONG, -12_000),
        ("6", DONG, 6_000),
        ("1.000000", DONG, 1_000),
        ("1000000", DONG, 1_000_000_000),
    ],
)
def test_quantities(written: str, numbers: Numbers, thousandths: int) -> None:
    assert cells.quantity(written, numbers) == Quantity(thousandths)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1.2345", cells.QUANTITY_TOO_FINE),
        ("1000001", cells.QUANTITY_TOO_LARGE),
        ("-1000001", cells.QUANTITY_TOO_LARGE),
        ("một", cells.NOT_A_NUMBER),
    ],
)
def test_what_is_no_quantity(written: str, reason: str) -> None:
    with pytest.raises(Unfit, match=f"^{reason}$"):
        cells.quantity(written, DONG)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("8930000012029", "8930000012029"),
        ("0012", "0012"),
        ("8930000012029.0", "8930000012029"),
        ('="0012"', "0012"),
        ("'0012", "0012"),
        (" 893 0000 012029 ", "8930000012029"),
        ("GAO01", "GAO01"),
        ("", ""),
    ],
)
def test_codes_keep_their_digits(written: str, kept: str) -> None:
    assert cells.code(written) == kept


@pytest.mark.parametrize("written", ["8.93E+12", "8,93E+12", "8.93456E12", "9e+5"])
def test_a_code_that_excel_has_shortened_is_lost(written: str) -> None:
    with pytest.raises(Unfit, match="rút gọn"):
        cells.code(written)


@pytest.mark.parametrize("written", ["mã số", "1" * 49, "89\u200b30"])
def test_an_odd_code_is_refused(written: str) -> None:
    with pytest.raises(Unfit, match="ký tự lạ"):
        cells.code(written)


@pytest.mark.parametrize(
    ("written", "kept"), [("17850", "17850"), ("17850.0", "17850"), ("C536379", "C536379")]
)
def test_what_names_a_person_or_a_paper(written: str, kept: str) -> None:
    assert cells.identifier(written, 60) == kept


@pytest.mark.parametrize(
    ("written", "basis_points"), [("8", 800), ("5 %", 500), ("0", 0), ("12.5", 1_250)]
)
def test_rates(written: str, basis_points: int) -> None:
    assert cells.rate(written, DONG) == basis_points


@pytest.mark.parametrize("written", ["101", "-1", "8.123"])
def test_what_is_no_rate(written: str) -> None:
    with pytest.raises(Unfit, match="Thuế suất"):
        cells.rate(written, DONG)


@pytest.mark.parametrize(
    ("written", "value"),
    [("1", True), ("x", True), ("TRUE", True), ("0", False), ("", False), ("0.0", False)],
)
def test_yes_and_no(written: str, value: bool) -> None:
    assert cells.yes_no(written) is value


def test_perhaps() -> None:
    with pytest.raises(Unfit):
        cells.yes_no("có lẽ")


def test_plain_numbers() -> None:
    assert (cells.whole("18"), cells.whole("18.0")) == (18, 18)
    for written in ("", "1.5", "-1", "một", "9" * 30):
        with pytest.raises(Unfit):
            cells.whole(written)


TIMES = ("%Y-%m-%d %H:%M", "%d/%m/%Y")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2010-12-01 08:26", datetime(2010, 12, 1, 1, 26, tzinfo=UTC)),
        (" 2010-12-01 00:00 ", datetime(2010, 11, 30, 17, 0, tzinfo=UTC)),
        ("21/11/2026", datetime(2026, 11, 21, 5, 0, tzinfo=UTC)),
    ],
)
def test_moments_are_on_the_shops_clock(written: str, moment: datetime) -> None:
    assert cells.moment(written, TIMES) == moment


@pytest.mark.parametrize("written", ["", "hôm qua", "2010-13-01 08:26", "31/02/2026", "45000"])
def test_what_is_no_moment(written: str) -> None:
    with pytest.raises(Unfit, match=cells.NOT_A_MOMENT):
        cells.moment(written, TIMES)
