"""The paper of a slip, a shift or a sale in a sheet, as the printer makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from pos_app.ui.printers import SCREEN_DPI, pages
from pos_app.ui.receipts.latest import Latest
from pos_app.ui.receipts.paper import PAUSE_MS
from pos_app.ui.theme import scale

if TYPE_CHECKING:
    from pos_app.ui.desk import Desk
    from pos_app.ui.receipts.paper import Sheet

Make = Callable[[int], bytes]
"""A paper of so many millimetres."""


def draw(make: Make, millimetres: int, dpi: int) -> tuple[QImage, ...]:
    """The paper as pictures; off the window's thread."""
    return tuple(pages(make(millimetres), dpi))


class PaperPlace(QObject):
    """Draws whatever paper is asked for last.

    Signals:
        failed(object): the Exception because of which there is none.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._desk, self._sheet = desk, sheet
        self._make: Make | None = None
        self._latest = Latest(desk.background, self)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(self.failed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def show_paper(self, make: Make | None) -> None:
        """Another paper, None for an empty sheet."""
        self._make = make
        self._latest.forget()
        self._sheet.show_pages(())
        if make is not None:
            self._pause.start()

    def _ask(self) -> None:
        if self._make is None:
            return
        from pos_app.shop.settings import PAPER_WIDTH

        dpi = round(SCREEN_DPI * scale() / 200 * self._sheet.devicePixelRatioF())
        width = self._desk.services.settings.get(PAPER_WIDTH)
        self._latest.ask(partial(draw, self._make, width, dpi))

    def _show(self, pictures: tuple[QImage, ...]) -> None:
        for page in pictures:
            page.setDevicePixelRatio(self._sheet.devicePixelRatioF())
        self._sheet.show_pages(pictures)
