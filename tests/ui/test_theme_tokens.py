"""The tokens keep their promises: contrast is measured, fonts and icons are really there."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.assets import asset
from pos_app.ui.theme import (
    DARK,
    LIGHT,
    SCALES,
    TIER_ICONS,
    TIER_TONES,
    Tokens,
    Tone,
    apply_theme,
    colour,
    icon,
    number_font,
    pixmap,
    px,
    scale,
    text_font,
    tokens,
)
from pos_app.ui.widgets.labels import Label

TEXT = 4.5
CONTROL = 3.0

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(value: str) -> float:
    """WCAG 2: relative luminance of #RRGGBB."""
    channels = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2: 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@THEMES
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3"])
@pytest.mark.parametrize("ground", ["bg", "sur", "sur2", "sel"])
def test_text_is_readable_on_every_ground(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= TEXT


@THEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_is_readable_on_its_own_tint_and_on_white(theme: Tokens, tone: Tone) -> None:
    tint = theme.tint(tone)
    assert contrast(tint.ink, tint.fill) >= TEXT
    assert contrast(tint.ink, theme.sur) >= TEXT


@THEMES
def test_text_on_a_tint_is_readable(theme: Tokens) -> None:
    for ink, tone in product((theme.ink, theme.ink2), Tone):
        assert contrast(ink, theme.tint(tone).fill) >= TEXT


@THEMES
@pytest.mark.parametrize("ground", ["jade", "jade_hover", "jade_pressed", "clay", "red"])
def test_words_on_filled_buttons_are_readable(theme: Tokens, ground: str) -> None:
    assert contrast(theme.on, getattr(theme, ground)) >= TEXT


@THEMES
def test_keys_and_toasts_are_readable(theme: Tokens) -> None:
    assert contrast(theme.ink2, theme.key) >= TEXT
    assert contrast(theme.sur, theme.ink) >= TEXT
    assert contrast(theme.jade_line, theme.ink) >= TEXT


@THEMES
@pytest.mark.parametrize("ground", ["sur", "sur2"])
def test_the_edge_of_a_control_is_seen(theme: Tokens, ground: str) -> None:
    for edge in (theme.line2, theme.jade, theme.red):
        assert contrast(edge, getattr(theme, ground)) >= CONTROL


@THEMES
def test_strips_and_tiers_are_seen_and_differ(theme: Tokens) -> None:
    assert len(set(theme.strips)) == 5
    assert len(set(theme.tiers)) == len(TIER_TONES) == len(TIER_ICONS) == 4
    assert all(contrast(strip, theme.sur) >= CONTROL for strip in theme.strips)


@pytest.mark.parametrize("path", sorted(asset("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws_something_in_the_colour_asked_for(qapp: QApplication, path: Path) -> None:
    if path.stem == "logo":
        return
    drawn = pixmap(path.stem, "#FF0000", 24, 2.0)
    assert (drawn.width(), drawn.deviceIndependentSize().width()) == (48, 24)
    picture = drawn.toImage()
    inked = [
        picture.pixelColor(x, y)
        for x in range(48)
        for y in range(48)
        if picture.pixelColor(x, y).alpha() > 200
    ]
    assert len(inked) > 20
    assert all(ink.red() > 240 and ink.green() < 16 and ink.blue() < 16 for ink in inked)


def test_an_icon_nobody_drew_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", "#000000")


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_bundled_faces_are_used_and_differ_by_weight(qapp: QApplication, weight: int) -> None:
    apply_theme(qapp, "light")
    for font in (text_font(14, weight), number_font(14, weight)):
        assert QFontInfo(font).exactMatch()
        assert QFontInfo(font).weight() == weight
    bolder = QFontMetrics(text_font(40, 700)).horizontalAdvance("Khách Quen")
    assert bolder > QFontMetrics(text_font(40, 400)).horizontalAdvance("Khách Quen")


def test_digits_of_numbers_are_equally_wide(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    for size, weight in product((13, 17, 38), (500, 600, 700)):
        measure = QFontMetrics(number_font(size, weight))
        assert len({measure.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_both_fonts_know_every_vietnamese_letter(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    letters = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ₫−×…“”·"
    for font in (text_font(14), number_font(14)):
        measure = QFontMetrics(font)
        missing = [
            letter for letter in letters + letters.upper() if not measure.inFontUcs4(ord(letter))
        ]
        assert missing == []


def test_a_theme_changes_open_windows_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    label = Label("834.000")
    label.setParent(window)
    edit = QLineEdit(window)
    window.show()
    apply_theme(qapp, "dark")
    assert tokens() is DARK
    assert label.palette().windowText().color() == QColor(DARK.ink)
    assert window.palette().window().color() == QColor(DARK.bg)
    picture: QImage = window.grab().toImage()
    assert picture.pixelColor(picture.width() - 1, picture.height() - 1) == QColor(DARK.bg)
    assert edit.palette().placeholderText().color() == QColor(DARK.ink3)
    apply_theme(qapp, "light")
    assert label.palette().windowText().color() == QColor(LIGHT.ink)


@pytest.mark.parametrize("percent", SCALES)
def test_text_grows_with_the_size_a_person_chose(qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    try:
        assert scale() == percent
        assert px(100) == percent
        assert text_font(20).pixelSize() == 20 * percent // 100
    finally:
        apply_theme(qapp, "light", 100)


def test_themes_and_sizes_that_do_not_exist_are_refused(qapp: QApplication) -> None:
    for name, percent in (("pink", 100), ("light", 200)):
        with pytest.raises(ValueError, match="no such theme"):
            apply_theme(qapp, name, percent)
    assert colour("ink") == QColor(LIGHT.ink)
