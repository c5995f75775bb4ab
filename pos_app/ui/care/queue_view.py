"""The queue: a list whose rows keep their colour when chosen and fold away when done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSignalBlocker, QSize, QVariantAnimation
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from pos_app.basics.i18n import _
from pos_app.ui.care import looks
from pos_app.ui.theme import colour, tokens
from pos_app.ui.theme.current import qcolor
from pos_app.ui.widgets.lists import RECORD, AnyIndex, ListView, Rows, TwoLineDelegate

if TYPE_CHECKING:
    from pos_app.care.views import TaskRow

FOLD_MS: Final = 150
STRIP: Final = 4


class QueueDelegate(TwoLineDelegate):
    """Rows of the queue; one of them may be folding away."""

    def __init__(self) -> None:
        super().__init__(looks.lines)
        self._folding = -1
        self._left = 0

    def fold(self, index: AnyIndex, left: int) -> None:
        """`left` pixels of a row are still there; a row of -1 is none."""
        self._folding, self._left = index.row(), left
        self.sizeHintChanged.emit(index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows are equally high, but for the one that folds."""
        whole = super().sizeHint(option, index)
        return QSize(whole.width(), self._left) if index.row() == self._folding else whole

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The chosen row keeps the strip of its family."""
        painter.save()
        rect: QRect = option.rect
        painter.setClipRect(rect)
        painter.fillRect(rect, colour("sur"))
        super().paint(painter, option, index)
        edge = looks.lines(index.data(RECORD)).edge
        if edge is not None:
            strip = QRect(rect.left(), rect.top(), STRIP, rect.height())
            painter.fillRect(strip, qcolor(tokens().tint(edge).ink))
        painter.restore()


class Queue(ListView):
    """Today's work, by priority."""

    def __init__(self) -> None:
        self._model: Rows[TaskRow] = Rows(looks.spoken)
        self._delegate_here = QueueDelegate()
        super().__init__(self._model, self._delegate_here, _("Việc chăm sóc"))
        self._model.setParent(self)
        self._fold = QVariantAnimation(self)
        self._fold.setEndValue(0)
        self._fold.valueChanged.connect(self._step)
        self._fold.finished.connect(self._folded)
        self._then: Callable[[], object] | None = None
        self._going = -1

    @property
    def folding(self) -> bool:
        """True while a row is on its way out."""
        return self._then is not None

    def show_rows(self, rows: Sequence[TaskRow], task_id: int | None) -> None:
        """Other rows; that task stays chosen when it is among them."""
        with QSignalBlocker(self):
            self._model.set_rows(rows)
            self.choose(task_id)

    def choose(self, task_id: int | None) -> None:
        """Makes a task current, or none when it is not listed."""
        self.select(next((p for p, row in enumerate(self.rows()) if row.id == task_id), -1))

    def rows(self) -> tuple[TaskRow, ...]:
        """What is listed."""
        return self._model.rows()

    def collapse(self, task_id: int, then: Callable[[], object]) -> None:
        """Folds a task's row away within 150 ms, then calls `then`; at once without movement."""
        self._going = next((p for p, row in enumerate(self.rows()) if row.id == task_id), -1)
        moves = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._then = then
        if self._going < 0 or not moves:
            self._folded()
            return
        self.setUniformItemSizes(False)
        self._fold.setStartValue(self._delegate_here.height())
        self._fold.setDuration(FOLD_MS)
        self._fold.start()

    def _step(self, left: int) -> None:
        self._delegate_here.fold(self._model.index(self._going), left)

    def _folded(self) -> None:
        then, self._then = self._then, None
        self._delegate_here.fold(self._model.index(-1), 0)
        self.setUniformItemSizes(True)
        if then is not None:
            then()
