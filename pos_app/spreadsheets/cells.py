"""Reads what people and programs write into cells: amounts, quantities, moments, codes.

Nothing passes through a float: digits stay digits until they are whole đồng or thousandths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

from pos_app.basics import quantity as quantities
from pos_app.basics.clock import SHOP_ZONE
from pos_app.basics.i18n import N_
from pos_app.basics.money import Money, divide_half_up
from pos_app.basics.quantity import THOUSAND, Quantity
from pos_app.basics.text import clean
from pos_app.goods.limits import HIGHEST_PRICE, LONGEST_CODE

NOT_A_NUMBER: Final = N_("Giá, số lượng hoặc thuế không phải số")
NOT_WHOLE_DONG: Final = N_("Số tiền không phải đồng nguyên")
PRICE_TOO_HIGH: Final = N_("Giá quá lớn")
QUANTITY_TOO_FINE: Final = N_("Số lượng lẻ quá ba chữ số")
QUANTITY_TOO_LARGE: Final = N_("Số lượng quá lớn")
NOT_A_MOMENT: Final = N_("Không đọc được ngày giờ")
NOT_YES_OR_NO: Final = N_("Ô có hay không chỉ nhận 1 hoặc 0")
NOT_A_RATE: Final = N_("Thuế suất phải từ 0 đến 100 %")
SHORTENED_CODE: Final = N_("Mã vạch đã bị Excel rút gọn thành 8,93E+12")
ODD_CODE: Final = N_("Mã vạch có ký tự lạ hoặc quá dài")

NOON: Final = time(12)
"""When a day's sale is taken to have been, if the file knows the day only."""

_MOST_DIGITS: Final = 18
_CURRENCY = re.compile(r"^[₫$£€]|(?:[₫đ$£€]|vnđ|vnd)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<sign>[-\u2212+]?)(?P<body>\d[\d.,]*)", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)?|\d+")
_SHORTENED = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_AS_FORMULA = re.compile(r'="(.*)"')
_AS_FLOAT = re.compile(r"^(\d+)\.0+$")
_CODE = re.compile(r"[!-~]+")


class Unfit(Exception):
    """A cell that cannot be what its column says; the message is a reason (a gettext id)."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a file writes numbers: its decimal mark, and how many đồng its unit of money is."""

    decimal: str = "."
    dong: int = 1


@dataclass(frozen=True, slots=True)
class _Decimal:
    """digits × 10^-scale."""

    digits: int
    scale: int

    def times(self, factor: int) -> int:
        """Whole multiples, rounded once, half away from zero."""
        return divide_half_up(self.digits * factor, 10**self.scale)

    def exactly(self, factor: int) -> int | None:
        """Whole multiples; None when something would be lost."""
        whole, rest = divmod(self.digits * factor, 10**self.scale)
        return None if rest else whole


def amount(written: str, numbers: Numbers) -> Money:
    """An amount in đồng, signed. In a file that counts in đồng 189.000 and 189,000 are 189000.

    Other money is turned into đồng by its factor, rounded once, half up. Raises Unfit.
    """
    if numbers.dong != 1:
        return _money(_decimal(written, numbers.decimal).times(numbers.dong))
    dong = _decimal(written, numbers.decimal, whole=True).exactly(1)
    if dong is None:
        raise Unfit(NOT_WHOLE_DONG)
    return _money(dong)


def _money(dong: int) -> Money:
    if abs(dong) > HIGHEST_PRICE.dong:
        raise Unfit(PRICE_TOO_HIGH)
    return Money(dong)


def quantity(written: str, numbers: Numbers) -> Quantity:
    """A count or weight, signed; Unfit beyond thousandths or a million."""
    thousandths = _decimal(written, numbers.decimal).exactly(THOUSAND)
    if thousandths is None:
        raise Unfit(QUANTITY_TOO_FINE)
    if abs(thousandths) > quantities.LARGEST:
        raise Unfit(QUANTITY_TOO_LARGE)
    return Quantity(thousandths)


def rate(written: str, numbers: Numbers) -> int:
    """A rate in percent (8 or 8 %), in basis points."""
    basis_points = _decimal(written.replace("%", ""), numbers.decimal).exactly(100)
    if basis_points is None or not 0 <= basis_points <= 10_000:
        raise Unfit(NOT_A_RATE)
    return basis_points


def whole(written: str) -> int:
    """A plain number such as a place."""
    digits = _AS_FLOAT.sub(r"\1", written.strip())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        raise Unfit(NOT_A_NUMBER)
    return int(digits)


def yes_no(written: str) -> bool:
    """1 or 0; an empty cell is no."""
    match written.strip().casefold():
        case "1" | "1.0" | "true" | "x":
            return True
        case "" | "0" | "0.0" | "false":
            return False
    raise Unfit(NOT_YES_OR_NO)


def code(written: str) -> str:
    """A barcode or an SKU as text; Unfit when a spreadsheet has already lost its digits."""
    text = "".join(written.split())
    if wrapped := _AS_FORMULA.fullmatch(text):
        text = wrapped.group(1)
    text = _AS_FLOAT.sub(r"\1", text.lstrip("'"))
    if _SHORTENED.fullmatch(text):
        raise Unfit(SHORTENED_CODE)
    if text and (len(text) > LONGEST_CODE or not _CODE.fullmatch(text)):
        raise Unfit(ODD_CODE)
    return text


def identifier(written: str, longest: int) -> str:
    """A number that names something: what a program wrote as 17850.0 is 17850."""
    return _AS_FLOAT.sub(r"\1", clean(written, longest))


def words(written: str, longest: int) -> str:
    """A text, cleaned for every outlet."""
    return clean(written, longest)


def moment(written: str, formats: tuple[str, ...]) -> datetime:
    """The UTC moment of a time on the shop's wall clock; noon when the cell holds a day only."""
    for layout in formats:
        try:
            naive = datetime.strptime(written.strip(), layout)  # noqa: DTZ007 - zone comes next
        except ValueError:
            continue
        if "%H" not in layout:
            naive = datetime.combine(naive.date(), NOON)
        return naive.replace(tzinfo=SHOP_ZONE).astimezone(UTC)
    raise Unfit(NOT_A_MOMENT)


def _decimal(written: str, decimal: str, *, whole: bool = False) -> _Decimal:
    """The number in a cell, whatever groups its digits.

    The last of two different marks is the decimal one; a mark that comes twice groups. A single
    mark is the decimal one if the file says so, or if no three digits follow. `whole`: a single
    mark before three digits groups, whatever the file says.
    """
    found = _NUMBER.fullmatch(_CURRENCY.sub("", "".join(written.split())))
    if found is None:
        raise Unfit(NOT_A_NUMBER)
    left, right = _parted(found["body"], decimal, whole=whole)
    if not _GROUPED.fullmatch(left):
        raise Unfit(NOT_A_NUMBER)
    digits = re.sub(r"\D", "", left) + right
    if len(digits) > _MOST_DIGITS:
        raise Unfit(NOT_A_NUMBER)
    sign = -1 if found["sign"] in ("-", "\u2212") else 1
    return _Decimal(sign * int(digits), len(right))


def _parted(body: str, decimal: str, *, whole: bool) -> tuple[str, str]:
    """What stands before and behind the decimal mark."""
    marks = re.findall(r"[.,]", body)
    if not marks:
        return body, ""
    left, right = body[: body.rindex(marks[-1])], body[body.rindex(marks[-1]) + 1 :]
    if len(set(marks)) == 2:
        return left, right
    if len(marks) > 1:
        return body, ""
    groups = len(right) == 3 and (whole or marks[0] != decimal)
    return (body, "") if groups and left.lstrip("0") else (left, right)
