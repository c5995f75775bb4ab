"""Công nợ: who owes since when, and cash that is brought back, the oldest sale first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from pos_app.basics.changes import Changes
from pos_app.basics.clock import near_day_text, shop_day
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.basics.text import fold
from pos_app.payments.ageing import by_share, told_day
from pos_app.ui.debts.debts_view import DebtsView
from pos_app.ui.debts.rows import slices
from pos_app.ui.visit import Visit
from pos_app.ui.widgets.inputs import SearchBox
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from datetime import date

    from pos_app.basics.actor import Actor
    from pos_app.selling.debt_book import DebtBook, Debtor
    from pos_app.ui.desk import Desk

COLLECT: Final = 0
LIMIT: Final = 1
PROMISE: Final = 2
FOUND: Final = 20
SEARCH: Final = 260


class DebtsPage(Page):
    """The accounts of customers who pay later."""

    sums_below = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Công nợ"))
        self.view = DebtsView()
        self.body.addWidget(self.view)
        self._desk = desk
        self._form = COLLECT
        self._all: list[Debtor] = []
        self._shown: Debtor | None = None
        self.search = SearchBox(_("Tên, số điện thoại"), key="F4", size=14)
        self.search.setFixedWidth(SEARCH)
        self.bar.add(self.search)
        account = self.view.account
        self.search.changed.connect(self._list)
        self.search.submitted.connect(self._list)
        self.search.moved.connect(self.view.list.step)
        self.view.list.picked.connect(self._pick)
        self.view.list.opened.connect(self._open_file)
        account.file.clicked.connect(self._open_file)
        account.typed.connect(self._show_sums)
        account.main.clicked.connect(self._main)
        for box in (account.amount, account.most, account.day):
            box.submitted.connect(self._main if box is not account.amount else self._show_sums)
        self.add_hint("↑ ↓", _("Chọn khách"))
        self.add_key("F4", self._find, _("Tìm khách"))
        self.add_key("F6", partial(self._begin, LIMIT), _("Đổi hạn mức"), hinted=True)
        self.add_key("F7", partial(self._begin, PROMISE), _("Ghi hẹn trả"), hinted=True)
        self.add_key("F9", self._main, _("Thu nợ"))
        self.add_key("Esc", self._back, _("Về bán hàng"), hinted=True)

    # the page's life

    def shown(self) -> None:
        """The accounts as they stand; the keys go to the amount."""
        if self._desk.ready:
            self._form = COLLECT
            self._reload()
            self._focus()

    def changed(self, changes: Changes) -> None:
        """Something was sold on account, or brought back."""
        if changes & (Changes.MONEY | Changes.CUSTOMERS) and self._desk.ready:
            self._reload()

    @property
    def _book(self) -> DebtBook:
        return self._desk.services.drawer.debts

    @property
    def _today(self) -> date:
        return shop_day(self._desk.services.clock.now())

    def _reload(self) -> None:
        self._all = self._book.debtors()
        count = len(self._all)
        words = ngettext("{count} khách đang nợ", "{count} khách đang nợ", count)
        self.bar.set_title(_("Công nợ"), words.format(count=count))
        self.view.sums.show_sums(self._all)
        self._list()

    def _list(self, _text: object = None) -> None:
        """Whoever owes and is meant; then whoever is found and owes nothing."""
        text = self.search.text().strip()
        rows = self._all
        if text:
            found = [one.id for one in self._desk.services.directory.find(text, FOUND)]
            owing = {one.customer.id for one in rows}
            rows = [
                one
                for one in rows
                if one.customer.id in found or fold(text) in fold(one.customer.name)
            ]
            rows += [self._book.of(one) for one in found if one not in owing]
        self.view.delegate.today = self._today
        before = self._shown.customer.id if self._shown else None
        self.view.show_rows(rows, none=_("Không tìm thấy khách") if text else _("Chưa ai nợ"))
        places = [place for place, one in enumerate(rows) if one.customer.id == before]
        if rows:
            self.view.list.select(places[0] if places else 0)
            self._pick(places[0] if places else 0)
        else:
            self._shown = None

    def _pick(self, place: int) -> None:
        rows = self.view.rows.rows()
        if place >= len(rows):
            return
        if self._shown is None or self._shown.customer.id != rows[place].customer.id:
            self._form = COLLECT
        if self._shown != rows[place]:
            self._shown = rows[place]
            self.view.account.show_account(rows[place])
        self._show_form()

    def _show_form(self) -> None:
        self.view.account.show_form(self._form)
        if self._form == COLLECT:
            self._show_sums()
        else:
            self.view.account.main.refuse("")
            self.view.account.main.setText(
                _("Lưu hạn mức") if self._form == LIMIT else _("Ghi hẹn trả")
            )

    def _show_sums(self, _amount: object = None) -> None:
        """What the amount that stands there pays."""
        one, account = self._shown, self.view.account
        if one is None:
            return
        amount = account.amount.value() or ZERO
        account.amount_field.set_error("")
        paid = by_share(amount, [debt.unpaid for debt in one.debts])
        account.show_slices(slices(one.debts, paid, self._today), max(one.owed - amount, ZERO))
        account.main.setText(_("Thu {amount}").format(amount=amount) if amount else _("Thu nợ"))
        if not one.owed:
            account.main.refuse(_("Khách không nợ"))
        else:
            account.main.refuse("" if amount else _("Nhập số tiền khách trả"))

    def _focus(self) -> None:
        account = self.view.account
        if self._shown is None:
            self.search.setFocus()
            return
        box = (account.amount, account.most, account.day)[self._form]
        (box if box.isEnabled() else self.view.list).setFocus()
        box.edit.selectAll()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.edit.selectAll()

    def _back(self) -> None:
        """Out of a form, out of the search, then to selling."""
        if self._form != COLLECT:
            self._form = COLLECT
            self._show_form()
            self._focus()
        else:
            self.go("sell")

    def _open_file(self, _place: object = None) -> None:
        if self._shown is not None:
            self.go("customers", Visit(self._shown.customer.id, back="debts"))

    # deeds

    def _begin(self, form: int) -> None:
        """The limit or the day of a promise; a promise needs a debt."""
        one, account = self._shown, self.view.account
        if one is None or (form == PROMISE and not one.owed):
            return
        self._form = form
        account.most.set_value(one.most)
        account.most_field.set_error("")
        account.day_field.set_error("")
        promised = near_day_text(one.promised_on, self._today) if one.promised_on else ""
        account.day.set_text(promised)
        self._show_form()
        self._focus()

    def _main(self, _told: object = None) -> None:
        from pos_app.shop.rights import Right

        if self._shown is None:
            return
        if self._form == LIMIT:
            self._desk.allow(Right.SET_DEBT_LIMIT, self._set_limit)
        elif self.view.account.main.isEnabled():
            deed = self._collect if self._form == COLLECT else self._promise
            self._desk.allow(Right.COLLECT_DEBT, deed)

    def _collect(self, actor: Actor) -> None:
        one, account = self._shown, self.view.account
        if one is None:
            return
        try:
            amount = account.amount.checked() or ZERO
            done, changes = self._book.collect(actor, one.customer.id, amount)
        except PosError as refusal:
            self._desk.renew_shift()
            account.amount_field.set_error(str(refusal))
            return
        account.amount.set_value(None)
        if account.print_slip.isChecked():
            self._print(done.slip.uid, done.left)
        self.say(_("Đã thu {amount} của {name}").format(amount=amount, name=one.customer.shown))
        self._desk.tell(changes)
        self._focus()

    def _print(self, uid: str, left: Money) -> None:
        from pos_app.shop.settings import PAPER_WIDTH

        width = self._desk.services.settings.get(PAPER_WIDTH)
        sums = ((_("Còn nợ"), left),)
        make = partial(self._desk.services.papers.money_slip, uid, width, sums=sums)
        self._desk.print_paper(make, _("Phiếu thu"))

    def _set_limit(self, actor: Actor) -> None:
        one, account = self._shown, self.view.account
        if one is None:
            return
        try:
            most = account.most.checked() or ZERO
            changes = self._book.set_limit(actor, one.customer.id, most)
        except PosError as refusal:
            account.most_field.set_error(str(refusal))
            return
        self._done(changes, _("Đã đặt hạn mức {most}").format(most=most))

    def _promise(self, actor: Actor) -> None:
        one, account = self._shown, self.view.account
        if one is None:
            return
        day = told_day(account.day.text(), self._today)
        if day is None:
            account.day_field.set_error(_("Không đọc được ngày. Gõ như 30/11."))
            return
        try:
            changes = self._book.promise(actor, one.customer.id, day)
        except PosError as refusal:
            account.day_field.set_error(str(refusal))
            return
        words = _("Đã ghi hẹn trả {day}").format(day=near_day_text(day, self._today))
        self._done(changes, words)

    def _done(self, changes: Changes, words: str) -> None:
        self._form = COLLECT
        self.say(words)
        self._desk.tell(changes)
        self._show_form()
        self._focus()
