"""What a shift sold, took in and paid out: read from its rows once, kept as JSON for ever.

The Z report of a closed shift is printed from what was kept, so that a reprint says the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pos_app.basics.money import ZERO, Money
from pos_app.models.money import MoneySlip
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.models.shop import Shift, Staff
from pos_app.payments.tenders import Method
from pos_app.selling.slips import SlipKind
from pos_app.store.canonical import canonical

FORM: Final = 1
"""Of the JSON; sums of later forms may say more."""


@dataclass(frozen=True, slots=True)
class TenderSum:
    """What one method brought: by sales less change, and by slips."""

    method: Method
    count: int
    sales: Money
    slips: Money

    @property
    def total(self) -> Money:
        """Both together."""
        return self.sales + self.slips


@dataclass(frozen=True, slots=True)
class SlipSum:
    """Slips of one occasion by one method."""

    kind: SlipKind
    method: Method
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class DocumentSum:
    """Documents of one kind (sale, return, exchange, void)."""

    kind: str
    count: int
    total: Money


@dataclass(frozen=True, slots=True)
class VatSum:
    """VAT inside the goods of one rate (basis points)."""

    rate: int
    net: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class PersonSum:
    """What somebody sold."""

    name: str
    count: int
    total: Money


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums of a shift; `goods` before discounts."""

    opening_float: Money
    goods: Money
    line_discount: Money
    promotion_discount: Money
    order_discount: Money
    rounding: Money
    total: Money
    first_number: int
    last_number: int
    documents: tuple[DocumentSum, ...]
    tenders: tuple[TenderSum, ...]
    slips: tuple[SlipSum, ...]
    vat: tuple[VatSum, ...]
    people: tuple[PersonSum, ...]

    def by(self, method: Method) -> TenderSum:
        """What one method brought; nothing when it was not used."""
        found = (one for one in self.tenders if one.method is method)
        return next(found, TenderSum(method, 0, ZERO, ZERO))

    @property
    def expected(self) -> Money:
        """What must lie in the drawer."""
        return self.opening_float + self.by(Method.CASH).total


def figures(session: Session, shift: Shift) -> Figures:
    """The sums of a shift as its rows stand."""
    documents, sums, first, last = _documents(session, shift.id)
    slips = _slips(session, shift.id)
    return Figures(
        opening_float=shift.opening_float,
        **sums,
        first_number=first,
        last_number=last,
        documents=documents,
        tenders=_tenders(session, shift.id, slips),
        slips=slips,
        vat=_vat(session, shift.id),
        people=_people(session, shift.id),
    )


def _documents(
    session: Session, shift: int
) -> tuple[tuple[DocumentSum, ...], dict[str, Money], int, int]:
    rows = session.execute(
        select(
            Sale.kind,
            func.count(),
            func.sum(Sale.total),
            func.sum(Sale.goods),
            func.sum(Sale.line_discount),
            func.sum(Sale.order_discount),
            func.sum(Sale.rounding),
            func.min(Sale.number),
            func.max(Sale.number),
        )
        .where(Sale.shift_id == shift)
        .group_by(Sale.kind)
        .order_by(Sale.kind.desc())
    ).all()
    line_discount = Money.total(row[4] for row in rows)
    sums = {
        "total": Money.total(row[2] for row in rows),
        "goods": Money.total(row[3] for row in rows) + line_discount,
        "line_discount": line_discount,
        "promotion_discount": _promotions(session, shift),
        "order_discount": Money.total(row[5] for row in rows),
        "rounding": Money.total(row[6] for row in rows),
    }
    documents = tuple(DocumentSum(kind, count, total) for kind, count, total, *_ in rows)
    first = min((row[7] for row in rows), default=0)
    return documents, sums, first, max((row[8] for row in rows), default=0)


def _promotions(session: Session, shift: int) -> Money:
    """Promotions stand inside the discounts of the lines."""
    found = session.scalar(
        select(func.sum(SaleLine.promotion_discount))
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(Sale.shift_id == shift)
    )
    return found or ZERO


def _slips(session: Session, shift: int) -> tuple[SlipSum, ...]:
    rows = session.execute(
        select(MoneySlip.kind, MoneySlip.method, func.count(), func.sum(MoneySlip.amount))
        .where(MoneySlip.shift_id == shift)
        .group_by(MoneySlip.kind, MoneySlip.method)
        .order_by(MoneySlip.kind, MoneySlip.method)
    )
    return tuple(
        SlipSum(SlipKind(kind), Method(method), count, amount)
        for kind, method, count, amount in rows
    )


def _tenders(session: Session, shift: int, slips: tuple[SlipSum, ...]) -> tuple[TenderSum, ...]:
    rows = session.execute(
        select(
            Payment.method,
            func.count(Payment.sale_id.distinct()),
            func.sum(Payment.amount),
            func.sum(Payment.change),
        )
        .where(Payment.shift_id == shift)
        .group_by(Payment.method)
    )
    paid = {Method(method): (count, amount - change) for method, count, amount, change in rows}
    moved = {
        method: Money.total(slip.amount for slip in slips if slip.method is method)
        for method in {slip.method for slip in slips}
    }
    return tuple(
        TenderSum(method, *paid.get(method, (0, ZERO)), moved.get(method, ZERO))
        for method in Method
        if method in paid or method in moved
    )


def _vat(session: Session, shift: int) -> tuple[VatSum, ...]:
    rows = session.execute(
        select(SaleLine.vat_rate, func.sum(SaleLine.net), func.sum(SaleLine.vat))
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(Sale.shift_id == shift, SaleLine.vat_rate.is_not(None))
        .group_by(SaleLine.vat_rate)
        .order_by(SaleLine.vat_rate)
    )
    return tuple(VatSum(rate, net, vat) for rate, net, vat in rows if rate is not None)


def _people(session: Session, shift: int) -> tuple[PersonSum, ...]:
    rows = session.execute(
        select(Staff.name, func.count(), func.sum(Sale.total))
        .join(Sale, Sale.staff_id == Staff.id)
        .where(Sale.shift_id == shift)
        .group_by(Staff.id)
        .order_by(Staff.id)
    )
    return tuple(PersonSum(name, count, total) for name, count, total in rows)


_MONEY: Final = (
    "opening_float",
    "goods",
    "line_discount",
    "promotion_discount",
    "order_discount",
    "rounding",
    "total",
)


def spell(told: Figures) -> dict[str, Any]:
    """The figures as JSON keeps them."""
    return {
        "form": FORM,
        **{name: getattr(told, name).dong for name in _MONEY},
        "numbers": [told.first_number, told.last_number],
        "documents": [[one.kind, one.count, one.total.dong] for one in told.documents],
        "tenders": [
            [one.method.value, one.count, one.sales.dong, one.slips.dong] for one in told.tenders
        ],
        "slips": [
            [one.kind.value, one.method.value, one.count, one.amount.dong] for one in told.slips
        ],
        "vat": [[one.rate, one.net.dong, one.vat.dong] for one in told.vat],
        "people": [[one.name, one.count, one.total.dong] for one in told.people],
    }


def kept(told: dict[str, Any]) -> str:
    """The one spelling of what is kept."""
    return canonical(told)


def read(told: str) -> Figures:
    """Back from what was kept."""
    body = json.loads(told)
    first, last = body["numbers"]
    return Figures(
        **{name: Money(body[name]) for name in _MONEY},
        first_number=first,
        last_number=last,
        documents=tuple(
            DocumentSum(kind, count, Money(total)) for kind, count, total in body["documents"]
        ),
        tenders=tuple(
            TenderSum(Method(method), count, Money(sales), Money(slips))
            for method, count, sales, slips in body["tenders"]
        ),
        slips=tuple(
            SlipSum(SlipKind(kind), Method(method), count, Money(amount))
            for kind, method, count, amount in body["slips"]
        ),
        vat=tuple(VatSum(rate, Money(net), Money(vat)) for rate, net, vat in body["vat"]),
        people=tuple(PersonSum(name, count, Money(total)) for name, count, total in body["people"]),
    )
