"""The system's printers: each paper is our own PDF, sent to one or kept as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, QSizeF, QStandardPaths, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.ui.background import Background

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS_PER_INCH: Final = 72
SCREEN_DPI: Final = 203
"""A receipt printer's own dots."""


class PrinterTrouble(PosError):
    """The paper did not come out; the sale stands."""


def pages(pdf: bytes, dpi: int = SCREEN_DPI) -> list[QImage]:
    """A PDF's pages as pictures; safe off the window's thread."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [_picture(page, dpi) for page in document]


def _picture(page: object, dpi: int) -> QImage:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)  # type: ignore[attr-defined] # the library has no types
    pixels = bytes(bitmap.buffer)
    made = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888)
    return made.copy()


def installed() -> list[str]:
    """Names of the system's printers."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())


def folder() -> Path:
    """Where papers are kept when there is no printer."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place)) / "Khách Quen"


def send(pdf: bytes, title: str, printer: str) -> str:
    """Prints a paper, or keeps it as a file without a printer; says what happened.

    Raises PrinterTrouble.
    """
    if not printer:
        return _("Đã lưu {file}").format(file=_keep(pdf, title).name)
    if printer not in installed():
        raise PrinterTrouble(
            _("Không thấy máy in {name}. Bật máy in rồi in lại.").format(name=printer)
        )
    _print(pdf, title, printer)
    return _("Đã gửi máy in: {title}").format(title=title)


def _keep(pdf: bytes, title: str) -> Path:
    safe = re.sub(r"[^\w\- ]", "", title).strip() or "phieu"
    path = folder() / f"{safe}.pdf"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
    except OSError as error:
        words = _("Không lưu được {path}. Kiểm tra ổ đĩa rồi in lại.")
        raise PrinterTrouble(words.format(path=path)) from error
    return path


def _print(pdf: bytes, title: str, name: str) -> None:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    painter = QPainter()
    for place, page in enumerate(pages(pdf, min(printer.resolution(), 600))):
        _fit_paper(printer, page, min(printer.resolution(), 600))
        if place == 0 and not painter.begin(printer):
            raise PrinterTrouble(
                _("Máy in {name} không nhận. Kiểm tra giấy rồi in lại.").format(name=name)
            )
        if place:
            printer.newPage()
        painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), page)
    painter.end()


def _fit_paper(printer: QPrinter, page: QImage, dpi: int) -> None:
    points = QSizeF(page.width() * POINTS_PER_INCH / dpi, page.height() * POINTS_PER_INCH / dpi)
    size = QPageSize(points, QPageSize.Unit.Point)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageSize(size)
    printer.setPageOrientation(upright)


class Printers(QObject):
    """Makes and sends papers off the window's thread.

    Signals:
        sent(str): what happened, in a sentence.
        failed(str): why the paper did not come out; `again` repeats it.
    """

    sent = Signal(str)
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._last: Callable[[], str] | None = None

    def print_paper(self, work: Callable[[], bytes], title: str, printer: str) -> None:
        """Calls `work` for the PDF and sends it; printer "" keeps a file."""
        self._last = partial(_make_and_send, work, title, printer)
        self._background.run(self._last, self._sent, self._failed)

    def again(self) -> None:
        """Repeats the paper that did not come out."""
        if self._last is not None:
            self._background.run(self._last, self._sent, self._failed)

    def _sent(self, sentence: str) -> None:
        self._last = None
        self.sent.emit(sentence)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            raise error
        self.failed.emit(str(error))


def _make_and_send(work: Callable[[], bytes], title: str, printer: str) -> str:
    return send(work(), title, printer)
