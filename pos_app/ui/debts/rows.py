"""Rows of the debts' page: whoever owes, by ages, and the sales they owe for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from pos_app.basics.clock import near_day_text
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import Money
from pos_app.ui.theme import Ink, px
from pos_app.ui.widgets.lists import RECORD, AnyIndex, RowDelegate
from pos_app.ui.widgets.paint import RIGHT, Painter, Run, fitting_size, money_width

if TYPE_CHECKING:
    from datetime import date

    from pos_app.selling.debt_book import Debtor, Owed

ROW: Final = 56
EDGE: Final = (20, 16)
"""White at the left and the right of a row."""
INKS: Final[tuple[Ink, ...]] = ("ink", "ink", "gold", "red")
"""Of the four ages."""
SALE: Final = 44
GAP: Final = 8
"""Between two amounts."""
ROOMY: Final = 420
"""Of a sale's row; a smaller one leaves less white."""


def columns(rect: QRect) -> list[QRect]:
    """The name, the four ages and the sum: amounts keep their room, the name has the rest."""
    amount = min(px(100), rect.width() // 7)
    right = rect.right() - EDGE[1]
    found = []
    for width in (amount + 10, amount, amount, amount, amount):
        found.append(QRect(right - width, rect.top(), width, rect.height()))
        right -= width
    name = QRect(rect.left() + EDGE[0], rect.top(), right - rect.left() - EDGE[0], rect.height())
    return [name, *reversed(found)]


def said(one: Debtor) -> str:
    """A row as it is read out."""
    return _("{name} nợ {amount}").format(name=one.customer.shown, amount=one.owed)


def second_line(one: Debtor, today: date) -> str:
    """Below the name: what was promised, else since when there is a debt."""
    if one.promised_on is not None:
        return _("Hẹn trả {day}").format(day=near_day_text(one.promised_on, today))
    if one.debts:
        return _("Mua gần nhất {day}").format(day=near_day_text(one.debts[-1].day, today))
    return _("Không nợ")


class DebtorDelegate(RowDelegate):
    """Name, ages and sum of whoever owes."""

    def __init__(self) -> None:
        super().__init__(ROW)
        self.today: date | None = None

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """Amounts stand below the words of the head."""
        del selected
        one: Debtor = index.data(RECORD)
        name, *ages, owed = columns(self.as_head(rect))
        line, top = px(20), rect.top() + (rect.height() - 2 * px(20)) // 2
        pen.text(QRect(name.left(), top, name.width(), line), one.customer.shown, 15, 600)
        if self.today is not None:
            second = QRect(name.left(), top + line, name.width(), line)
            pen.text(second, second_line(one, self.today), 13, 400, "ink2")
        for place, (area, amount) in enumerate(zip(ages, one.ages, strict=True)):
            if amount:
                size = fitting_size(amount, area.width() - GAP, 14)
                pen.money(area, amount, size, 600, INKS[place])
            else:
                pen.text(area, "–", 14, 400, "ink3", align=RIGHT)
        pen.money(owed, one.owed, fitting_size(one.owed, owed.width() - GAP, 16), 600)


@dataclass(frozen=True, slots=True)
class Slice:
    """A sale on account, and what the amount that was typed pays of it."""

    owed: Owed
    paid: Money
    day: str


def slices(debts: Sequence[Owed], paid: Sequence[Money], today: date) -> list[Slice]:
    """The sales, the oldest first."""
    return [
        Slice(one, share, near_day_text(one.day, today))
        for one, share in zip(debts, paid, strict=True)
    ]


def slice_said(one: Slice) -> str:
    """A sale as it is read out."""
    return f"{one.day} {one.owed.number} {one.owed.unpaid}"


class SliceDelegate(RowDelegate):
    """Day, number and age, what is unpaid, and what of it is paid now."""

    def __init__(self) -> None:
        super().__init__(SALE)

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """One line."""
        del selected
        one: Slice = index.data(RECORD)
        pen.text(rect, one.day, 14, 500, "ink2")
        days = one.owed.days
        words = ngettext("{count} ngày", "{count} ngày", days).format(count=days)
        about = (
            (Run(_("Phiếu"), "ink"), Run(f" {one.owed.number}", "ink", 600, number=True))
            if one.owed.number
            else (Run(_("Nợ cũ"), "ink"),)
        )
        last = px(118) if rect.width() >= px(ROOMY) else px(92)
        first = px(78) if rect.width() >= px(ROOMY) else px(56)
        amount = rect.adjusted(0, 0, -last, 0)
        taken = last + money_width(one.owed.unpaid, 14) + GAP
        pen.runs(rect.adjusted(first, 0, -taken, 0), (*about, Run(f" · {words}", "ink2")), 14)
        pen.money(amount, one.owed.unpaid, 14, 600)
        left = one.owed.unpaid - one.paid
        if not one.paid:
            pen.text(rect, _("chưa trả"), 14, 500, "ink2", align=RIGHT)
        elif not left:
            pen.text(rect, _("trả hết"), 14, 600, "jade", align=RIGHT)
        else:
            pen.text(rect, _("còn {left}").format(left=left), 14, 500, "jade", align=RIGHT)
