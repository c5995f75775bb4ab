"""Opens the shop behind the window, again when it would not open, or another one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.ui.background import Background

if TYPE_CHECKING:
    from pos_app.ui.services import Services

OpenServices = Callable[[], "Services"]
OpenFile = Callable[[Path], "Services"]


class Opening(QObject):
    """One try at a time, off the window's thread.

    Signals:
        opened(object): the Services of the shop.
        refused(str): the sentence that says why not; no shop is open.
        failed(object): the exception, when it is a defect; `refused` follows.
    """

    opened = Signal(object)
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._way: OpenServices | None = None
        self._open_file: OpenFile | None = None
        self._trouble = ""

    @property
    def can_choose(self) -> bool:
        """Whether another file may be opened."""
        return self._open_file is not None

    @property
    def trouble(self) -> str:
        """Why no shop is open; empty while one is, or nobody has tried."""
        return self._trouble

    def begin(self, way: OpenServices, open_file: OpenFile | None = None) -> None:
        """The usual shop; `open_file` opens one that somebody chooses later."""
        self._open_file = open_file
        self._try(way)

    def again(self) -> None:
        """The same shop once more."""
        if self._way is not None:
            self._try(self._way)

    def ask_for_another(self, window: QWidget) -> None:
        """A file is chosen in the system's own dialog."""
        title, kind = _("Mở cửa hàng khác"), _("Cửa hàng Khách Quen")
        filters = f"{kind} (*.khachquen);;{_('Mọi tệp')} (*)"
        dialog = QFileDialog(window, title, "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, name: str) -> None:
        if self._open_file is not None:
            self._try(partial(self._open_file, Path(name)))

    def _try(self, way: OpenServices) -> None:
        self._way = way
        self._background.run(way, self._arrived, self._unopened)

    def _arrived(self, services: Services) -> None:
        self._trouble = ""
        self.opened.emit(services)

    def _unopened(self, error: Exception) -> None:
        if isinstance(error, PosError):
            self._trouble = str(error)
        else:
            self._trouble = _("Chưa mở được cửa hàng vì một lỗi ngoài dự tính. Thử mở lại.")
            self.failed.emit(error)
        self.refused.emit(self._trouble)
