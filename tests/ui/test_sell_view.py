"""The selling screen shares its width out: wide, narrow, and with large letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.money import Money
from pos_app.selling.totals import price
from pos_app.ui.desk import Guest
from pos_app.ui.program import SMALLEST
from pos_app.ui.sell.sell_view import CART, SellView
from pos_app.ui.sell.side import WIDTH as SIDE
from pos_app.ui.sell.side import BriefLine, Sums
from pos_app.ui.sell.side_panel import SidePanel
from pos_app.ui.sell.tiles import COLUMNS, width_of
from pos_app.ui.theme import Tone, apply_theme
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.rail import Rail
from tests.baskets import design_order

NGOC = Guest("Chị Nguyễn Thị Hồng Ngọc", "Ngọc", 2, "Thân thiết", 1_284, "•••• 4567")
BRIEF = [
    BriefLine("sticky-note", Tone.GOLD, "Thích tã không hương. Gói riêng đồ lạnh.", "Ghi nhớ"),
    BriefLine("gem", Tone.GOLD, "Thêm 1.246.000 ₫ là lên hạng Tri kỷ", ""),
]

WRAP = Qt.TextFlag.TextWordWrap.value
Opened = Callable[[int, int, int], SellView]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """The screen beside a rail, in a window of that size, at that size of text."""

    kept: list[QWidget] = []

    def show(width: int, height: int, scale: int) -> SellView:
        apply_theme(qapp, "light", scale)
        window, view = QWidget(), SellView()
        kept.append(window)
        qtbot.addWidget(window)
        row, column = QHBoxLayout(window), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for layout in (row, column):
            layout.setSpacing(0)
        row.addWidget(Rail())
        column.addWidget(view.top)
        column.addWidget(view, 1)
        row.addLayout(column, 1)
        cart = design_order()
        view.show_cart(cart, price(cart))
        view.guest.show_guest(NGOC, BRIEF)
        view.add_guest.hide()
        view.greeting.say("Dạ em chào chị Ngọc.")
        sums = Sums(7, Money(854_000), Money(30_000), Money(20_000), Money(834_000), 124)
        view.sums.show_sums(sums)
        window.setMinimumSize(*SMALLEST)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        qapp.processEvents()
        return view

    yield show
    apply_theme(qapp, "light", 100)


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def test_a_wide_window_is_the_design(opened: Opened) -> None:
    view = opened(1366, 768, 100)
    assert (view.tiles.width(), view.side.width()) == (370, 368) == (width_of(COLUMNS), SIDE)
    assert place(view.side).right() == 1365
    assert place(view.tiles).left() - view.mapTo(view.window(), QPoint()).x() == CART
    assert not view.shelf.isVisible()


def test_a_larger_window_gives_to_cart_and_tiles(opened: Opened) -> None:
    view = opened(1920, 1080, 100)
    assert view.side.width() == SIDE
    assert view.tiles.width() == width_of(COLUMNS + 2)


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1365, 768, 100), (1280, 720, 100), (1024, 768, 100), (1366, 768, 130), (1024, 700, 130)],
)
def test_a_narrow_window_folds_the_tiles_away(
    opened: Opened, width: int, height: int, scale: int
) -> None:
    view = opened(width, height, scale)
    assert view.shelf.isVisible()
    assert not view.tiles.isVisible()
    assert view.guest.isVisible()
    view.shelf.click()
    assert view.tiles.isVisible()
    assert not view.guest.isVisible()
    assert place(view.tiles).bottom() < place(view.sums).top(), "sums are never covered"
    assert view.tiles.width() == view.side.width()
    for part in (view.sums.due, view.pay):
        assert part.isVisible()
        assert view.window().rect().contains(place(part))
    view.shelf.click()
    assert not view.tiles.isVisible()
    assert view.guest.isVisible()


def test_a_window_that_changes_takes_its_tiles_along(opened: Opened, qapp: QApplication) -> None:
    view = opened(1280, 720, 100)
    heard: list[bool] = []
    view.folded.connect(heard.append)
    for width, beside in ((1366, True), (1280, False), (1400, True)):
        view.show_tiles(on=True)
        view.window().resize(width, 768)
        qapp.processEvents()
        assert view.tiles.isVisible() is beside
        assert view.guest.isVisible()
    assert heard == [False, True, False]


@pytest.mark.parametrize("scale", [100, 115, 130])
@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1366, 768), (1920, 1080)])
def test_nothing_is_clipped(opened: Opened, size: tuple[int, int], scale: int) -> None:
    view = opened(*size, scale)
    window = view.window()
    assert window.size().toTuple() == size
    for button in window.findChildren(QPushButton):
        if button.isVisible() and not view.tiles.isAncestorOf(button):
            assert window.rect().contains(place(button)), button.text()
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    assert place(view.side).left() == place(view.foot).right() + 1 + (
        view.tiles.width() if not view.shelf.isVisible() else 0
    )


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1366, 768), (1920, 1080)])
def test_large_text_cuts_no_brief(opened: Opened, size: tuple[int, int]) -> None:
    view = opened(*size, 130)
    assert isinstance(view.side, SidePanel)
    shown = {words.text(): words for words in view.guest.findChildren(Label)}
    for line in BRIEF:
        words = shown[line.title]
        need = words.fontMetrics().boundingRect(words.contentsRect(), WRAP, line.title)
        assert words.contentsRect().height() >= need.height()
        assert place(view.side).contains(place(words))


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_large_text_cuts_no_search(opened: Opened, size: tuple[int, int]) -> None:
    edit = opened(*size, 130).search.edit
    assert edit.placeholderText().startswith("Quét mã hoặc gõ tên, mã")
    assert edit.fontMetrics().horizontalAdvance(edit.placeholderText()) <= edit.width()


def test_a_search_without_room_is_told_shorter(opened: Opened) -> None:
    view = opened(1024, 768, 130)
    told = view.search.edit.placeholderText()
    assert told == "Quét mã hoặc gõ tên…"
    assert view.search.edit.fontMetrics().horizontalAdvance(told) <= view.search.edit.width()


def test_sums_without_room_are_told_shorter(opened: Opened) -> None:
    view = opened(1024, 768, 130)
    assert view.sums._goods.words.text() == "Cộng 7 món (−30.000)"
    view = opened(1366, 768, 100)
    assert view.sums._goods.words.text() == "Cộng 7 món (đã giảm 30.000)"


def test_the_recent_guests_make_room_for_a_question(qtbot: QtBot) -> None:
    view = SellView()
    qtbot.addWidget(view)
    view.resize(1294, 648)
    view.show()
    assert view.chips.isVisible()
    view.ask.show()
    assert not view.chips.isVisible()
    view.ask.hide()
    assert view.chips.isVisible()
