"""What the theme is made of: state, fonts, icons, style sheet, palette."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from pos_app.ui.theme import apply, current, fonts, icons, qss
from pos_app.ui.theme.tokens import DARK, LIGHT, Tokens, Tone, tone_ink


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light")


def test_a_theme_that_is_refused_changes_nothing() -> None:
    with pytest.raises(ValueError, match="no such theme"):
        current.use("dark", 99)
    assert (current.tokens(), current.scale()) == (LIGHT, 100)


@pytest.mark.parametrize(
    ("length", "percent", "grown"), [(14, 115, 16), (13, 130, 17), (72, 130, 94)]
)
def test_lengths_round_to_whole_pixels(length: int, percent: int, grown: int) -> None:
    current.use("light", percent)
    try:
        assert current.px(length) == grown
    finally:
        current.use("light", 100)


def test_a_missing_font_is_an_error_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "asset", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(FileNotFoundError):
        fonts.load_fonts.__wrapped__()


def test_a_font_that_was_handed_out_can_be_changed_without_harm() -> None:
    mine = fonts.text_font(14, 600)
    mine.setStrikeOut(True)
    assert not fonts.text_font(14, 600).strikeOut()
    assert not fonts.shared_font(14, 600, number=False).strikeOut()


def test_a_width_is_measured_once_and_grows_with_the_text_size() -> None:
    before = fonts.advance("834.000", 38, 700, number=True)
    assert before == fonts.metrics(38, 700, number=True).horizontalAdvance("834.000")
    current.use("light", 130)
    try:
        assert fonts.advance("834.000", 38, 700, number=True) > before
    finally:
        current.use("light", 100)


def test_an_icon_is_drawn_once_per_colour_and_size() -> None:
    one = icons.pixmap("scan-barcode", LIGHT.ink2, 22)
    assert icons.pixmap("scan-barcode", LIGHT.ink2, 22) is one
    assert icons.pixmap("scan-barcode", LIGHT.jade, 22) is not one
    assert not icons.icon("printer", LIGHT.ink).isNull()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_style_sheet_uses_only_colours_of_the_theme(theme: Tokens) -> None:
    sheet = qss.style_sheet(theme)
    own = {getattr(theme, name) for name in theme.__slots__}
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= own


def test_qts_own_roles_follow_the_tokens() -> None:
    made = apply.palette()
    assert made.color(QPalette.ColorRole.Window) == QColor(LIGHT.bg)
    assert made.color(QPalette.ColorRole.Highlight) == QColor(LIGHT.jade)
    disabled = QPalette.ColorGroup.Disabled
    assert made.color(disabled, QPalette.ColorRole.Text) == QColor(LIGHT.disabled)


@pytest.mark.parametrize("tone", list(Tone))
def test_the_ink_of_a_tone_is_that_of_its_tint(tone: Tone) -> None:
    assert getattr(LIGHT, tone_ink(tone)) == LIGHT.tint(tone).ink
