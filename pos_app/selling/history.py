"""Past sales: find one, read it whole. What is printed or shown again is read from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Select, Table, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from pos_app.basics.money import Money
from pos_app.basics.numerals import receipt_number
from pos_app.basics.quantity import Quantity
from pos_app.customers.address import Form
from pos_app.models.customers import Customer, CustomerPhone
from pos_app.models.loyalty import PointsEntry
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.models.shop import Counter, Staff
from pos_app.payments.tenders import HowSeen, Method
from pos_app.selling import sale_search
from pos_app.selling.sale_search import SalesQuery
from pos_app.selling.undone import Undone, undone
from pos_app.store.database import Database

__all__ = ["History", "LineView", "PaymentView", "SaleRow", "SaleView", "SalesPage", "SalesQuery"]

_ORIGINAL: Final = cast(Table, Sale.__table__).alias("original")
MOST_ROWS: Final = 2_000
"""Rows of one look; the next ones are asked for with `before`."""
MOST_GOODS: Final = 4
"""Names of goods in a row of the list."""


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A line of the list of receipts."""

    id: int
    uid: str
    number: str
    imported: bool
    kind: str
    sold_at: datetime
    form: Form | None
    customer: str
    """Given name; empty for a stranger."""
    goods: tuple[str, ...]
    """Names of the goods, at most `MOST_GOODS`."""
    lines: int
    methods: tuple[Method, ...]
    total: Money
    undone: Undone = Undone.NOT
    """How far it was taken back."""


@dataclass(frozen=True, slots=True)
class SalesPage:
    """Newest first; `total` adds up every row shown."""

    rows: tuple[SaleRow, ...]
    total: Money
    more: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it was sold."""

    name: str
    unit: str
    quantity: Quantity
    unit_price: Money
    discount: Money
    """Its own, without its share of the order's."""
    order_discount: Money
    net: Money
    vat_rate: int | None
    vat: Money


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A tender as it was taken; `amount` is what was handed over."""

    method: Method
    amount: Money
    change: Money
    points: int
    reference: str
    seen_how: HowSeen | None
    seen_by: str


@dataclass(frozen=True, slots=True)
class SaleView:
    """A whole document; amounts of a return are negative."""

    id: int
    uid: str
    number: str
    imported: bool
    kind: str
    code: str
    counter: str
    staff: str
    sold_at: datetime
    customer_id: int | None
    customer: str
    form: Form | None
    given: str
    phone: str
    goods: Money
    line_discount: Money
    order_discount: Money
    rounding: Money
    total: Money
    change: Money
    vat: Money
    points_earned: int
    points_redeemed: int
    points_after: int | None
    earning_base: Money
    multiplier: int | None
    """Tenths, of the earning."""
    note: str
    reason: str
    """Why it was voided."""
    original: str
    """The number of the slip that it takes back."""
    lines: tuple[LineView, ...]
    payments: tuple[PaymentView, ...]


class History:
    """Looks at past sales; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sales(self, query: SalesQuery) -> SalesPage:
        """The sales of some days that match, newest first.

        A receipt number or look-up code in full is found on any day.
        """
        with self._database.reading() as session:
            found = sale_search.find(session, query, MOST_ROWS + 1)
            rows = _rows(session, found[:MOST_ROWS])
        return SalesPage(
            tuple(rows), Money.total(row.total for row in rows), more=len(found) > MOST_ROWS
        )

    def show(self, uid: str) -> SaleView:
        """A document whole; NoResultFound when there is none."""
        with self._database.reading() as session:
            return show(session, Sale.uid == uid)

    def by_code(self, code: str) -> str | None:
        """The global id of the sale with that look-up code."""
        with self._database.reading() as session:
            return session.scalars(select(Sale.uid).where(Sale.code == code)).first()

    def day_sum(self, day: date) -> tuple[int, Money]:
        """How many sales a day had at our own counters, and what they came to."""
        with self._database.reading() as session:
            count, total = session.execute(
                select(func.count(), func.sum(Sale.total)).where(
                    Sale.business_day == day, Sale.origin == "sale"
                )
            ).one()
            return count, total or Money(0)


def _rows(session: Session, sales: list[int]) -> list[SaleRow]:
    statement = (
        select(
            Sale.id,
            Sale.uid,
            Sale.number,
            Sale.external,
            Sale.origin,
            Sale.kind,
            Sale.sold_at,
            Sale.total,
            Customer.given,
            Customer.form,
        )
        .outerjoin(Customer, Customer.id == Sale.customer_id)
        .where(Sale.id.in_(sales))
        .order_by(Sale.sold_at.desc(), Sale.id.desc())
    )
    found = session.execute(statement).all()
    goods = _goods(session, sales)
    methods = _methods(session, sales)
    back = undone(session, sales)
    return [
        SaleRow(
            id=row.id,
            uid=row.uid,
            number=receipt_number(row.number, row.external),
            imported=row.origin == "import",
            kind=row.kind,
            sold_at=row.sold_at,
            form=Form(row.form) if row.form else None,
            customer=row.given or "",
            goods=tuple(goods.get(row.id, ())[:MOST_GOODS]),
            lines=len(goods.get(row.id, ())),
            methods=methods.get(row.id, ()),
            total=row.total,
            undone=back.get(row.id, Undone.NOT),
        )
        for row in found
    ]


_CHUNK = 500


def _goods(session: Session, sales: list[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for sale_id, name in _parts(session, SaleLine, SaleLine.name, sales):
        names.setdefault(sale_id, []).append(name)
    return names


def _methods(session: Session, sales: list[int]) -> dict[int, tuple[Method, ...]]:
    methods: dict[int, tuple[Method, ...]] = {}
    for sale_id, method in _parts(session, Payment, Payment.method, sales):
        methods[sale_id] = (*methods.get(sale_id, ()), Method(method))
    return methods


def _parts(
    session: Session,
    table: type[SaleLine] | type[Payment],
    column: InstrumentedAttribute[str],
    sales: list[int],
) -> Iterator[tuple[int, str]]:
    """A column of what belongs to sales, in the order of their positions."""
    for start in range(0, len(sales), _CHUNK):
        rows = session.execute(
            select(table.sale_id, column)
            .where(table.sale_id.in_(sales[start : start + _CHUNK]))
            .order_by(table.sale_id, table.position)
        )
        yield from ((sale_id, value) for sale_id, value in rows)


def _phone_of(session: Session, sale_id: int) -> str:
    number: str | None = session.scalars(
        select(CustomerPhone.e164)
        .join(Sale, Sale.customer_id == CustomerPhone.customer_id)
        .where(Sale.id == sale_id, CustomerPhone.wrong.is_(False))
        .order_by(CustomerPhone.id)
    ).first()
    return number or ""


def _whole() -> Select[*tuple[Any, ...]]:
    """All of a document that stands in one row."""
    return (
        select(
            *Sale.__table__.columns,
            Customer.name.label("customer_name"),
            Customer.given,
            Customer.form,
            Staff.name.label("staff_name"),
            Counter.name.label("counter_name"),
            _ORIGINAL.c.number.label("original_number"),
        )
        .outerjoin(Customer, Customer.id == Sale.customer_id)
        .outerjoin(Staff, Staff.id == Sale.staff_id)
        .outerjoin(Counter, Counter.id == Sale.counter_id)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.id == Sale.original_id)
    )


def show(session: Session, condition: ColumnElement[bool]) -> SaleView:
    """The one document that fits a condition, inside the caller's look."""
    row = session.execute(_whole().where(condition)).one()
    lines = _lines(session, row.id)
    return SaleView(
        id=row.id,
        uid=row.uid,
        number=receipt_number(row.number, row.external),
        imported=row.origin == "import",
        kind=row.kind,
        code=row.code or "",
        counter=row.counter_name or "",
        staff=row.staff_name or "",
        sold_at=row.sold_at,
        customer_id=row.customer_id,
        customer=row.customer_name or "",
        form=Form(row.form) if row.form else None,
        given=row.given or "",
        phone=_phone_of(session, row.id),
        goods=row.goods,
        line_discount=row.line_discount,
        order_discount=row.order_discount,
        rounding=row.rounding,
        total=row.total,
        change=row.change,
        vat=Money.total(line.vat for line in lines),
        points_earned=row.points_earned,
        points_redeemed=row.points_redeemed,
        points_after=row.points_after,
        earning_base=row.earning_base,
        multiplier=_multiplier(session, row.id),
        note=row.note,
        reason=row.reason or "",
        original=receipt_number(row.original_number) if row.original_number else "",
        lines=lines,
        payments=_payments(session, row.id),
    )


def _multiplier(session: Session, sale_id: int) -> int | None:
    return session.scalars(
        select(PointsEntry.multiplier).where(
            PointsEntry.sale_id == sale_id, PointsEntry.kind == "earn"
        )
    ).first()


def _lines(session: Session, sale_id: int) -> tuple[LineView, ...]:
    rows = session.scalars(
        select(SaleLine).where(SaleLine.sale_id == sale_id).order_by(SaleLine.position)
    )
    return tuple(
        LineView(
            name=row.name,
            unit=row.unit,
            quantity=row.quantity,
            unit_price=row.unit_price,
            discount=row.line_discount,
            order_discount=row.order_discount,
            net=row.net,
            vat_rate=row.vat_rate,
            vat=row.vat,
        )
        for row in rows
    )


def _payments(session: Session, sale_id: int) -> tuple[PaymentView, ...]:
    rows = session.execute(
        select(Payment, ExpectedTransfer.seen_how, Staff.name)
        .outerjoin(ExpectedTransfer, ExpectedTransfer.id == Payment.transfer_id)
        .outerjoin(Staff, Staff.id == ExpectedTransfer.seen_by)
        .where(Payment.sale_id == sale_id)
        .order_by(Payment.position)
    )
    return tuple(
        PaymentView(
            method=Method(payment.method),
            amount=payment.amount,
            change=payment.change,
            points=payment.points or 0,
            reference=payment.reference,
            seen_how=HowSeen(how) if how else None,
            seen_by=by or "",
        )
        for payment, how, by in rows
    )
