"""All keys of a page, shown over it with F12."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.theme.current import colour
from pos_app.ui.widgets.labels import KeyHint, Label
from pos_app.ui.widgets.page import Key
from pos_app.ui.widgets.paint import LEFT
from pos_app.ui.widgets.surfaces import Card, plain_layout


def window_keys() -> tuple[Key, ...]:
    """Keys of the window itself: they work on every page."""
    return Key("Ctrl+L", _("Khóa quầy")), Key("F12", _("Mọi phím"))


class KeyList(QWidget):
    """Covers its parent until F12, Esc or a click; it takes the focus and gives it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Mọi phím"))
        self._before: QWidget | None = None
        self.card = Card(margins=(24, 20, 24, 20))
        self.card.body.addWidget(Label(_("Phím của trang này"), 18, 600))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self.card.body.addLayout(self._grid)
        outer = QVBoxLayout(self)
        plain_layout(outer, (24, 24, 24, 24), 0)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        parent.installEventFilter(self)
        self.hide()

    def open(self, keys: Sequence[Key]) -> None:
        """Lists `keys` in two columns."""
        self._empty()
        half = max((len(keys) + 1) // 2, 8)
        for place, key in enumerate(keys):
            row, column = place % half, place // half * 2
            self._grid.addWidget(KeyHint(key.sequence), row, column, LEFT)
            label = Label(key.label)
            label.setMinimumWidth(180)
            self._grid.addWidget(label, row, column + 1)
        self._before = self.window().focusWidget()
        self._cover()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_list(self) -> None:
        """Uncovers the page."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
            self._before = None

    def toggle(self, keys: Sequence[Key]) -> None:
        """F12."""
        if self.isVisible():
            self.close_list()
        else:
            self.open(keys)

    def _empty(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _cover(self) -> None:
        body = self.parentWidget()
        if body is not None:
            self.setGeometry(body.rect())

    def event(self, event: QEvent) -> bool:
        """Claims Esc before the page hears of it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() != Qt.Key.Key_F12
        ):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Grows with the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; other keys do nothing while the list is open."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click anywhere closes."""
        self.close_list()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hides the page: a list of keys is read, not looked through."""
        from pos_app.ui.widgets.paint import painting

        with painting(self) as pen:
            pen.painter.fillRect(self.rect(), colour("bg"))
