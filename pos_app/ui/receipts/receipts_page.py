"""Receipts: past sales are found, their paper is seen, copies are printed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from pos_app.basics.changes import Changes
from pos_app.basics.clock import day_text, shop_day
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.numerals import grouped
from pos_app.payments.references import is_code
from pos_app.ui.receipts.deeds import SlipDeeds
from pos_app.ui.receipts.latest import Latest
from pos_app.ui.receipts.looking import Days, Look, Question, Span, heading, look
from pos_app.ui.receipts.loose import LooseMoney
from pos_app.ui.receipts.paper import PaperDesk
from pos_app.ui.receipts.receipts_view import ReceiptsView
from pos_app.ui.receipts.rows import SALE, ListRow, loose_row, sale_row, tray_row
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.selling.history import SaleRow
    from pos_app.ui.carts import Carts
    from pos_app.ui.desk import Desk

SEARCH_MS: Final = 80
CHOOSE: Final = "↑ ↓"


class Kind(StrEnum):
    """Which of the receipts are shown."""

    ALL = "all"
    RETURNS = "returns"
    IMPORTED = "imported"
    TRAY = "tray"
    GIVEN_UP = "given_up"


def _is_of(kind: Kind, sale: SaleRow) -> bool:
    return {Kind.RETURNS: sale.kind != SALE, Kind.IMPORTED: sale.imported}.get(kind, True)


class ReceiptsPage(Page):
    """The list of receipts. With `carts` the orders in the tray are offered as well."""

    sums_below = True

    def __init__(self, desk: Desk, carts: Carts | None = None) -> None:
        super().__init__(_("Phiếu"))
        self.view = ReceiptsView()
        self.body.addWidget(self.view)
        self.bar.add(self.view.period)
        self._desk, self._carts = desk, carts
        self._loose = LooseMoney(desk, carts, self.view.paper.loose) if carts else None
        self._question: Question | None = None
        self._look: Look | None = None
        self._kind = Kind.ALL
        self._offered: dict[Kind, int] | None = None
        self._wanted = ""
        self._newest = False
        self._latest = Latest(desk.background, self)
        self._papers = PaperDesk(desk, self.view.paper.sheet)
        self._deeds = SlipDeeds(desk, self, self.view.paper, self._chosen)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._pause.timeout.connect(self._search)
        self._connect_parts()
        self._bind_keys()
        self.view.paper.show_none()
        self._offer_filters()
        desk.opened.connect(self._reload)
        if desk.ready:
            self._reload()

    def _connect_parts(self) -> None:
        view = self.view
        view.period.chosen.connect(self._choose_span)
        view.calendar.chosen.connect(self._choose_day)
        view.calendar.closed.connect(self._calendar_closed)
        view.search.changed.connect(self._typed)
        view.search.submitted.connect(self._entered)
        view.search.moved.connect(view.list.step)
        view.search.edit.installEventFilter(self)
        view.filters.chosen.connect(self._choose_kind)
        view.list.picked.connect(self._picked)
        view.list.opened.connect(self._opened)
        view.empty.acted.connect(partial(self._choose_span, Span.WEEK))
        view.paper.print_copy.clicked.connect(self._print)
        self._deeds.refused.connect(view.say_trouble)
        view.paper.waits.acted.connect(self._open_order)
        if self._loose is not None:
            self._loose.said.connect(self.say)
            self._loose.refused.connect(view.say_trouble)
            self._loose.paid_with.connect(partial(self.go, "pay"))
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(self._not_read)
        self._papers.failed.connect(self._not_read)

    def _bind_keys(self) -> None:
        self.add_hint(CHOOSE, _("Chọn phiếu"))
        self.add_hint("← →", _("Đổi ngày"))
        for key, by in (("Left", -1), ("Right", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(self._move_day, by))
        self.add_key("F3", self._find, _("Tìm phiếu"))
        self.add_key("Ctrl+P", self._print, _("In lại"))
        self.add_key("Esc", partial(self.go, "sell"), _("Về bán hàng"))

    # the page's life

    def shown(self) -> None:
        """Ready to search; sales of the meantime are there."""
        self._find()
        self._reload()

    def changed(self, changes: Changes) -> None:
        """After a sale the newest slip is the one that is wanted."""
        if changes & Changes.SALES and not self.view.search.text():
            self._newest = True
        if changes & (Changes.SALES | Changes.TRANSFERS | Changes.CUSTOMERS):
            self._reload()

    def scanned(self, code: str) -> bool:
        """The code on a slip finds it; everything else is sold."""
        if not is_code(code.strip().upper()):
            return False
        self.view.search.set_text(code.strip().upper())
        self.view.search.flash()
        self._search()
        return True

    def show_subject(self, subject: object) -> None:
        """The global id of a sale: its day, with that sale chosen."""
        if isinstance(subject, str) and self._desk.ready:
            self.view.search.clear()
            self._choose_filter(Kind.ALL)
            self._wanted = subject
            self._ask(Question(self._days(), sale=subject))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """← → change the day while there is nothing to move through in the search box."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            == Qt.KeyboardModifier.NoModifier
            and not self.view.search.text()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # what is asked for

    def _today(self) -> date:
        return shop_day(self._desk.services.clock.now())

    def _days(self) -> Days:
        if self._question is None:
            return Days.today(self._today())
        return self._question.days.renewed(self._today())

    def _reload(self) -> None:
        """The same again; a sale that was asked for and has not come yet stays asked for."""
        if self._desk.ready:
            sale = self._question.sale if self._question else ""
            self._ask(Question(self._days(), self.view.search.text().strip(), sale))

    def _search(self) -> None:
        self._pause.stop()
        self._reload()

    def _ask(self, question: Question) -> None:
        self._question = question
        self._show_span(question.days)
        self.view.busy.start(_("Đang tìm phiếu…"))
        self._latest.ask(partial(look, self._desk.services, question))

    def _find(self) -> None:
        self.view.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.search.edit.selectAll()

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _entered(self, _text: str) -> None:
        self._search()

    def _look_at(self, days: Days) -> None:
        self._ask(Question(days, self.view.search.text().strip()))

    def _move_day(self, by: int) -> None:
        if self._desk.ready:
            self._look_at(self._days().moved(by, self._today()))

    def _choose_span(self, span: object, *_clicked: object) -> None:
        if not self._desk.ready:
            self.view.period.choose(Span.TODAY)
            return
        match span:
            case Span.TODAY:
                self._look_at(Days.today(self._today()))
            case Span.WEEK:
                self._look_at(Days.week(self._today()))
            case _:
                self.view.calendar.open(
                    self._days().last, self._today(), self.view.calendar_corner()
                )

    def _choose_day(self, day: date) -> None:
        self._look_at(Days.on(day, self._today()))

    def _calendar_closed(self) -> None:
        self._show_span(self._days())
        self._find()

    def _choose_kind(self, kind: object) -> None:
        self._kind = Kind(str(kind))
        self._show_rows()

    def _choose_filter(self, kind: Kind) -> None:
        self._kind = kind
        self.view.filters.choose(kind)

    # showing

    def _show(self, seen: Look) -> None:
        self.view.busy.stop()
        self.view.say_trouble("")
        self._look = seen
        self._question = Question(seen.question.days, seen.question.text)
        self._show_span(seen.question.days)
        self.bar.set_title(_("Phiếu"), heading(seen.question.days, seen.count, seen.total))
        self._offer_filters()
        self._show_rows()

    def _not_read(self, error: Exception) -> None:
        self.view.busy.stop()
        if not isinstance(error, PosError):
            raise error
        self.view.say_trouble(str(error))

    def _show_span(self, days: Days) -> None:
        chip = self.view.day
        chip.setText(day_text(days.last) if days.span is Span.DAY else _("Chọn ngày"))
        chip.updateGeometry()
        self.view.period.choose(days.span)

    def _offer_filters(self) -> None:
        """Only kinds of which there are some."""
        counts = self._counts()
        if counts != self._offered:
            self._offered = counts
            names = {
                Kind.ALL: _("Tất cả"),
                Kind.RETURNS: _("Trả hàng"),
                Kind.IMPORTED: _("Nhập từ hệ thống khác"),
                Kind.TRAY: _("Khay chờ"),
                Kind.GIVEN_UP: _("Thôi chờ"),
            }
            self.view.filters.clear()
            self.view.filters.add(names[Kind.ALL], Kind.ALL)
            for kind, count in counts.items():
                self.view.filters.add(names[kind], kind).set_count(count)
        self._choose_filter(self._kind if self._kind in counts else Kind.ALL)

    def _counts(self) -> dict[Kind, int]:
        """How many there are of each kind that exists."""
        if self._look is None:
            return {}
        sales = self._look.page.rows
        counts = {
            kind: sum(_is_of(kind, sale) for sale in sales)
            for kind in (Kind.RETURNS, Kind.IMPORTED)
        }
        if self._carts is not None:
            counts[Kind.TRAY] = len(self._look.unclaimed) + len(self._look.tray)
            counts[Kind.GIVEN_UP] = len(self._look.given_up)
        return {kind: count for kind, count in counts.items() if count}

    def _show_rows(self) -> None:
        seen = self._look
        if seen is None:
            return
        rows = self._of_kind(seen)
        before = self._chosen()
        kept = before.key if before and not self._newest else ""
        wanted = self._wanted or kept
        self._wanted, self._newest = "", False
        days = {shop_day(row.at) for row in rows}
        self.view.delegate.show_day = bool(days - {seen.question.days.last})
        self.view.delegate.this_year = self._today().year
        self.view.rows.set_rows(rows)
        self._show_foot(rows, more=seen.page.more)
        self.tell_key(CHOOSE, on=bool(rows))
        if not rows:
            self._show_nothing(seen.question)
            return
        self.view.show_list()
        keys = [row.key for row in rows]
        place = keys.index(wanted) if wanted in keys else 0
        self.view.list.select(place)
        self._picked(place)

    def _of_kind(self, seen: Look) -> list[ListRow]:
        match self._kind:
            case Kind.TRAY:
                return [*map(loose_row, seen.unclaimed), *self._waiting(seen)]
            case Kind.GIVEN_UP:
                return [loose_row(transfer) for transfer in seen.given_up]
            case kind:
                return [sale_row(sale) for sale in seen.page.rows if _is_of(kind, sale)]

    def _waiting(self, seen: Look) -> list[ListRow]:
        if self._carts is None:
            return []
        orders = {cart.key: cart for cart in self._carts.all}
        rows = []
        for transfer in seen.tray:
            order = orders.get(transfer.draft_key)
            called = self._desk.called(order.customer_id) if order else ""
            rows.append(tray_row(transfer, order, called))
        return rows

    def _show_foot(self, rows: list[ListRow], *, more: bool) -> None:
        count = grouped(len(rows))
        words = _("{count} phiếu đang xem")
        if self._kind is Kind.TRAY:
            words = _("{count} khoản trong khay chờ")
        elif self._kind is Kind.GIVEN_UP:
            words = _("{count} khoản không chờ nữa, tiền vẫn có thể về")
        elif more:
            words = _("{count} phiếu mới nhất đang xem, còn nữa. Gõ thêm để thu hẹp.")
        total = Money.total(row.total for row in rows)
        self.view.show_foot(words.format(count=count) if rows else "", total if rows else None)

    def _show_nothing(self, question: Question) -> None:
        self._papers.show_paper("")
        self.view.paper.show_none()
        self.tell_key("Ctrl+P", on=False)
        self._deeds.tell(None)
        if question.text:
            self.view.show_empty(
                _("Không thấy phiếu nào khớp “{text}”").format(text=question.text),
                _("Thử số phiếu, 4 số cuối điện thoại hoặc tên hàng."),
                widen=question.days.span is not Span.WEEK,
            )
        elif question.days.span is Span.TODAY:
            self.view.show_empty(
                _("Hôm nay chưa có phiếu nào"),
                _("Bán xong một đơn là phiếu hiện ở đây."),
                widen=True,
            )
        else:
            self.view.show_empty(_("Không có phiếu nào"), _("Bấm ← → để đổi ngày."), widen=False)

    # the chosen slip

    def _chosen(self) -> ListRow | None:
        place, rows = self.view.list.current_row(), self.view.rows.rows()
        return rows[place] if 0 <= place < len(rows) else None

    def _picked(self, place: int) -> None:
        row = self.view.rows.row(place)
        self.view.paper.show_row(row)
        self._papers.show_paper(row.key if row.is_slip else "")
        if row.loose is not None and self._loose is not None:
            self._loose.show(row.loose)
        self.tell_key("Ctrl+P", on=row.is_slip)
        self._deeds.tell(row)

    def _opened(self, place: int) -> None:
        if self.view.rows.row(place).waits:
            self._open_order()

    def _open_order(self) -> None:
        """The waiting order comes to the front and is paid on."""
        row = self._chosen()
        if row is None or not row.waits or self._carts is None:
            return
        keys = [cart.key for cart in self._carts.all]
        if row.key not in keys:
            self.view.say_trouble(_("Đơn này ở quầy khác. Mở ở quầy đó để thu tiền."))
            return
        self._carts.bring(keys.index(row.key))
        self.go("pay")

    def _print(self) -> None:
        row = self._chosen()
        if row is not None and row.is_slip:
            self._desk.print_receipt(row.key, row.number, copy=True)
