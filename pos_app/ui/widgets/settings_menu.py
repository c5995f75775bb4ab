"""What the gear offers: language, theme, size of text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from pos_app.basics.i18n import _, language
from pos_app.ui.theme.current import SCALES, scale, tokens

_LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
"""A language is always named in itself."""


class SettingsMenu(QMenu):
    """Signals: `language_chosen(str)`, `theme_chosen(str)`, `scale_chosen(int)`."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    scale_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Cài đặt"), parent)
        themes = (("light", _("Nền sáng")), ("dark", _("Nền tối")))
        sizes = tuple(
            (percent, _("Cỡ chữ {percent} %").format(percent=percent)) for percent in SCALES
        )
        offer(self, _LANGUAGES, language()).triggered.connect(
            lambda action: self.language_chosen.emit(action.data())
        )
        self.addSeparator()
        offer(self, themes, tokens().name).triggered.connect(
            lambda action: self.theme_chosen.emit(action.data())
        )
        self.addSeparator()
        offer(self, sizes, scale()).triggered.connect(
            lambda action: self.scale_chosen.emit(action.data())
        )


def offer(menu: QMenu, choices: Sequence[tuple[object, str]], current: object) -> QActionGroup:
    """Adds choices of which one holds, by value and words; an action's data is its value."""
    group = QActionGroup(menu)
    for value, words in choices:
        action = QAction(words.replace("&", "&&"), group, checkable=True, checked=value == current)
        action.setData(value)
        menu.addAction(action)
    return group
