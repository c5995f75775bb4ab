"""The layout of a shift's end: the count at the left, what belongs to each step at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.clock import time_text
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.selling.drawer import WHY_NAMES
from pos_app.ui.shift.count_view import CountCard
from pos_app.ui.shift.parts_view import Fact, Hidden, Scroller, Sum, WantedButton
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.amounts import MoneyEdit
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import FilterRow
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.inputs import TextInput
from pos_app.ui.widgets.labels import Label, MoneyLabel, SectionTitle
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Card, Divider, IconView, plain_layout

if TYPE_CHECKING:
    from pos_app.selling.closing import Counting, Moved, Reckoning

MAIN: Final = 60
BOTTOM: Final = Qt.AlignmentFlag.AlignBottom


def times(count: int) -> str:
    """14 lượt."""
    return ngettext("{count} lượt", "{count} lượt", count).format(count=count)


class CountSide(QWidget):
    """While the drawer is counted. It is told no sum of the books."""

    def __init__(self, counting: Counting) -> None:
        super().__init__()
        self.counted = MoneyLabel(ZERO, 44, 600)
        self.note = TextInput(_("Ghi lại cho ca sau…"), icon="pencil-line", key="F7")
        self.trouble = Label("", 14, 500, "clay", wrap=True)
        self._alert = IconView("circle-alert", Tone.CLAY, side=18)
        self.keep = Button(_("Lưu tạm"), key="Ctrl+S")
        self.keep.setFixedHeight(MAIN)
        self.lock = Button(_("Chốt số đếm"), "primary", key="F9", icon="lock", height=MAIN)
        self.enter_card = WantedButton(_("Nhập tổng máy quẹt"), key="F6", height=40)
        self.card = MoneyEdit(height=40, size=17, name=_("Tổng máy quẹt"))
        self.card.setFixedWidth(200)
        self.card.hide()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 11)
        column.addWidget(self._total())
        column.addWidget(self._others(counting))
        column.addWidget(self.note)
        column.addStretch(1)
        warning = QHBoxLayout()
        plain_layout(warning, (0, 0, 0, 0), 8)
        warning.addWidget(self._alert)
        warning.addWidget(self.trouble, 1)
        column.addLayout(warning)
        deeds = QHBoxLayout()
        plain_layout(deeds, (0, 0, 0, 0), 8)
        deeds.addWidget(self.keep)
        deeds.addWidget(self.lock, 1)
        column.addLayout(deeds)
        self.say("")

    def _total(self) -> Card:
        card = Card(margins=(16, 8, 16, 12), gap=5)
        row = QHBoxLayout()
        title = SectionTitle(_("Tiền đếm được"))
        title.setContentsMargins(0, 0, 0, 9)
        row.addWidget(title, 0, BOTTOM)
        row.addWidget(self.counted, 1)
        card.body.addLayout(row)
        card.body.addWidget(Hidden())
        return card

    def _others(self, counting: Counting) -> Card:
        card = Card(margins=(16, 14, 16, 12), gap=0)
        card.body.addWidget(SectionTitle(_("Khoản không phải tiền mặt")))
        card.body.addSpacing(9)
        for fact in self._facts(counting):
            card.body.addWidget(Divider())
            card.body.addWidget(fact)
        return card

    def _facts(self, counting: Counting) -> list[Fact]:
        waiting = counting.waiting
        transfers = Fact(_("Chuyển khoản"), times(counting.transfers))
        if waiting.transfers:
            words = _("{count} khoản chưa thấy, bàn giao ca sau")
            transfers.say(words.format(count=waiting.transfers), Tone.CLAY)
        else:
            transfers.say(_("Đã xác nhận đủ"))
        facts = [transfers]
        self.cards = Fact(_("Thẻ"), times(counting.cards))
        if counting.cards:
            self.cards.side.addWidget(self.enter_card)
            self.cards.side.addWidget(self.card)
            facts.append(self.cards)
            self.ask_card(None)
        if counting.vouchers:
            many = ngettext("{count} phiếu", "{count} phiếu", counting.vouchers)
            vouchers = Fact(_("Phiếu quà"), many.format(count=counting.vouchers))
            vouchers.say(_("Đã quét đủ"))
            facts.append(vouchers)
        if waiting.debts:
            debts = Fact(_("Bán ghi nợ"), times(waiting.debts))
            debts.say(_("Đã vào sổ nợ"))
            facts.append(debts)
        held = Fact(_("Đơn đang giữ"))
        if waiting.orders:
            words = ngettext("{count} đơn, bàn giao ca sau", "{count} đơn, bàn giao ca sau", 2)
            held.say(words.format(count=waiting.orders), Tone.CLAY)
        else:
            held.say(_("Không còn đơn nào"))
        return [*facts, held]

    def ask_card(self, total: Money | None) -> None:
        """Whether the card machine's total is there."""
        if total is None:
            self.cards.say(_("Còn thiếu"), Tone.CLAY)
        else:
            self.cards.say(_("Đã nhập"))

    def type_card(self) -> None:
        """The box in place of the button."""
        self.enter_card.hide()
        self.card.show()
        self.card.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.card.select_all()

    def say(self, sentence: str) -> None:
        """Why it cannot be locked, above the buttons."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self._alert.setVisible(bool(sentence))


class CompareSide(QWidget):
    """After the lock: what the books say, and why the drawer differs."""

    def __init__(self, told: Reckoning) -> None:
        super().__init__()
        self.why: FilterRow | None = None
        self.words = TextInput(_("Có thể vì sao? Không cần dài."), key="F7", height=40)
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        self.print = Button(_("In phiếu ca"), key="Ctrl+P", icon="printer")
        self.print.setFixedHeight(MAIN)
        self.close_shift = Button(_("Đóng ca, bàn giao"), "primary", key="F9", height=MAIN)
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 10)
        cards = self._cash(told), self._book(told), self._cashless(told)
        column.addWidget(Scroller(*cards), 1)
        column.addWidget(self.banner)
        if not told.fits:
            column.addWidget(self._reasons(told))
        deeds = QHBoxLayout()
        plain_layout(deeds, (0, 0, 0, 0), 8)
        deeds.addWidget(self.print)
        deeds.addWidget(self.close_shift, 1)
        column.addLayout(deeds)

    def _cash(self, told: Reckoning) -> Card:
        card = Card(margins=(16, 12, 16, 12), gap=9)
        card.body.addWidget(SectionTitle(_("Tiền mặt")))
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 12)
        off = told.difference
        caption = _("Thiếu") if off < ZERO else _("Thừa") if off else _("Khớp")
        tone = Tone.CLAY if off else Tone.JADE
        self.difference = Sum(caption, off, tone)
        for part in (
            Sum(_("Theo sổ"), told.expected),
            Sum(_("Đếm được"), told.counted),
            self.difference,
        ):
            row.addWidget(part, 1)
        card.body.addLayout(row)
        return card

    def _book(self, told: Reckoning) -> Card:
        card = Card(margins=(16, 12, 16, 12), gap=0)
        card.body.addWidget(SectionTitle(_("Sổ tiền mặt trong ca")))
        card.body.addSpacing(7)
        sold = ngettext("{count} phiếu", "{count} phiếu", told.cash_count)
        _line(card, _("Tiền lẻ đầu ca"), "", told.opening_float, sign=False)
        _line(card, _("Bán tiền mặt"), sold.format(count=told.cash_count), told.cash_sales)
        _slips(card, _("Thu: {reasons}"), told.money_in)
        _slips(card, _("Chi: {reasons}"), told.money_out)
        card.body.addWidget(Divider(strong=True))
        _line(card, _("Phải có trong ngăn kéo"), "", told.expected, sign=False, strong=True)
        return card

    def _cashless(self, told: Reckoning) -> Card:
        card = Card(margins=(16, 0, 16, 0), gap=32, across=True)
        transfers = Fact(_("Chuyển khoản"), times(told.transfers))
        unseen = told.waiting.transfers
        words = _("{count} khoản chưa thấy").format(count=unseen) if unseen else _("Khớp")
        transfers.say(words, Tone.CLAY if unseen else Tone.JADE)
        card.body.addWidget(transfers, 1)
        if told.card_machine is not None:
            machine = _("máy quẹt {amount}").format(amount=told.card_machine)
            cards = Fact(_("Thẻ"), machine)
            off = told.card_difference
            words = _("Khớp")
            if off:
                words = _("Thiếu {amount}") if off < ZERO else _("Thừa {amount}")
            cards.say(words.format(amount=abs(off)), Tone.CLAY if off else Tone.JADE)
            card.body.addWidget(cards, 1)
        return card

    def _reasons(self, told: Reckoning) -> Card:
        card = Card(margins=(16, 12, 16, 15), gap=8)
        off = told.difference or told.card_difference
        words = _("Vì sao thiếu {amount}?") if off < ZERO else _("Vì sao thừa {amount}?")
        head = QHBoxLayout()
        head.addWidget(SectionTitle(words.format(amount=abs(off))))
        head.addStretch(1)
        head.addWidget(Label(_("để chủ hiểu, không phải để trách"), 13, 400, "ink2"))
        self.why = FilterRow()
        for why, name in WHY_NAMES.items():
            self.why.add(_(name), why)
        card.body.addLayout(head)
        card.body.addWidget(self.why)
        card.body.addWidget(self.words)
        return card


class HandoverSide(QWidget):
    """The shift is closed: what the next one takes over, and what stays in the drawer."""

    def __init__(self, told: Reckoning) -> None:
        super().__init__()
        self.left = MoneyEdit(height=64, size=32, caption=_("Để lại trong ngăn kéo"))
        self.left.set_value(told.counted)
        self.taken = Label("", 14, 500, "ink2", wrap=True)
        self.print = Button(_("In phiếu ca"), key="Ctrl+P", icon="printer")
        self.print.setFixedHeight(MAIN)
        self.open_next = Button(_("Mở ca mới"), "primary", key="F9", height=MAIN)
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 11)
        column.addWidget(self._handed(told))
        card = Card(margins=(16, 14, 16, 16), gap=9)
        card.body.addWidget(SectionTitle(_("Tiền đầu ca sau")))
        card.body.addWidget(self.left)
        card.body.addWidget(self.taken)
        column.addWidget(card)
        column.addStretch(1)
        deeds = QHBoxLayout()
        plain_layout(deeds, (0, 0, 0, 0), 8)
        deeds.addWidget(self.print)
        deeds.addWidget(self.open_next, 1)
        column.addLayout(deeds)

    def _handed(self, told: Reckoning) -> Card:
        card = Card(margins=(16, 14, 16, 12), gap=0)
        closed = _("{shift} đã đóng lúc {time}").format(
            shift=told.title, time=time_text(told.locked_at)
        )
        card.body.addWidget(SectionTitle(closed))
        card.body.addSpacing(9)
        waiting = told.waiting
        for name, count, words in (
            (_("Chuyển khoản chưa thấy"), waiting.transfers, _("{count} khoản trong khay chờ")),
            (_("Đơn đang giữ"), waiting.orders, _("{count} đơn")),
            (_("Bán ghi nợ"), waiting.debts, _("{count} lượt, xem trang Công nợ")),
        ):
            fact = Fact(name)
            fact.say(
                words.format(count=count) if count else _("Không có"),
                Tone.CLAY if count else Tone.JADE,
            )
            card.body.addWidget(Divider())
            card.body.addWidget(fact)
        return card


def _line(
    card: Card, name: str, count: str, amount: Money, *, sign: bool = True, strong: bool = False
) -> None:
    """One row of the cash book, with the line above it."""
    if not strong:
        card.body.addWidget(Divider())
    row = Fact(name, count, height=34)
    if strong:
        row.words.set_runs((Run(name, "ink", 600),))
    else:
        row.words.set_runs((Run(name, "ink2"), *((Run(f" · {count}", "ink2"),) if count else ())))
    row.side.addWidget(MoneyLabel(amount, 15, 600, sign=sign))
    card.body.addWidget(row)


def _slips(card: Card, words: str, moved: Moved) -> None:
    if moved.count:
        count = ngettext("{count} phiếu", "{count} phiếu", moved.count).format(count=moved.count)
        reasons = ", ".join(reason[:1].lower() + reason[1:] for reason in moved.reasons)
        _line(card, words.format(reasons=reasons), count, moved.amount)


class CloseView(QWidget):
    """The count at the left; `side` is what the step needs, made anew for each."""

    def __init__(self) -> None:
        super().__init__()
        self.count = CountCard()
        self._row = QHBoxLayout(self)
        plain_layout(self._row, (12, 12, 12, 12), 12)
        self._row.addWidget(self.count, 560)
        self._side: QWidget = QWidget()
        self._row.addWidget(self._side, 698)

    def show_side(self, side: QWidget) -> None:
        """Another step: what the one before showed is gone."""
        self._row.replaceWidget(self._side, side)
        self._side.hide()
        self._side.setParent(None)
        self._side.deleteLater()
        self._side = side
        side.show()
