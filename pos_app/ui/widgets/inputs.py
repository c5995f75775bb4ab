"""Boxes to type in: a frame that shows focus and error, an edit without a frame inside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui.theme.current import colour, px
from pos_app.ui.theme.fonts import number_font, text_font
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.labels import KeyHint, Label
from pos_app.ui.widgets.paint import painting
from pos_app.ui.widgets.surfaces import IconView, plain_layout

FLASH_MS: Final = 150
ICON: Final = 22


_EDITING: Final = frozenset(
    (
        Qt.Key.Key_X,
        Qt.Key.Key_V,
        Qt.Key.Key_A,
        Qt.Key.Key_Z,
        Qt.Key.Key_Y,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Backspace,
    )
)
"""With Ctrl these edit the line; every other Ctrl key is the page's first."""


class Line(QLineEdit):
    """The edit inside a box; tells the box to repaint when the focus comes or goes.

    QLineEdit claims keys such as Ctrl+Del and Ctrl+D before a page hears of them. Here they
    belong to the page, because the search box has the focus all day.
    """

    def event(self, event: QEvent) -> bool:
        """Leaves the page's keys to the page."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.key() not in _EDITING
            and not (event.key() == Qt.Key.Key_C and self.hasSelectedText())
        ):
            event.ignore()
            return True
        return super().event(event)

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus shows on the box."""
        super().focusInEvent(event)
        self._tell_box()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Focus shows on the box."""
        super().focusOutEvent(event)
        self._tell_box()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room, perhaps another size of digits."""
        super().resizeEvent(event)
        box = self.parentWidget()
        if isinstance(box, Box):
            box.dress()

    def _tell_box(self) -> None:
        box = self.parentWidget()
        if box is not None:
            box.update()


class SearchLine(Line):
    """An edit that gives ↑ ↓ away and empties itself on Esc while there is something in it."""

    moved = Signal(int)
    rubbed = Signal()

    def event(self, event: QEvent) -> bool:
        """Claims Esc before the page's own Esc hears of it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Esc and Del with nothing to delete; everything else is typing."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif key == Qt.Key.Key_Delete and not self.text():
            self.rubbed.emit()
        else:
            super().keyPressEvent(event)


class Box(QWidget):
    """A frame 44 high around one line: 1 px, 2 px jade with focus, 2 px red with an error.

    `edit` is the QLineEdit inside, for validators, completion and tests.
    """

    def __init__(
        self, edit: Line, *, height: int = 44, size: int = 15, number: bool = False
    ) -> None:
        super().__init__()
        self.edit = edit
        self._size, self._number = size, number
        self._error = False
        self.quiet = False
        """A frame only while the mouse or the keys are in it."""
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(self.update)
        self.row = QHBoxLayout(self)
        plain_layout(self.row, (11, 2, 13, 2), 9)
        self.row.addWidget(edit, 1)
        self.setFixedHeight(max(height, px(size) + 20))
        self.setMinimumWidth(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(edit)
        edit.textChanged.connect(self.dress)
        self.dress()

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        self.edit.setAccessibleName(name)
        self.setAccessibleName(name)

    def set_error(self, wrong: bool) -> None:
        """The red frame; the sentence stands in the `Field` below."""
        if wrong != self._error:
            self._error = wrong
            self.update()

    def has_error(self) -> bool:
        """True while the red frame shows."""
        return self._error

    def flash(self) -> None:
        """A short jade background: what was scanned has arrived."""
        self._flash.start()
        self.update()

    def dress(self) -> None:
        """Digits of equal width for what was typed, words for the placeholder."""
        number = self._number and bool(self.edit.text())
        font = number_font(self._digit_size(), 600) if number else text_font(self._size, 400)
        if font != self.edit.font():
            self.edit.setFont(font)

    def _digit_size(self) -> int:
        """How large digits are written; boxes of amounts make them smaller where they must."""
        return self._size

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of theme or text size."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_flash"):
            self.dress()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for a short answer; layouts stretch it."""
        return QSize(px(160), self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame."""
        if self.quiet and not (self._error or self.edit.hasFocus() or self.underMouse()):
            return
        edge, width = "line2", 1
        if self._error:
            edge, width = "red", 2
        elif self.edit.hasFocus():
            edge, width = "jade", 2
        fill = "jade_bg" if self._flash.isActive() else "sur"
        if not self.isEnabled():
            fill, edge, width = "sur2", "line", 1
        with painting(self) as pen:
            pen.box(self.rect(), colour(fill), colour(edge), 8, width)


class _BoxIcon(IconView):
    """The icon before the words, jade while one types."""

    def __init__(self, edit: QLineEdit, icon: str) -> None:
        super().__init__(icon, side=ICON)
        self._edit = edit

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink: Ink = "jade" if self._edit.hasFocus() else "ink2"
        with painting(self) as pen:
            pen.icon(self.rect(), self._name, ink, self.width())


class TextInput(Box):
    """One line of words, with an icon before and a key hint behind it.

    Signals: `changed(str)` on every edit by a person, `submitted(str)` on Enter.
    """

    changed = Signal(str)
    submitted = Signal(str)

    def __init__(
        self,
        placeholder: str = "",
        *,
        icon: str = "",
        key: str = "",
        height: int = 44,
        size: int = 15,
        line: Line | None = None,
        number: bool = False,
    ) -> None:
        super().__init__(line or Line(), height=height, size=size, number=number)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(200)
        self.set_name(placeholder)
        self.icon = _BoxIcon(self.edit, icon)
        self.row.insertWidget(0, self.icon)
        self.icon.setVisible(bool(icon))
        if key:
            self.row.addWidget(KeyHint(key))
        self.edit.textEdited.connect(self.changed)
        self.edit.returnPressed.connect(self._submit)

    def text(self) -> str:
        """What stands there, as typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Replaces what stands there, without `changed`."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Empties it, without `changed`."""
        self.edit.clear()

    def _submit(self) -> None:
        self.submitted.emit(self.edit.text())


class SearchBox(TextInput):
    """A search field: Esc empties it before it leaves the page, ↑ ↓ belong to the list below.

    Signals: `moved(int)` for ↑ (-1) and ↓ (1) typed inside, `rubbed()` for Del while it is empty.
    """

    moved = Signal(int)
    rubbed = Signal()

    def __init__(
        self, placeholder: str, *, icon: str = "search", key: str = "F3", size: int = 15
    ) -> None:
        line = SearchLine()
        super().__init__(placeholder, icon=icon, key=key, size=size, line=line)
        line.moved.connect(self.moved)
        line.rubbed.connect(self.rubbed)


class Field(QWidget):
    """A label above a box and, when something is wrong, a red sentence below it."""

    def __init__(self, label: str, box: Box, hint: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 4)
        self.label = Label(label, 13, 500, "ink2")
        self.label.setBuddy(box.edit)
        self.box = box
        self._hint = hint
        self.note = Label(hint, 13, 400, "ink2", wrap=True)
        for part in (self.label, box, self.note):
            column.addWidget(part)
        self.note.setVisible(bool(hint))
        self.label.setVisible(bool(label))
        if label:
            box.set_name(label)

    def set_error(self, sentence: str) -> None:
        """What is wrong and what to do; "" takes it away. The focus moves there, the text stays."""
        self.box.set_error(bool(sentence))
        self.note.setText(sentence or self._hint)
        self.note.set_ink("red" if sentence else "ink2")
        self.note.setVisible(bool(sentence or self._hint))
        self.box.edit.setAccessibleDescription(sentence or self._hint)
        if sentence:
            self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_hint(self, hint: str) -> None:
        """Other advice below the box."""
        self._hint = hint
        if not self.box.has_error():
            self.set_error("")

    def error(self) -> str:
        """The sentence shown, "" when nothing is wrong."""
        return self.note.text() if self.box.has_error() else ""
