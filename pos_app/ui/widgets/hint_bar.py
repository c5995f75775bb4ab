"""The bar of keys below a page: only those that no visible button shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from pos_app.basics.i18n import _
from pos_app.ui.theme.current import colour, px
from pos_app.ui.widgets.page import Key
from pos_app.ui.widgets.paint import LEFT, key_width, painting, text_width
from pos_app.ui.widgets.surfaces import Panel

HEIGHT: Final = 36
_GAP: Final = 22


class _BarButton(QPushButton):
    """A key and its word, or an icon and its word, without a frame."""

    def __init__(self, text: str, *, key: str = "", icon: str = "") -> None:
        super().__init__(text)
        self._key, self._icon = key, icon
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _head(self) -> int:
        return key_width(self._key) if self._key else 18

    def sizeHint(self) -> QSize:
        return QSize(self._head() + 6 + text_width(self.text(), 14, 500) + 8, HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            if self.hasFocus():
                pen.box(self.rect().adjusted(0, 3, 0, -3), None, colour("jade"), 8, 2)
            head = QRect(4, 0, self._head(), self.height())
            if self._key:
                pen.key(head, self._key, align=LEFT)
            else:
                pen.icon(head, self._icon, "ink2", 16)
            words = self.rect().adjusted(head.right() + 7, 0, 0, -1)
            pen.text(words, self.text(), 14, 500, "ink2")


class HintBar(Panel):
    """Keys from the left, dropped from the right when the room is short; F12 always stays.

    Signals: `all_keys_asked()`, `hide_asked()`.
    """

    all_keys_asked = Signal()
    hide_asked = Signal()

    def __init__(self) -> None:
        super().__init__("sur2", ("top",), margins=(12, 1, 8, 0), gap=14, across=True)
        self.setFixedHeight(max(HEIGHT, px(20) + 14))
        self._keys: tuple[Key, ...] = ()
        self.more = _BarButton(_("Mọi phím"), key="F12")
        self.less = _BarButton(_("Ẩn"), icon="chevron-down")
        self.more.clicked.connect(self.all_keys_asked)
        self.less.clicked.connect(self.hide_asked)
        self.body.addStretch(1)
        self.body.addWidget(self.more)
        self.body.addWidget(self.less)

    def set_keys(self, keys: Sequence[Key]) -> None:
        """The hinted ones of a page."""
        self._keys = tuple(key for key in keys if key.hinted)
        self.setAccessibleName(", ".join(f"{key.sequence} {key.label}" for key in self._keys))
        self.update()

    def fitting(self) -> tuple[Key, ...]:
        """The keys there is room for now."""
        room = self.more.x() - 8
        left, shown = 14, []
        for key in self._keys:
            left += self._width(key)
            if left > room:
                break
            shown.append(key)
            left += _GAP
        return tuple(shown)

    def _width(self, key: Key) -> int:
        return key_width(key.sequence) + 6 + text_width(key.label, 14, 500)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Key, word, key, word."""
        super().paintEvent(event)
        with painting(self) as pen:
            left = 14
            for key in self.fitting():
                spot = QRect(left, 1, self._width(key), self.height() - 1)
                cap = pen.key(spot, key.sequence, align=LEFT)
                spot.setLeft(cap.right() + 7)
                pen.text(spot.adjusted(0, 0, 4, -1), key.label, 14, 500, "ink2")
                left += self._width(key) + _GAP
