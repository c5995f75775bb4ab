"""Return and exchange: what comes back, what is taken instead, and one difference."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor

from pos_app.basics.actor import Actor
from pos_app.basics.clock import moment_text, shop_day
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO
from pos_app.basics.numerals import grouped, receipt_number
from pos_app.payments.tenders import Method
from pos_app.selling import cart as cart_rules
from pos_app.selling.cart import Cart
from pos_app.selling.return_rules import REASON_NAMES, Reason
from pos_app.selling.totals import price
from pos_app.selling.wares import ware_of
from pos_app.ui.approval.approve import Need, ask
from pos_app.ui.background import Lane
from pos_app.ui.returns.return_view import ReturnView
from pos_app.ui.returns.rows import REASON, SHELF, BackRow, TakenRow
from pos_app.ui.returns.sheet import ReturnSheet, Way
from pos_app.ui.sell.results import Good, Nothing, Result
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.menus import Menu
from pos_app.ui.widgets.page import Page
from pos_app.ui.widgets.stepper import MORE, TYPE

if TYPE_CHECKING:
    from pos_app.basics.changes import Changes
    from pos_app.goods.catalog import Item
    from pos_app.selling.returns import Reversed
    from pos_app.selling.reversal import Request
    from pos_app.ui.desk import Desk

SEARCH_MS: Final = 70


class ReturnPage(Page):
    """Opened with the global id of a sale, or with (id, True) to look for goods at once."""

    sums_below = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Trả, đổi hàng"))
        self._desk = desk
        self._sheet: ReturnSheet | None = None
        self._way = 0
        self._busy = False
        self.view = ReturnView()
        self.body.addWidget(self.view)
        self._reasons = Menu(_("Lý do"), self, self._fill_reasons)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._pause.timeout.connect(self._find)
        leave = Button(_("Về phiếu"), key="Esc", icon="arrow-left", height=40)
        leave.clicked.connect(self._leave)
        self.bar.add(leave)
        self._connect_parts()
        self._bind_keys()
        self._show()

    def _connect_parts(self) -> None:
        view = self.view
        view.back_list.touched.connect(self._touched)
        view.taken_list.touched.connect(self._touched_taken)
        view.search.changed.connect(self._typed)
        view.search.submitted.connect(self._entered)
        view.search.moved.connect(view.results.step)
        view.results.chosen.connect(self._take)
        view.handed.changed.connect(self._handed)
        view.settle.clicked.connect(self._settle)
        for place, button in enumerate(view.ways):
            button.clicked.connect(partial(self._choose_way, place))

    def _bind_keys(self) -> None:
        self.add_hint("↑ ↓", _("Chọn dòng"))
        for key, by in (("Ctrl+Up", 1), ("Ctrl+Down", -1)):
            self.add_key(key, partial(self._step, by), _("Số lượng trả"), repeat=True)
        self.add_hint("Ctrl+↑ ↓", _("Số lượng trả"))
        self.add_key("F2", self._ask_reason, _("Lý do"), hinted=True)
        self.add_key("F6", self._shelve, _("Nhập lại kho / bỏ"), hinted=True)
        self.add_key("F3", self._search_goods, _("Tìm món đổi"))
        self.add_key("F7", self.view.note.edit.setFocus, _("Ghi chú"))
        ways = [f"Alt+{place + 1}" for place in range(len(self.view.ways))]
        self.add_keys(ways, self._choose_way, "Alt+1…3", _("Trả vào đâu"))
        self.add_key("F9", self._settle, _("Trả và in phiếu"))
        self.add_key("Esc", self._leave, _("Về phiếu"))

    # the page's life

    def show_subject(self, subject: object) -> None:
        """The sale that goods come back from."""
        uid, look = subject if isinstance(subject, tuple) else (subject, False)
        if not isinstance(uid, str) or not uid or not self._desk.ready:
            return
        services = self._desk.services
        try:
            bought = services.returns.look(uid)
        except PosError as error:
            self._sheet = None
            self._show()
            self.view.say_trouble(str(error))
            return
        key = services.returns.new_key()
        self._sheet = ReturnSheet(key, bought, Cart(key, ""))
        self._way = 0
        self.view.note.clear()
        self.view.search.clear()
        self.view.handed.set_value(None)
        told = (_("Phiếu {number}").format(number=bought.number), moment_text(bought.sold_at))
        self.bar.set_title(
            _("Trả, đổi hàng"), " · ".join(part for part in (*told, bought.customer) if part)
        )
        self._show()
        self.view.back_list.select(0)
        (self.view.search.edit if look else self.view.back_list).setFocus()

    def scanned(self, code: str) -> bool:
        """A good that is scanned is taken instead."""
        if self._sheet is None or not self._desk.ready:
            return False
        item = self._desk.services.catalog.by_barcode(code.strip())
        if item is None:
            self.view.say_trouble(_("Không thấy “{typed}”").format(typed=code.strip()))
        else:
            self._take(Good(item))
        return True

    def changed(self, changes: Changes) -> None:
        """What came back meanwhile is refused when it is settled."""
        del changes

    def _leave(self) -> None:
        sheet = self._sheet
        self.go("receipts", sheet.bought.uid if sheet else None)

    # what comes back

    def _line(self) -> BackRow | None:
        place, rows = self.view.back_list.current_row(), self.view.back.rows()
        return rows[place] if 0 <= place < len(rows) else None

    def _touched(self, zone: str, place: int) -> None:
        row = self.view.back.row(place)
        if self._sheet is None:
            return
        if zone == REASON:
            self._reasons.refill().popup(QCursor.pos())
        elif zone == SHELF:
            self._change(self._sheet.shelve(row.id))
        elif zone == TYPE:
            self._change(self._sheet.all_or_none(row.id))
        else:
            self._change(self._sheet.step(row.id, 1 if zone == MORE else -1))

    def _step(self, by: int) -> None:
        row = self._line()
        if row is not None and self._sheet is not None:
            self._change(self._sheet.step(row.id, by))

    def _shelve(self) -> None:
        row = self._line()
        if row is not None and row.comes and self._sheet is not None:
            self._change(self._sheet.shelve(row.id))

    def _ask_reason(self) -> None:
        row = self._line()
        if row is not None and row.comes:
            self._reasons.open_below(self.view.back_list)

    def _fill_reasons(self, menu: Menu) -> None:
        row = self._line()
        choices = [(reason, _(REASON_NAMES[reason])) for reason in Reason]
        menu.offer(choices, row.reason if row else None, self._because)

    def _because(self, reason: object) -> None:
        row = self._line()
        if row is not None and self._sheet is not None:
            self._change(self._sheet.because(row.id, Reason(str(reason))))

    # what is taken instead

    def _search_goods(self) -> None:
        self.view.search.edit.setFocus()

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _find(self) -> None:
        text = self.view.search.text().strip()
        found: list[Result] = []
        if text and self._desk.ready:
            items = self._desk.services.catalog.search(text, 6)
            found = [*map(Good, items)] or [Nothing(text, code=False)]
        self.view.results.offer(found)
        box = self.view.search
        at = box.mapTo(self.view, box.rect().topLeft())
        self.view.results.setFixedWidth(max(box.width(), 420))
        self.view.results.move(at.x(), at.y() - self.view.results.height() - 4)

    def _entered(self, _text: str) -> None:
        self._pause.stop()
        self._find()
        choice = self.view.results.choice()
        if choice is not None:
            self._take(choice)

    def _take(self, choice: object) -> None:
        self.view.results.offer([])
        if not isinstance(choice, Good) or self._sheet is None:
            return
        self._take_item(choice.item)

    def _take_item(self, item: Item) -> None:
        if item.price is None or self._sheet is None:
            self.view.say_trouble(_("Món này chưa có giá. Đặt giá ở trang hàng hóa."))
            return
        self.view.search.clear()
        ware = ware_of(item, self._desk.business_day)
        try:
            taken, _key = cart_rules.add(self._sheet.taken, ware, item.price)
        except PosError as error:
            self.view.say_trouble(str(error))
            return
        self._change(self._sheet.take(taken))

    def _touched_taken(self, zone: str, place: int) -> None:
        row = self.view.taken.row(place)
        if self._sheet is None:
            return
        try:
            self._change(self._sheet.step_taken(row.key, 1 if zone == MORE else -1))
        except PosError as error:
            self.view.say_trouble(str(error))

    # the money

    def _change(self, sheet: ReturnSheet) -> None:
        self._sheet = sheet
        self.view.say_trouble("")
        self._show()

    def _choose_way(self, place: int, *_clicked: object) -> None:
        if self._sheet is not None and place < len(self._sheet.ways()):
            self._way = place
        self._show()

    def _handed(self, _amount: object) -> None:
        self._show()

    def _chosen(self) -> Way | None:
        ways = self._sheet.ways() if self._sheet else ()
        return ways[min(self._way, len(ways) - 1)] if ways else None

    def _show(self) -> None:
        sheet, view = self._sheet, self.view
        view.setEnabled(sheet is not None)
        if sheet is None:
            view.back.set_rows([])
            view.taken.set_rows([])
            view.fit()
            view.show_ways((), 0, ZERO)
            view.handed.hide()
            view.settle.setText(_("Trả và in phiếu"))
            view.say_trouble("")
            return
        self._show_rows(sheet)
        plan, owed = sheet.plan, sheet.owed
        view.sum_back.set_amount(plan.total)
        view.sum_taken.set_amount(-sheet.taken_due)
        view.back_sum.set_amount(plan.total)
        view.taken_sum.set_amount(sheet.taken_due)
        back = plan.points_taken_back
        words = ngettext("−{points} điểm", "−{points} điểm", back)
        taken_back = words.format(points=grouped(back)) if back else ""
        view.show_points(plan.points_given_back, plan.points_worth, taken_back)
        view.difference_words.setText(_("Khách trả thêm") if owed < ZERO else _("Trả lại khách"))
        view.difference.set_amount(abs(owed))
        ways = sheet.ways()
        self._way = min(self._way, max(len(ways) - 1, 0))
        view.where.setText(_("Khách trả bằng") if owed < ZERO else _("Trả vào đâu"))
        view.where.setVisible(bool(ways))
        view.show_ways(ways, self._way, abs(owed))
        self._show_handed(sheet)
        self._show_button(sheet)

    def _show_rows(self, sheet: ReturnSheet) -> None:
        view, bought = self.view, sheet.bought
        money = {line.id: amounts.net for line, _count, amounts in sheet.plan.parts}
        view.back.set_rows(
            [
                BackRow(
                    id=line.id,
                    name=line.name,
                    unit_price=line.unit_price,
                    left=line.left,
                    back=sheet.of(line.id).back,
                    reason=sheet.of(line.id).reason,
                    restock=sheet.of(line.id).restock,
                    money=money.get(line.id, ZERO),
                )
                for line in bought.lines
            ]
        )
        totals = price(sheet.taken)
        view.taken.set_rows(
            [
                TakenRow(
                    line.key,
                    line.ware.name,
                    line.unit_price,
                    line.quantity,
                    totals.line(line.key).net,
                )
                for line in sheet.taken.lines
            ]
        )
        view.fit()
        today = shop_day(self._desk.services.clock.now())
        view.promise.setText(sheet.promise(today))

    def _show_handed(self, sheet: ReturnSheet) -> None:
        way = self._chosen()
        cash = way is not None and way.method is Method.CASH
        self.view.handed.setVisible(cash)
        handed = self.view.handed.value()
        change = (handed or ZERO) + sheet.owed
        self.view.change.setVisible(cash and change > ZERO)
        self.view.change.setText(_("Tiền thừa {amount}").format(amount=change))

    def _show_button(self, sheet: ReturnSheet) -> None:
        self.view.settle.setText(sheet.deed)
        self.view.settle.refuse("" if sheet.ready else _("Chưa có món nào trả lại"))
        self.enable_key("F9", on=sheet.ready)

    # settling

    def _settle(self) -> None:
        sheet = self._sheet
        if sheet is None or not sheet.ready or self._busy:
            return
        way, handed = self._chosen(), self.view.handed.value()
        self._act(self._desk.actor(), sheet.request(way, handed, self.view.note.text()))

    def _act(self, actor: Actor, request: Request) -> None:
        from pos_app.selling.return_proof import rights

        sheet = self._sheet
        if sheet is None:
            return
        today = shop_day(self._desk.services.clock.now())
        lacking = [one for one in rights(request, sheet.bought, today) if not self._desk.may(one)]
        services, background = self._desk.services, self._desk.background
        if lacking and actor.approver is None:
            again = partial(self._approved, request)
            ask(services, background, actor, Need(lacking[0]), again)
            return
        self._busy = True
        self.view.settle.set_busy(True)
        work = partial(services.returns.complete, actor, request)
        background.run(work, self._done, self._failed, Lane.WRITER)

    def _approved(self, request: Request, actor: Actor) -> None:
        self._act(actor, request)

    def _done(self, outcome: tuple[Reversed, Changes]) -> None:
        done, changes = outcome
        self._rest()
        self._sheet = None
        number = receipt_number(done.number)
        self._desk.print_receipt(done.uid, number, copy=False)
        self._desk.tell(changes)
        self.say(_("Xong phiếu {number}").format(number=number))
        self.go("receipts", done.uid)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, PosError):
            raise error
        self.view.say_trouble(str(error))

    def _rest(self) -> None:
        self._busy = False
        self.view.settle.set_busy(False)
