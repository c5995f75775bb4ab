"""Cards of the goods editor: name and shelf, stock with lots, prices of the past with the gain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.clock import day_text, shop_day, short_day_text
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import NONE, Quantity
from pos_app.goods.limits import LONGEST_NAME
from pos_app.goods.sheets import GoodSheet, LotStock, PastPrice
from pos_app.ui.goods.boxes_view import HEIGHT, InLineMoney, InLineQuantity, Picker
from pos_app.ui.theme import Tone, px
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.chips import Chip
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, MoneyLabel, NumberLabel, RunLabel, SectionTitle
from pos_app.ui.widgets.paint import RIGHT, Run
from pos_app.ui.widgets.surfaces import Card, Divider, plain_layout

CATEGORY: Final = 190
LINE: Final = 30
LOTS_SHOWN: Final = 6
PRICES_SHOWN: Final = 3


class NameCard(Card):
    """What it is called and where it stands."""

    def __init__(self) -> None:
        super().__init__(margins=(15, 10, 15, 11), gap=10, across=True)
        self.input = TextInput("", height=HEIGHT)
        self.input.edit.setMaxLength(LONGEST_NAME)
        self.name = Field(_("Tên hàng"), self.input)
        self.name.label.set_ink("ink2")
        self.category = Picker(_("Nhóm"))
        self.new_category = TextInput(_("Tên nhóm mới"), height=HEIGHT)
        self.new_category.hide()
        shelf = QWidget()
        shelf.setFixedWidth(px(CATEGORY))
        column = QVBoxLayout(shelf)
        plain_layout(column, (0, 0, 0, 0), 4)
        column.addWidget(Label(_("Nhóm"), 13, 500, "ink2"))
        column.addWidget(self.category)
        column.addWidget(self.new_category)
        column.addStretch(1)
        self.body.addWidget(self.name, 1)
        self.body.addWidget(shelf)


class _Line(QWidget):
    """Words at the left, something at the right, 30 high."""

    def __init__(self, words: str, *right: QWidget) -> None:
        super().__init__()
        self.setFixedHeight(max(LINE, px(20) + 10))
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 8)
        self.words = Label(words, 14, 400, "ink2", elide=True)
        row.addWidget(self.words, 1)
        for widget in right:
            row.addWidget(widget)


class StockCard(Card):
    """What lies on the shelf, when to be told, and the lots."""

    def __init__(self) -> None:
        super().__init__(margins=(15, 10, 15, 10), gap=0)
        self.state = Chip()
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 5), 8)
        head.addWidget(SectionTitle(_("Tồn kho")), 1)
        head.addWidget(self.state)
        self.body.addLayout(head)
        self.on_hand = NumberLabel("", 16, 600, align=RIGHT)
        self.reorder = InLineQuantity(_("Báo khi còn dưới"))
        self.reorder.setFixedWidth(px(76))
        self.unit = Label("", 15, 600)
        self._lots = QVBoxLayout()
        plain_layout(self._lots, (0, 0, 0, 0), 0)
        self.deeds = QHBoxLayout()
        plain_layout(self.deeds, (0, 8, 0, 0), 8)
        for line in (
            _Line(_("Đang có"), self.on_hand),
            _Line(_("Báo khi còn dưới"), self.reorder, self.unit),
        ):
            self.body.addWidget(Divider())
            self.body.addWidget(line)
        self.body.addLayout(self._lots)
        self.body.addStretch(1)
        self.body.addLayout(self.deeds)

    def show_stock(self, sheet: GoodSheet, today: date, near_days: int) -> None:
        """What is on record; lots near their end carry a chip."""
        good, unit = sheet.good, sheet.good.base.name
        counted = good.stocked
        told = _("{quantity} {unit}").format(quantity=sheet.on_hand, unit=unit)
        self.on_hand.setText(told if counted else _("không đếm"))
        self.on_hand.set_ink("ink" if counted else "ink3")
        self.unit.setText(unit)
        low = good.reorder_at is not None and sheet.on_hand < good.reorder_at
        words, tone = (_("Hết hàng"), Tone.RED) if sheet.on_hand <= NONE else ("", Tone.CLAY)
        if not words and low:
            words = _("Sắp hết")
        self.state.set_chip(words, tone)
        self.state.setVisible(bool(words) and counted)
        self._show_lots(sheet.lots, unit, today + timedelta(days=near_days), today)

    def _show_lots(self, lots: Sequence[LotStock], unit: str, near: date, today: date) -> None:
        while (item := self._lots.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for lot in lots[:LOTS_SHOWN]:
            self._lots.addWidget(Divider())
            self._lots.addWidget(_lot_line(lot, unit, near, today))
        if len(lots) > LOTS_SHOWN:
            rest = Quantity(sum(lot.on_hand.thousandths for lot in lots[LOTS_SHOWN:]))
            words = _("{count} lô nữa").format(count=len(lots) - LOTS_SHOWN)
            amount = NumberLabel(f"{rest} {unit}", 14, 600, align=RIGHT)
            self._lots.addWidget(Divider())
            self._lots.addWidget(_Line(words, amount))


def lot_name(lot: LotStock) -> str:
    """Its day of expiry, or its code."""
    if lot.expires_on is not None:
        return _("Lô {lot}").format(lot=day_text(lot.expires_on))
    if lot.code == "?":
        return _("Lô chưa rõ hạn")
    return _("Lô {lot}").format(lot=lot.code)


def _lot_line(lot: LotStock, unit: str, near: date, today: date) -> QWidget:
    amount = NumberLabel(f"{lot.on_hand} {unit}", 14, 600, align=RIGHT)
    right: list[QWidget] = [amount]
    if lot.expires_on is not None and lot.expires_on < today:
        right.insert(0, Chip(_("Hết hạn"), Tone.RED))
    elif lot.expires_on is not None and lot.expires_on <= near:
        right.insert(0, Chip(_("Cận date"), Tone.GOLD))
    line = _Line(lot_name(lot), *right)
    line.setAccessibleName(f"{lot_name(lot)}, {lot.code}")
    return line


class PricesCard(Card):
    """What it cost customers, what it costs the shop, and what is left."""

    def __init__(self) -> None:
        super().__init__(margins=(15, 10, 15, 10), gap=0)
        self.of_unit = Label("", 13, 400, "ink2", align=RIGHT, elide=True)
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 5), 8)
        head.addWidget(SectionTitle(_("Lịch sử giá")))
        head.addWidget(self.of_unit, 1)
        self.body.addLayout(head)
        self._past = QVBoxLayout()
        plain_layout(self._past, (0, 0, 0, 0), 0)
        self.body.addLayout(self._past)
        self.cost = InLineMoney(_("Giá vốn"))
        self.cost.setFixedWidth(px(120))
        self._cost_line = QWidget()
        column = QVBoxLayout(self._cost_line)
        plain_layout(column, (0, 0, 0, 0), 0)
        column.addWidget(Divider())
        column.addWidget(_Line(_("Giá vốn"), self.cost))
        self.body.addWidget(self._cost_line)
        self.error = Label("", 13, 400, "red", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self.body.addStretch(1)
        self.gain = RunLabel((), 14, align=RIGHT)
        self.gain_words = Label("", 14, 400, "ink2", elide=True)
        self._band = Card(Tone.JADE, radius=8, margins=(10, 0, 10, 0), gap=8, across=True)
        self._band.setFixedHeight(max(40, px(20) + 20))
        self._band.body.addWidget(self.gain_words, 1)
        self._band.body.addWidget(self.gain)
        self.body.addWidget(self._band)

    def show_past(self, prices: Sequence[PastPrice], unit: str, this_year: int) -> None:
        """The latest prices of a unit."""
        self.of_unit.setText(_("giá bán {unit}").format(unit=unit))
        while (item := self._past.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [past for past in prices if past.unit == unit][:PRICES_SHOWN]
        for past in shown:
            self._past.addWidget(Divider())
            self._past.addWidget(_past_line(past, this_year))
        if not shown:
            self._past.addWidget(Divider())
            self._past.addWidget(_Line(_("Chưa đổi giá lần nào")))

    def show_gain(self, price: Money | None, cost: Money | None, unit: str) -> None:
        """What is left of a base unit, as it stands in the boxes."""
        self._band.setVisible(price is not None and cost is not None)
        if price is None or cost is None:
            return
        gain = price - cost
        tone = Tone.CLAY if gain < ZERO else Tone.JADE
        self._band.set_tone(tone)
        self.gain_words.setText(
            (_("Lỗ mỗi {unit}") if gain < ZERO else _("Lãi mỗi {unit}")).format(unit=unit)
        )
        percent = abs(gain).share(100, price.dong).dong if price else 0
        ink: Ink = "clay" if gain < ZERO else "jade"
        words = f"{abs(gain)} · {percent} %"
        self.gain.set_runs((Run(words, ink, 600, number=True),))

    def show_cost(self, *, seen: bool) -> None:
        """Whether the one at the counter may see what the shop paid."""
        self._cost_line.setVisible(seen)


def _past_line(past: PastPrice, this_year: int) -> QWidget:
    day = shop_day(past.at)
    line = QWidget()
    line.setFixedHeight(max(LINE, px(20) + 10))
    row = QHBoxLayout(line)
    plain_layout(row, (0, 0, 0, 0), 8)
    when = NumberLabel(
        short_day_text(day) if day.year == this_year else day_text(day), 14, 400, "ink2"
    )
    when.setFixedWidth(px(64) if day.year == this_year else px(84))
    row.addWidget(when)
    row.addWidget(Label(_source(past), 14, 400, "ink2", elide=True), 1)
    if past.price is None:
        row.addWidget(Label(_("bỏ giá"), 14, 500, "ink2", align=RIGHT))
    else:
        row.addWidget(MoneyLabel(past.price, 14, 600))
    return line


def _source(past: PastPrice) -> str:
    match past.source:
        case "import":
            return _("Nhập Excel")
        case "repricing":
            return _("{who}, đổi hàng loạt").format(who=past.who)
        case "counter":
            return _("{who}, tại quầy").format(who=past.who)
        case _other:
            return past.who
