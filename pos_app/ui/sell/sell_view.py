"""The selling screen's layout: search and tabs above, cart, tiles and side below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.selling.cart import Cart
from pos_app.selling.totals import Totals
from pos_app.ui.sell.ask_bar import AskBar
from pos_app.ui.sell.cart_view import CartList, Columns
from pos_app.ui.sell.done import DoneCard, centred
from pos_app.ui.sell.results import Results
from pos_app.ui.sell.side import WIDTH as SIDE
from pos_app.ui.sell.side import GuestCard, SumRows
from pos_app.ui.sell.tabs import CartTabs
from pos_app.ui.sell.tiles import TilePanel
from pos_app.ui.theme import Tone, colour, px
from pos_app.ui.widgets.buttons import Button, ConfirmButton
from pos_app.ui.widgets.chips import FilterChip
from pos_app.ui.widgets.feedback import Banner, EmptyState
from pos_app.ui.widgets.inputs import SearchBox
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.page import TOP_BAR
from pos_app.ui.widgets.paint import CENTRE, RIGHT, painting
from pos_app.ui.widgets.surfaces import Card, IconView, Panel, plain_layout

CART = 556
SEARCH = 540


class CartHead(Panel):
    """34 high: number of goods, quantity, amount."""

    def __init__(self) -> None:
        super().__init__("sur2", ("bottom",))
        self.setFixedHeight(34)
        self._number = Label("#", 14, 500, "ink2", align=CENTRE)
        self.count = Label("", 14, 600, "ink2")
        self._quantity = Label(_("Số lượng"), 14, 500, "ink2", align=CENTRE)
        self._amount = Label(_("Thành tiền"), 14, 500, "ink2", align=RIGHT)
        for label in (self._number, self.count, self._quantity, self._amount):
            label.setParent(self)

    def resizeEvent(self, _event: object) -> None:
        columns = Columns(QRect(0, 0, self.width(), 33))
        self._number.setGeometry(columns.number)
        self.count.setGeometry(columns.name)
        stepper = columns.stepper
        self._quantity.setGeometry(stepper.left(), 0, stepper.width(), 33)
        self._amount.setGeometry(columns.total)


class Inset(QWidget):
    """Keeps a card off the edges of the cart; takes no room while the card is hidden."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (8, 8, 8, 8), 0)
        column.addWidget(card)
        card.installEventFilter(self)
        self.setVisible(not card.isHidden())

    def eventFilter(self, card: QObject, event: QEvent) -> bool:
        shown = event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        if shown and isinstance(card, QWidget):
            self.setVisible(not card.isHidden())
        return False


class Greeting(Card):
    """What may be said, in quotation marks."""

    def __init__(self) -> None:
        super().__init__(radius=8, margins=(13, 11, 12, 11), gap=8, across=True)
        self._words = Label("", 14, wrap=True)
        self.body.addWidget(IconView("message-circle", Tone.JADE))
        self.body.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Other words, nothing for none."""
        self._words.setText(f"“{words}”" if words else "")
        self.setVisible(bool(words))

    def words(self) -> str:
        """What stands there."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            pen.box(self.rect(), colour("sur2"), colour("line"), 8)


class DropButton(ConfirmButton):
    """Clears the order away.

    Signals:
        asks(bool): it takes more room while it asks once more.
    """

    asks = Signal(bool)

    def __init__(self) -> None:
        super().__init__("", _("Bấm lần nữa để xóa"), icon="trash-2", name=_("Xóa đơn"))
        self.clicked.connect(self._tell)

    def calm_down(self) -> None:
        super().calm_down()
        self._tell()

    def _tell(self) -> None:
        self.asks.emit(self.asking())


class SellView(QWidget):
    """Layout only; its parts are public, what they do is in SellPage."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        self.top = self._top()
        self.tiles = TilePanel()
        row.addWidget(self._cart_column(), 1)
        row.addWidget(self.tiles)
        row.addWidget(self._side())
        self.results = Results(self)
        self.installEventFilter(self)

    def _top(self) -> QWidget:
        top = Panel("sur", ("bottom",), margins=(12, 6, 12, 0), gap=12, across=True)
        top.setFixedHeight(TOP_BAR)
        row = top.body
        self.search = SearchBox(
            _("Quét mã hoặc gõ tên, mã, số điện thoại khách…"), icon="scan-barcode", key="F3"
        )
        self.search.setFixedWidth(SEARCH)
        self.tabs = CartTabs()
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        return top

    def _cart_column(self) -> QWidget:
        column = Panel("sur")
        column.setMinimumWidth(CART)
        self.head = CartHead()
        column.body.addWidget(self.head)
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        column.body.addWidget(Inset(self.banner))
        self.cart = CartList(self)
        self.cart.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.empty = EmptyState("scan-barcode", _("Quét món đầu tiên"))
        self.recent = QHBoxLayout()
        middle = QWidget()
        self.middle = QStackedLayout(middle)
        self.middle.addWidget(self._empty_page())
        self.middle.addWidget(self.cart.view)
        column.body.addWidget(middle, 1)
        self.ask = AskBar()
        column.body.addWidget(Inset(self.ask))
        column.body.addWidget(self._foot())
        return column

    def _empty_page(self) -> QWidget:
        page = Panel("sur")
        page.body.addStretch(1)
        self.done = DoneCard()
        page.body.addWidget(centred(self.done, 460))
        page.body.addWidget(self.empty)
        chips = QWidget()
        chips.setMinimumHeight(44)
        plain_layout(self.recent, (0, 8, 0, 0), 8)
        outer = QHBoxLayout(chips)
        plain_layout(outer, (0, 0, 0, 0), 0)
        outer.addStretch(1)
        outer.addLayout(self.recent)
        outer.addStretch(1)
        page.body.addWidget(chips)
        page.body.addStretch(2)
        return page

    def _foot(self) -> QWidget:
        foot = Panel("sur2", ("top",), margins=(10, 7, 10, 8), gap=8, across=True)
        foot.setFixedHeight(60)
        self.discount = Button(_("Giảm cả đơn"), key="F6", icon="percent")
        self.note = Button(_("Ghi chú"), key="F7", icon="pencil-line")
        self.hold = Button(_("Giữ đơn"), key="F5", icon="pause")
        self.drop = DropButton()
        self.drop.asks.connect(self.note.setHidden)
        for button in (self.discount, self.note, self.hold):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.body.addWidget(button)
        foot.body.addStretch(1)
        self.drop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot.body.addWidget(self.drop)
        return foot

    def _side(self) -> QWidget:
        side = Panel("sur", margins=(12, 12, 12, 12), gap=8)
        side.setFixedWidth(SIDE)
        self.guest = GuestCard()
        side.body.addWidget(self.guest)
        self.greeting = Greeting()
        side.body.addWidget(self.greeting)
        self.add_guest = Button(_("Chọn khách"), key="F4", icon="user-search")
        self.add_guest.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.body.addWidget(self.add_guest)
        side.body.addStretch(1)
        self.sums = SumRows()
        side.body.addWidget(self.sums)
        pair = QHBoxLayout()
        plain_layout(pair, (0, 0, 0, 0), 8)
        self.exact = Button(_("Vừa đủ"), key="F8", icon="banknote")
        self.qr = Button(_("Mã QR"), key="F11", icon="qr-code")
        for button in (self.exact, self.qr):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            pair.addWidget(button, 1)
        side.body.addLayout(pair)
        self.pay = Button(_("Thanh toán"), "primary", key="F9", height=64)
        self.pay.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.body.addWidget(self.pay)
        return side

    def show_cart(self, cart: Cart, totals: Totals) -> None:
        """The lines, or what stands in an empty cart."""
        self.cart.show_cart(cart, totals)
        self.middle.setCurrentIndex(0 if cart.empty else 1)
        count = len(cart.lines)
        words = ngettext("{count} mặt hàng", "{count} mặt hàng", count)
        self.head.count.setText(words.format(count=count) if count else _("Mặt hàng"))

    def say_trouble(self, sentence: str, tone: Tone = Tone.RED) -> None:
        """A sentence above the cart; "" takes it away."""
        if sentence:
            self.banner.say(sentence, tone, "triangle-alert")
        self.banner.setVisible(bool(sentence))

    def search_for_goods(self) -> None:
        """The search box takes goods, and the keys."""
        self._offer_search(_("Quét mã hoặc gõ tên, mã, số điện thoại khách…"), "scan-barcode")

    def search_for_people(self) -> None:
        """The search box takes people, and the keys."""
        self._offer_search(_("Số điện thoại, 4 số cuối, tên hoặc mã thẻ…"), "user-search")

    def _offer_search(self, words: str, icon: str) -> None:
        self.search.clear()
        self.search.edit.setPlaceholderText(words)
        if self.search.icon is not None:
            self.search.icon.set_icon(icon)
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_recent(self, names: list[str]) -> list[FilterChip]:
        """Chips of the last customers under an empty cart; gives them back to be connected."""
        while self.recent.count():
            item = self.recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        note = _("Hoặc chọn khách vừa ghé") if names else ""
        self.empty.say(_("Quét món đầu tiên"), note)
        chips = [FilterChip(name, checkable=False) for name in names]
        for chip in chips:
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.recent.addWidget(chip)
        return chips

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shares the width out, and keeps the list of results under the search box."""
        if watched is self and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            cart = CART + (px(CART) - CART) // 4
            self.tiles.fit(self.width() - SIDE - cart)
            self.results.setGeometry(12, 0, SEARCH, self.results.height())
        return False
