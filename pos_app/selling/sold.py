"""A paid sale, read for whoever brings a part of it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import receipt_number
from pos_app.basics.quantity import NONE, Quantity
from pos_app.customers.address import Form, display_name
from pos_app.loyalty.programmes import programmes
from pos_app.models.customers import Customer
from pos_app.models.loyalty import PointsEntry
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.payments.tenders import Method, method_name
from pos_app.selling.return_rules import PAYS_OUT, Amounts, Gave, Sold, SoldLine
from pos_app.shop import settings

SALE: Final = "sale"
RETURN: Final = "return"
EXCHANGE: Final = "exchange"
VOID: Final = "void"


@dataclass(frozen=True, slots=True)
class BoughtLine:
    """What a line says of its good."""

    id: int
    product_id: int | None
    name: str
    unit: str
    unit_price: Money
    quantity: Quantity
    left: Quantity


@dataclass(frozen=True, slots=True)
class Bought:
    """A sale as its return sees it; what can come back is in `sold`."""

    id: int
    uid: str
    number: str
    sold_at: datetime
    customer_id: int | None
    customer: str
    """Chị Ngọc, or empty."""
    until: date | None
    """The last day of the shop's promise to take goods back; None: it gives none."""
    lines: tuple[BoughtLine, ...]
    sold: Sold

    def late(self, today: date) -> bool:
        """Whether the promise is over."""
        return self.until is not None and today > self.until


def bought(session: Session, uid: str) -> Bought:
    """A sale by its global id; BadInput for a paper that nothing can come back from."""
    row = session.execute(
        select(Sale, Customer.form, Customer.given)
        .outerjoin(Customer, Customer.id == Sale.customer_id)
        .where(Sale.uid == uid)
    ).one()
    sale: Sale = row[0]
    if sale.origin != SALE:
        raise BadInput(_("Phiếu nhập từ hệ thống khác không trả hàng ở đây được."))
    if sale.kind not in (SALE, EXCHANGE):
        raise BadInput(_("Phiếu này là phiếu trả. Mở phiếu mua để trả hàng."))
    days = settings.read(session, settings.RETURN_DAYS)
    lines = list(
        session.scalars(
            select(SaleLine)
            .where(SaleLine.sale_id == sale.id, SaleLine.quantity > NONE)
            .order_by(SaleLine.position)
        )
    )
    back = _back(session, sale.id)
    sold = _sold(session, sale, lines, back)
    _refuse_other_money(sold)
    return Bought(
        id=sale.id,
        uid=sale.uid,
        number=receipt_number(sale.number),
        sold_at=sale.sold_at,
        customer_id=sale.customer_id,
        customer=display_name(Form(row.form), row.given) if row.form else "",
        until=sale.business_day + timedelta(days=days) if days else None,
        lines=tuple(
            BoughtLine(
                line.id,
                line.product_id,
                line.name,
                line.unit,
                line.unit_price,
                line.quantity,
                line.quantity - back.get(line.id, NONE),
            )
            for line in lines
        ),
        sold=sold,
    )


def _refuse_other_money(sold: Sold) -> None:
    """BadInput for what was paid with a promise: no money of it may go out of the drawer."""
    for gave in sold.gave:
        if gave.method not in PAYS_OUT:
            raise BadInput(
                _("Phiếu này có phần trả bằng {method} nên chưa nhận trả ở quầy được.").format(
                    method=method_name(gave.method)
                )
            )


def _back(session: Session, sale_id: int) -> dict[int, Quantity]:
    """How much of each line came back so far."""
    returned = (
        select(SaleLine.original_line_id, func.sum(SaleLine.quantity))
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(Sale.original_id == sale_id, SaleLine.original_line_id.is_not(None))
        .group_by(SaleLine.original_line_id)
    )
    return {line: -quantity for line, quantity in session.execute(returned) if line is not None}


def _sold(session: Session, sale: Sale, lines: list[SaleLine], back: dict[int, Quantity]) -> Sold:
    earned, used, home, worth = _points(session, sale.id)
    return Sold(
        lines=tuple(
            SoldLine(
                line.id,
                line.quantity,
                back.get(line.id, NONE),
                Amounts(
                    line.gross,
                    line.line_discount,
                    line.promotion_discount,
                    line.order_discount,
                    line.net,
                    line.vat,
                ),
                line.earns,
            )
            for line in lines
        ),
        rounding=sale.rounding,
        points_earned=earned,
        points_used=used,
        points_home=home,
        dong_of_point=worth,
        gave=_gave(session, sale.id),
    )


_POINTS: Final = text(
    """
    SELECT coalesce((SELECT sum(points) FROM points_entry
                     WHERE sale_id = :sale AND kind = 'earn'), 0),
           coalesce((SELECT -sum(points) FROM points_entry
                     WHERE sale_id = :sale AND kind = 'redeem'), 0),
           coalesce((SELECT sum(points) FROM points_entry
                     JOIN sale ON sale.id = points_entry.sale_id
                     WHERE sale.original_id = :sale AND points_entry.kind = 'reverse_redeem'), 0)
    """
)


def _points(session: Session, sale_id: int) -> tuple[int, int, int, int]:
    """Earned, used, given back, and what one of the used ones was worth in đồng."""
    earned, used, home = session.execute(_POINTS, {"sale": sale_id}).one()
    version = session.scalar(
        select(PointsEntry.programme_version).where(
            PointsEntry.sale_id == sale_id, PointsEntry.kind == "redeem"
        )
    )
    worth = programmes(session)[version].dong_of_point if version is not None else 1
    return earned, used, home, worth


def _gave(session: Session, sale_id: int) -> tuple[Gave, ...]:
    """What each method gave and still has to give back; points are told apart."""
    went_back = (
        select(Payment.method, func.sum(Payment.amount))
        .join(Sale, Sale.id == Payment.sale_id)
        .where(Sale.original_id == sale_id, Payment.amount < ZERO)
        .group_by(Payment.method)
    )
    back: dict[str, Money] = {}
    for method, amount in session.execute(went_back):
        back[method] = amount
    gave: list[Gave] = []
    for payment in session.scalars(
        select(Payment)
        .where(Payment.sale_id == sale_id, Payment.amount > ZERO, Payment.method != Method.POINTS)
        .order_by(Payment.position)
    ):
        kept = payment.amount - payment.change
        taken = min(kept, -back.get(payment.method, ZERO))
        back[payment.method] = back.get(payment.method, ZERO) + taken
        gave.append(Gave(Method(payment.method), kept - taken))
    return tuple(gave)
