"""A scan while paying: it is asked about in place, and what is being typed stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from pos_app.basics.i18n import _
from pos_app.basics.quantity import ONE, Quantity
from pos_app.selling import cart as rules
from pos_app.selling.cart import Cart, PriceSource
from pos_app.selling.wares import ware_of
from pos_app.ui.carts import Carts, Change
from pos_app.ui.desk import Desk
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.surfaces import Card, IconView

if TYPE_CHECKING:
    from pos_app.basics.money import Money
    from pos_app.goods.catalog import Item

YES = "F3"


class LateGoodBar(Card):
    """Asks whether a good joins the order; its keys are the page's."""

    def __init__(self) -> None:
        super().__init__(Tone.JADE, radius=10, margins=(14, 4, 8, 4), gap=8, across=True)
        self.words = Label("", 14, 600, wrap=True)
        self.yes = Button(_("Thêm"), "primary", key=YES, height=40)
        self.no = Button(_("Thôi"), key="Esc", height=40)
        self.body.addWidget(IconView("scan-barcode", Tone.JADE))
        self.body.addWidget(self.words, 1)
        for button in (self.yes, self.no):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.body.addWidget(button)
        self.hide()


class LateGoods(QObject):
    """One question at a time; the good goes in when it is answered.

    Signals:
        turned(): a question stands there, or is gone.
        agreed(object): the Change that puts the good in.
        elsewhere(str): a code that needs the selling screen: a price, a weight, a name.
        told(bool): whether a code that was read is known.
    """

    turned = Signal()
    agreed = Signal(object)
    elsewhere = Signal(str)
    told = Signal(bool)

    def __init__(self, desk: Desk, carts: Carts, bar: LateGoodBar) -> None:
        super().__init__(bar)
        self._desk, self._carts, self._bar = desk, carts, bar
        self._code = ""
        self._change: Change | None = None
        bar.yes.clicked.connect(self.agree)
        bar.no.clicked.connect(self.close)

    @property
    def open(self) -> bool:
        """True while something is asked."""
        return bool(self._code)

    def ask(self, code: str) -> bool:
        """Asks about a good; False for what is none: a card, a slip."""
        from pos_app.selling import identify

        found = self._desk.services.identify.scan(code)
        change: Change | None = None
        match found:
            case identify.ProductFound(item):
                name = item.name
                if item.price is not None and not item.by_weight:
                    change = partial(self._grown, item, item.price, ONE, PriceSource.CATALOGUE)
            case identify.LabelFound(weighed):
                name = weighed.item.name
                price = weighed.unit_price
                source = PriceSource.LABEL if weighed.by_price else PriceSource.CATALOGUE
                if price is not None:
                    change = partial(self._grown, weighed.item, price, weighed.quantity, source)
            case identify.UnknownCode():
                name = _("mã {code}").format(code=code)
            case _:
                return False
        self.told.emit(not isinstance(found, identify.UnknownCode))
        self._code, self._change = code, change
        self._bar.show()
        self._bar.words.setText(_("Thêm {name} vào đơn?").format(name=name))
        self.turned.emit()
        return True

    def agree(self) -> None:
        """F3: the good goes in."""
        code, change = self._code, self._change
        self.close()
        if change is not None:
            self.agreed.emit(change)
        elif code:
            self.elsewhere.emit(code)

    def close(self) -> None:
        """Esc: the order stays as it is."""
        if self.open:
            self._code, self._change = "", None
            self._bar.hide()
            self.turned.emit()

    def _grown(
        self, item: Item, price: Money, quantity: Quantity, source: PriceSource, cart: Cart
    ) -> Cart:
        ware = ware_of(item, self._desk.business_day)
        return rules.add(cart, ware, price, quantity, source)[0]
