"""What stands in the column of received amounts, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pos_app.basics.clock import time_text
from pos_app.basics.i18n import N_, _, ngettext
from pos_app.basics.money import Money
from pos_app.loyalty.points import Programme, count, earned, earning_base
from pos_app.payments.tenders import HowSeen, Method, Settlement, Tender, method_name
from pos_app.ui.pay.pay_view import ICONS
from pos_app.ui.pay.received import Receipt
from pos_app.ui.theme import Tone
from pos_app.ui.till import points_sum

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.payments.expected import Transfer

WAITS: Final = ("waiting", "tray")
SEEN: Final = "seen"
_SEEN: Final = {
    HowSeen.SPEAKER: N_("Loa báo đủ"),
    HowSeen.OWNER: N_("Chủ báo"),
    HowSeen.BANK_APP: N_("Trong ứng dụng"),
}


def rows_of(
    tenders: Sequence[Tender],
    transfers: Sequence[Transfer],
    pending: Tender | None,
    worth: Money,
) -> list[Receipt]:
    """What was accepted, what is waited for, what is being typed; `worth` is that of a point."""
    rows = [_accepted(tender, transfers, worth) for tender in tenders]
    rows += [_waiting(one) for one in transfers if one.state in WAITS]
    if pending is not None:
        title = method_name(pending.method)
        rows.append(Receipt(ICONS[pending.method], title, _("Đang nhập"), pending.handed))
    return rows


def points_after(
    guest: Customer | None, final: Settlement, earning: Money, programme: Programme
) -> str:
    """The account of points when all is paid; nothing before, and for a stranger."""
    if guest is None or not final.complete:
        return ""
    used = sum(tender.points for tender in final.tenders)
    base = earning_base(earning, final.by(Method.POINTS))
    return points_sum(guest.points, used, earned(base, programme, guest.tier))


def _accepted(tender: Tender, transfers: Sequence[Transfer], worth: Money) -> Receipt:
    icon, title = ICONS[tender.method], method_name(tender.method)
    match tender.method:
        case Method.POINTS:
            words = ngettext("{points} điểm", "{points} điểm", tender.points)
            title = words.format(points=count(tender.points))
            second = _("1 điểm = {worth}").format(worth=worth)
            return Receipt(icon, title, second, tender.handed, Tone.GOLD)
        case Method.TRANSFER:
            second = _seen(tender, transfers)
            return Receipt(icon, title, second, tender.handed, Tone.JADE, locked=True)
        case Method.CASH:
            return Receipt(icon, title, _("Đã nhận"), tender.handed)
        case _:
            return Receipt(icon, title, tender.reference or _("Đã ghi nhận"), tender.handed)


def _seen(tender: Tender, transfers: Sequence[Transfer]) -> str:
    for one in transfers:
        if one.uid == tender.transfer_uid and one.seen_how and one.seen_at:
            return f"{_(_SEEN[one.seen_how])} {time_text(one.seen_at)}"
    return ""


def _waiting(one: Transfer) -> Receipt:
    words = _("Chưa thấy, hỏi lúc {time}").format(time=time_text(one.asked_at))
    icon, name = ICONS[Method.TRANSFER], method_name(Method.TRANSFER)
    return Receipt(icon, name, words, one.amount, Tone.GOLD, waits=True)
