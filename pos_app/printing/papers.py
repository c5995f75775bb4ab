"""Every paper of the shop, from what is on record: print and reprint are one path."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics import card_code
from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.quantity import THOUSAND
from pos_app.care.queue import CareQueue
from pos_app.customers import records
from pos_app.customers.address import Form, written_to
from pos_app.goods.sheets import Unit
from pos_app.goods.unit_rows import read_units
from pos_app.goods.units import pack_price
from pos_app.loyalty.programmes import current_programme
from pos_app.models.goods import Product
from pos_app.models.sales import Sale
from pos_app.models.shop import ShopInfo
from pos_app.payments.expected import Transfer
from pos_app.printing import (
    card,
    labels,
    money_slip,
    receipt,
    shift_paper,
    thank_you,
    transfer_slip,
)
from pos_app.printing.labels import LabelPaper
from pos_app.printing.paper import PaperWidth
from pos_app.printing.sheets import (
    Letterhead,
    LoyaltyCardSheet,
    MoneySlipSheet,
    PaymentLine,
    PriceLabel,
    ReceiptCustomer,
    ReceiptLine,
    ReceiptPoints,
    ReceiptSheet,
    Reduction,
    SlipKind,
    ThankYouSheet,
    TransferSheet,
)
from pos_app.selling.history import LineView, SaleView, show
from pos_app.selling.shift_report import ShiftBook
from pos_app.selling.slips import SLIP_NAMES, show_slip
from pos_app.shop import settings
from pos_app.shop.profile import card_secret
from pos_app.store.database import Database

WIDTHS = {width.millimetres: width for width in PaperWidth}


class Papers:
    """PDFs, read from the shop each time; slow enough to belong off the window's thread."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._care = CareQueue(database, clock)

    def receipt(self, sale_uid: str, millimetres: int = 80, *, copy: bool = False) -> bytes:
        """The slip of a sale on paper of 80 or 58 mm; everything after the first is a copy."""
        with self._database.reading() as session:
            sheet = _receipt_sheet(session, show(session, Sale.uid == sale_uid), copy=copy)
        return receipt.render(sheet, WIDTHS[millimetres])

    def money_slip(
        self,
        uid: str,
        millimetres: int = 80,
        *,
        copy: bool = False,
        sums: tuple[tuple[str, Money], ...] = (),
    ) -> bytes:
        """The slip of money outside of a sale; `sums` are rows below its amount."""
        with self._database.reading() as session:
            slip = show_slip(session, uid)
            sheet = MoneySlipSheet(
                shop=_letterhead(session),
                number=slip.number,
                counter=slip.counter,
                staff=slip.staff,
                moment=slip.at,
                what=_(SLIP_NAMES[slip.kind]),
                amount=slip.amount,
                method=slip.method,
                party=slip.party,
                reason=slip.reason,
                note=slip.note,
                approver=slip.approver,
                sums=sums,
                copy=copy,
            )
        return money_slip.render(sheet, WIDTHS[millimetres])

    def transfer_code(self, transfer: Transfer, millimetres: int = 80) -> bytes:
        """The code of a transfer that is waited for."""
        with self._database.reading() as session:
            shop = _letterhead(session)
        to = transfer.account
        sheet = TransferSheet(
            shop,
            transfer.amount,
            transfer.code,
            to.account,
            to.bank_name,
            to.holder,
            transfer.payload,
        )
        return transfer_slip.render(sheet, WIDTHS[millimetres])

    def shift_report(self, actor: Actor, shift: int, millimetres: int = 80) -> bytes:
        """The X of an open shift, the Z of a closed one; NotAllowed for somebody else's."""
        told = ShiftBook(self._database).report(actor, shift)
        with self._database.reading() as session:
            shop = _letterhead(session)
        return shift_paper.render(told, shop, WIDTHS[millimetres])

    def loyalty_card(self, customer_id: int) -> bytes:
        """Both sides of a customer's card."""
        with self._database.reading() as session:
            customer = records.one(session, customer_id)
            programme = current_programme(session, shop_day(self._clock.now()))
            sheet = LoyaltyCardSheet(
                shop=_letterhead(session),
                name=customer.name,
                salutation=customer.form.xung_ho,
                tier_rank=customer.tier,
                tier=programme.tier(customer.tier).title,
                code=customer.card,
                token=card_code.encode(customer.card, card_secret(session)),
                since=customer.joined_on,
                spend_per_point=Money(programme.dong_per_point),
                point_worth=Money(programme.dong_of_point),
            )
        return card.render(sheet)

    def labels(self, products: Sequence[int], paper: LabelPaper) -> bytes:
        """Price labels of these goods, one for each unit that has a price; BadInput for none."""
        with self._database.reading() as session:
            found = [
                label
                for product in session.scalars(
                    select(Product).where(Product.id.in_(products)).order_by(Product.folded)
                )
                for label in _labels_of(product, read_units(session, product))
            ]
            if not found:
                raise BadInput(_("Chưa có giá để in tem. Đặt giá trước đã."))
            return labels.render(found, paper, _letterhead(session).name)

    def thank_you(self, task_id: int) -> bytes:
        """The card that goes with a care task."""
        words = self._care.thank_you(task_id)
        return thank_you.render(
            ThankYouSheet(words.address, words.salutation, words.message, words.signature)
        )


def _labels_of(product: Product, units: Sequence[Unit]) -> list[PriceLabel]:
    base = units[0]
    found = []
    for unit in units:
        price = pack_price(unit.price, base.price, unit.factor)
        if price is not None:
            each = None if unit is base else price.share(THOUSAND, unit.factor.thousandths)
            code = next(iter(unit.codes), "")
            found.append(PriceLabel(product.name, price, unit.name, code, each, base.name))
    return found


def _letterhead(session: Session) -> Letterhead:
    row = session.scalars(select(ShopInfo)).one()
    return Letterhead(row.name, row.address, row.tax_code, row.phone)


def _receipt_sheet(session: Session, sale: SaleView, *, copy: bool) -> ReceiptSheet:
    returned = sale.kind != "sale"
    return ReceiptSheet(
        shop=_letterhead(session),
        number=sale.number,
        counter=sale.counter,
        staff=sale.staff,
        moment=sale.sold_at,
        lines=tuple(map(_line, sale.lines)),
        goods=sale.goods,
        due=sale.total,
        payments=tuple(
            PaymentLine(payment.method, payment.amount, payment.points) for payment in sale.payments
        ),
        rounding=sale.rounding,
        change=sale.change,
        reductions=(Reduction(sale.order_discount),) if sale.order_discount else (),
        customer=_customer(sale),
        points=_points(sale),
        lookup_code=sale.code,
        return_days=0 if returned else settings.read(session, settings.RETURN_DAYS),
        kind=SlipKind(sale.kind),
        original=sale.original,
        notes=tuple(note for note in (sale.reason, sale.note) if returned and note),
        copy=copy,
    )


def _line(line: LineView) -> ReceiptLine:
    return ReceiptLine(
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        net=line.net + line.order_discount,
        discount=line.discount,
    )


def _customer(sale: SaleView) -> ReceiptCustomer | None:
    if sale.customer_id is None:
        return None
    form = sale.form or Form.QUY_KHACH
    called = sale.given if form is Form.QUY_KHACH else written_to(form, sale.given)
    return ReceiptCustomer(called or _("quý khách"), sale.phone[-4:])


def _points(sale: SaleView) -> ReceiptPoints | None:
    if sale.points_after is None:
        return None
    before = sale.points_after - sale.points_earned + sale.points_redeemed
    return ReceiptPoints(before, sale.points_redeemed, sale.points_earned, sale.points_after)
