"""What a customer hands over for a bill, and what stays open or goes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import N_, _
from pos_app.basics.money import ZERO, Money
from pos_app.payments.rounding import cash_due

MOST: Final = Money(10**11)
"""One tender never exceeds it; a barcode of thirteen digits scanned into the money box does."""

NOTES: Final = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
"""Vietnamese banknotes in use, in đồng."""

STEPS: Final = (Money(50_000), Money(100_000), Money(200_000))
"""Notes that buttons add to what has been typed."""

BUTTONS: Final = 5
"""Round amounts the screen has room for, the exact one included."""


class Method(StrEnum):
    """How money comes in."""

    CASH = "cash"
    TRANSFER = "transfer"
    CARD = "card"
    WALLET = "wallet"
    POINTS = "points"
    VOUCHER = "voucher"
    CREDIT = "credit"
    """Store credit: what the shop owes the customer."""
    DEPOSIT = "deposit"
    ACCOUNT = "account"
    """Owed by the customer."""
    CARRIER = "carrier"
    """Cash on delivery: owed by whoever brings the goods."""


class HowSeen(StrEnum):
    """Where a person heard or saw that a transfer arrived."""

    SPEAKER = "speaker"
    OWNER = "owner"
    BANK_APP = "bank_app"


_METHODS: Final = {
    Method.CASH: N_("Tiền mặt"),
    Method.TRANSFER: N_("Chuyển khoản"),
    Method.CARD: N_("Thẻ"),
    Method.WALLET: N_("Ví điện tử"),
    Method.POINTS: N_("Điểm"),
    Method.VOUCHER: N_("Phiếu quà"),
    Method.CREDIT: N_("Tiền ghi có"),
    Method.DEPOSIT: N_("Tiền cọc"),
    Method.ACCOUNT: N_("Ghi nợ"),
    Method.CARRIER: N_("Thu hộ"),
}

_SEEN: Final = {
    HowSeen.SPEAKER: N_("Loa đã báo đủ"),
    HowSeen.OWNER: N_("Chủ đã báo"),
    HowSeen.BANK_APP: N_("Đã thấy trong ứng dụng ngân hàng"),
}


def method_name(method: Method) -> str:
    """The method in the shop's language."""
    return _(_METHODS[method])


def seen_words(how: HowSeen) -> str:
    """The evidence for a transfer in the shop's language."""
    return _(_SEEN[how])


class Overpaid(BadInput):
    """More than the bill without cash to give change from."""


@dataclass(frozen=True, slots=True)
class Tender:
    """One thing handed over.

    `amount` is what it pays, `tendered` what lay on the counter; only cash may be tendered above
    its amount, and 0 means "the amount". `points` are spent by `POINTS` alone, whose amount is
    their worth. `transfer_uid` names the expected transfer of a `TRANSFER`.
    """

    method: Method
    amount: Money
    tendered: Money = ZERO
    points: int = 0
    reference: str = ""
    transfer_uid: str = ""

    @property
    def handed(self) -> Money:
        """What lay on the counter."""
        return self.tendered or self.amount


@dataclass(frozen=True, slots=True)
class Settlement:
    """A bill against its tenders: paid + missing = due + rounding.

    `tenders` are what was accepted: cash as one tender (amount = what stays in the drawer,
    tendered = what was handed over), all others with tendered = amount. Their amounts add up
    to `paid`, what was handed over to paid + change. `rounding` is what the cash part was
    rounded by, 0 until cash completes the bill; `cash_missing` is `missing` as cash would pay it.
    """

    paid: Money
    missing: Money
    change: Money
    points: int
    tenders: tuple[Tender, ...]
    rounding: Money
    cash_missing: Money

    @property
    def complete(self) -> bool:
        """True when nothing is missing."""
        return not self.missing

    def by(self, method: Method) -> Money:
        """What one method pays of the bill."""
        return Money.total(tender.amount for tender in self.tenders if tender.method is method)


def settle(due: Money, tenders: Sequence[Tender], step: int = 0) -> Settlement:
    """Sums up what was handed over for a bill of `due` (never negative).

    Cash that completes the bill pays what is left of it rounded to `step` đồng; as long as it does
    not, the rest may be paid to the đồng by anything else. Change comes from cash only. BadInput
    for a tender of nothing, less than nothing or an impossible size and for a transfer counted
    twice; Overpaid when what is not cash exceeds the bill or leaves cash nothing to pay. Settling
    what was accepted once more changes nothing.
    """
    if due < ZERO:
        raise ValueError("a bill cannot be negative")
    for tender in tenders:
        _refuse_impossible(tender)
    _refuse_twice_counted(tenders)
    handed = Money.total(tender.handed for tender in tenders if tender.method is Method.CASH)
    cashless = Money.total(tender.amount for tender in tenders if tender.method is not Method.CASH)
    if cashless > due:
        raise Overpaid(
            _(
                "Các khoản không phải tiền mặt nhiều hơn số khách cần trả {extra}. "
                "Sửa hoặc bỏ bớt một khoản."
            ).format(extra=cashless - due)
        )
    rest = due - cashless
    by_cash = cash_due(rest, step)
    kept = min(handed, by_cash)
    if handed and not kept:
        raise Overpaid(_("Khách đã trả đủ, không cần thêm tiền mặt. Bỏ khoản tiền mặt."))
    complete = bool(handed) and handed >= by_cash
    rounding = by_cash - rest if complete else ZERO
    return Settlement(
        paid=cashless + kept,
        missing=ZERO if complete else (by_cash if handed >= rest else rest) - kept,
        change=handed - kept,
        points=sum(tender.points for tender in tenders),
        tenders=_accepted(tenders, kept, handed),
        rounding=rounding,
        cash_missing=by_cash - kept,
    )


def _accepted(tenders: Sequence[Tender], kept: Money, handed: Money) -> tuple[Tender, ...]:
    """All cash joined in the place of its first tender: change is given once, not per note."""
    accepted: list[Tender] = []
    cash_seen = False
    for tender in tenders:
        if tender.method is not Method.CASH:
            accepted.append(replace(tender, tendered=tender.amount))
        elif not cash_seen:
            accepted.append(replace(tender, amount=kept, tendered=handed))
            cash_seen = True
    return tuple(accepted)


def _refuse_impossible(tender: Tender) -> None:
    if tender.amount <= ZERO or tender.tendered < ZERO:
        raise BadInput(_("Mỗi khoản thu phải lớn hơn 0. Sửa hoặc bỏ khoản này."))
    if max(tender.amount, tender.tendered) > MOST:
        raise BadInput(
            _("{amount} quá lớn, có thể mã vạch đã vào ô tiền. Xóa đi rồi gõ lại.").format(
                amount=max(tender.amount, tender.tendered)
            )
        )
    if tender.handed < tender.amount:
        raise BadInput(
            _("Khách đưa {handed}, chưa đủ {amount}. Kiểm tra lại số tiền.").format(
                handed=tender.handed, amount=tender.amount
            )
        )
    if tender.method is not Method.CASH and tender.handed != tender.amount:
        raise BadInput(_("Chỉ tiền mặt mới có tiền thừa. Sửa lại số tiền của khoản này."))
    if (tender.method is Method.POINTS) != (tender.points > 0) or tender.points < 0:
        raise BadInput(_("Số điểm của khoản này không đúng. Bỏ khoản rồi nhập lại."))


def _refuse_twice_counted(tenders: Sequence[Tender]) -> None:
    transfers = [tender.transfer_uid for tender in tenders if tender.transfer_uid]
    if len(set(transfers)) < len(transfers):
        raise BadInput(_("Khoản chuyển này đã được tính rồi. Bỏ một trong hai khoản."))


def suggestions(due: Money) -> tuple[Money, ...]:
    """Round amounts a customer is likely to hand over, rising, each payable with banknotes.

    The first is the exact amount (up to the next 500 đồng); nothing for a bill of nothing.
    """
    if due <= ZERO:
        return ()
    rounded = [_up_to(due, note) for note in _LIKELY]
    return tuple(sorted(list(dict.fromkeys(rounded))[:BUTTONS]))


_LIKELY: Final = (NOTES[0], 10_000, 50_000, 100_000, 500_000, 200_000, 20_000)
"""Notes to round up to, the likeliest first: what does not fit on the buttons is dropped."""


def _up_to(due: Money, note: int) -> Money:
    return Money(-(-due.dong // note) * note)
