"""What an error looks like: a refusal is a sentence in place, a defect a calm dialog."""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)


def sentence(error: BaseException) -> str:
    """What a person is told: the refusal's own words, or that the cart is safe."""
    if isinstance(error, PosError):
        return str(error)
    return _("Có lỗi ngoài dự tính. Giỏ hàng vẫn còn nguyên, cứ bán tiếp.")


class Errors(QObject):
    """Catches what nobody caught: logs it and shows it once, on the window's thread.

    Signals: `unexpected(object)` the exception, for whoever must know (the tour, tests).
    """

    unexpected = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._showing = False
        self.unexpected.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Becomes sys.excepthook; Qt sends what a slot raises there."""
        sys.excepthook = self.hook

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Signature of sys.excepthook. Ctrl+C in a terminal stays what it is."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, PosError):
            _log.critical("unexpected error", exc_info=(kind, error, trace))
        self.unexpected.emit(error)

    def show(self, error: Exception) -> None:
        """For `background.run(..., failed=errors.show)`."""
        self.hook(type(error), error, error.__traceback__)

    def _show(self, error: BaseException) -> None:
        if self._showing:
            return
        from pos_app.ui.widgets.dialog import Dialog

        self._showing = True
        title = _("Chưa làm được") if isinstance(error, PosError) else _("Chương trình gặp lỗi")
        dialog = Dialog(self._window, title, sentence(error), _("Đã hiểu"))
        dialog.cancel.hide()
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._showing = False
