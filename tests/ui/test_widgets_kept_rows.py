"""A painted row is kept, and never shown when something about it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from pos_app.ui.theme import apply_theme
from pos_app.ui.widgets.lists import MOST_KEPT, RECORD, AnyIndex, ListView, RowDelegate, Rows
from pos_app.ui.widgets.paint import Painter


@dataclass(frozen=True)
class Line:
    words: str


class Delegate(RowDelegate):
    """Counts what it paints."""

    def __init__(self) -> None:
        super().__init__(40, ground="sur")
        self.painted: list[str] = []

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        record: Line = index.data(RECORD)
        pressed = self.pressed[1] if self.pressed[0] == index.row() else ""
        pen.text(rect, record.words + pressed, 15, 600)
        self.painted.append(record.words)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[ListView, Rows[Line], Delegate]]:
    apply_theme(qapp, "light")
    rows: Rows[Line] = Rows(lambda line: line.words)
    delegate = Delegate()
    view = ListView(rows, delegate, "Các dòng")
    rows.setParent(view)
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    yield view, rows, delegate
    apply_theme(qapp, "light")


def look(view: ListView) -> QImage:
    return view.grab().toImage()


def test_a_row_is_painted_once(shown: tuple[ListView, Rows[Line], Delegate]) -> None:
    view, rows, delegate = shown
    rows.set_rows([Line("gạo"), Line("sữa")])
    first = look(view)
    delegate.painted.clear()
    assert look(view) == first
    rows.set_rows([Line("gạo"), Line("sữa"), Line("cam")])
    look(view)
    assert delegate.painted == ["cam"]


def test_what_changed_is_painted_anew(
    shown: tuple[ListView, Rows[Line], Delegate], qapp: QApplication
) -> None:
    view, rows, delegate = shown
    rows.set_rows([Line("gạo"), Line("sữa")])
    looks = [look(view)]

    rows.set_rows([Line("gạo"), Line("sữa chua")])
    looks.append(look(view))
    view.select(1)
    looks.append(look(view))
    delegate.pressed = (0, " ép")
    looks.append(look(view))
    apply_theme(qapp, "dark")
    looks.append(look(view))
    view.resize(280, 400)
    looks.append(look(view))

    assert all(looks[place] != looks[place + 1] for place in range(len(looks) - 1))


@pytest.mark.parametrize(("ratio", "times"), [(1.0, 1), (2.0, 1), (1.25, 2)])
def test_between_pixels_no_picture_is_kept(
    shown: tuple[ListView, Rows[Line], Delegate], ratio: float, times: int
) -> None:
    _view, rows, delegate = shown
    rows.set_rows([Line("gạo")])
    screen = QPixmap(400, 100)
    screen.setDevicePixelRatio(ratio)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 300, 40)
    with QPainter(screen) as painter:
        for _turn in range(2):
            delegate.paint(painter, option, rows.index(0))
    assert len(delegate.painted) == times


def test_rows_move_with_their_pictures(shown: tuple[ListView, Rows[Line], Delegate]) -> None:
    view, rows, _delegate = shown
    rows.set_rows([Line("gạo"), Line("sữa"), Line("cam")])
    look(view)
    rows.set_rows([Line("sữa"), Line("cam")])
    moved = look(view)
    rows.set_rows([])
    rows.set_rows([Line("sữa"), Line("cam")])
    assert look(view) == moved


def test_pictures_of_a_long_list_do_not_pile_up(
    shown: tuple[ListView, Rows[Line], Delegate],
) -> None:
    view, rows, delegate = shown
    rows.set_rows([Line(f"món {number}") for number in range(5 * MOST_KEPT)])
    for row in range(0, 5 * MOST_KEPT, 5):
        view.select(row)
        look(view)
    assert len(delegate._kept) <= MOST_KEPT
