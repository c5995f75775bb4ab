"""Lists: rows are painted, chosen, opened, touched; one change costs one row."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.basics.money import Money
from pos_app.ui.theme import LIGHT, Tone, apply_theme
from pos_app.ui.widgets.lists import (
    RECORD,
    AnyIndex,
    ListView,
    RowDelegate,
    Rows,
    TwoLineDelegate,
    TwoLines,
)
from pos_app.ui.widgets.paint import Painter, Run
from tests.ui.keys import press, show_active
from tests.ui.looks import colours


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    late: bool = False


TASKS = [Task("Chú Bảy", late=True), Task("Chị Ngọc"), Task("Anh Tuấn")]


class TaskDelegate(RowDelegate):
    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        task: Task = index.data(RECORD)
        pen.text(rect.adjusted(16, 0, -60, 0), task.name, ink="red" if task.late else "ink")

    def zones(self, rect: QRect, index: AnyIndex) -> dict[str, QRect]:
        return {
            "less": QRect(rect.right() - 99, rect.top(), 50, rect.height()),
            "drop": QRect(rect.right() - 49, rect.top(), 50, rect.height()),
        }

    def repeats(self, zone: str) -> bool:
        return zone == "less"


class TaskList(ListView):
    def __init__(self) -> None:
        self.rows: Rows[Task] = Rows(lambda task: task.name)
        super().__init__(self.rows, TaskDelegate(), "Việc hôm nay")
        self.rows.setParent(self)
        self.rows.set_rows(TASKS)
        self.resize(400, 240)
        self.told: list[object] = []
        self.touched.connect(lambda zone, row: self.told.append((zone, row)))
        self.opened.connect(lambda row: self.told.append(("open", row)))

    def spot(self, row: int, from_right: int) -> QPoint:
        rect = self.visualRect(self.rows.index(row))
        return QPoint(rect.right() - from_right, rect.center().y())


@pytest.fixture
def tasks(qtbot: QtBot) -> TaskList:
    made = TaskList()
    qtbot.addWidget(made)
    show_active(made)
    return made


def test_a_row_is_chosen_opened_and_touched(tasks: TaskList) -> None:
    tasks.select(1)
    tasks.setFocus()
    press(Qt.Key.Key_Down)
    assert tasks.current_row() == 2
    press(Qt.Key.Key_Return)
    QTest.mouseClick(tasks.viewport(), Qt.MouseButton.LeftButton, pos=tasks.spot(0, 20))
    assert tasks.told == [("open", 2), ("drop", 0)]
    assert tasks.current_row() == 0


def test_the_current_row_stays_in_sight_when_the_list_gets_smaller(tasks: TaskList) -> None:
    tasks.select(2)
    tasks.resize(400, 100)
    assert tasks.viewport().rect().contains(tasks.visualRect(tasks.rows.index(2)))


def test_a_press_that_leaves_its_zone_does_nothing(tasks: TaskList) -> None:
    QTest.mousePress(tasks.viewport(), Qt.MouseButton.LeftButton, pos=tasks.spot(1, 20))
    QTest.mouseRelease(tasks.viewport(), Qt.MouseButton.LeftButton, pos=tasks.spot(2, 20))
    assert tasks.told == []


def test_a_held_zone_goes_on(tasks: TaskList, qtbot: QtBot) -> None:
    QTest.mousePress(tasks.viewport(), Qt.MouseButton.LeftButton, pos=tasks.spot(1, 70))
    qtbot.waitUntil(lambda: len(tasks.told) >= 3, timeout=2000)
    QTest.mouseRelease(tasks.viewport(), Qt.MouseButton.LeftButton, pos=tasks.spot(1, 70))
    assert set(tasks.told) == {("less", 1)}


def test_letters_and_digits_do_not_move_a_list(tasks: TaskList) -> None:
    tasks.select(0)
    tasks.setFocus()
    QTest.keyClicks(tasks, "chi")
    assert tasks.current_row() == 0


def test_one_changed_record_costs_one_row(tasks: TaskList) -> None:
    touched: list[tuple[int, int]] = []
    resets: list[int] = []
    tasks.rows.dataChanged.connect(lambda one, two: touched.append((one.row(), two.row())))
    tasks.rows.modelReset.connect(lambda: resets.append(1))
    tasks.select(1)
    tasks.rows.set_rows([TASKS[0], Task("Chị Ngọc", late=True), TASKS[2]])
    tasks.rows.set_rows([*tasks.rows.rows(), Task("Cô Hà")])
    assert (touched, resets, tasks.current_row()) == ([(1, 1)], [], 1)
    tasks.rows.set_rows([])
    assert (resets, tasks.current_row()) == ([1], -1)


def test_the_selected_row_has_a_jade_bar_and_a_sentence(tasks: TaskList) -> None:
    tasks.select(1)
    picture = tasks.viewport().grab().toImage()
    rect = tasks.visualRect(tasks.rows.index(1))
    assert picture.pixelColor(1, rect.center().y()) == QColor(LIGHT.jade)
    assert picture.pixelColor(rect.right() - 4, rect.center().y()) == QColor(LIGHT.sel)
    assert tasks.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Chị Ngọc"


def test_two_line_rows_show_all_their_parts(qtbot: QtBot) -> None:
    rows: Rows[TwoLines] = Rows(lambda row: row.title)
    view = ListView(rows, TwoLineDelegate(lambda row: row), "Việc")  # type: ignore[arg-type, return-value] # rows of TwoLines
    rows.setParent(view)
    rows.set_rows(
        [
            TwoLines(
                "Chú Trần Văn Bảy: trả thiếu tiền thừa 20.000 ₫",
                (Run("Đang ở quầy", "jade", 600), Run(" · KN-0143, nhận 11:40")),
                "message-square-warning",
                Tone.RED,
                chip=("Khiếu nại", Tone.RED),
                right=Run("trễ 0:26", "red", 600, number=True),
                edge=Tone.RED,
            ),
            TwoLines("Mua 4 món", when="19/11", icon="shopping-basket", right=Money(418_000)),
        ]
    )
    view.resize(694, 240)
    qtbot.addWidget(view)
    show_active(view)
    seen = colours(view.viewport())
    assert {LIGHT.red, LIGHT.red_bg, LIGHT.red_line, LIGHT.jade, LIGHT.ink} <= seen
