"""Lists of records: a model, a view and delegates that paint rows; five hundred cost like five."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.basics.money import Money
from pos_app.ui.theme.current import colour, px, qcolor, scale, tokens
from pos_app.ui.theme.tokens import Fill, Ink, Tone
from pos_app.ui.widgets.paint import RIGHT, Painter, Run, chip_width
from pos_app.ui.widgets.stepper import HOLD_MS, REPEAT_MS

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex

MOST_KEPT: Final = 40
"""Pictures of rows that a delegate keeps: two screens full."""

RECORD = Qt.ItemDataRole.UserRole
"""The role under which a row's record is found."""


class Rows(QAbstractListModel, Generic[T]):
    """Frozen records as rows; `say` is the sentence a screen reader hears for one."""

    def __init__(self, say: Callable[[T], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: list[T] = []

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many records; rows have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The record itself under `RECORD`, its sentence as text."""
        if not index.isValid():
            return None
        if role == RECORD:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say(self._rows[index.row()])
        return None

    def rows(self) -> tuple[T, ...]:
        """All records."""
        return tuple(self._rows)

    def row(self, place: int) -> T:
        """One record; IndexError when there is none."""
        return self._rows[place]

    def set_rows(self, rows: Sequence[T]) -> None:
        """Other records. One changed, added or removed row costs only that row."""
        old, new = self._rows, list(rows)
        if len(old) == len(new):
            self._rows = new
            for place, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(place), self.index(place))
        elif len(new) > len(old) and new[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._rows = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()


class RowDelegate(QStyledItemDelegate):
    """Paints one row: override `paint_row`, and `zones` for what can be pressed inside it.

    Selection (sel fill, 4 px jade bar), separator and height are done here.
    """

    def __init__(
        self, height: int = 60, parent: QWidget | None = None, *, ground: Fill | None = None
    ) -> None:
        """With the `ground` that lies under the rows, a painted row is kept as a picture.

        It is shown again while record, state, theme and sizes are the same: for rows that say
        nothing but their record, in a view that is painted often.
        """
        super().__init__(parent)
        self._height = height
        self._ground = ground
        self._kept: dict[int, tuple[tuple[object, ...], QPixmap]] = {}
        self.pressed: tuple[int, str] = (-1, "")
        """Row and zone under a pressed mouse button, for the pressed look."""

    def height(self) -> int:
        """Pixels of a row; grows with large text."""
        return max(self._height, px(self._height) - 8)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """All rows are equally high."""
        return QSize(100, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Background, row, separator. A view paints all its rows whenever one is added."""
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ratio = painter.device().devicePixelRatioF()
        if self._ground is None or not ratio.is_integer():  # between pixels a picture blurs
            self._paint(painter, rect, index, selected=selected)
        else:
            painter.drawPixmap(rect.topLeft(), self._picture(rect, index, selected, ratio))

    def _picture(self, rect: QRect, index: AnyIndex, selected: bool, ratio: float) -> QPixmap:
        row = index.row()
        pressed = self.pressed[1] if self.pressed[0] == row else ""
        looks = (selected, pressed, tokens().name, scale(), ratio, rect.size(), index.data(RECORD))
        kept = self._kept.pop(row, None)
        if kept is None or kept[0] != looks:
            kept = looks, QPixmap(rect.size() * ratio)
            kept[1].setDevicePixelRatio(ratio)
            kept[1].fill(colour(self._ground or "sur"))
            with QPainter(kept[1]) as inside:
                self._paint(inside, QRect(QPoint(), rect.size()), index, selected=selected)
        self._kept[row] = kept
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return kept[1]

    def _paint(self, painter: QPainter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        painter.save()
        pen = Painter(painter)
        if selected:
            pen.fill(rect, "sel")
        pen.line(rect.left(), rect.bottom(), rect.width())
        self.paint_row(pen, rect, index, selected=selected)
        if selected:
            pen.fill(QRect(rect.left(), rect.top(), 4, rect.height()), "jade")
        painter.restore()

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """What the row says; override."""
        raise NotImplementedError

    def as_head(self, rect: QRect) -> QRect:
        """A row as wide as the head above it, whether or not a scroll bar stands at its end."""
        view = self.parent()
        width = view.width() if isinstance(view, QWidget) else rect.width()
        return QRect(rect.left(), rect.top(), width, rect.height() - 1)

    def zones(self, rect: QRect, index: AnyIndex) -> dict[str, QRect]:
        """Named areas that can be pressed; override when there are some."""
        del rect, index
        return {}

    def repeats(self, zone: str) -> bool:
        """True for zones that go on while they are held (the − + of a stepper); override."""
        del zone
        return False


class ListView(QListView):
    """A list with one selected row, driven by mouse, finger and arrow keys.

    Signals: `touched(str, int)` zone of the delegate and row; `picked(int)` another row is
    current; `opened(int)` Enter or double click. Zones do not change the selection first:
    the row under them becomes current as well.
    """

    touched = Signal(str, int)
    picked = Signal(int)
    opened = Signal(int)

    def __init__(self, model: QAbstractListModel, delegate: RowDelegate, name: str = "") -> None:
        super().__init__()
        self._delegate = delegate
        delegate.setParent(self)
        self._hold = QTimer(self)
        self._hold.timeout.connect(self._repeat)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)

    def current_row(self) -> int:
        """The selected row, -1 for none."""
        return self.currentIndex().row()

    def select(self, row: int) -> None:
        """Makes a row current and scrolls to it; a row that is not there selects nothing."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """One row up (-1) or down (1), for arrows typed into a search box."""
        last = self.model().rowCount() - 1
        if last >= 0:
            self.select(min(max(self.current_row() + by, 0), last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is worked on stays in sight when something takes room below."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tells the page."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() >= 0:
            self.opened.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Bare letters and digits are a scanner's, never a way to move."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A zone acts on release; one that repeats acts at once and goes on."""
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        row, zone = self._zone(event.position().toPoint())
        self._press(row, zone)
        if zone and self._delegate.repeats(zone):
            self._hold.start(HOLD_MS)
            self.touched.emit(zone, row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Acts when the mouse is still over the zone it was pressed on."""
        super().mouseReleaseEvent(event)
        row, zone = self._delegate.pressed
        self._hold.stop()
        self._press(-1, "")
        still_there = self._zone(event.position().toPoint()) == (row, zone)
        if zone and still_there and not self._delegate.repeats(zone):
            self.touched.emit(zone, row)

    def _zone(self, spot: QPoint) -> tuple[int, str]:
        index = self.indexAt(spot)
        if not index.isValid():
            return -1, ""
        zones = self._delegate.zones(self.visualRect(index), index)
        return index.row(), next((name for name, at in zones.items() if at.contains(spot)), "")

    def _press(self, row: int, zone: str) -> None:
        self._delegate.pressed = (row, zone)
        self.viewport().update()

    def _repeat(self) -> None:
        self._hold.setInterval(REPEAT_MS)
        row, zone = self._delegate.pressed
        if zone and row < self.model().rowCount():
            self.touched.emit(zone, row)
        else:
            self._hold.stop()

    def _open(self, index: QModelIndex) -> None:
        if not self._zone(self.viewport().mapFromGlobal(self.cursor().pos()))[1]:
            self.opened.emit(index.row())


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row of a queue or timeline says; every part but the title may be missing.

    `edge` is the colour of a strip at the left, `when` a time before the disc, `right` stands
    at the end (a `Run` or an amount), `chip` (words, tone) before it or, alone, at the end.
    """

    title: str
    second: tuple[Run, ...] = ()
    icon: str = ""
    tone: Tone = Tone.PLAIN
    when: str = ""
    chip: tuple[str, Tone] | None = None
    right: Run | Money | None = None
    edge: Tone | None = None
    title_ink: Ink = "ink"


CHIP: Final = 104
"""The column of chips before something at the right."""


class TwoLineDelegate(RowDelegate):
    """Rows of a disc, two lines, a chip and something at the right; `describe` says what."""

    def __init__(
        self, describe: Callable[[object], TwoLines], height: int = 60, *, right_width: int = 76
    ) -> None:
        super().__init__(height)
        self._describe = describe
        self._right_width = right_width

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """Left to right, each part taking its room."""
        del selected
        row = self._describe(index.data(RECORD))
        area = rect.adjusted(16, 0, -12, -1)
        if row.edge is not None:
            strip = QRect(rect.left(), rect.top(), 4, rect.height())
            pen.painter.fillRect(strip, qcolor(tokens().tint(row.edge).ink))
        if row.when:
            pen.number(area, row.when, 13, 500, "ink2")
            area.setLeft(area.left() + px(62))
        if row.icon:
            side = 40 if self._height >= 60 else 32
            disc = QRect(area.left(), area.top() + (area.height() - side) // 2, side, side)
            pen.disc(disc, row.icon, row.tone)
            area.setLeft(area.left() + side + 12)
        area.setRight(self._paint_right(pen, area, row))
        line = px(20)
        top = area.top() + (area.height() - (2 * line if row.second else line)) // 2
        pen.text(QRect(area.left(), top, area.width(), line), row.title, 15, 600, row.title_ink)
        if row.second:
            pen.runs(QRect(area.left(), top + line, area.width(), line), row.second, 14)

    def _paint_right(self, pen: Painter, area: QRect, row: TwoLines) -> int:
        """The last pixel that is left for the words."""
        right = area.right()
        if row.right is not None:
            if isinstance(row.right, Money):
                width = pen.money(area, row.right, 15, 600)
            else:
                run = row.right
                draw = pen.number if run.number else pen.text
                width = draw(area, run.text, 14, run.weight, run.ink, align=RIGHT)
            right -= max(width, _column(self._right_width)) + 8
        if row.chip is not None:
            words, tone = row.chip
            width = chip_width(words)
            column = max(width, _column(CHIP)) if row.right is not None else width
            pen.chip(QRect(right + 1 - column, area.top(), column, area.height()), words, tone)
            right -= column + 8
        return right


def _column(width: int) -> int:
    """Wider by half as much as the letters are: the words before it need the room more."""
    return (width + px(width)) // 2
