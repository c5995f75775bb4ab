"""What may be said: a card as high as its words, which scrolls where the room is short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextLine
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.theme import colour, px, text_font
from pos_app.ui.widgets.paint import painting

SIZE: Final = 15
LINE: Final = 24
CLOSE_LINE: Final = 22
FEW: Final = 3
"""More lines than this stand closer together, so that a whole call fits the screen."""
SIDE: Final = 14
EDGE: Final = 8


class Prose(QWidget):
    """Words read aloud from a distance: wider apart than a label sets its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, paragraphs: Sequence[str]) -> None:
        """Other words; a screen reader reads them too."""
        self._paragraphs = tuple(paragraphs)
        self.setAccessibleName(" ".join(self._paragraphs))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join(self._paragraphs)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines and the margins."""
        return sum(paragraph.height for paragraph in self._laid_out(width)) + 2 * EDGE

    def sizeHint(self) -> QSize:
        """As high as the words are now."""
        return QSize(px(320), self.heightForWidth(max(self.width(), px(320))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line by line, each in the middle of its height."""
        with painting(self) as pen:
            pen.painter.setPen(colour("ink"))
            top = EDGE
            for paragraph in self._laid_out(self.width()):
                paragraph.draw(pen.painter, QPoint(SIDE, top))
                top += paragraph.height

    def _laid_out(self, width: int) -> list[_Paragraph]:
        made = [_Paragraph(paragraph, width - 2 * SIDE) for paragraph in self._paragraphs]
        few = sum(len(paragraph.lines) for paragraph in made) <= FEW
        for paragraph in made:
            paragraph.space(px(LINE if few else CLOSE_LINE))
        return made


class _Paragraph:
    """Lines of equal height."""

    def __init__(self, text: str, width: int) -> None:
        self._layout = QTextLayout(text, text_font(SIZE))
        self._layout.beginLayout()
        self.lines: list[QTextLine] = []
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            self.lines.append(line)
        self._layout.endLayout()
        self.height = 0

    def space(self, pitch: int) -> None:
        """Each line in the middle of `pitch` pixels."""
        for place, line in enumerate(self.lines):
            line.setPosition(QPointF(0, place * pitch + (pitch - line.height()) / 2))
        self.height = len(self.lines) * pitch

    def draw(self, painter: QPainter, at: QPoint) -> None:
        """From its top left corner."""
        self._layout.draw(painter, QPointF(at))


class ScriptCard(QScrollArea):
    """The words for the customer, a paragraph each."""

    def __init__(self) -> None:
        super().__init__()
        self._most = 0
        self.words = Prose()
        self.setWidget(self.words)
        self.words.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(px(CLOSE_LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Có thể nói"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, paragraphs: Sequence[str]) -> None:
        """Other words, from the top."""
        self.words.say(paragraphs)
        self.verticalScrollBar().setValue(0)
        self._settle()

    def whole(self) -> int:
        """How high all words are without a scroll bar."""
        return self.words.heightForWidth(self.width())

    def limit(self, most: int) -> None:
        """How high it may be; never less than three lines and a half, so that one sees more."""
        most = max(most, px(CLOSE_LINE) * 7 // 2 + EDGE)
        if most != self._most:
            self._most = most
            self._settle()

    def _settle(self) -> None:
        """A scroll bar only where the words do not fit without one."""
        fits = self.whole() <= self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the words are in this width, within the limit."""
        return QSize(px(320), min(self.whole(), self._most))

    def minimumSizeHint(self) -> QSize:
        """Its height is settled by the limit."""
        return QSize(px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card below the words."""
        with painting(self.viewport()) as pen:
            pen.box(self.viewport().rect(), colour("sur2"), colour("line"), 12)
        super().paintEvent(event)
