"""The two lists of a return as rows: what comes back, what is taken instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.selling.return_rules import REASON_NAMES, Reason
from pos_app.ui.theme import colour, px
from pos_app.ui.widgets.lists import RECORD, AnyIndex, RowDelegate
from pos_app.ui.widgets.paint import LEFT, RIGHT, Painter, fitting_size
from pos_app.ui.widgets.stepper import LESS, MORE, paint_stepper, stepper_zones

ROW: Final = 60
TIGHT: Final = 800
"""Rows narrower than this leave words out."""
MARGIN: Final = 16
REASON: Final = "reason"
SHELF: Final = "shelf"


@dataclass(frozen=True, slots=True)
class BackRow:
    """A line of the sale: how much of it comes back, why and where to."""

    id: int
    name: str
    unit_price: Money
    left: Quantity
    """What may still come back."""
    back: Quantity
    reason: Reason
    restock: bool
    money: Money
    """Of the part that comes back."""

    @property
    def comes(self) -> bool:
        """Whether any of it comes back."""
        return bool(self.back)


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A good that is taken instead."""

    key: int
    name: str
    unit_price: Money
    quantity: Quantity
    money: Money


def spoken(row: BackRow) -> str:
    """What a screen reader says for a line of the sale."""
    if not row.comes:
        return _("{name}, không trả").format(name=row.name)
    return _("{name}, trả {count}, {reason}, {money}").format(
        name=row.name, count=row.back, reason=_(REASON_NAMES[row.reason]), money=row.money
    )


def spoken_taken(row: TakenRow) -> str:
    """What a screen reader says for a good taken."""
    return _("{name}, lấy {count}, {money}").format(
        name=row.name, count=row.quantity, money=row.money
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row; only the name grows with the window."""

    row: QRect

    @property
    def tight(self) -> bool:
        """On a small screen, or with large text, the switch goes without its words."""
        return self.row.width() < px(TIGHT)

    def _cell(self, right: int, width: int) -> QRect:
        left = self.row.right() + 1 - right - width
        return QRect(left, self.row.top(), width, self.row.height())

    def _before(self, cell: QRect, gap: int, width: int) -> QRect:
        return QRect(cell.left() - gap - width, self.row.top(), width, self.row.height())

    @property
    def money(self) -> QRect:
        """The amount, right-aligned."""
        return self._cell(MARGIN, 110)

    @property
    def shelf(self) -> QRect:
        """Back on sale or written off."""
        return self._before(self.money, 0, 44 if self.tight else 150)

    @property
    def reason(self) -> QRect:
        """The reason's box, 40 high."""
        return _middle(self._before(self.shelf, 6, 110 if self.tight else 156))

    @property
    def stepper(self) -> QRect:
        """− quantity +."""
        return _middle(self._before(self.reason, 10, 132))

    @property
    def bought(self) -> QRect:
        """What was bought and is not back yet, or the price of what is taken."""
        return self._before(self.stepper, 8, 56 if self.tight else 76)

    @property
    def name(self) -> QRect:
        """Name and price."""
        left = self.row.left() + MARGIN
        width = self.bought.left() - 8 - left
        return QRect(left, self.row.top(), width, self.row.height())


def _middle(cell: QRect) -> QRect:
    return QRect(cell.left(), cell.center().y() - 19, cell.width(), 40)


def _two(pen: Painter, area: QRect, name: str, price: Money) -> None:
    step = px(20)
    top = area.top() + (area.height() - 2 * step) // 2
    upper = QRect(area.left(), top, area.width(), step)
    pen.text(upper, name, 15, 600)
    pen.number(upper.translated(0, step), str(price), 15, 500, "ink2")


class BackDelegate(RowDelegate):
    """Draws a line of the sale; its reason and shelf are there once something comes back."""

    def __init__(self) -> None:
        super().__init__(ROW)

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        row: BackRow = index.data(RECORD)
        columns = Columns(self.as_head(rect))
        if row.comes and not selected:
            pen.fill(rect.adjusted(0, 0, 0, -1), "sel")
        _two(pen, columns.name, row.name, row.unit_price)
        pen.number(columns.bought, str(row.left), 15, 500, "ink2")
        pressed = self.pressed[1] if self.pressed[0] == index.row() else ""
        if not row.left:
            pen.text(columns.reason, _("Đã trả hết"), 15, 400, "ink2")
            return
        paint_stepper(pen, columns.stepper, row.back, pressed=pressed)
        if not row.comes:
            pen.text(columns.reason, _("Không trả"), 15, 400, "ink2")
            pen.text(columns.money, "–", 15, 400, "ink2", align=RIGHT)
            return
        box = columns.reason
        pen.box(box, colour("sur"), colour("line2"), 8)
        arrow = QRect(box.right() - 28, box.top(), 20, box.height())
        pen.icon(arrow, "chevron-down", "ink2", 16)
        pen.text(box.adjusted(10, 0, -30, 0), _(REASON_NAMES[row.reason]), 14, 500)
        _shelf(pen, columns.shelf, on=row.restock, words=not columns.tight)
        pen.money(columns.money, row.money, fitting_size(row.money, columns.money.width(), 17), 600)

    def zones(self, rect: QRect, index: AnyIndex) -> dict[str, QRect]:
        row: BackRow = index.data(RECORD)
        columns = Columns(self.as_head(rect))
        if not row.left:
            return {}
        zones = stepper_zones(columns.stepper)
        if row.comes:
            zones |= {REASON: columns.reason, SHELF: columns.shelf}
        return zones

    def repeats(self, zone: str) -> bool:
        return zone in (LESS, MORE)


def _shelf(pen: Painter, area: QRect, *, on: bool, words: bool) -> None:
    """A switch and its word: back on sale, or written off."""
    switch = QRect(area.left(), area.center().y() - 10, 40, 22)
    pen.box(switch, colour("jade" if on else "line2"), None, 11)
    knob = QRect(switch.right() - 18 if on else switch.left() + 3, switch.top() + 3, 16, 16)
    pen.box(knob, colour("sur"), None, 8)
    if words:
        told = _("Nhập lại kho") if on else _("Bỏ, hao hụt")
        pen.text(area.adjusted(48, 0, 0, 0), told, 14)


class TakenDelegate(RowDelegate):
    """Draws a good that is taken instead."""

    def __init__(self) -> None:
        super().__init__(ROW)

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        del selected
        row: TakenRow = index.data(RECORD)
        columns = Columns(self.as_head(rect))
        pen.text(columns.name, row.name, 15, 600)
        area = columns.bought
        pen.money(
            area, row.unit_price, fitting_size(row.unit_price, area.width(), 15), 600, align=LEFT
        )
        pressed = self.pressed[1] if self.pressed[0] == index.row() else ""
        paint_stepper(pen, columns.stepper, row.quantity, pressed=pressed)
        pen.money(columns.money, row.money, fitting_size(row.money, columns.money.width(), 17), 600)

    def zones(self, rect: QRect, index: AnyIndex) -> dict[str, QRect]:
        del index
        zones = stepper_zones(Columns(self.as_head(rect)).stepper)
        return {LESS: zones[LESS], MORE: zones[MORE]}

    def repeats(self, zone: str) -> bool:
        return zone in (LESS, MORE)
