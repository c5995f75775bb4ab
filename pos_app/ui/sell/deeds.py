"""What is done to the cart in front: put in, count, discount, note, take out, put aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.basics.quantity import ONE, Quantity
from pos_app.selling import cart as rules
from pos_app.selling.cart import Cart, CartLine, Discount, PriceSource, Ware
from pos_app.selling.wares import ware_of
from pos_app.ui.carts import Carts, Change
from pos_app.ui.desk import Desk
from pos_app.ui.sell import questions
from pos_app.ui.sell.ask_bar import Question
from pos_app.ui.sell.sell_view import SellView

if TYPE_CHECKING:
    from pos_app.basics.money import Money
    from pos_app.goods.catalog import Item, Weighed

Undo = Callable[[], None]


class Deeds(QObject):
    """Acts on the cart; what it needs to know it asks in place.

    Signals:
        said(str, object): a short message, with a function that takes it back, or None.
        put_in(): a good reached the cart.
    """

    said = Signal(str, object)
    put_in = Signal()

    def __init__(self, desk: Desk, carts: Carts, view: SellView) -> None:
        super().__init__(view)
        self._desk = desk
        self._carts = carts
        self._view = view
        view.cart.stepped.connect(self.step)
        view.cart.typing.connect(self._ask_quantity)
        view.cart.removing.connect(self.remove)
        view.tiles.picked.connect(self.sell)
        view.discount.clicked.connect(self.ask_discount)
        view.note.clicked.connect(self.ask_note)
        view.hold.clicked.connect(self.ask_hold)
        view.drop.confirmed.connect(self.drop)

    # goods

    def sell(self, item: Item) -> None:
        """Puts a good in, after asking for the price or the weight it lacks."""
        if not self._carts.ready:
            return
        if item.price is None:
            self._ask_good(questions.price_of(item, partial(self._price_then_sell, item)))
        elif item.by_weight:
            self._ask_good(questions.weight_of(item, partial(self._add, item, item.price)))
        else:
            try:
                self._add(item, item.price, ONE)
            except PosError as refusal:
                self._carts.refused.emit(str(refusal))

    def sell_weighed(self, weighed: Weighed) -> None:
        """What a label of the scale says, to the gram or to the đồng."""
        if not self._carts.ready:
            return
        if weighed.unit_price is None:
            self.sell(weighed.item)
            return
        source = PriceSource.LABEL if weighed.by_price else PriceSource.CATALOGUE
        try:
            self._add(weighed.item, weighed.unit_price, weighed.quantity, source)
        except PosError as refusal:
            self._carts.refused.emit(str(refusal))

    def _add(
        self,
        item: Item,
        price: Money,
        quantity: Quantity,
        source: PriceSource = PriceSource.CATALOGUE,
    ) -> None:
        grown, key = rules.add(self._carts.front, self._ware(item), price, quantity, source)
        self._view.cart.flash(key)
        if not self._carts.apply(lambda _cart: grown):
            self._view.cart.flash(0)
            return
        self.put_in.emit()
        if item.stock is not None and item.stock < quantity:
            words = _("Kho ghi còn {stock} {name}. Vẫn bán.")
            self.said.emit(words.format(stock=item.stock, name=item.name), None)

    def _ware(self, item: Item) -> Ware:
        return ware_of(item, self._desk.business_day)

    def _price_then_sell(self, item: Item, price: Money) -> None:
        catalog = self._desk.services.catalog
        _priced, changes = catalog.set_price(self._desk.actor(), item, price)
        self._desk.tell(changes)
        sell = partial(self._add, item, price, source=PriceSource.TYPED)
        if item.by_weight:
            self._ask_good(questions.weight_of(item, sell))
        else:
            sell(ONE)

    def ask_unknown(self, code: str) -> None:
        """A code nobody knows: it is named and priced in place, and sold."""
        if self._carts.ready:
            self._ask_good(questions.unknown_good(code, partial(self._enter_good, code)))

    def _ask_good(self, question: Question) -> None:
        """Asks about a good, unless another one still waits for its answer."""
        if self._view.ask.waits:
            self._carts.refused.emit(_("Trả lời câu đang hỏi đã, hoặc bấm Esc, rồi quét lại."))
        else:
            self._view.ask.ask(question)

    def _enter_good(self, code: str, name: str, price: Money) -> None:
        catalog = self._desk.services.catalog
        item, changes = catalog.quick_add(self._desk.actor(), name, price, code)
        self._desk.tell(changes)
        self._add(item, price, ONE, PriceSource.TYPED)

    # lines

    def chosen(self, act: Callable[[CartLine], None]) -> None:
        """Does something to the line the keys are on."""
        line = self._view.cart.chosen()
        if line is not None:
            act(line)

    def step_chosen(self, by: int) -> None:
        """Ctrl+↑ and Ctrl+↓."""
        self.chosen(lambda line: self.step(line.key, by))

    def remove_chosen(self) -> None:
        """Ctrl+Del; an order without goods leaves as a whole."""
        if not self._carts.front.empty:
            self.chosen(lambda line: self.remove(line.key))
        elif not self._carts.front.untouched:
            self.close_tab(self._carts.index)

    def ask_chosen_quantity(self) -> None:
        """F2."""
        self.chosen(lambda line: self._ask_quantity(line.key))

    def _line(self, key: int) -> CartLine | None:
        return next((line for line in self._carts.front.lines if line.key == key), None)

    def step(self, key: int, by: int) -> None:
        """One more or one less; the last one leaves."""
        line = self._line(key)
        if line is None:
            return
        quantity = line.quantity + Quantity.of(by)
        if quantity.thousandths <= 0:
            self.remove(key)
        else:
            self._carts.apply(lambda cart: rules.change_quantity(cart, key, quantity))

    def remove(self, key: int) -> None:
        """Takes a line out; it can be put back for a moment."""
        before, line = self._carts.front, self._line(key)
        if line is not None and self._carts.apply(lambda cart: rules.remove(cart, key)):
            words = _("Đã bỏ {name}").format(name=line.ware.name)
            self.said.emit(words, partial(self._put_back, before, key))

    def _put_back(self, before: Cart, key: int) -> None:
        if self._carts.front.key == before.key:
            self._carts.apply(lambda cart: rules.put_back(cart, before, key))

    def _change_line(self, key: int, change: Change) -> None:
        """What was asked about a line that has left since changes nothing."""
        if self._line(key) is not None:
            changed = change(self._carts.front)
            self._carts.apply(lambda _cart: changed)

    def _ask_quantity(self, key: int) -> None:
        line = self._line(key)
        if line is None:
            return

        def take(quantity: Quantity) -> None:
            self._change_line(key, lambda cart: rules.change_quantity(cart, key, quantity))

        self._view.ask.ask(questions.quantity_of(line, take))

    def ask_line_discount(self) -> None:
        """Shift+F6."""
        self.chosen(self._ask_discount_of)

    def _ask_discount_of(self, line: CartLine) -> None:
        def take(off: Discount | None) -> None:
            self._change_line(line.key, lambda cart: rules.discount_line(cart, line.key, off))

        title = _("Giảm món {name}").format(name=line.ware.name)
        asked = questions.discount_on(title, line.discount, take, line.ware.unit)
        self._view.ask.ask(asked)

    # the order

    def ask_discount(self) -> None:
        """F6."""
        if self._carts.front.empty:
            return

        def take(off: Discount | None) -> None:
            changed = rules.discount_cart(self._carts.front, off)
            self._carts.apply(lambda _cart: changed)

        now = self._carts.front.discount
        self._view.ask.ask(questions.discount_on(_("Giảm cả đơn"), now, take))

    def ask_note(self) -> None:
        """F7."""
        if not self._carts.ready:
            return

        def take(words: str) -> None:
            self._carts.apply(lambda cart: rules.write_note(cart, words))

        self._view.ask.ask(questions.note_on(self._carts.front.note, take))

    def ask_hold(self) -> None:
        """F5: an order with a customer is called after the customer."""
        if not self._carts.front.empty:
            suggested = self._carts.front.label or self._desk.called(self._carts.front.customer_id)
            self._view.ask.ask(questions.hold_as(suggested, self._carts.hold))

    def drop(self) -> None:
        """Clears the order in front away."""
        if self._carts.ready:
            self._carts.drop(self._carts.index)

    def close_tab(self, place: int) -> None:
        """An empty order leaves at once, one with goods or money in it asks on its bin."""
        cart = self._carts.all[place]
        if cart.empty and not cart.tenders:
            self._carts.drop(place)
        else:
            self._view.drop.click()
