"""What a widget looks like, asked of its pixels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def colours(widget: QWidget) -> set[str]:
    """Every colour of a widget the mouse is not on, as #RRGGBB."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    picture = widget.grab().toImage()
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }
