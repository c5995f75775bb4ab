"""The program around the window: starts it, opens the shop behind it, and puts it all away."""

from __future__ import annotations

import logging
import signal
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.basics import phone
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SystemClock
from pos_app.basics.i18n import _, use_language
from pos_app.basics.numerals import receipt_number
from pos_app.ui import desk_pages, preferences
from pos_app.ui.carts import Carts
from pos_app.ui.deliveries import Deliveries
from pos_app.ui.desk import Desk
from pos_app.ui.display.qr_view import prepare_codes
from pos_app.ui.errors import Errors
from pos_app.ui.lock.duty import Duty
from pos_app.ui.main_window import MainWindow
from pos_app.ui.opening import OpenFile, Opening, OpenServices
from pos_app.ui.paper_choice import PaperChoice
from pos_app.ui.preferences import Preferences
from pos_app.ui.scanner import Scanner
from pos_app.ui.sounds import Sound, Sounds
from pos_app.ui.theme import apply_theme
from pos_app.ui.till import Till
from pos_app.ui.translator import QtWords
from pos_app.ui.widgets.page import Page, PageSpec, Saying
from pos_app.ui.widgets.status_bar import ShellInfo, StaffChoice

if TYPE_CHECKING:
    from pos_app.basics.clock import Clock
    from pos_app.basics.money import Money
    from pos_app.payments.expected import Transfer
    from pos_app.selling.checkout import CompletedSale
    from pos_app.ui.display.customer_display import CustomerDisplay
    from pos_app.ui.services import Services

SIZE: Final = (1366, 768)
SMALLEST: Final = (1024, 700)


class Program(QObject):
    """One window on one counter."""

    def __init__(
        self, name: list[str], *, language: str | None = None, clock: Clock | None = None
    ) -> None:
        running = QApplication.instance()
        self._application = running if isinstance(running, QApplication) else QApplication(name)
        super().__init__()
        self._kept = preferences.load()
        if language is not None:
            self._kept = replace(self._kept, language=language)
        use_language(self._kept.language)
        self._application.setApplicationName("Khách Quen")
        self._words = QtWords(self)
        self._application.installTranslator(self._words)
        QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        apply_theme(self._application, self._kept.theme, self._kept.scale)
        self.desk = Desk(self)
        self.carts = Carts(self.desk, self)
        self.till = Till(self.desk, self.carts, self)
        self.scanner = Scanner(self._application)
        self._clock: Clock = clock or SystemClock()
        self._display: CustomerDisplay | None = None
        self._trouble = ""
        self._paper = PaperChoice(self.desk, self)
        self.opening = Opening(self.desk.background, self)
        self.deliveries = Deliveries(self.desk, self)
        self._sounds = Sounds(self)
        self._sounds.on = self._kept.sounds
        self.duty = Duty(self._application, self.desk, self._clock, self)
        self.window = self._make_window()
        self.errors = Errors(self.window)
        self._listen()

    def last_shop(self) -> str:
        """The shop that was open last; empty the first time."""
        return self._kept.shop

    def _listen(self) -> None:
        self.opening.opened.connect(self._arrived)
        self.opening.refused.connect(self._unopened)
        self.opening.failed.connect(self._defect)
        self.desk.opened.connect(self._opened)
        self.till.print_wanted.connect(self._print_slip)
        self.till.completed.connect(self._thank)
        self.till.completed.connect(partial(self._sounds.play, Sound.MONEY))
        self.till.failed.connect(partial(self._sounds.play, Sound.TROUBLE))
        self.carts.refused.connect(partial(self._sounds.play, Sound.TROUBLE))
        self.desk.printers.sent.connect(self._printed)
        self.desk.printers.failed.connect(self._not_printed)
        self.deliveries.late_changed.connect(self._show_info)
        self.deliveries.failed.connect(self._defect)
        self.duty.taken_over.connect(self._remember)
        self.duty.refused.connect(partial(self._sounds.play, Sound.TROUBLE))
        self.duty.failed.connect(self._defect)
        self.scanner.scanned.connect(self.duty.scanned)
        self.desk.notices.changed.connect(self._noticed)

    # the window

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._pages(), self._clock)
        window.setMinimumSize(*SMALLEST)
        window.resize(*SIZE)
        window.show_hints(on=self._kept.hints)
        self.duty.attach(window)
        window.status.printer.pressed.connect(partial(self._paper.ask, window.status.printer))
        window.status.late.pressed.connect(partial(window.open, "late"))
        window.hints_hidden.connect(self._keep_hints)
        window.closing.connect(self._closing)
        return window

    def _pages(self) -> list[PageSpec]:
        desk = self.desk
        return [
            PageSpec("sell", self._sell, _("Bán hàng"), "scan-barcode"),
            PageSpec("receipts", self._receipts, _("Phiếu"), "receipt-text"),
            PageSpec("customers", partial(desk_pages.customers, desk), _("Khách"), "users"),
            PageSpec("care", partial(desk_pages.care, desk), _("Chăm sóc"), "heart-handshake"),
            PageSpec("goods", partial(desk_pages.goods, desk), _("Hàng hóa"), "package"),
            PageSpec("debts", partial(desk_pages.debts, desk), _("Công nợ"), "notebook-pen"),
            PageSpec("shift", partial(desk_pages.shift, desk), _("Ca & quỹ"), "wallet"),
            PageSpec("shift_close", partial(desk_pages.shift_close, desk), under="shift"),
            PageSpec("return", partial(desk_pages.returns, desk), under="receipts"),
            PageSpec("pay", self._pay, under="sell"),
            PageSpec("pay_qr", self._pay_qr, under="sell"),
            PageSpec("closed", self._closed),
            PageSpec("late", self._late),
            PageSpec("people", partial(desk_pages.people, desk), under="settings"),
            PageSpec("roles", partial(desk_pages.roles, desk), under="settings"),
            PageSpec("settings", self._settings, _("Cài đặt"), "settings", foot=True),
        ]

    def _sell(self) -> Page:
        from pos_app.ui.sell.sell_page import SellPage

        page = SellPage(self.desk, self.carts, self.till)
        page.finder.told.connect(self._sounds.tell)
        return page

    def _receipts(self) -> Page:
        from pos_app.ui.receipts.receipts_page import ReceiptsPage

        return ReceiptsPage(self.desk, self.carts)

    def _pay(self) -> Page:
        from pos_app.ui.pay.pay_page import PayPage

        page = PayPage(self.desk, self.carts, self.till)
        page.late.told.connect(self._sounds.tell)
        return page

    def _pay_qr(self) -> Page:
        from pos_app.ui.pay.pay_qr_page import PayQrPage

        page = PayQrPage(self.desk, self.carts, self.till)
        page.showing.connect(self._show_customer)
        page.ended.connect(self._hide_from_customer)
        return page

    def _closed(self) -> Page:
        from pos_app.ui.setup.closed_page import ClosedPage

        page = ClosedPage(can_choose=self.opening.can_choose)
        page.again.connect(self.opening.again)
        page.other.connect(partial(self.opening.ask_for_another, page))
        return page

    def _late(self) -> Page:
        from pos_app.ui.setup.late_page import LatePage

        return LatePage(self.deliveries)

    def _settings(self) -> Page:
        from pos_app.ui.setup.settings_page import SettingsPage

        page = SettingsPage(self.desk, self._paper)
        late = Qt.ConnectionType.QueuedConnection  # a new window, once the press is over
        page.language_chosen.connect(self._speak, late)
        page.theme_chosen.connect(self._colour)
        page.scale_chosen.connect(self._scale, late)
        if self._sounds.available:
            page.offer_sounds(on=self._kept.sounds)
            page.sounds_chosen.connect(self._sound)
        return page

    def _speak(self, language: str) -> None:
        self._change(replace(self._kept, language=language))
        self._renew_window()

    def _colour(self, theme: str) -> None:
        self._change(replace(self._kept, theme=theme))

    def _scale(self, scale: int) -> None:
        self._change(replace(self._kept, scale=scale))
        self._renew_window()

    def _change(self, wanted: Preferences) -> None:
        """Keeps it and puts it on; texts and sizes need a new window as well."""
        self._kept = wanted
        preferences.keep(wanted)
        use_language(self._kept.language)
        apply_theme(self._application, self._kept.theme, self._kept.scale)

    def _renew_window(self) -> None:
        """The same pages in other words or sizes; the carts are on disk."""
        old, front = self.window, self.window.front()
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.errors = Errors(self.window)
        self.errors.install()
        self.window.show()
        old.closing.disconnect(self._closing)
        old.close()
        old.deleteLater()
        self._show_info()
        if self.desk.ready:
            self._badge()
            self.window.open(front if front not in ("pay", "pay_qr") else "sell")
        elif self.opening.trouble:
            self._unopened(self.opening.trouble)
            self.opening.again()

    def _sound(self, on: bool) -> None:
        self._sounds.on = on
        self._kept = replace(self._kept, sounds=on)
        preferences.keep(self._kept)

    def _keep_hints(self, hidden: bool) -> None:
        self._kept = replace(self._kept, hints=not hidden)
        preferences.keep(self._kept)

    def _noticed(self, changes: Changes) -> None:
        self.window.changed(changes)
        if changes & (Changes.SETTINGS | Changes.STAFF):
            self._show_info()
        if changes & (Changes.CARE | Changes.SALES | Changes.CUSTOMERS):
            self._badge()

    # the shop behind it

    def run(self, open_services: OpenServices, open_file: OpenFile | None = None) -> int:
        """Shows the window, opens the shop behind it, and stays until it is closed."""
        logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, self._told_to_end)
        self.errors.install()
        where = preferences.geometry()
        if where is None or not self.window.restoreGeometry(where):
            self.window.resize(*SIZE)
        self.window.painted.connect(partial(self.begin, open_services, open_file))
        self.window.show()
        return self._application.exec()

    def _told_to_end(self, _signal: int, _frame: object) -> None:
        """Ctrl+C in a terminal, or the system shuts down: as by the window's ✕."""
        QTimer.singleShot(0, self.window.close)

    def begin(self, open_services: OpenServices, open_file: OpenFile | None = None) -> None:
        """Opens the shop off the window's thread, when the first frame is on the screen."""
        self.window.busy.start(_("Đang mở cửa hàng"))
        self.opening.begin(open_services, open_file)

    def _arrived(self, services: Services) -> None:
        self._kept = preferences.with_shop(self._kept, services.path)
        preferences.keep(self._kept)
        self.window.busy.stop()
        self.window.release()
        self.desk.open(services, self._kept.staff)

    def _unopened(self, sentence: str) -> None:
        """No shop, no selling: the sentence stands in place of every page."""
        self.window.busy.stop()
        self.window.confine("closed", sentence)

    def _defect(self, error: Exception) -> None:
        self.errors.show(error)

    def _opened(self) -> None:
        self._show_info()
        self._badge()
        self._open_display()
        self._offer_count()
        self.desk.background.run(_prepare, self._prepared, self.errors.show)

    def _offer_count(self) -> None:
        """A shift that nobody closed may still be counted, before the first act ends it."""
        shift = self.desk.shift
        if shift is not None and self.desk.forgotten:
            words = _("{shift} chưa đóng").format(shift=shift.title)
            count = partial(self.window.open, "shift_close")
            self.window.say(Saying(words, "clock", count, _("Đếm tiền")))

    def _prepared(self, _nothing: None) -> None:
        """The first code and the first phone number will not keep anybody waiting."""

    def _remember(self, staff_id: int) -> None:
        """Who is on duty when the program starts again."""
        self._kept = replace(self._kept, staff=staff_id)
        preferences.keep(self._kept)

    def _show_info(self) -> None:
        staff, shift = self.desk.staff, self.desk.shift
        if not self.desk.ready or staff is None:
            return
        from pos_app.shop.settings import PRINTER

        services = self.desk.services
        printer = services.settings.get(PRINTER)
        self.window.set_info(
            ShellInfo(
                shop=services.shop.profile().name,
                counter=services.counter_name,
                staff=tuple(
                    StaffChoice(one.id, one.name, one.role_name) for one in services.staff.active()
                ),
                staff_id=staff.id,
                shift=shift.told if shift else "",
                printer=self._trouble or printer or _("Phiếu lưu thành tệp PDF"),
                printer_ok=not self._trouble,
                late=self.deliveries.words(),
            )
        )

    def _badge(self) -> None:
        if self.desk.ready:
            self.window.set_badge("care", self.desk.services.care.counts().waiting)

    # after the sale

    def _print_slip(self, sale_uid: str) -> None:
        last = self.till.last
        number = receipt_number(last.number) if last is not None else ""
        self.desk.print_receipt(sale_uid, number, copy=False)

    def _printed(self, sentence: str) -> None:
        if self._trouble:
            self._trouble = ""
            self._show_info()
        self.window.say(Saying(sentence, "printer"))

    def _not_printed(self, sentence: str) -> None:
        self._trouble = _("Máy in có chuyện")
        self._show_info()
        again = self.desk.printers.again
        self.window.say(Saying(sentence, "triangle-alert", again, _("In lại")))

    # the customer's display

    def _open_display(self) -> None:
        from pos_app.ui.display.customer_display import CustomerDisplay, second_screen

        screen = second_screen()
        if screen is None or self._display is not None:
            return
        self._display = CustomerDisplay(self.desk, self.carts)
        self._display.setGeometry(screen.geometry())
        self._display.showFullScreen()

    def _show_customer(self, transfer: Transfer, rest: Money) -> None:
        if self._display is not None:
            self._display.show_transfer(transfer, rest)

    def _hide_from_customer(self) -> None:
        if self._display is not None:
            self._display.end_transfer()

    def _thank(self, sale: CompletedSale) -> None:
        if self._display is not None:
            self._display.thank(sale)

    # the end

    def _closing(self) -> None:
        preferences.keep_geometry(self.window.saveGeometry())
        self.duty.idle.stop()
        self.deliveries.stop()
        if self._display is not None:
            self._display.close()
        self._sounds.stop()
        self.desk.background.finish()
        if self.desk.ready:
            self.desk.services.close()


def _prepare() -> None:
    prepare_codes()
    phone.prepare()
