"""Which printer this counter's papers go to, and how wide its roll is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.ui.desk import Desk
from pos_app.ui.printers import installed
from pos_app.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from pos_app.shop.settings import Setting

T = TypeVar("T", str, int)

WIDTHS: Final = (80, 58)


class PaperChoice(QObject):
    """Offers the system's printers; asking for them can take a while and is done behind."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._beside: QWidget | None = None
        self._printers: list[str] = []

    def ask(self, beside: QWidget) -> None:
        """Lists the printers, then opens the menu above a widget."""
        if self._desk.ready and self._beside is None:
            self._beside = beside
            self._desk.background.run(installed, self._offer, self._failed)

    def _offer(self, printers: list[str]) -> None:
        beside, self._beside = self._beside, None
        if beside is None:
            return
        self._printers = printers
        self.menu(beside).open_above(beside)

    def menu(self, beside: QWidget) -> Menu:
        """The menu of that widget: it lives as long as the widget does."""
        kept: Menu | None = beside.findChild(Menu)
        return kept or Menu(_("Máy in và khổ giấy"), beside, self._list)

    def _list(self, menu: Menu) -> None:
        """A file or one of the printers, and the width of the roll."""
        from pos_app.shop.settings import PAPER_WIDTH, PRINTER

        settings = self._desk.services.settings
        names = [("", _("Lưu phiếu thành tệp PDF")), *((name, name) for name in self._printers)]
        widths = [(width, _("Giấy {width} mm").format(width=width)) for width in WIDTHS]
        menu.offer(names, settings.get(PRINTER), partial(self._chosen, PRINTER))
        menu.addSeparator()
        menu.offer(widths, settings.get(PAPER_WIDTH), partial(self._chosen, PAPER_WIDTH))

    def _chosen(self, setting: Setting[T], value: T) -> None:
        self._desk.tell(self._desk.services.settings.put(self._desk.actor(), setting, value))

    def _failed(self, error: Exception) -> None:
        self._beside = None
        if not isinstance(error, PosError):
            raise error
