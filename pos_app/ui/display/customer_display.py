"""The customer's screen: their order while it grows, a code to scan, thanks at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from pos_app.basics.changes import Changes
from pos_app.ui.display.bill_view import BillView
from pos_app.ui.display.canvas import DESIGN
from pos_app.ui.display.code_view import CodeView
from pos_app.ui.display.facts import bill_of, code_of, greeting_of, thanks_of
from pos_app.ui.display.whole_views import ThanksView, WelcomeView

if TYPE_CHECKING:
    from pos_app.basics.money import Money
    from pos_app.customers.directory import Customer
    from pos_app.payments.expected import Transfer
    from pos_app.selling.checkout import CompletedSale
    from pos_app.ui.carts import Carts
    from pos_app.ui.desk import Desk

THANKS_MS: Final = 15_000
BILL: Final = 632
"""Of the 1280 pixels the design is wide."""


def second_screen() -> QScreen | None:
    """The screen that faces the customer, if there is one that does not mirror the first."""
    first = QGuiApplication.primaryScreen()
    for screen in QGuiApplication.screens():
        if screen is not first and not screen.geometry().intersects(first.geometry()):
            return screen
    return None


class CustomerDisplay(QWidget):
    """Follows the cart in front. It never takes the keyboard: that belongs to the counter."""

    def __init__(self, desk: Desk, carts: Carts) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setWindowTitle("Khách Quen")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._desk, self._carts = desk, carts
        self._shop = ""
        self._customer: Customer | None = None
        self._transfer: Transfer | None = None
        self._rest: Money | None = None
        self.bill, self.code = BillView(), CodeView()
        self.welcome, self.thanks = WelcomeView(), ThanksView()
        for part in (self.bill, self.code, self.welcome, self.thanks):
            part.setParent(self)
        self._parting = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._parting.timeout.connect(self._show)
        carts.changed.connect(self._cart_changed)
        desk.notices.changed.connect(self._noticed)
        desk.opened.connect(self._open)
        self.resize(DESIGN)
        self._show()
        if desk.ready:
            self._open()

    # what happens at the counter

    def show_transfer(self, transfer: Transfer, rest: Money) -> None:
        """A transfer is asked for; `rest` of the order is paid another way."""
        self._transfer, self._rest = transfer, rest
        self._parting.stop()
        self._show()

    def end_transfer(self) -> None:
        """Nothing is to be scanned any more."""
        self._transfer = None
        self._show()

    def thank(self, sale: CompletedSale) -> None:
        """The order is paid: thanks until the next one begins, or for a while."""
        services = self._desk.services
        customer = services.directory.get(sale.customer_id) if sale.customer_id else None
        self._transfer = None
        self.thanks.show_thanks(thanks_of(sale, customer, self._desk.programme))
        self._parting.start()
        self._show()

    def _open(self) -> None:
        self._shop = self._desk.services.shop.profile().name
        self._show()

    def _noticed(self, changes: Changes) -> None:
        if changes & Changes.SETTINGS and self._desk.ready:
            self._shop = self._desk.services.shop.profile().name
        if changes & (Changes.CUSTOMERS | Changes.POINTS | Changes.SETTINGS):
            self._customer = None
            self._show()

    def _cart_changed(self) -> None:
        self._parting.stop()
        if self._transfer is not None and self._transfer.draft_key != self._carts.front.key:
            self._transfer = None
        self._show()

    # showing

    def _known(self) -> Customer | None:
        """Whose order it is; read once for each person."""
        wanted = self._carts.front.customer_id
        if wanted is None or not self._desk.ready:
            self._customer = None
        elif self._customer is None or self._customer.id != wanted:
            self._customer = self._desk.services.directory.get(wanted)
        return self._customer

    def _show(self) -> None:
        """Thanks, else the order with its code, else the welcome."""
        thanking = self._parting.isActive()
        selling = not thanking and not self._carts.front.empty
        customer = self._known()
        if selling:
            self._show_bill(customer)
        elif not thanking:
            self.welcome.show_shop(self._shop, greeting_of(customer))
        self.thanks.setVisible(thanking)
        self.bill.setVisible(selling)
        self.code.setVisible(selling)
        self.welcome.setVisible(not thanking and not selling)

    def _show_bill(self, customer: Customer | None) -> None:
        cart, totals = self._carts.front, self._carts.totals
        self.bill.show_bill(bill_of(cart, totals, customer, self._desk.programme, self._shop))
        if self._transfer is not None and self._rest is not None:
            self.code.show_code(code_of(self._transfer, self._rest))
        else:
            self.code.show_shop(self._shop)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The design grown or shrunk to this screen."""
        factor = min(self.width() / DESIGN.width(), self.height() / DESIGN.height())
        left = self.width() * BILL // DESIGN.width()
        self.bill.setGeometry(0, 0, left, self.height())
        self.code.setGeometry(left, 0, self.width() - left, self.height())
        for whole in (self.welcome, self.thanks):
            whole.setGeometry(self.rect())
        for part in (self.bill, self.code, self.welcome, self.thanks):
            part.set_factor(factor)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or language: everything is said and painted again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_parting"):
            self._show()
            for part in (self.bill, self.code, self.welcome, self.thanks):
                part.update()
