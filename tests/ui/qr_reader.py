"""Reads codes from the screen's own pixels, as a phone held before it would."""

from __future__ import annotations

import zxingcpp
from PIL import Image
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget


def pixels_of(widget: QWidget, ratio: float = 1.0) -> QImage:
    """What the screen's own pixels show at a scale; red where nothing was painted."""
    image = QImage(
        round(widget.width() * ratio), round(widget.height() * ratio), QImage.Format.Format_RGB888
    )
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("red"))
    widget.render(image)
    return image


def read(image: QImage) -> list[str]:
    """The texts of all codes in a picture."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    picture = Image.frombytes(
        "L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine()
    )
    return [code.text for code in zxingcpp.read_barcodes(picture)]
