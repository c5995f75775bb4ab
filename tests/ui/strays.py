"""Watches for parts of a screen that are shown before they have a place in one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from pos_app.ui.main_window import MainWindow

_MEANT = (Qt.WindowType.Popup, Qt.WindowType.Dialog, Qt.WindowType.ToolTip)


class Spy(QObject):
    """Notes every widget that flashes as a window of its own; menus and dialogs are meant."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and _strays(watched):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def _strays(widget: QWidget) -> bool:
    meant = isinstance(widget, MainWindow) or widget.windowType() in _MEANT
    return widget.isWindow() and not meant
