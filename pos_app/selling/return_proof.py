"""Who may take goods back, and which way the money may go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import Method, method_name
from pos_app.selling.paid_cart import NotPaid
from pos_app.selling.return_rules import PAYS_OUT
from pos_app.selling.reversal import PaidOut, Request, Taken
from pos_app.selling.sold import Bought
from pos_app.shop.staff import Right

_TO_THE_SAME: Final = (Method.CARD, Method.WALLET)
"""Machines give back no more than they took."""


def rights(request: Request, told: Bought | None, today: date) -> list[Right]:
    """What whoever takes it back must be allowed to do."""
    needed = [Right.RETURN]
    if told is None or told.late(today):
        needed.append(Right.RETURN_WITHOUT_RECEIPT)
    if request.taken is not None and not request.taken.empty:
        needed.append(Right.SELL)
    if any(paid.method is Method.TRANSFER for paid in request.out):
        needed.append(Right.CONFIRM_TRANSFER)
    if told is not None and _by(request.out, Method.CASH) > _gave(told, Method.CASH):
        needed.append(Right.MOVE_CASH)
    return needed


def _by(out: Sequence[PaidOut], method: Method) -> Money:
    return Money.total(paid.amount for paid in out if paid.method is method)


def _gave(told: Bought, method: Method) -> Money:
    return Money.total(one.left for one in told.sold.gave if one.method is method)


def refuse_unpaid(
    told: Bought | None, taken: Taken | None, out: Sequence[PaidOut], owed: Money
) -> None:
    """BadInput for money that goes another way than it may; NotPaid for a difference."""
    for paid in out:
        if paid.method not in PAYS_OUT or paid.amount <= ZERO:
            raise BadInput(_("Không trả lại tiền bằng cách này được. Chọn cách khác."))
    for method in _TO_THE_SAME:
        if _by(out, method) > (_gave(told, method) if told else ZERO):
            raise BadInput(
                _("{method}: không trả lại nhiều hơn số khách đã trả bằng cách này.").format(
                    method=method_name(method)
                )
            )
    if Money.total(paid.amount for paid in out) != owed:
        raise BadInput(_("Các cách trả lại phải cộng đủ {amount}.").format(amount=owed))
    if taken is None:
        return
    if any(tender.method not in PAYS_OUT for tender in taken.settlement.tenders):
        raise BadInput(_("Phần chênh lệch thu bằng tiền mặt, chuyển khoản, thẻ hoặc ví."))
    if taken.settlement.missing:
        raise NotPaid(_("Còn thiếu {amount}.").format(amount=taken.settlement.missing))
