"""The style sheet: only what Qt draws itself. Our own widgets paint from the tokens."""

from __future__ import annotations

from string import Template
from typing import Final

from pos_app.ui.theme.current import px
from pos_app.ui.theme.tokens import Tokens

_SHEET: Final = Template("""
QLineEdit { background: transparent; border: 0; padding: 0; color: $ink;
    placeholder-text-color: $ink3; selection-background-color: $jade; selection-color: $on; }
QLineEdit:disabled { color: $disabled; }
QAbstractScrollArea { background: transparent; border: 0; }
QListView, QTableView { background: transparent; border: 0; outline: 0; }
QListView[cls="popup"] { background: $sur; border: 1px solid $line2; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $key_line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px; }
QScrollBar::handle:hover { background: $line2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $sur; border: 1px solid $line2; border-radius: 8px; padding: 6px;
    font-family: "Be Vietnam Pro"; font-size: ${menu_px}px; }
QMenu::item { color: $ink; padding: 10px 24px 10px 12px; border-radius: 6px; }
QMenu::item:selected { background: $jade_bg; color: $jade; }
QMenu::item:disabled { color: $ink3; }
QMenu::icon { padding-left: 10px; }
QMenu::indicator { width: 16px; height: 16px; left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QToolTip { background: $ink; color: $sur; border: 0; padding: 6px 8px;
    font-family: "Be Vietnam Pro"; font-size: ${tip_px}px; }
""")


def style_sheet(tokens: Tokens) -> str:
    """One style sheet for the whole program."""
    colours = {name: getattr(tokens, name) for name in tokens.__slots__}
    return _SHEET.substitute(colours, menu_px=px(14), tip_px=px(13))
