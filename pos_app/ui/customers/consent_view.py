"""What the customer agreed to: purpose by channel, a box each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout

from pos_app.basics.i18n import _
from pos_app.ui.theme import Ink, colour
from pos_app.ui.widgets.labels import Label, SectionTitle, plain_tip
from pos_app.ui.widgets.paint import CENTRE, painting
from pos_app.ui.widgets.surfaces import Card
from pos_app.ui.widgets.switches import Check

MARGINS: Final = (14, 12, 14, 12)
ROW: Final = 29
MARK: Final = 20
COLUMN: Final = 52
_YES: Final[tuple[str, Ink]] = ("check", "jade")
_NO: Final[tuple[str, Ink]] = ("x", "ink2")


class ConsentBox(Check):
    """Empty until somebody asked; then a tick for a yes, a cross for a no.

    A press (the blank, a click) takes a yes, or changes the answer that stands. Del and the
    second mouse button take a no at once.

    Signals: `agreed()`, `refused()`.
    """

    agreed = Signal()
    refused = Signal()

    def __init__(self, purpose: str, channel: str) -> None:
        super().__init__("")
        self._name = f"{purpose}, {channel}"
        self.answer: bool | None = None
        self.setFixedHeight(ROW)
        self.setCheckable(False)
        self.clicked.connect(self._press)
        self.show_answer(None)

    def show_answer(self, answer: bool | None) -> None:
        """What stands now; None was never asked."""
        self.answer = answer
        said = {None: _("chưa hỏi"), True: _("đồng ý"), False: _("từ chối")}[answer]
        self.setAccessibleName(f"{self._name}: {said}")
        plain_tip(
            self,
            _("{what}\nBấm: đồng ý. Bấm nút phải hoặc Del: từ chối.").format(
                what=f"{self._name}: {said}"
            ),
        )
        self.update()

    def _press(self) -> None:
        (self.refused if self.answer else self.agreed).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del refuses."""
        if event.key() == Qt.Key.Key_Delete:
            self.refused.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The second button refuses."""
        if event.button() == Qt.MouseButton.RightButton:
            self.refused.emit()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box and mark."""
        area = QRect((self.width() - MARK) // 2, (self.height() - MARK) // 2, MARK, MARK)
        strong = self.answer is True or self.hasFocus()
        with painting(self) as pen:
            edge = colour("jade" if strong else "line2")
            pen.box(area, colour("sur"), edge, 4, 2 if strong else 1)
            if self.answer is not None:
                pen.icon(area, *(_YES if self.answer else _NO), 14)


class ConsentCard(Card):
    """The table of purposes and channels.

    Signals: `answered(str, str, bool)` purpose, channel, yes or no.
    """

    answered = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__(margins=MARGINS, gap=4)
        self.body.addWidget(SectionTitle(_("Khách đồng ý")))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self.body.addLayout(self._grid)
        note = _("Ô trống: chưa hỏi. Việc của chính đơn hàng thì không cần hỏi trước.")
        self.body.addWidget(Label(note, 13, 400, "ink2", wrap=True))
        self.boxes: dict[tuple[str, str], ConsentBox] = {}

    def lay_out(
        self, purposes: Sequence[tuple[str, str]], channels: Sequence[tuple[str, str]]
    ) -> None:
        """Rows and columns as (value, words); called once, when the shop is open."""
        for column, (_value, words) in enumerate(channels, start=1):
            self._grid.addWidget(Label(words, 13, 500, "ink2", align=CENTRE), 0, column)
            self._grid.setColumnMinimumWidth(column, COLUMN)
        for row, (purpose, title) in enumerate(purposes, start=1):
            self._grid.addWidget(Label(title, 14, elide=True), row, 0)
            for column, (channel, words) in enumerate(channels, start=1):
                box = self.boxes[purpose, channel] = ConsentBox(title, words)
                box.agreed.connect(partial(self._tell, purpose, channel, granted=True))
                box.refused.connect(partial(self._tell, purpose, channel, granted=False))
                self._grid.addWidget(box, row, column)
        self._grid.setColumnStretch(0, 1)

    def show_answers(self, answers: Mapping[tuple[str, str], bool]) -> None:
        """What stands now."""
        for pair, box in self.boxes.items():
            box.show_answer(answers.get(pair))

    def _tell(self, purpose: str, channel: str, *, granted: bool) -> None:
        self.answered.emit(purpose, channel, granted)
