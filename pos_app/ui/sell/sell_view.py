"""The selling screen's layout: search and tabs above, cart, tiles and side below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import N_, _, ngettext
from pos_app.selling.cart import Cart
from pos_app.selling.totals import Totals
from pos_app.ui.sell.ask_bar import AskBar
from pos_app.ui.sell.cart_view import CartList, Columns
from pos_app.ui.sell.done import DoneCard, centred
from pos_app.ui.sell.results import Results
from pos_app.ui.sell.side import WIDTH as SIDE
from pos_app.ui.sell.side_panel import SidePanel
from pos_app.ui.sell.tabs import CartTabs
from pos_app.ui.sell.tiles import COLUMNS, TilePanel, width_of
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.buttons import Button, ConfirmButton, IconButton
from pos_app.ui.widgets.chips import FilterChip
from pos_app.ui.widgets.feedback import Banner, EmptyState
from pos_app.ui.widgets.inputs import SearchBox
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.page import TOP_BAR
from pos_app.ui.widgets.paint import CENTRE, RIGHT, key_width, text_width
from pos_app.ui.widgets.surfaces import Panel, plain_layout

WIDE: Final = 1366
"""A window narrower than this folds the tiles away."""
CART: Final = 556
SEARCH: Final = 540
FOOT: Final = 60
TABS: Final = 330
"""What the search box leaves to the tabs at least."""
AROUND_WORDS: Final = 76
"""What the search box needs beside its words and its key."""
_FIND_GOODS: Final = (
    N_("Quét mã hoặc gõ tên, mã, số điện thoại khách…"),
    N_("Quét mã hoặc gõ tên…"),
)
_FIND_PEOPLE: Final = (
    N_("Số điện thoại, 4 số cuối, tên hoặc mã thẻ…"),
    N_("Số điện thoại hoặc tên…"),
)


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
    """Keeps a card off the edges of the cart; takes no room while the card is hidden.

    `instead` gives its room to the card.
    """

    def __init__(self, card: QWidget, instead: QWidget | None = None) -> None:
        super().__init__()
        self._instead = instead
        column = QVBoxLayout(self)
        plain_layout(column, (8, 8, 8, 8), 0)
        column.addWidget(card)
        card.installEventFilter(self)
        self.setVisible(not card.isHidden())

    def eventFilter(self, card: QObject, event: QEvent) -> bool:
        shown = event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        if shown and isinstance(card, QWidget):
            self.setVisible(not card.isHidden())
            if self._instead is not None:
                self._instead.setVisible(card.isHidden())
        return False


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
    """Layout only; its parts are public, what they do is in SellPage.

    Signals:
        folded(bool): the window has become too narrow for the tiles beside the cart, or wide
            enough again.
    """

    folded = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        plain_layout(self._row, (0, 0, 0, 0), 0)
        self.top = self._top()
        self.tiles = TilePanel()
        self.side = SidePanel()
        self.guest, self.greeting, self.sums = self.side.guest, self.side.greeting, self.side.sums
        self.add_guest, self.pay = self.side.add_guest, self.side.pay
        self.exact, self.qr = self.side.exact, self.side.qr
        self._row.addWidget(self._cart_column(), 1)
        self._row.addWidget(self.tiles)
        self._row.addWidget(self.side)
        self._narrow = False
        self.results = Results(self)
        self.installEventFilter(self)

    def _top(self) -> QWidget:
        top = Panel("sur", ("bottom",), margins=(12, 6, 12, 0), gap=12, across=True)
        top.setFixedHeight(TOP_BAR)
        row = top.body
        self.search = SearchBox(_FIND_GOODS[0], icon="scan-barcode", key="F3")
        self.tabs = CartTabs()
        self.shelf = IconButton("layout-grid", _("Ô bán nhanh"), "normal")
        self.shelf.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shelf.clicked.connect(self.turn_tiles)
        self.shelf.hide()
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.shelf, 0, Qt.AlignmentFlag.AlignTop)
        self._words = _FIND_GOODS
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
        self.chips = self._recent()
        self.empty.extras.addWidget(self.chips)
        middle = QWidget()
        self.middle = QStackedLayout(middle)
        self.middle.addWidget(self._empty_page())
        self.middle.addWidget(self.cart.view)
        column.body.addWidget(middle, 1)
        self.ask = AskBar()
        column.body.addWidget(Inset(self.ask, instead=self.chips))
        column.body.addWidget(self._foot())
        return column

    def _recent(self) -> QWidget:
        """The last customers and what a touch on one does."""
        chips = QWidget()
        column = QVBoxLayout(chips)
        plain_layout(column, (0, 0, 0, 0), 12)
        self._recent_note = Label(_("Hoặc chọn khách vừa ghé"), 14, 400, "ink2", align=CENTRE)
        self._recent_note.hide()
        column.addWidget(self._recent_note)
        self.recent = QHBoxLayout()
        plain_layout(self.recent, (0, 0, 0, 0), 6)
        column.addLayout(self.recent)
        return chips

    def _empty_page(self) -> QWidget:
        page = Panel("sur")
        page.body.addStretch(1)
        self.done = DoneCard()
        page.body.addWidget(centred(self.done, 460))
        page.body.addWidget(self.empty)
        page.body.addStretch(2)
        return page

    def _foot(self) -> QWidget:
        self.foot = foot = Panel("sur2", ("top",), margins=(10, 7, 10, 8), gap=8, across=True)
        foot.setFixedHeight(FOOT)
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

    def turn_tiles(self) -> None:
        """Ctrl+G: the tiles of a narrow window come or go."""
        self.show_tiles(on=not self.side.shows_tiles())

    def show_tiles(self, *, on: bool) -> None:
        """Puts the tiles of a narrow window above the sums, or folds them away."""
        on = on and self._narrow
        self.side.show_tiles(on=on)
        self.shelf.set_icon("x" if on else "layout-grid")

    def search_for_goods(self) -> None:
        """The search box takes goods, and the keys."""
        self._offer_search(_FIND_GOODS, "scan-barcode")

    def search_for_people(self) -> None:
        """The search box takes people, and the keys."""
        self._offer_search(_FIND_PEOPLE, "user-search")

    def _offer_search(self, words: tuple[str, str], icon: str) -> None:
        self.search.clear()
        if words != self._words:
            self._words = words
            self._say_what_to_type()
            self.search.icon.set_icon(icon)
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_what_to_type(self) -> None:
        """All of it, or as much as there is room for."""
        whole, short = (_(words) for words in self._words)
        fits = text_width(whole, 15) <= self.search.width() - AROUND_WORDS - key_width("F3")
        words = whole if fits else short
        if self.search.edit.placeholderText() != words:
            self.search.edit.setPlaceholderText(words)

    def show_recent(self, names: list[str]) -> list[FilterChip]:
        """Chips of the last customers under an empty cart; gives them back to be connected."""
        while self.recent.count():
            item = self.recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._recent_note.setVisible(bool(names))
        chips = [FilterChip(name, checkable=False) for name in names]
        for chip in chips:
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.recent.addWidget(chip)
        return chips

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shares the width out, and keeps the list of results under the search box."""
        if watched is self and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._fold(narrow=self._lacks_room())
            self._share_out()
            self._fit_top()
            self._fit_foot()
        return False

    def _lacks_room(self) -> bool:
        """Narrower than the design, or letters too large for two columns of tiles beside them."""
        return self.window().width() < WIDE or self.width() < _cart_at_least() + SIDE + width_of(2)

    def _fold(self, *, narrow: bool) -> None:
        """The tiles live beside the cart or, in a narrow window, in the side, folded away."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self.side.take_tiles(self.tiles)
        else:
            self._row.insertWidget(1, self.tiles)
        self.shelf.setVisible(narrow)
        self.show_tiles(on=False)
        self.folded.emit(narrow)

    def _share_out(self) -> None:
        """Large text gets a wider side where the cart and two columns of tiles leave room."""
        if self._narrow:
            spare = self.width() - CART
            side = min(max(px(SIDE), width_of(COLUMNS)), max(spare, SIDE))
            self.tiles.setFixedWidth(side)
        else:
            spare = self.width() - _cart_at_least()
            side = min(px(SIDE), max(spare - width_of(2), SIDE))
            self.tiles.fit(spare - side)
        self.side.setFixedWidth(side)

    def _fit_top(self) -> None:
        room = self.width() - px(TABS) - 36 - (52 if self._narrow else 0)
        width = min(SEARCH + (px(SEARCH) - SEARCH) // 3, room)
        self.search.setFixedWidth(width)
        self.results.setGeometry(12, 0, width, self.results.height())
        self._say_what_to_type()

    def _fit_foot(self) -> None:
        """Buttons that have no room lose their icons, never their words."""
        beside = (self.tiles.width() if not self._narrow else 0) + self.side.width()
        icons = ("percent", "pencil-line", "pause")
        for button, icon in zip((self.discount, self.note, self.hold), icons, strict=True):
            button.set_icon(icon)
        if self.foot.minimumSizeHint().width() > self.width() - beside:
            for button in (self.discount, self.note, self.hold):
                button.set_icon("")


def _cart_at_least() -> int:
    """Beside tiles the cart is wider by half as much as the letters are."""
    return CART + (px(CART) - CART) // 2
