"""Ca & quỹ: cash in and out of the open shift, the book of shifts, and what is worth a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from pos_app.basics.changes import Changes
from pos_app.basics.clock import shop_day, time_text
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.ui.shift.papers import Make, PaperPlace
from pos_app.ui.shift.rows import DrawerRow, shift_row, slip_row, watch_row
from pos_app.ui.shift.shift_view import ShiftView
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.basics.actor import Actor
    from pos_app.ui.desk import Desk


class Look(StrEnum):
    """Which list is shown."""

    SLIPS = "slips"
    MONTH = "month"
    BEFORE = "before"
    WATCH = "watch"


class ShiftPage(Page):
    """The drawer of this counter and the shifts one may see."""

    sums_below = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Ca & quỹ"))
        self.view = ShiftView()
        self.body.addWidget(self.view)
        self._desk = desk
        self._look = Look.SLIPS
        self._watched: int | None = None
        self._float = False
        self._papers = PaperPlace(desk, self.view.side.sheet)
        self.move_cash = Button(_("Thu chi"), key="F1", icon="banknote", height=40)
        self.tell_float = Button(_("Tiền đầu ca"), key="F2", height=40)
        self.count = Button(_("Đếm tiền, đóng ca"), "primary", key="F9", icon="lock", height=40)
        for button in (self.tell_float, self.move_cash, self.count):
            self.bar.add(button)
        self._connect_parts()
        self._bind_keys()
        desk.opened.connect(self._begin)
        if desk.ready:
            self._begin()

    def _connect_parts(self) -> None:
        view = self.view
        self.move_cash.clicked.connect(self._begin_slip)
        self.tell_float.clicked.connect(self._begin_float)
        self.count.clicked.connect(partial(self.go, "shift_close", None))
        view.filters.chosen.connect(self._choose)
        view.list.picked.connect(self._picked)
        view.list.opened.connect(self._opened)
        view.side.save.clicked.connect(self._save)
        view.side.print_copy.clicked.connect(self._print)
        view.side.form.amount.submitted.connect(self._amount_given)
        view.side.form.reason.submitted.connect(self._reason_given)
        self._papers.failed.connect(self._not_drawn)

    def _bind_keys(self) -> None:
        self.add_hint("↑ ↓", _("Chọn dòng"))
        self.add_hint("Enter", _("Mở phiếu, việc cần xem của ca"))
        self.add_key("F1", self._begin_slip, _("Thu chi"))
        self.add_key("F2", self._begin_float, _("Tiền đầu ca"))
        self.add_key("F9", self._main, _("Đếm tiền, đóng ca; ghi phiếu"))
        self.add_key("Ctrl+P", self._print, _("In phiếu"))
        self.add_key("Esc", self._back, _("Quay lại"), hinted=True)

    # the page's life

    def _begin(self) -> None:
        """The shop is open."""
        self._offer()
        self._reload()

    def _offer(self) -> None:
        """The lists, and the one jade button."""
        self.view.filters.clear()
        self.view.filters.add(_("Thu chi trong ca"), Look.SLIPS)
        self.view.filters.add(_("Ca tháng này"), Look.MONTH)
        self.view.filters.add(_("Ca tháng trước"), Look.BEFORE)
        self.view.filters.add(_("Việc cần xem trong ca"), Look.WATCH)
        self.view.filters.choose(self._look)
        self._offer_count()

    def shown(self) -> None:
        """The shift as it stands, in whatever window it changed."""
        if not self._desk.ready:
            return
        self._offer()
        self._desk.renew_shift()
        self._reload()
        self.view.list.setFocus()

    def changed(self, changes: Changes) -> None:
        """Money moved."""
        if changes & (Changes.MONEY | Changes.SALES) and self._desk.ready:
            self._reload()

    def _reload(self) -> None:
        from pos_app.shop.staff import Right

        shift = self._desk.shift
        waits = self._desk.services.drawer.closing.waiting_for_close(self._desk.services.counter)
        if waits is not None:
            words = _("{shift} đã chốt số đếm, chờ bàn giao").format(shift=waits.title)
        elif shift is None:
            words = _("Chưa mở ca. Bán đơn đầu tiên là ca tự mở.")
        else:
            words = _("{shift} · mở {time} · đầu ca {amount}").format(
                shift=shift.title, time=time_text(shift.opened_at), amount=shift.opening_float
            )
        self.bar.set_title(_("Ca & quỹ"), words)
        self.count.setText(_("Bàn giao ca") if waits else _("Đếm tiền, đóng ca"))
        told = shift is None or self._desk.services.shifts.float_is_open(shift.id)
        told = told and self._desk.may(Right.CLOSE_SHIFT)
        self.tell_float.setVisible(told)
        self.enable_key("F2", on=told)
        self._show_rows()

    # lists

    def _choose(self, look: object) -> None:
        self._look, self._watched = Look(str(look)), None
        self._show_rows()

    def _show_rows(self) -> None:
        self.view.say_trouble("")
        try:
            rows, words, total = self._rows()
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            rows, words, total = [], "", None
        self.view.rows.set_rows(rows)
        self.view.count.setText(words)
        self.view.sum.set_amount(total if rows else None)
        self.view.middle.setCurrentWidget(self.view.list if rows else self.view.empty)
        if not rows:
            self.view.empty.say(self._nothing())
            self._show_paper(None)
            return
        self.view.list.select(0)
        self._picked(0)

    def _nothing(self) -> str:
        match self._look:
            case Look.SLIPS:
                return _("Ca này chưa thu chi gì ngoài bán hàng")
            case Look.WATCH:
                return _("Ca này không có gì cần xem")
            case _:
                return _("Chưa có ca nào")

    def _rows(self) -> tuple[list[DrawerRow], str, Money | None]:
        match self._look:
            case Look.SLIPS:
                return self._slips()
            case Look.WATCH:
                return self._watch()
            case _:
                return self._shifts()

    def _slips(self) -> tuple[list[DrawerRow], str, Money | None]:
        from pos_app.selling.slips import SLIP_NAMES

        shift = self._desk.shift
        slips = self._desk.services.drawer.slips.of_shift(shift.id) if shift else []
        rows = [slip_row(slip, _(SLIP_NAMES[slip.kind])) for slip in slips]
        words = ngettext("{count} phiếu trong ca", "{count} phiếu trong ca", len(rows))
        return rows, words.format(count=len(rows)), Money.total(slip.amount for slip in slips)

    def _shifts(self) -> tuple[list[DrawerRow], str, Money | None]:
        from pos_app.selling.shift_report import by_person
        from pos_app.shop.staff import Right

        first, last = self._month()
        found = self._desk.services.drawer.book.between(self._desk.somebody(), first, last)
        people = [
            _("{name}: {count} ca, thiếu {short}, thừa {over}").format(
                name=one.staff, count=one.counts, short=abs(one.short), over=one.over
            )
            for one in by_person(found)
        ]
        off = Money.total(row.difference or ZERO for row in found)
        sees = self._desk.may(Right.SEE_SHIFTS)
        rows = [shift_row(row, paper=sees or row.closed_at is not None) for row in found]
        return rows, " · ".join(people), off if off else None

    def _month(self) -> tuple[date, date]:
        """First and last day of the month that is looked at."""
        first = shop_day(self._desk.services.clock.now()).replace(day=1)
        if self._look is Look.BEFORE:
            last = first - timedelta(days=1)
            return last.replace(day=1), last
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)

    def _watch(self) -> tuple[list[DrawerRow], str, Money | None]:
        from pos_app.selling.watch import counts

        shift = self._watched or (self._desk.shift.id if self._desk.shift else None)
        if shift is None:
            return [], "", None
        lines = self._desk.services.drawer.watch.of(self._desk.somebody(), shift)
        words = " · ".join(f"{name} {count}" for _act, name, count in counts(lines))
        return [watch_row(line) for line in lines], words, None

    # the paper

    def _row(self) -> DrawerRow | None:
        place, rows = self.view.list.current_row(), self.view.rows.rows()
        return rows[place] if 0 <= place < len(rows) else None

    def _picked(self, place: int) -> None:
        self._show_paper(self.view.rows.row(place))

    def _show_paper(self, row: DrawerRow | None) -> None:
        make = self._make(row) if row is not None else None
        self._papers.show_paper(make)
        if row is None or make is None:
            self.view.side.show_none()
        else:
            self.view.side.show_paper(row.paper)
        self._offer_count()

    def _make(self, row: DrawerRow, *, copy: bool = False) -> Make | None:
        """A Z that is printed once more is no copy: it says the same for ever."""
        papers = self._desk.services.papers
        if row.slip:
            return partial(papers.money_slip, row.slip, copy=copy)
        if row.shift:
            return partial(papers.shift_report, self._desk.somebody(), row.shift)
        return partial(papers.receipt, row.sale, copy=copy) if row.sale else None

    def _not_drawn(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            raise error
        self.view.side.show_none()
        self.view.say_trouble(str(error))

    def _opened(self, place: int) -> None:
        row = self.view.rows.row(place)
        if row.sale:
            self.go("receipts", row.sale)
        elif row.watch:
            self._look, self._watched = Look.WATCH, row.watch
            self.view.filters.choose(Look.WATCH)
            self._show_rows()

    def _print(self) -> None:
        row = self._row()
        make = self._make(row, copy=True) if row is not None else None
        if row is None or make is None or not self.view.side.print_copy.isVisible():
            return
        from pos_app.shop.settings import PAPER_WIDTH

        width = self._desk.services.settings.get(PAPER_WIDTH)
        self._desk.print_paper(partial(make, width), row.paper)

    # the form

    def _begin_slip(self) -> None:
        self._float = False
        self.view.side.show_form(_("Thu chi tiền mặt"))
        self.view.side.save.setText(_("Ghi phiếu"))
        self.view.side.form.begin(cash=True)
        self._offer_count()

    def _begin_float(self) -> None:
        services = self._desk.services
        shift = self._desk.shift
        told = shift.opening_float if shift else services.shifts.left(services.counter)
        self._float = True
        self.view.side.show_form(_("Tiền đầu ca"))
        self.view.side.save.setText(_("Ghi tiền đầu ca") if shift else _("Mở ca"))
        self.view.side.form.begin(cash=False, amount=told)
        self._offer_count()

    def _offer_count(self) -> None:
        """One jade button: while a form is open it is the form's."""
        self.count.setVisible(not self._writing())

    def _main(self) -> None:
        if self._writing():
            self._save()
        else:
            self.go("shift_close")

    def _writing(self) -> bool:
        return self.view.side.middle.currentWidget() is self.view.side.form

    def _amount_given(self, _amount: object) -> None:
        if not self._float:
            self.view.side.form.reason.setFocus()

    def _reason_given(self, _reason: object) -> None:
        self.view.side.form.note.setFocus()

    def _save(self) -> None:
        if not self._writing():
            return
        form = self.view.side.form
        try:
            amount = form.amount.checked()
        except PosError as refusal:
            form.amount_field.set_error(str(refusal))
            return
        if amount is None:
            form.amount_field.set_error(_("Gõ số tiền."))
            return
        form.amount_field.set_error("")
        if self._float:
            self._written(partial(self._write_float, amount))
            return
        from pos_app.shop.staff import Right

        signed = -amount if form.way.value() == -1 else amount
        self._desk.allow(Right.MOVE_CASH, partial(self._allowed, signed))

    def _allowed(self, amount: Money, actor: Actor) -> None:
        self._written(partial(self._write_slip, actor, amount))

    def _written(self, write: Callable[[], Changes]) -> None:
        form = self.view.side.form
        try:
            changes = write()
        except PosError as refusal:
            field = form.amount_field if self._float or form.reason.text() else form.reason_field
            field.set_error(str(refusal))
            return
        self._desk.renew_shift()
        self._desk.tell(changes)
        self._reload()

    def _write_float(self, amount: Money) -> Changes:
        shift, changes = self._desk.services.shifts.open(self._desk.somebody(), amount)
        self.say(_("Đầu ca {amount}").format(amount=shift.opening_float))
        return changes

    def _write_slip(self, actor: Actor, amount: Money) -> Changes:
        form = self.view.side.form
        slip, changes = self._desk.services.drawer.slips.move_cash(
            actor, amount, form.reason.text(), form.note.text()
        )
        self._look = Look.SLIPS
        self.view.filters.choose(self._look)
        self.say(_("Đã ghi phiếu {number}").format(number=f"{slip.number:06d}"), icon="banknote")
        return changes

    def _back(self) -> None:
        if self._writing():
            self._show_rows()
            self.view.list.setFocus()
        else:
            self.go("sell")
