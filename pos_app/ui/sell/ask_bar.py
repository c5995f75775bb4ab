"""A question asked in place, under the cart: never a dialog while goods are scanned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.inputs import Box, Field
from pos_app.ui.widgets.labels import KeyHint, Label
from pos_app.ui.widgets.surfaces import Card, IconView, plain_layout

OPENING_MS: Final = 60
"""A question opened by a scan ignores the Enter that ends it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: boxes to fill, and what to do with them.

    `answer` raises PosError to refuse; its sentence is shown at the box named by `blames` (the
    first one by default) and everything typed stays.
    """

    title: str
    icon: str
    boxes: tuple[tuple[str, Box], ...]
    answer: Callable[[], None]
    hint: str = ""
    tone: Tone = Tone.GOLD
    extra: QWidget | None = None
    """Chips below the boxes, for instance."""
    widest: int = 0
    """The box that gets more room than the others."""
    waits: bool = False
    """Stays open whatever is scanned: what it is about stands in no cart yet."""
    blames: Callable[[PosError], int] = lambda _refusal: 0


class AskBar(Card):
    """Holds one question at a time.

    Signals:
        closed(): answered, or given up with Esc.
        given_up(): by Esc.
    """

    closed = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.GOLD, radius=10, margins=(13, 10, 13, 10), gap=6)
        self._question: Question | None = None
        self._content: QWidget | None = None
        self._fields: list[Field] = []
        self._in_hand: QWidget | None = None
        self._answering = False
        self._settling = QTimer(self, singleShot=True, interval=OPENING_MS)
        self.hide()

    @property
    def open(self) -> bool:
        """True while something is asked."""
        return self._question is not None

    @property
    def waits(self) -> bool:
        """True while something is asked that a scan must not take away."""
        return self._question is not None and self._question.waits and not self._answering

    def ask(self, question: Question) -> None:
        """Shows a question in place of the one before; the first box gets the focus."""
        self._clear()
        self._question = question
        self.set_tone(question.tone)
        self._content = self._lay_out(question)
        self.body.addWidget(self._content)
        self.show()
        self._settling.start()
        self._in_hand = self._fields[0].box.edit
        self.take_keys()
        self._in_hand.selectAll()

    def take_keys(self) -> None:
        """The keys go to the box where they were last."""
        if self._in_hand is not None:
            self._in_hand.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, question: Question) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        plain_layout(column, (0, 0, 0, 0), 6)
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 0), 8)
        head.addWidget(IconView(question.icon, question.tone))
        head.addWidget(Label(question.title, 14, 600, elide=True), 1)
        column.addLayout(head)
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 8)
        self._fields = [Field(label, box) for label, box in question.boxes]
        for place, field in enumerate(self._fields):
            share = 3 if place == question.widest else 2
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            field.box.edit.installEventFilter(self)
        column.addLayout(row)
        if question.extra is not None:
            column.addWidget(question.extra)
            for button in question.extra.findChildren(QAbstractButton):
                button.installEventFilter(self)
        foot = QHBoxLayout()
        plain_layout(foot, (0, 0, 0, 0), 8)
        foot.addWidget(Label(question.hint, 13, 400, "ink2", elide=True), 1)
        for key, words in (("Esc", _("Bỏ qua")), ("Enter", _("Xong"))):
            foot.addWidget(KeyHint(key))
            foot.addWidget(Label(words, 13, 400, "ink2"))
        column.addLayout(foot)
        return content

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter goes on, from a chip too, Esc gives up; the page hears of neither."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._in_hand = watched
        if not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key == Qt.Key.Key_Escape:
            self.close_question()
            self.given_up.emit()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._settling.isActive():
                self._go_on()
            return True
        return False

    def _go_on(self) -> None:
        """To the next empty box, or to the answer."""
        for field in self._fields:
            if not field.box.edit.text() and not field.box.edit.hasFocus():
                field.box.edit.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.submit()

    def submit(self) -> None:
        """Answers with what stands there."""
        question = self._question
        if question is None:
            return
        for field in self._fields:
            field.set_error("")
        self._answering = True
        try:
            question.answer()
        except PosError as refusal:
            self._fields[question.blames(refusal)].set_error(str(refusal))
            return
        finally:
            self._answering = False
        if self._question is question:
            self.close_question()

    def close_question(self) -> None:
        """Takes the question away; nothing was changed by it."""
        if self._question is not None:
            self._clear()
            self.hide()
            self.closed.emit()

    def _clear(self) -> None:
        self._question = None
        self._fields = []
        self._in_hand = None
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
