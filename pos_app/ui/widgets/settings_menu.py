"""What the gear offers: language, theme, size of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pos_app.basics.i18n import _, language
from pos_app.ui.theme.current import SCALES, scale, tokens
from pos_app.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
"""A language is always named in itself."""


class SettingsMenu(Menu):
    """Signals: `language_chosen(str)`, `theme_chosen(str)`, `scale_chosen(int)`."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    scale_chosen = Signal(int)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(_("Cài đặt"), owner, self._list)

    def _list(self, _menu: Menu) -> None:
        themes = (("light", _("Nền sáng")), ("dark", _("Nền tối")))
        sizes = tuple(
            (percent, _("Cỡ chữ {percent} %").format(percent=percent)) for percent in SCALES
        )
        self.offer(_LANGUAGES, language(), self.language_chosen.emit)
        self.addSeparator()
        self.offer(themes, tokens().name, self.theme_chosen.emit)
        self.addSeparator()
        self.offer(sizes, scale(), self.scale_chosen.emit)
