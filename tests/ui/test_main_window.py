"""The frame of the window: pages, keys, hints, notices, scans; all without a shop behind it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.ui.main_window import MainWindow
from pos_app.ui.notices import Notices
from pos_app.ui.theme import LIGHT, SCALES, apply_theme
from pos_app.ui.widgets.dialog import Dialog
from pos_app.ui.widgets.page import Page, PageSpec
from pos_app.ui.widgets.status_bar import ShellInfo, StaffChoice
from tests.ui.keys import press, show_active

NOON = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)

INFO = ShellInfo(
    shop="Tạp hóa Cô Mai",
    counter="Quầy 1",
    staff=(StaffChoice(1, "Thảo", "Thu ngân"), StaffChoice(2, "Cô Mai", "Chủ")),
    staff_id=1,
    shift="Ca chiều, mở 13:02",
    printer="Máy in sẵn sàng",
)


class Screen(Page):
    """A page that remembers what the window told it."""

    made = 0

    def __init__(self, name: str, *, takes_scans: bool = False) -> None:
        super().__init__(name.title())
        type(self).made += 1
        self.told: list[object] = []
        self.takes_scans = takes_scans
        self.line = QLineEdit()
        self.body.addWidget(self.line)
        self.add_key("F9", lambda: self.told.append("F9"), "Thanh toán")
        self.add_key("Esc", lambda: self.told.append("Esc"), "Quay lại")
        for key, label in (
            ("F2", "Số lượng"),
            ("Shift+F6", "Giảm món"),
            ("Ctrl+Del", "Bỏ dòng"),
            ("Ctrl+D", "Mở ngăn kéo"),
        ):
            self.add_key(key, partial(self.told.append, key), label, hinted=True)
        self.add_hint("↑ ↓", "Chọn dòng")

    def shown(self) -> None:
        self.told.append("shown")
        self.line.setFocus()

    def hidden(self) -> None:
        self.told.append("hidden")

    def changed(self, changes: Changes) -> None:
        self.told.append(changes)

    def scanned(self, code: str) -> bool:
        if self.takes_scans:
            self.told.append(f"scan {code}")
        return self.takes_scans

    def show_subject(self, subject: object) -> None:
        self.told.append(("subject", subject))


def specs() -> list[PageSpec]:
    return [
        PageSpec("sell", lambda: Screen("sell", takes_scans=True), "Bán hàng", "scan-barcode"),
        PageSpec("care", lambda: Screen("care"), "Chăm sóc", "heart-handshake"),
        PageSpec("pay", lambda: Screen("pay"), under="sell"),
    ]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_theme(qapp, "light")
    Screen.made = 0
    made = MainWindow(specs(), SetClock(NOON), INFO)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    show_active(made)
    return made


def screen(window: MainWindow, name: str) -> Screen:
    page = window.page(name)
    assert isinstance(page, Screen)
    return page


def told(window: MainWindow, name: str) -> list[object]:
    """What a page was told since this was asked last."""
    heard = screen(window, name).told
    since, heard[:] = list(heard), []
    return since


def test_only_the_first_page_is_made_for_the_first_frame(window: MainWindow) -> None:
    assert Screen.made == 1
    assert window.front() == "sell"
    assert told(window, "sell") == ["shown"]
    assert screen(window, "sell").line.hasFocus()


def test_the_rail_shows_the_pages_that_are_there(window: MainWindow) -> None:
    assert window.rail.names() == ("sell", "care")
    window.rail.button("care").click()
    assert window.front() == "care"
    window.open("pay", 42)
    assert window.rail.button("sell").isChecked(), "pay belongs to selling"
    assert told(window, "pay") == ["shown", ("subject", 42)]
    assert told(window, "sell") == ["shown", "hidden"]
    with pytest.raises(KeyError):
        window.open("debts")


def test_a_page_can_ask_for_another_one(window: MainWindow) -> None:
    window.page("sell").go("care", "task")
    assert window.front() == "care"
    assert told(window, "care") == ["shown", ("subject", "task")]


def test_the_frame_has_the_measures_of_the_design(window: MainWindow) -> None:
    page = window.page("sell")
    assert window.rail.width() == 72
    assert window.rail.button("sell").size().toTuple() == (64, 60)
    assert page.top.height() == 56
    assert (window.hints.height(), window.status.height()) == (36, 28)
    assert page.size().toTuple() == (1366 - 72, 768 - 36 - 28)


@pytest.mark.parametrize("percent", SCALES)
def test_the_frame_fits_a_small_screen_at_every_text_size(
    qapp: QApplication, qtbot: QtBot, percent: int
) -> None:
    apply_theme(qapp, "light", percent)
    try:
        window = MainWindow(specs(), SetClock(NOON), INFO)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        show_active(window)
        assert window.size().toTuple() == (1366, 768)
    finally:
        apply_theme(qapp, "light", 100)


def test_keys_belong_to_the_page_in_front_wherever_the_focus_is(window: MainWindow) -> None:
    window.open("care")
    told(window, "sell")
    told(window, "care")
    window.rail.button("sell").setFocus()
    press(Qt.Key.Key_F9)
    assert (told(window, "care"), told(window, "sell")) == (["F9"], [])


def test_the_keys_of_a_page_win_over_those_of_a_line_edit(window: MainWindow) -> None:
    from pos_app.ui.widgets.inputs import TextInput

    page = screen(window, "sell")
    box = TextInput("Tìm")
    page.body.addWidget(box)
    box.set_text("sữa tươi")
    box.setFocus()
    box.edit.setCursorPosition(0)
    told(window, "sell")
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_Delete, control)
    press(Qt.Key.Key_D, control)
    assert told(window, "sell") == ["Ctrl+Del", "Ctrl+D"]
    press(Qt.Key.Key_A, control)
    assert (box.text(), box.edit.selectedText()) == ("sữa tươi", "sữa tươi")


def test_a_key_can_be_off_like_its_button(window: MainWindow) -> None:
    page = screen(window, "sell")
    told(window, "sell")
    page.enable_key("F9", on=False)
    press(Qt.Key.Key_F9)
    page.enable_key("F9", on=True)
    press(Qt.Key.Key_F9)
    assert told(window, "sell") == ["F9"]


@pytest.mark.parametrize("key", ["5", "A", "Shift+A", "Space", "Return", "Enter", "Ctrl+Return"])
def test_keys_of_a_scanner_are_never_shortcuts(window: MainWindow, key: str) -> None:
    with pytest.raises(ValueError, match="belongs to the scanner"):
        window.page("sell").add_key(key, lambda: None, "Không được")


def test_hints_drop_from_the_right_and_f12_stays(window: MainWindow) -> None:
    labels = [key.label for key in window.hints.fitting()]
    assert labels == ["Số lượng", "Giảm món", "Bỏ dòng", "Mở ngăn kéo", "Chọn dòng"]
    window.resize(760, 768)
    QApplication.processEvents()
    fewer = [key.label for key in window.hints.fitting()]
    assert 0 < len(fewer) < len(labels)
    assert fewer == labels[: len(fewer)]
    assert window.hints.more.isVisible()
    assert window.hints.more.geometry().right() < window.hints.width()


def test_the_hints_can_be_hidden_and_f12_brings_them_back(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("sell")
    before = page.height()
    with qtbot.waitSignal(window.hints_hidden) as hidden:
        QTest.mouseClick(window.hints.less, Qt.MouseButton.LeftButton)
    assert hidden.args == [True]
    qtbot.waitUntil(lambda: page.height() == before + 36)
    press(Qt.Key.Key_F12)
    assert window.hints.isVisible()
    assert window.key_list.isVisible()


def test_f12_lists_every_key_and_gives_the_focus_back(window: MainWindow) -> None:
    line = screen(window, "sell").line
    told(window, "sell")
    press(Qt.Key.Key_F12)
    texts = {label.text() for label in window.key_list.findChildren(QLabel)}
    assert {"Thanh toán", "F9", "Shift F6", "Giảm món", "Mọi phím"} <= texts
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_Escape)
    assert not window.key_list.isVisible()
    assert told(window, "sell") == [], "the list kept the keys from the page"
    assert line.hasFocus()
    press(Qt.Key.Key_F12)
    press(Qt.Key.Key_F12)
    assert not window.key_list.isVisible()


def test_a_notice_reaches_the_page_in_front_now_and_the_others_later(window: MainWindow) -> None:
    notices = Notices()
    notices.changed.connect(window.changed)
    window.open("care")
    told(window, "sell")
    told(window, "care")
    notices.tell(Changes.SALES)
    notices.tell(Changes.CARE)
    notices.tell(Changes.NOTHING)
    assert told(window, "care") == [Changes.SALES, Changes.CARE]
    assert told(window, "sell") == []
    window.open("sell")
    assert told(window, "sell") == [Changes.SALES | Changes.CARE, "shown"]
    assert told(window, "care") == ["hidden"]


def test_a_page_made_later_has_missed_nothing(window: MainWindow) -> None:
    window.changed(Changes.GOODS)
    window.open("care")
    assert told(window, "care") == ["shown"], "it reads everything when it is made"


def test_a_scan_goes_to_the_page_in_front_or_to_selling(window: MainWindow) -> None:
    window.open("care")
    told(window, "sell")
    window.scanned("8934563138165")
    assert window.front() == "sell"
    assert told(window, "sell") == ["shown", "scan 8934563138165"]


def test_a_scan_does_nothing_behind_a_dialog(window: MainWindow, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Xóa đơn?", "", "Xóa", variant="danger")
    dialog.open()
    told(window, "sell")
    window.scanned("8934563138165")
    assert told(window, "sell") == []
    dialog.reject()


def test_the_status_bar_says_where_who_and_when(window: MainWindow, qtbot: QtBot) -> None:
    status = window.status
    assert status.shop.text() == "Tạp hóa Cô Mai · Quầy 1"
    assert status.person.text() == "Thu ngân: Thảo"
    assert status.shift.text() == "Ca chiều, mở 13:02"
    assert status.time.text() == "14:06 · Thứ Bảy 21/11"
    assert not status.backup.isVisible(), "what is not built is not shown"
    window.set_info(ShellInfo(printer="Máy in hết giấy", printer_ok=False))
    assert not status.person.isVisible()
    picture = status.printer.grab().toImage()
    pixels = {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert LIGHT.clay in pixels


def test_the_clock_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    clock = window.status._clock
    assert isinstance(clock, SetClock)
    clock.advance(timedelta(hours=12))
    qtbot.waitUntil(lambda: window.status.time.text() == "02:06 · Chủ Nhật 22/11", timeout=3000)


def test_another_person_is_picked_from_the_status_bar(window: MainWindow, qtbot: QtBot) -> None:
    menu = window.status.people.refill()
    people, lock = menu.actions()[:2], menu.actions()[-1]
    assert [action.text() for action in people] == ["Thảo · Thu ngân", "Cô Mai · Chủ"]
    assert [action.isChecked() for action in people] == [True, False]
    with qtbot.waitSignal(window.status.lock_asked):
        lock.trigger()
    with qtbot.waitSignal(window.staff_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [2]


def test_one_page_and_the_foot_of_the_rail_is_all_there_is_while_confined(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, "light")
    foot = PageSpec("settings", lambda: Screen("settings"), "Cài đặt", "settings", foot=True)
    window = MainWindow([*specs(), foot], SetClock(NOON), INFO)
    qtbot.addWidget(window)
    show_active(window)
    window.confine("pay", "why")
    assert not window.rail.button("care").isVisible()
    window.rail.button("settings").click()
    assert (window.front(), window.rail.button("settings").isChecked()) == ("settings", True)
    window.page("settings").go("sell", "somebody")
    assert told(window, "pay") == ["shown", ("subject", "why"), "hidden", "shown"]
    window.scanned("8930000012012")
    assert (window.front(), told(window, "sell")) == ("pay", ["shown", "hidden"])
    window.release()
    assert (window.front(), window.rail.button("care").isVisible()) == ("sell", True)
    window.open("care")
    window.release()
    assert window.front() == "care", "nothing to release"


def test_another_theme_paints_the_open_window_anew(window: MainWindow, qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    try:
        dark = window.grab().toImage().pixelColor(QPoint(200, 20))
        assert dark != QColor(LIGHT.sur)
    finally:
        apply_theme(qapp, "light")
    assert window.grab().toImage().pixelColor(QPoint(200, 20)) == QColor(LIGHT.sur)


def test_a_badge_counts_open_work(window: MainWindow) -> None:
    window.set_badge("care", 9)
    assert window.rail.button("care").badge() == 9
    assert window.rail.button("care").accessibleDescription() == "9"
    window.set_badge("debts", 3)


def test_a_toast_hides_neither_sums_nor_codes(window: MainWindow) -> None:
    pay = window.page("pay")
    pay.sums_below = True
    window.page("sell").say("Đã lưu Phiếu 000001.pdf")
    assert window.toast.geometry().top() > pay.top.height(), "over the body"
    window.open("pay")
    assert pay.top.geometry().contains(window.toast.geometry()), "over the top bar alone"
    window.open("care")
    assert window.toast.geometry().top() > pay.top.height()


def test_a_page_speaks_through_a_toast(window: MainWindow) -> None:
    undone: list[int] = []
    window.page("sell").say("Đã giữ đơn Chú Bảy", icon="pause", undo=lambda: undone.append(1))
    assert window.toast.text() == "Đã giữ đơn Chú Bảy"
    window.toast.undo.click()
    assert undone == [1]


def test_every_label_of_the_window_shows_text_as_it_is(window: MainWindow) -> None:
    press(Qt.Key.Key_F12)
    labels = window.findChildren(QLabel)
    assert len(labels) > 15
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


class Painted(QObject):
    """Writes down which widgets were painted."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.order: list[object] = []
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched not in self.order:
            self.order.append(watched)
        return False


def test_the_first_frame_is_told_once_and_whole(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    window = MainWindow(specs(), SetClock(NOON), INFO)
    qtbot.addWidget(window)
    parts = (window.rail, window.page("sell"), window.hints, window.status)
    painted = Painted(*parts)
    window.painted.connect(lambda: painted.order.append("told"))
    window.show()
    qtbot.waitUntil(lambda: "told" in painted.order)
    assert set(painted.order) == {*parts, "told"}
    assert painted.order[-1] == "told"

    window.repaint()
    QTest.qWait(20)
    assert painted.order.count("told") == 1


def test_closing_is_told_once(qtbot: QtBot) -> None:
    window = MainWindow(specs(), SetClock(NOON))
    qtbot.addWidget(window)
    closings: list[int] = []
    window.closing.connect(lambda: closings.append(1))
    window.close()
    assert closings == [1]


def test_the_frame_is_painted_before_the_heavy_rooms_are_loaded() -> None:
    heavy = ("sqlalchemy", "reportlab", "qrcode", "phonenumbers", "alembic", "pypdfium2")
    program = (
        "import sys, pos_app.ui.main_window, pos_app.ui.scanner, pos_app.ui.background,"
        " pos_app.ui.errors, pos_app.ui.notices, pos_app.ui.widgets.amounts,"
        " pos_app.ui.widgets.tile, pos_app.ui.widgets.lists, pos_app.ui.widgets.chips\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
