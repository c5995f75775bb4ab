"""What one PC remembers about its window, readable before any shop is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from pos_app.basics.i18n import LANGUAGES

THEMES = ("light", "dark")
SCALES = (100, 115, 130)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the window looks here, and which shop it opened last."""

    language: str = "vi"
    theme: str = "light"
    scale: int = 100
    hints: bool = True
    sounds: bool = True
    shop: str = ""
    staff: int = 0
    """Who was on duty last; 0 is nobody."""


def _store() -> QSettings:
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "KhachQuen", "window")


def load() -> Preferences:
    """What was kept; anything odd in the file counts as not kept."""
    store, usual = _store(), Preferences()
    language = str(store.value("language", usual.language))
    theme = str(store.value("theme", usual.theme))
    scale = str(store.value("scale", usual.scale))
    staff = str(store.value("staff", usual.staff))
    return Preferences(
        language=language if language in LANGUAGES else usual.language,
        theme=theme if theme in THEMES else usual.theme,
        scale=int(scale) if scale in map(str, SCALES) else usual.scale,
        hints=str(store.value("hints", "true")) != "false",
        sounds=str(store.value("sounds", "true")) != "false",
        shop=str(store.value("shop", "")),
        staff=int(staff) if staff.isdecimal() else 0,
    )


def keep(preferences: Preferences) -> None:
    """Writes them for the next start."""
    store = _store()
    store.setValue("language", preferences.language)
    store.setValue("theme", preferences.theme)
    store.setValue("scale", preferences.scale)
    store.setValue("hints", "true" if preferences.hints else "false")
    store.setValue("sounds", "true" if preferences.sounds else "false")
    store.setValue("shop", preferences.shop)
    store.setValue("staff", preferences.staff)


def with_shop(preferences: Preferences, shop: Path) -> Preferences:
    """The same, with another shop as the last one."""
    return replace(preferences, shop=str(shop.resolve()))


def geometry() -> QByteArray | None:
    """Where the window stood."""
    kept = _store().value("geometry")
    return kept if isinstance(kept, QByteArray) else None


def keep_geometry(where: QByteArray) -> None:
    """Remembers where the window stood."""
    _store().setValue("geometry", where)
