"""Puts a theme and a text size on the running program, at the start or live."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from pos_app.ui.theme import current
from pos_app.ui.theme.current import colour
from pos_app.ui.theme.fonts import load_fonts, text_font
from pos_app.ui.theme.qss import style_sheet


def palette() -> QPalette:
    """Qt's own roles from the tokens in force."""
    made = QPalette()
    role = QPalette.ColorRole
    for roles, token in (
        ((role.Window, role.AlternateBase), "bg"),
        ((role.Base, role.Button), "sur"),
        ((role.WindowText, role.Text, role.ButtonText, role.BrightText), "ink"),
        ((role.PlaceholderText,), "ink3"),
        ((role.Highlight, role.Link, role.Accent), "jade"),
        ((role.HighlightedText,), "on"),
        ((role.ToolTipBase,), "ink"),
        ((role.ToolTipText,), "sur"),
    ):
        for each in roles:
            made.setColor(each, colour(token))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, colour("disabled"))
    return made


def apply_theme(app: QApplication, name: str, scale: int = 100) -> None:
    """Theme `light` or `dark`, text at 100, 115 or 130 per cent; ValueError for others.

    Open windows follow at once: a new style sheet sends every widget a StyleChange.
    """
    current.use(name, scale)
    load_fonts()
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(text_font(14))
    app.setPalette(palette())
    app.setStyleSheet(style_sheet(current.tokens()))
