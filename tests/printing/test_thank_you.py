"""A card of thanks: a name, a few lines, a hand, and a gift only when there is one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from pos_app.printing import thank_you
from tests.printing.samples import (
    THANK_YOU,
    codes_on,
    embedded_fonts,
    picture,
    quiet_zone_is_white,
    text_of,
)

GIFT_WORDS = [
    "Quét ở quầy",
    "Quà nhỏ: một túi vải",
    "Chị đưa thiệp này ở quầy để nhận.",
    "Không cần mua hàng, đến hết 31/12/2026.",
]


def test_the_card_of_the_picture_reads_as_drawn() -> None:
    assert text_of(thank_you.render(THANK_YOU)) == [
        "Cảm ơn chị Ngọc",
        "Cửa hàng có được hôm nay",
        "nhờ những khách quen như chị.",
        "Chúc chị luôn khỏe, gia đình đầm ấm.",
        "Có gì chưa vừa ý,",
        "chị cứ nói thẳng với cửa hàng nhé.",
        "Mai",
        *GIFT_WORDS,
    ]


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_till_reads_the_gift(dpi: int) -> None:
    assert codes_on(picture(thank_you.render(THANK_YOU), dpi)) == {"QR Code": "QT5J7N9J4"}


def test_the_qr_keeps_its_quiet_zone() -> None:
    assert quiet_zone_is_white(picture(thank_you.render(THANK_YOU), 300), modules=21)


def test_without_a_gift_nothing_of_it_remains_and_the_card_stays_in_balance() -> None:
    pdf = thank_you.render(replace(THANK_YOU, gift=None))
    image = picture(pdf, 180)
    ink = image.crop((60, 60, 684, 990)).point(lambda grey: 255 if grey < 160 else 0).getbbox()

    assert text_of(pdf) == text_of(thank_you.render(THANK_YOU))[: -len(GIFT_WORDS)]
    assert codes_on(image) == {}
    assert ink is not None
    above, below = ink[1], 930 - ink[3]
    assert abs(above - below) < 0.1 * 930


def test_it_is_an_a6_card_upright() -> None:
    [page] = pypdf.PdfReader(BytesIO(thank_you.render(THANK_YOU))).pages

    assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(105, abs=0.01)
    assert float(page.mediabox.height) / 72 * 25.4 == pytest.approx(148, abs=0.01)


def test_a_long_message_gets_smaller_letters_and_keeps_every_word() -> None:
    message = "Cửa hàng có được hôm nay nhờ những khách quen như chị. " * 6

    words = " ".join(text_of(thank_you.render(replace(THANK_YOU, message=message))))

    assert words.count("khách quen như chị.") == 6


def test_an_endless_message_ends_in_an_ellipsis_above_the_signature() -> None:
    pdf = thank_you.render(replace(THANK_YOU, message="Cảm ơn chị nhiều lắm.\n" * 300))
    lines = text_of(pdf)

    assert lines[lines.index("Mai") - 1].endswith("…")
    assert codes_on(picture(pdf, 300)) == {"QR Code": "QT5J7N9J4"}


@pytest.mark.parametrize(
    ("address", "headline"),
    [
        ("quý khách", "Cảm ơn quý khách"),
        ("<b>chị</b> Ngọc", "Cảm ơn <b>chị</b> Ngọc"),
        ("chị Ngọc 👩", "Cảm ơn chị Ngọc \ufffd"),
        ("anh Вадим", "Cảm ơn anh Вадим"),
    ],
)
def test_any_name_is_thanked(address: str, headline: str) -> None:
    sheet = replace(THANK_YOU, address=address)

    assert text_of(thank_you.render(sheet))[0] == headline


@pytest.mark.parametrize("text", ["x" * 100_000, "Ngọc " * 100, "", "\u202e\x00"])
def test_strange_words_never_stop_the_card(text: str) -> None:
    assert THANK_YOU.gift is not None
    sheet = replace(
        THANK_YOU,
        address=text,
        salutation=text,
        message=text,
        signature=text,
        gift=replace(THANK_YOU.gift, name=text),
    )

    image = picture(thank_you.render(sheet), 300)

    assert codes_on(image) == {"QR Code": "QT5J7N9J4"}


def test_every_font_is_inside_the_file_and_the_bytes_repeat() -> None:
    pdf = thank_you.render(THANK_YOU)

    assert embedded_fonts(pdf) == {"NotoSans-Regular", "NotoSans-Bold", "DancingScript-SemiBold"}
    assert pdf == thank_you.render(THANK_YOU)
