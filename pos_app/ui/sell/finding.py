"""Finding on the selling screen: typed words, scanned codes, goods and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.basics import card_code
from pos_app.basics.i18n import _
from pos_app.payments.references import PREFIX
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk
from pos_app.ui.sell.results import Good, Newcomer, Nobody, Nothing, Person, Result
from pos_app.ui.sell.sell_view import SellView

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer

PEOPLE_FROM: Final = 4
"""So many digits typed may mean a customer's number."""
SEARCH_MS: Final = 70
GOODS_SHOWN: Final = 20
PEOPLE_SHOWN: Final = 10


class Finder(QObject):
    """Turns what was typed or scanned into one thing found.

    Signals:
        good(object): an Item to sell.
        weighed(object): a Weighed good, from a label of the scale.
        person(object): a Customer who stands here.
        newcomer(str): somebody to enrol, with what was typed.
        nobody(): the order's customer goes.
        receipt(str): the global id of a past sale.
        unknown(str): a code that nobody knows.
        told(bool): whether a code that was read is known.
    """

    good = Signal(object)
    weighed = Signal(object)
    person = Signal(object)
    newcomer = Signal(str)
    nobody = Signal()
    receipt = Signal(str)
    unknown = Signal(str)
    told = Signal(bool)

    def __init__(self, desk: Desk, carts: Carts, view: SellView) -> None:
        super().__init__(view)
        self._desk = desk
        self._carts = carts
        self._view = view
        self._people = False
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._pause.timeout.connect(self._find)
        view.search.changed.connect(self._typed)
        view.search.submitted.connect(self._entered)
        view.search.rubbed.connect(self._rubbed)
        view.results.chosen.connect(self._take)

    def goods(self) -> None:
        """F3: the keys find goods."""
        self._people = False
        self._view.results.offer([])
        self._view.search_for_goods()

    def people(self) -> None:
        """F4: the keys find people; the last ones to buy are offered at once."""
        self._people = True
        self._view.search_for_people()
        self._find()

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _find(self) -> None:
        text = self._view.search.text().strip()
        wanted = self._desk.ready and (text or self._people)
        self._view.results.offer(self._results(text) if wanted else [])

    def _results(self, text: str) -> list[Result]:
        directory = self._desk.services.directory
        if self._people:
            people = directory.find(text, PEOPLE_SHOWN) if text else directory.recent(5)
            nobody = [Nobody()] if self._carts.front.customer_id else []
            return [*map(self._person, people), Newcomer(text), *nobody]
        found: list[Result] = [
            Good(item) for item in self._desk.services.catalog.search(text, GOODS_SHOWN)
        ]
        digits = sum(letter.isdigit() for letter in text)
        if digits >= PEOPLE_FROM and not any(letter.isalpha() for letter in text):
            found += map(self._person, directory.find(text, PEOPLE_SHOWN))
        return found or [Nothing(text, code=_may_be_a_code(text))]

    def _person(self, customer: Customer) -> Person:
        return Person(customer, self._desk.programme.tier(customer.tier).title)

    def _entered(self, text: str) -> None:
        """Enter takes a code that fits whole, else the row chosen, else asks who it is."""
        typing = self._pause.isActive()
        self._pause.stop()
        text = text.strip()
        if not self._desk.ready or not (text or self._people):
            return
        item = None if self._people else self._desk.services.catalog.by_barcode(text)
        if item is not None:
            self._take(Good(item))
            return
        if typing:
            self._find()
        choice = self._view.results.choice()
        if choice is not None:
            self._take(choice)
        else:
            self.identify(text)

    def _rubbed(self) -> None:
        """Del while people are looked for and nothing is typed."""
        if self._people and self._carts.front.customer_id:
            self._take(Nobody())

    def _take(self, result: Result) -> None:
        if isinstance(result, Nothing):
            if result.code or card_code.shaped(result.typed):
                self.identify(result.typed)
            return
        self._close()
        match result:
            case Good(item):
                self.good.emit(item)
            case Person(customer):
                self.person.emit(customer)
            case Newcomer(typed):
                self.newcomer.emit(typed)
            case Nobody():
                self.nobody.emit()

    def identify(self, code: str) -> None:
        """Says what a code is; a scan ends up here, Enter behind a whole code too."""
        from pos_app.selling import identify

        self._close()
        found = self._desk.services.identify.scan(code)
        if not isinstance(found, identify.StrangeCard):  # that one is refused
            self.told.emit(not isinstance(found, identify.UnknownCode))
        match found:
            case identify.ProductFound(item):
                self.good.emit(item)
            case identify.LabelFound(weighed):
                self.weighed.emit(weighed)
            case identify.CustomerFound(customer):
                self.person.emit(customer)
            case identify.ReceiptFound(uid):
                self.receipt.emit(uid)
            case identify.StrangeCard():
                self._carts.refused.emit(_("Thẻ này của cửa hàng khác, hoặc đã thay thẻ mới."))
            case identify.UnknownCode(unknown):
                self.unknown.emit(unknown)

    def _close(self) -> None:
        self._pause.stop()
        self._people = False
        self._view.results.offer([])
        self._view.search_for_goods()


def _may_be_a_code(text: str) -> bool:
    """One word with a digit in it, or what begins like the code on a slip; never a card."""
    if card_code.shaped(text):
        return False
    digits = any(letter.isdigit() for letter in text)
    return len(text.split()) == 1 and (digits or text.upper().startswith(PREFIX))
