"""Colours, fonts and icons: what every widget asks before it paints."""

from pos_app.ui.theme.apply import apply_theme
from pos_app.ui.theme.current import SCALES, colour, px, scale, tokens
from pos_app.ui.theme.fonts import number_font, text_font
from pos_app.ui.theme.icons import icon, pixmap
from pos_app.ui.theme.tokens import (
    DARK,
    LIGHT,
    TIER_ICONS,
    TIER_TONES,
    Fill,
    Ink,
    Tint,
    Tokens,
    Tone,
    tone_ink,
)

__all__ = [
    "DARK",
    "LIGHT",
    "SCALES",
    "TIER_ICONS",
    "TIER_TONES",
    "Fill",
    "Ink",
    "Tint",
    "Tokens",
    "Tone",
    "apply_theme",
    "colour",
    "icon",
    "number_font",
    "pixmap",
    "px",
    "scale",
    "text_font",
    "tokens",
    "tone_ink",
]
