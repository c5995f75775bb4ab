"""The paper of a sale on the screen, as it came out of the printer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from pos_app.ui.printers import SCREEN_DPI, pages
from pos_app.ui.receipts.latest import Latest
from pos_app.ui.theme import colour, scale
from pos_app.ui.widgets.paint import painting
from pos_app.ui.widgets.surfaces import Panel

if TYPE_CHECKING:
    from pos_app.ui.desk import Desk
    from pos_app.ui.services import Services

PAUSE_MS: Final = 60
"""While ↑ ↓ is held no paper is drawn."""
PATIENCE_MS: Final = 200
"""So long the paper before stays; then the sheet is empty rather than wrong."""
_GAP: Final = 12
_PAPER: Final = QColor("white")
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Paper:
    """A sale's paper as pictures."""

    uid: str
    pages: tuple[QImage, ...]


def draw(services: Services, uid: str, dpi: int) -> Paper:
    """Sets and draws a slip; off the window's thread."""
    from pos_app.shop.settings import PAPER_WIDTH

    pdf = services.papers.receipt(uid, services.settings.get(PAPER_WIDTH))
    return Paper(uid, tuple(pages(pdf, dpi)))


class Strip(QWidget):
    """The pictures one below the other; paper is white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[QImage, ...] = ()

    def show_pages(self, pictures: tuple[QImage, ...]) -> None:
        """Other pictures, none for an empty sheet."""
        self._pages = pictures
        self.setFixedSize(self.sizeHint())
        self.update()

    def pages(self) -> tuple[QImage, ...]:
        """What is shown."""
        return self._pages

    def sizeHint(self) -> QSize:
        """As large as the paper."""
        sizes = [page.deviceIndependentSize().toSize() for page in self._pages]
        height = sum(size.height() for size in sizes) + _GAP * max(len(sizes) - 1, 0)
        return QSize(max((size.width() for size in sizes), default=1), max(height, 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pictures."""
        with painting(self) as pen:
            top = 0
            for page in self._pages:
                pen.painter.drawImage(QPoint(0, top), page)
                top += page.deviceIndependentSize().toSize().height() + _GAP


class Sheet(QScrollArea):
    """The white sheet on which the paper lies; it scrolls by wheel, finger and arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.strip = Strip()
        self.setWidget(self.strip)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setViewportMargins(8, 10, 2, 2)

    def show_pages(self, pictures: tuple[QImage, ...]) -> None:
        """Other pictures, from their top."""
        self.strip.show_pages(pictures)
        self.verticalScrollBar().setValue(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus shows on the frame."""
        super().focusInEvent(event)
        self._tell_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Focus shows on the frame."""
        super().focusOutEvent(event)
        self._tell_frame()

    def _tell_frame(self) -> None:
        frame = self.parentWidget()
        if frame is not None:
            frame.update()


class Frame(Panel):
    """The sheet's edge."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__("bg", margins=(2, 2, 2, 2))
        self._sheet = sheet
        self.body.addWidget(sheet)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White in every theme, with an edge."""
        super().paintEvent(event)
        focus = self._sheet.hasFocus()
        with painting(self) as pen:
            edge, width = (colour("jade"), 2) if focus else (colour("line"), 1)
            pen.box(self.rect(), _PAPER, edge, 12, width)


class PaperDesk(QObject):
    """Draws the paper of the chosen sale into a sheet.

    Signals:
        failed(object): the Exception because of which there is no paper.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._desk = desk
        self._sheet = sheet
        self._uid = ""
        self._latest = Latest(desk.background, self)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(self._broken)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._clear)

    def show_paper(self, uid: str) -> None:
        """The paper of a sale, "" for none; drawn when nothing else is asked for a moment."""
        if uid == self._uid:
            return
        self._uid = uid
        self._latest.forget()
        if not uid:
            self._pause.stop()
            self._clear()
            return
        self._pause.start()
        self._patience.start()

    def _ask(self) -> None:
        dots = SCREEN_DPI * scale() / (2 * _WHOLE)
        dpi = round(dots * self._sheet.devicePixelRatioF())
        self._latest.ask(partial(draw, self._desk.services, self._uid, dpi))

    def _show(self, paper: Paper) -> None:
        self._patience.stop()
        ratio = self._sheet.devicePixelRatioF()
        for page in paper.pages:
            page.setDevicePixelRatio(ratio)
        self._sheet.show_pages(paper.pages)

    def _broken(self, error: Exception) -> None:
        """The same sale may be asked for again."""
        self._patience.stop()
        self._uid = ""
        self._clear()
        self.failed.emit(error)

    def _clear(self) -> None:
        self._sheet.show_pages(())
