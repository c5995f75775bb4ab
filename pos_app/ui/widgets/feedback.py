"""What the program says back: banners that stay, toasts that pass, empty pages, running work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.theme.current import colour
from pos_app.ui.theme.tokens import Tone
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import CENTRE, LEFT, painting, text_width
from pos_app.ui.widgets.surfaces import Card, IconView, plain_layout

TOAST_MS = 3000
TOAST_WITH_UNDO_MS = 6000
HEIGHT = 44
EDGE = 6
"""Above it when it keeps to the top."""
QUIET_MS = 200
"""Work shorter than this shows nothing."""
LONG_MS = 2000
"""Work longer than this says what it does."""


class Banner(Card):
    """A tinted row that stays until its cause is gone; at most one a screen, at most one button."""

    acted = Signal()

    def __init__(self, text: str, tone: Tone = Tone.GOLD, icon: str = "info") -> None:
        super().__init__(tone, radius=10, margins=(14, 4, 8, 4), gap=12, across=True)
        self.icon = IconView(icon, tone)
        self.label = Label(text, 14, wrap=True)
        self.button = Button("", height=40)
        self.button.hide()
        self.button.clicked.connect(self.acted)
        self.body.addWidget(self.icon)
        self.body.addWidget(self.label, 1)
        self.body.addWidget(self.button)
        self.setMinimumHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def say(self, text: str, tone: Tone, icon: str, button: str = "") -> None:
        """Another cause; "" for no button."""
        self.set_tone(tone)
        self.icon.set_icon(icon, tone)
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.show()


class _Undo(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.say("")

    def say(self, words: str) -> None:
        """Another word; "" for taking back."""
        self.setText(words or _("Hoàn tác"))
        self.setAccessibleName(self.text())
        self.setFixedSize(text_width(self.text(), 14, 600) + 24, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            if self.hasFocus():
                pen.box(self.rect().adjusted(2, 4, -2, -4), None, colour("jade_line"), 8, 2)
            pen.text(self.rect(), self.text(), 14, 600, "jade_line", align=CENTRE)


class Toast(QWidget):
    """A dark bar at the bottom centre of its parent: 3 s, or 6 s when it can be undone.

    `keep_clear` moves it over the top bar, where it hides neither totals nor change nor code,
    or above the buttons at the foot of a page.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        plain_layout(row, (14, 0, 8, 0), 8)
        self._icon = "check"
        self.label = Label("", 14, 500, "sur", elide=True)
        self.undo = _Undo()
        row.addSpacing(24)
        row.addWidget(self.label, 1)
        row.addWidget(self.undo)
        self._undo: Callable[[], object] | None = None
        self._top, self._foot = False, 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.undo.clicked.connect(self._take_back)
        parent.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        *,
        icon: str = "check",
        undo: Callable[[], object] | None = None,
        again: str = "",
    ) -> None:
        """Replaces what it said; `undo` is called by the button, which says `again` if told."""
        self._undo, self._icon = undo, icon
        self.undo.say(again)
        self.label.setText(text)
        self.setAccessibleName(text)
        self.undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_WITH_UNDO_MS if undo else TOAST_MS)

    def keep_clear(self, *, top: bool, foot: int) -> None:
        """Where it stands from now on: over the top bar, or so far above the bottom."""
        self._top, self._foot = top, foot
        self._place()

    def text(self) -> str:
        """What it says now, "" when it is hidden."""
        return self.label.text() if self.isVisible() else ""

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        body = self.parentWidget()
        if body is None:
            return
        words = text_width(self.label.text(), 14, 500) + 24 + 8 + 2 * 14
        undo = self.undo.width() + 8 if self._undo is not None else 0
        width = min(max(320, words + undo), body.width() - 32)
        top = EDGE if self._top else body.height() - HEIGHT - 16 - self._foot
        self.setGeometry((body.width() - width) // 2, top, width, HEIGHT)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stays at the bottom when the body is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar and its icon."""
        with painting(self) as pen:
            pen.box(self.rect(), colour("ink"), None, 8)
            spot = self.rect()
            spot.setRect(14, 0, 20, self.height())
            pen.icon(spot, self._icon, "sur", 18)


class EmptyState(QWidget):
    """What stands where nothing is: an icon, one sentence, and one way on."""

    acted = Signal()

    def __init__(self, icon: str, title: str, text: str = "", button: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (24, 24, 24, 24), 4)
        self.title = Label(title, 16, 600, align=CENTRE, wrap=True)
        self.note = Label(text, 14, 400, "ink2", align=CENTRE, wrap=True)
        self.button = Button(button)
        self.button.clicked.connect(self.acted)
        self.extras = QHBoxLayout()
        plain_layout(self.extras, (0, 8, 0, 0), 6)
        self.extras.setAlignment(CENTRE)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconView(icon, side=32), 0, middle)
        column.addSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addLayout(self.extras)
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)
        self.note.setVisible(bool(text))
        self.button.setVisible(bool(button))

    def say(self, title: str, text: str = "") -> None:
        """Another sentence."""
        self.title.setText(title)
        self.note.setText(text)
        self.note.setVisible(bool(text))


class BusyLine(QWidget):
    """Running work: nothing for 200 ms, then a jade line, after 2 s a sentence with a cancel."""

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = 0
        self._move = QTimer(self, interval=50)
        self._move.timeout.connect(self._step)
        self._soon = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._soon.timeout.connect(self._appear)
        self._late = QTimer(self, singleShot=True, interval=LONG_MS)
        self._late.timeout.connect(self._explain)
        self.sentence = Label("", 14, 500)
        self.cancel = Button(_("Thôi"), height=36)
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        plain_layout(row, (16, 4, 16, 4), 12)
        row.addWidget(self.sentence, 1, LEFT)
        row.addWidget(self.cancel)
        self.hide()

    def start(self, sentence: str, *, can_cancel: bool = False) -> None:
        """Work has begun; `sentence` says which ("Đang tìm trong 1 triệu phiếu")."""
        self.sentence.setText(sentence)
        self._explains = False
        self._can_cancel = can_cancel
        self._soon.start()
        self._late.start()

    def stop(self) -> None:
        """Work has ended."""
        for timer in (self._soon, self._late, self._move):
            timer.stop()
        self.hide()

    def _appear(self) -> None:
        self.sentence.hide()
        self.cancel.hide()
        self._resize(2)
        self._move.start()

    def _explain(self) -> None:
        self._explains = True
        self.sentence.show()
        self.cancel.setVisible(self._can_cancel)
        self._resize(44)

    def _resize(self, height: int) -> None:
        body = self.parentWidget()
        self.setGeometry(0, 0, 0 if body is None else body.width(), height)
        self.show()
        self.raise_()

    def _step(self) -> None:
        self._place = (self._place + 4) % 130
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its parent."""
        return QSize(100, 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A jade piece that wanders along the line."""
        with painting(self) as pen:
            if self.height() > 2:
                pen.fill(self.rect(), "jade_bg")
            part = self.rect()
            part.setRect((self._place - 30) * self.width() // 100, 0, self.width() * 3 // 10, 2)
            pen.fill(part, "jade")
