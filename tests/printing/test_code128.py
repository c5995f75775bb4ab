"""Bars that a scanner reads back."""

from __future__ import annotations

import string

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pos_app.printing import code128

PRINTABLE = string.digits + string.ascii_letters + string.punctuation + " "


def scanned(text: str) -> str:
    widths = code128.widths(text)
    image = Image.new("L", ((sum(widths) + 2 * code128.QUIET) * 2, 80), 255)
    pen, x = ImageDraw.Draw(image), code128.QUIET * 2
    for place, width in enumerate(widths):
        if place % 2 == 0:
            pen.rectangle((x, 10, x + width * 2 - 1, 70), fill=0)
        x += width * 2
    [code] = (
        code
        for code in zxingcpp.read_barcodes(image)
        if code.format == zxingcpp.BarcodeFormat.Code128
    )
    return str(code.text)


@given(st.text(PRINTABLE, min_size=1, max_size=24).filter(lambda text: text.strip() == text))
def test_every_printable_text_is_read_back(text: str) -> None:
    assert scanned(text) == text


@given(st.text("0123456789", min_size=2, max_size=24).filter(lambda text: len(text) % 2 == 0))
def test_pairs_of_digits_are_read_back(text: str) -> None:
    assert scanned(text) == text


@pytest.mark.parametrize(
    ("text", "modules"),
    [("KQ5J7N9J4", 134), ("202603120381", 101), ("12345", 90), ("A", 46)],
)
def test_a_code_takes_as_much_room_as_the_standard_says(text: str, modules: int) -> None:
    widths = code128.widths(text)

    assert sum(widths) == modules
    assert len(widths) % 2 == 1, "it starts and ends with a bar"


@pytest.mark.parametrize("text", ["", "Gạo", "a\tb", "×", "٣٤"])
def test_other_letters_have_no_bars(text: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        code128.widths(text)
