"""Customers: a search for people, and the file of one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from pos_app.basics.changes import Changes
from pos_app.basics.clock import shop_day
from pos_app.basics.i18n import _
from pos_app.ui.customers import wording
from pos_app.ui.customers.customers_view import CustomersView
from pos_app.ui.customers.open_file import OpenFile
from pos_app.ui.customers.people_view import PersonRow
from pos_app.ui.desk import Desk
from pos_app.ui.visit import Visit
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer

SEARCH_MS: Final = 70
CHOOSE: Final = "↑ ↓"
OPEN: Final = "Enter"
MOST: Final = 50
_SHOWN: Final = Changes.CUSTOMERS | Changes.POINTS | Changes.SALES | Changes.CARE | Changes.SETTINGS


class CustomersPage(Page):
    """Everybody the shop knows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view = CustomersView()
        self.body.addWidget(self.view)
        for widget in (self.view.search, self.view.card, self.view.sell):
            self.bar.add(widget)
        self.file = OpenFile(desk, self.view.file)
        self._back = ""
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._pause.timeout.connect(self._find)
        self._connect_parts()
        self._bind_keys()
        self._show_list()
        desk.opened.connect(self._open)
        desk.duty_changed.connect(self.file.reload)
        if desk.ready:
            self._open()

    def _connect_parts(self) -> None:
        view = self.view
        view.search.changed.connect(self._typed)
        view.search.submitted.connect(self._entered)
        view.search.moved.connect(view.people.step)
        view.people.opened.connect(self._open_chosen)
        view.people.picked.connect(self._offer)
        view.card.clicked.connect(self._print_card)
        view.sell.clicked.connect(self._sell)
        view.file.timeline.rows.opened.connect(self._open_sale)
        view.file.next.opened.connect(partial(self.go, "care"))
        self.file.said.connect(self.say)
        self.file.refused.connect(view.say_trouble)

    def _bind_keys(self) -> None:
        self.add_hint(CHOOSE, _("Chọn dòng"))
        self.add_hint(OPEN, _("Mở"))
        self.add_key("F4", self._search, _("Tìm khách"))
        self.add_key("F7", self._write_note, _("Ghi nhớ"))
        self.add_key("F9", self._sell, _("Bán cho khách"))
        self.add_key("Ctrl+P", self._print_card, _("In thẻ"))
        self.add_key("Esc", self._leave, _("Quay lại"), hinted=True)

    # the page's life

    def _open(self) -> None:
        self.file.lay_out()
        self._find()

    def shown(self) -> None:
        if self._desk.ready and self.file.customer is None:
            self._find()
        self._focus()

    def changed(self, changes: Changes) -> None:
        if not self._desk.ready or not changes & _SHOWN:
            return
        if self.file.customer is not None:
            self.file.reload()
            self._offer()
        else:
            self._find()

    def scanned(self, code: str) -> bool:
        """A card opens its holder's file; everything else is sold."""
        holder = self._desk.services.directory.by_card(code) if self._desk.ready else None
        if holder is None:
            return False
        self._show_file(holder.id, back="")
        return True

    def show_subject(self, subject: object) -> None:
        """A customer's id, or a `Visit` that says where Esc leads back to."""
        if not self._desk.ready:
            return
        if isinstance(subject, int):
            self._show_file(subject, back="sell")
        elif isinstance(subject, Visit):
            self._show_file(subject.customer_id, back=subject.back)

    # finding

    def _search(self) -> None:
        """F4: the keys find people."""
        self.view.search.setFocus()
        self.view.search.edit.selectAll()

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _entered(self, _text: str) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._find()
        if self.file.customer is None:
            self._open_chosen()

    def _find(self) -> None:
        """What was typed finds people; nothing typed shows who bought last."""
        if not self._desk.ready:
            return
        typed = self.view.search.text().strip()
        if not typed and self.file.customer is not None:
            return
        directory = self._desk.services.directory
        people = directory.find(typed, MOST) if typed else directory.recent(MOST)
        self.file.close()
        self._show_list()
        self.view.head.say(_("Tìm thấy") if typed else _("Khách vừa ghé"))
        self.view.people.show_people([self._row(customer) for customer in people])
        if people:
            self.view.show_people()
        elif typed:
            advice = _("Thử tên, vài số cuối điện thoại, hoặc thêm khách ở trang Bán hàng (F4).")
            self.view.show_nobody(_("Không thấy ai khớp với “{typed}”").format(typed=typed), advice)
        else:
            self.view.show_nobody(_("Chưa có khách nào mua hàng."), _("Gõ tên hoặc số để tìm."))
        self._offer()

    def _row(self, customer: Customer) -> PersonRow:
        today = shop_day(self._desk.services.clock.now())
        last = shop_day(customer.last_sale_at) if customer.last_sale_at else None
        tier = self._desk.programme.tier(customer.tier).title
        return PersonRow(customer, tier, wording.last_visit(last, today))

    # showing

    def _show_list(self) -> None:
        self.bar.set_title(_("Khách"))
        self.view.show_people()
        self.view.say_trouble("")
        self.enable_key("F7", on=False)
        self._offer()

    def _open_chosen(self, *_row: int) -> None:
        chosen = self.view.people.choice()
        if chosen is not None:
            self._show_file(chosen.id, back="")

    def _show_file(self, customer_id: int, back: str) -> None:
        self._back = back
        self._pause.stop()
        self.view.search.clear()
        self.file.open(customer_id)
        self.bar.set_title(_("Hồ sơ khách"))
        self.view.show_file()
        self.enable_key("F7", on=True)
        self._offer()
        self._focus()

    def _focus(self) -> None:
        if self.file.customer is None:
            self._search()
        else:
            self.view.file.timeline.rows.setFocus()

    def _customer(self) -> Customer | None:
        """Whose buttons they are: the file's, or the one chosen in the list."""
        return self.file.customer or self.view.people.choice()

    def _offer(self, *_row: int) -> None:
        customer = self._customer()
        self.view.sell.setEnabled(customer is not None)
        self.view.card.setEnabled(customer is not None)
        without = customer is not None and not customer.card
        self.view.card.refuse(_("Chưa có thẻ") if without else "")
        if customer is None:
            self.view.card.setEnabled(False)
        for key in (CHOOSE, OPEN, "F9"):
            self.tell_key(key, on=customer is not None)
        self.tell_key("Ctrl+P", on=customer is not None and not without)

    # keys

    def _sell(self) -> None:
        customer = self._customer()
        if customer is not None:
            self.go("sell", customer.id)

    def _print_card(self) -> None:
        customer = self._customer()
        if customer is None or not customer.card:
            return
        title = _("Thẻ {name}").format(name=customer.name)
        work = partial(self._desk.services.papers.loyalty_card, customer.id)
        self._desk.print_paper(work, title)

    def _write_note(self) -> None:
        self.view.file.notes.box.setFocus()

    def _open_sale(self, _row: int) -> None:
        chosen = self.view.file.timeline.rows.choice()
        if chosen is not None and chosen.sale_uid:
            self.go("receipts", chosen.sale_uid)

    def _leave(self) -> None:
        """Esc: from the file to where it was opened, from the list to selling."""
        if self.file.customer is None:
            self.go("sell")
            return
        back, self._back = self._back, ""
        self.file.close()
        self._find()
        if back:
            self.go(back)
        else:
            self._focus()
