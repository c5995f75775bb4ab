"""A QR code on the screen: black on white in every theme, whole pixels for every module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.basics.i18n import _

if TYPE_CHECKING:
    from pos_app.printing.qr import Matrix

QUIET: Final = 4
"""White modules around the code; a reader needs them."""
USUAL_MODULES: Final = 45
"""A VietQR with amount and code, its quiet zone counted."""
LEAST_PIXELS: Final = 3
"""Smaller modules are not read from an arm's length."""

Block = tuple[int, int, int, int]


def prepare_codes() -> None:
    """Loads the maker of codes, some 30 ms, before the first code is wanted.

    Touches no widget: for `Background.run` once the shop is open.
    """
    _matrix("KQ")


def _matrix(payload: str) -> Matrix:
    from pos_app.printing.qr import matrix

    return matrix(payload)


def _blocks(modules: Matrix) -> tuple[Block, ...]:
    from pos_app.printing.qr import blocks

    return tuple(blocks(modules))


def module_pixels(side: int, modules: int) -> int:
    """The largest whole number of pixels a module may have in a square of `side` pixels."""
    return side // modules


class QrView(QWidget):
    """A square code in the middle of the room it is given, or nothing without a payload.

    Modules are whole pixels of the screen, not of the layout, so that a screen of 150 % shows
    them as sharp as any other. Making a code takes 2 ms once `prepare_codes` has run.
    """

    def __init__(self, *, pixels: int = 8, parent: QWidget | None = None) -> None:
        """`pixels` of a module is what it asks its layout for; it takes what it gets."""
        super().__init__(parent)
        self._asked = pixels
        self._payload = ""
        self._modules = USUAL_MODULES
        self._blocks: tuple[Block, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_("Mã QR"))

    def payload(self) -> str:
        """What a reader gets, "" for no code."""
        return self._payload

    def set_payload(self, payload: str) -> None:
        """Another code, "" for none. ValueError for more text than a QR holds."""
        if payload == self._payload:
            return
        if payload:
            modules = _matrix(payload)
            self._blocks = _blocks(modules)
            self._modules = len(modules) + 2 * QUIET
        else:
            self._blocks, self._modules = (), USUAL_MODULES
        self._payload = payload
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """What a screen reader says: a code to transfer by, a code to find the slip by."""
        self.setAccessibleName(name)

    def _pixels(self, ratio: float) -> int:
        return module_pixels(int(min(self.width(), self.height()) * ratio), self._modules)

    def sizeHint(self) -> QSize:
        """The asked number of pixels for every module."""
        side = self._asked * self._modules
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """What can still be read."""
        side = LEAST_PIXELS * self._modules
        return QSize(side, side)

    def hasHeightForWidth(self) -> bool:
        """It is square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as wide."""
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White square, black blocks, both on the screen's own pixels."""
        if not self._payload:
            return
        painter = QPainter(self)
        try:
            self._paint_code(painter)
        finally:
            painter.end()

    def _paint_code(self, painter: QPainter) -> None:
        to_screen = painter.deviceTransform()
        ratio = to_screen.m11()
        pixels = self._pixels(ratio)
        side = pixels * self._modules
        room = to_screen.mapRect(QRectF(self.rect()))
        corner = QPointF(
            round(room.x()) + (int(room.width()) - side) // 2,
            round(room.y()) + (int(room.height()) - side) // 2,
        )
        to_layout, _invertible = to_screen.inverted()

        def area(column: int, row: int, width: int, height: int) -> QRectF:
            spot = QRectF(column * pixels, row * pixels, width * pixels, height * pixels)
            return to_layout.mapRect(spot.translated(corner))

        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(area(0, 0, self._modules, self._modules), Qt.GlobalColor.white)
        for column, row, width, height in self._blocks:
            painter.fillRect(area(QUIET + column, QUIET + row, width, height), Qt.GlobalColor.black)
