"""What may be said: a card as high as its words, which scrolls where the room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.theme import colour, px
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import TOP_LEFT, painting

SIDE: int = 14
EDGE: int = 10


class ScriptCard(QScrollArea):
    """The words for the customer in quotes, a paragraph each."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", 15, wrap=True, align=TOP_LEFT)
        self.words.setContentsMargins(SIDE, EDGE, SIDE, EDGE)
        self.setWidget(self.words)
        self.words.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(_("Có thể nói"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, paragraphs: Sequence[str]) -> None:
        """Other words, from the top."""
        self.words.setText("\n".join(paragraphs))
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the words are in this width."""
        return QSize(px(320), max(self.words.heightForWidth(self.width()), px(44)))

    def minimumSizeHint(self) -> QSize:
        """Two lines and a half: one sees that there is more."""
        return QSize(px(200), min(self.sizeHint().height(), px(76)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def viewportEvent(self, event: object) -> bool:
        """Paints the card below the words."""
        if isinstance(event, QPaintEvent):
            _paint_card(self.viewport())
        return super().viewportEvent(event)  # type: ignore[arg-type]


def _paint_card(viewport: QWidget) -> None:
    with painting(viewport) as pen:
        pen.box(viewport.rect(), colour("sur2"), colour("line"), 12)
