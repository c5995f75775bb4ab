"""Codes that phones read, made while the customer waits."""

from __future__ import annotations

import random
import string

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pos_app.printing import qr

VIETQR = (
    "00020101021238570010A00000072701270006999999011300000000000000208QRIBFTTA"
    "53037045406834000" + "5802VN62130809KQ5J7N9J46304ABCD"
)


def scanned(modules: qr.Matrix) -> str:
    side, dot = len(modules) + 2 * qr.QUIET, 4
    image = Image.new("L", (side, side), 255)
    for x, y, width, height in qr.blocks(modules):
        image.paste(0, (x + 4, y + 4, x + 4 + width, y + 4 + height))
    [code] = zxingcpp.read_barcodes(image.resize((side * dot, side * dot), Image.Resampling.BOX))
    return str(code.text)


@given(
    st.text(string.digits + string.ascii_uppercase + " $%*+-./:", min_size=1, max_size=120),
    st.sampled_from(["L", "M", "Q", "H"]),
)
def test_what_is_drawn_is_read_back(payload: str, level: qr.Level) -> None:
    assert scanned(qr.matrix(payload, level)) == payload


def test_vietnamese_text_is_read_back() -> None:
    assert scanned(qr.matrix("Cảm ơn chị Ngọc")) == "Cảm ơn chị Ngọc"


def test_payloads_that_could_fool_a_fixed_mask_are_read_back() -> None:
    dice = random.Random(6)
    for digit in string.digits + string.ascii_uppercase:
        assert scanned(qr.matrix(digit * 33)) == digit * 33
    for _ in range(200):
        code = "KQ" + "".join(dice.choices("23456789CFHJMNPRTVX", k=7))
        assert scanned(qr.matrix(code, "H")) == code


@pytest.mark.parametrize(
    ("payload", "level", "modules"),
    [
        ("KQ5J7N9J4", "H", 21),
        ("1" * 33, "M", 21),
        (VIETQR.ljust(115, "A")[:115], "M", 37),
    ],
)
def test_a_code_is_as_small_as_its_letters_allow(
    payload: str, level: qr.Level, modules: int
) -> None:
    assert len(qr.matrix(payload, level)) == modules


def test_the_same_payload_is_made_once() -> None:
    assert qr.matrix("KQ5J7N9J4") is qr.matrix("KQ5J7N9J4")


@given(st.text(string.ascii_letters, min_size=1, max_size=60))
def test_blocks_cover_every_black_module_once(payload: str) -> None:
    modules = qr.matrix(payload)
    covered = [
        (column, row)
        for x, y, width, height in qr.blocks(modules)
        for column in range(x, x + width)
        for row in range(y, y + height)
    ]

    assert len(covered) == len(set(covered))
    assert set(covered) == {
        (column, row)
        for row, cells in enumerate(modules)
        for column, black in enumerate(cells)
        if black
    }


@pytest.mark.parametrize(
    ("payload", "complaint"), [("", "something to say"), ("A" * 5_000, "do not fit")]
)
def test_nothing_and_too_much_are_refused(payload: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        qr.matrix(payload)
