"""The loyalty card: what a customer reads on it and what the till reads off it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from pos_app.basics import card_code
from pos_app.printing import card
from pos_app.printing.sheets import Letterhead
from tests.printing.samples import (
    CARD,
    codes_on,
    embedded_fonts,
    picture,
    quiet_zone_is_white,
    text_of,
)

SECRET = b"the shop's own secret"


def test_the_card_of_the_pictures_reads_as_drawn() -> None:
    pdf = card.render(CARD)

    assert text_of(pdf, page=0) == [
        "Thân thiết",
        "Tạp hóa Cô Mai",
        "Thẻ khách quen",
        "Nguyễn Thị Hồng Ngọc",
        "2026 0312 0381",
        "Khách quen từ 12/3/2026",
    ]
    assert text_of(pdf, page=1) == [
        "Đưa thẻ hoặc đọc số điện thoại khi",
        "tính tiền, điểm tự cộng.",
        "10.000 ₫ = 1 điểm · 1 điểm = 100 ₫",
        "Mất thẻ: đọc số điện thoại, làm lại miễn phí.",
        "Muốn xem hay xóa dữ liệu của mình,",
        "chị cứ nói với cửa hàng.",
        "Mã thẻ",
        "202603120381",
        "028 0000 0000",
        "phường An Bình, TP. Mẫu",
        "12 đường Hoa Sen",
    ]


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_till_reads_both_codes_and_knows_its_own_seal(dpi: int) -> None:
    sealed = replace(CARD, token=card_code.encode(CARD.code, SECRET))

    seen = codes_on(picture(card.render(sealed), dpi, page=1))

    assert seen["Code 128"] == "202603120381"
    assert card_code.decode(seen["QR Code"], SECRET) == "202603120381"


def test_the_qr_keeps_its_quiet_zone() -> None:
    assert quiet_zone_is_white(picture(card.render(CARD), 300, page=1), modules=21)


def test_both_sides_have_the_size_of_a_bank_card() -> None:
    pages = pypdf.PdfReader(BytesIO(card.render(CARD))).pages

    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in pages]
    assert [
        (round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)) for width, height in sizes
    ] == [
        (85.6, 54.0),
        (85.6, 54.0),
    ]


@pytest.mark.parametrize("rank", range(4))
def test_each_tier_has_its_colour_icon_and_word(rank: int) -> None:
    names = ("Mới quen", "Quen mặt", "Thân thiết", "Tri kỷ")
    pdfs = [card.render(replace(CARD, tier_rank=other, tier=names[other])) for other in range(4)]

    assert text_of(pdfs[rank])[0] == names[rank]
    assert pdfs.count(pdfs[rank]) == 1


@pytest.mark.parametrize("rank", [-1, 4])
def test_there_are_four_tiers(rank: int) -> None:
    with pytest.raises(ValueError, match="no tier"):
        card.render(replace(CARD, tier_rank=rank))


@pytest.mark.parametrize(
    "name",
    [
        "Công Tằng Tôn Nữ Hồng Ngọc Quỳnh Như",
        "<b>Ngọc</b> <img src='x'/>",
        "W" * 200,
        "Ngọc " * 40,
        "\u202eNgọc 👩",
        "",
        "x" * 100_000,
    ],
    ids=["long", "markup", "wide", "words", "strange", "empty", "endless"],
)
def test_any_name_leaves_the_codes_readable(name: str) -> None:
    sheet = replace(
        CARD, name=name, tier=name, salutation=name, shop=Letterhead(name, name, name, name)
    )
    pdf = card.render(sheet)

    assert text_of(pdf)[-2:] == ["2026 0312 0381", "Khách quen từ 12/3/2026"]
    assert set(codes_on(picture(pdf, 300, page=1)).values()) == {CARD.code, CARD.token}


def test_a_long_shop_name_takes_a_second_line() -> None:
    shop = Letterhead("Siêu thị mini gia đình Nguyễn Hoàng Phương")
    lines = text_of(card.render(replace(CARD, shop=shop)))

    name = lines.index("Siêu thị mini gia đình Nguyễn")
    assert lines[name : name + 3] == [
        "Siêu thị mini gia đình Nguyễn",
        "Hoàng Phương",
        "Thẻ khách quen",
    ]


def test_the_card_promises_nothing_for_ever() -> None:
    words = " ".join(text_of(card.render(CARD)) + text_of(card.render(CARD), page=1)).casefold()

    assert not any(promise in words for promise in ("hết hạn", "vĩnh viễn", "mãi mãi", "trọn đời"))


def test_every_font_is_inside_the_file_and_the_bytes_repeat() -> None:
    pdf = card.render(CARD)

    assert embedded_fonts(pdf) == {"NotoSans-Regular", "NotoSans-Bold"}
    assert pdf == card.render(CARD)
