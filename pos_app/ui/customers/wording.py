"""How the customers page says days, sums and ways to the next tier."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pos_app.basics.clock import near_day_text
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import Money, divide_half_up
from pos_app.loyalty.points import count
from pos_app.ui.widgets.paint import Run

if TYPE_CHECKING:
    from pos_app.loyalty.ledger import Account

MILLION: Final = 1_000_000
WHOLE: Final = 1_000


def last_visit(day: date | None, today: date) -> str:
    """hôm nay, hôm qua, 19/11, 3/12/2025; who never bought has not been here."""
    if day is None:
        return _("chưa mua")
    days = (today - day).days
    if days <= 0:
        return _("hôm nay")
    if days == 1:
        return _("hôm qua")
    return near_day_text(day, today)


def millions(amount: Money) -> str:
    """12,9 tr, as tiles say it; less than a million is said whole."""
    if abs(amount.dong) < MILLION:
        return str(amount)
    whole, tenth = divmod(divide_half_up(abs(amount.dong), MILLION // 10), 10)
    minus = "−" if amount.dong < 0 else ""
    return _("{amount} tr").format(amount=f"{minus}{whole},{tenth}" if tenth else f"{minus}{whole}")


def days_ago(days: int | None) -> str:
    """2 ngày; a dash for who never came."""
    if days is None:
        return "–"
    if days == 0:
        return _("hôm nay")
    return ngettext("{count} ngày", "{count} ngày", days).format(count=days)


def progress(account: Account) -> int:
    """How far between this tier and the next one, in thousandths; the top tier is there."""
    if account.next_tier is None:
        return WHOLE
    start = account.tier.threshold.dong
    width = account.next_tier.threshold.dong - start
    return min(max((account.spent.dong - start) * WHOLE // width, 0), WHOLE)


def way_up(account: Account) -> tuple[Run, ...]:
    """Thêm 2.080.000 ₫ là lên hạng Tri kỷ."""
    if account.next_tier is None:
        return (Run(_("Đang ở hạng cao nhất")),)
    sentence = _("Thêm {amount} là lên hạng {tier}")
    before, _amount, after = sentence.partition("{amount}")
    rest = after.format(tier=account.next_tier.title)
    amount = Run(str(account.missing), "ink", 600, number=True)
    return tuple(run for run in (Run(before), amount, Run(rest)) if run.text)


def points_change(points: int) -> str:
    """+121 điểm, −200 điểm."""
    sign = "+" if points > 0 else ""
    return ngettext("{points} điểm", "{points} điểm", abs(points)).format(
        points=f"{sign}{count(points)}"
    )
