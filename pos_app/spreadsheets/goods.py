"""Rows of a list of goods as records for the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from pos_app.basics.i18n import N_
from pos_app.basics.money import ZERO, Money
from pos_app.goods.limits import LONGEST_NAME
from pos_app.goods.shelving import NewGood
from pos_app.shop.vat import class_of
from pos_app.spreadsheets import cells
from pos_app.spreadsheets.cells import Numbers, Unfit
from pos_app.spreadsheets.mapping import Fields

NO_NAME: Final = N_("Không có tên hàng")
NEGATIVE_PRICE: Final = N_("Giá âm")
ODD_EXCLUSION: Final = N_("Lý do không tích điểm không có trong danh sách")
CODE_TWICE: Final = N_("Mã vạch hoặc mã hàng trùng với dòng trên")

EXCLUSIONS: Final = ("alcohol", "tobacco", "infant_milk", "medicine")
USUAL_UNIT: Final = "cái"
_LONGEST_WORD: Final = 40

T = TypeVar("T")


def records(rows: Iterable[Fields], numbers: Numbers, skipped: Counter[str]) -> Iterator[NewGood]:
    """The goods of a list; rows that cannot be one are counted in `skipped` by their reason.

    A code that comes twice is taken the first time.
    """
    barcodes: set[str] = set()
    skus: set[str] = set()
    for fields in rows:
        try:
            good = record(fields, numbers)
        except Unfit as reason:
            skipped[str(reason)] += 1
            continue
        if good.barcode in barcodes or good.sku in skus:
            skipped[CODE_TWICE] += 1
            continue
        barcodes.update(filter(None, [good.barcode]))
        skus.update(filter(None, [good.sku]))
        yield good


def record(fields: Fields, numbers: Numbers) -> NewGood:
    """One good; raises Unfit. Without a price, or with a price of 0, it is incomplete."""
    name = cells.words(fields["name"], LONGEST_NAME)
    if not name:
        raise Unfit(NO_NAME)
    price = _optional(fields, "price", lambda text: _not_negative(cells.amount(text, numbers)))
    return NewGood(
        name=name,
        unit=cells.words(fields["unit"], _LONGEST_WORD) or USUAL_UNIT,
        sku=cells.code(fields.get("sku", "")) or None,
        barcode=cells.code(fields.get("barcode", "")) or None,
        category=cells.words(fields.get("category", ""), _LONGEST_WORD) or None,
        price=price or None,
        cost=_optional(fields, "cost", lambda text: _not_negative(cells.amount(text, numbers))),
        stock=_optional(fields, "stock", lambda text: cells.quantity(text, numbers)),
        by_weight=cells.yes_no(fields.get("by_weight", "")),
        vat_class=class_of(_optional(fields, "vat", lambda text: cells.rate(text, numbers))),
        exclusion=_optional(fields, "excluded", _exclusion),
        tile=_optional(fields, "tile", cells.whole),
        incomplete=not price,
    )


def _optional(fields: Fields, name: str, parse: Callable[[str], T]) -> T | None:
    written = fields.get(name, "").strip()
    return parse(written) if written else None


def _not_negative(amount: Money) -> Money:
    if amount < ZERO:
        raise Unfit(NEGATIVE_PRICE)
    return amount


def _exclusion(written: str) -> str:
    if written not in EXCLUSIONS:
        raise Unfit(ODD_EXCLUSION)
    return written
