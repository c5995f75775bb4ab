"""What the journal keeps of a sale: its numbers, and a digest of every row it wrote.

`check` spells the rows again and compares, so an edit of any figure shows. Free text of people
(note, reason) is left out: it may be erased one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from pos_app.basics.clock import to_ms
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.store.canonical import Value, digest

KIND: Final = "sale.completed"
"""The kind of the journal's entry."""
KINDS: Final = {
    "sale": KIND,
    "return": "sale.returned",
    "exchange": "sale.exchanged",
    "void": "sale.voided",
}
"""That of each kind of document."""

SALE: Final = (
    "uid", "origin", "kind", "draft_key", "request_hash", "series", "number", "code",
    "counter_id", "shift_id", "staff_id", "approver_id", "customer_id", "sold_at", "business_day",
    "goods", "line_discount", "order_discount", "net", "tax_added", "rounding", "rounding_rule",
    "total", "change", "earning_base", "points_earned", "points_redeemed", "points_after",
    "original_id",
)  # fmt: skip
LINE: Final = (
    "position", "product_id", "code", "name", "unit", "factor", "quantity", "unit_price", "gross",
    "line_discount", "order_discount", "net", "vat_rate", "vat", "price_source", "earns", "cost",
    "lot_id", "original_line_id", "list_price", "promotion_discount", "restock",
)  # fmt: skip
FIRST_LINE: Final = LINE[: LINE.index("list_price")]
"""What a line was when promotions and returns were not known."""
PAYMENT: Final = (
    "position", "method", "amount", "change", "points", "reference", "transfer_id", "shift_id",
)  # fmt: skip

FORM: Final = 2
"""Which columns a digest is made of; an entry that names no form is of the first."""

Row = Mapping[str, Any]
Spelled = list[list[Value]]


def entry(sale: Row, lines: Iterable[Row], payments: Iterable[Row], salt: str) -> dict[str, Value]:
    """The journal's body for a completed sale; lines and payments in the order of positions."""
    return spelled_entry(
        _spell(sale, SALE),
        [_spell(line, LINE) for line in lines],
        [_spell(payment, PAYMENT) for payment in payments],
        salt,
    )


def spelled_entry(
    sale: list[Value], lines: Spelled, payments: Spelled, salt: str
) -> dict[str, Value]:
    """The same from values that are plain already, each row in the order of its columns here."""
    rows = digest([sale, lines, payments], salt)
    return body(sale[_NUMBER], sale[_SERIES], sale[_TOTAL], rows, FORM)


def body(
    number: Value, series: Value, total: Value, rows: str, form: int | None
) -> dict[str, Value]:
    """The entry of a sale, from the digest of its rows; form None is the first."""
    told: dict[str, Value] = {"number": number, "series": series, "total": total, "rows": rows}
    return told if form is None else told | {"form": form}


_NUMBER, _SERIES, _TOTAL = (SALE.index(column) for column in ("number", "series", "total"))


_AS_THEY_ARE: Final = frozenset({int, str, type(None)})


def _spell(row: Row, columns: Iterable[str]) -> list[Value]:
    values = [row[column] for column in columns]
    return [value if type(value) in _AS_THEY_ARE else plain(value) for value in values]


def plain(value: Any) -> Value:
    """What a value is in a column of the file: whole numbers, words, or nothing."""
    match value:
        case bool():
            return int(value)
        case None | int() | str():
            return value
        case Money(dong):
            return dong
        case Quantity(thousandths):
            return thousandths
        case datetime():
            return to_ms(value)
        case date():
            return value.isoformat()
    raise TypeError(f"no spelling for {value!r}")
