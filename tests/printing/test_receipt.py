"""The slip in the customer's hand: every word, every code, on both papers, whatever was sold."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL.Image import Image

from pos_app.basics.money import LARGEST, NBSP, Money
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method
from pos_app.printing import receipt
from pos_app.printing.paper import PaperWidth
from pos_app.printing.sheets import (
    Letterhead,
    PaymentLine,
    ReceiptCustomer,
    ReceiptPoints,
    ReceiptSheet,
    Reduction,
    SlipKind,
    VatLine,
)
from tests.printing.samples import (
    LINES,
    RECEIPT,
    codes_on,
    embedded_fonts,
    goods,
    picture,
    quiet_zone_is_white,
    text_of,
)

BOTH = pytest.mark.parametrize("width", list(PaperWidth), ids=lambda width: width.name)

ON_80_MM = """
Tạp hóa Cô Mai
12 đường Hoa Sen, phường An Bình, TP. Mẫu
MST 0000000000 · ĐT 028 0000 0000
PHIẾU TÍNH TIỀN
Số 012482 · Quầy 1 · Thảo
21/11/2026 14:07
Gạo ST25 túi 5 kg
1 túi × 189.000
189.000 ₫
Sữa tươi ít đường hộp 1 L
4 hộp × 34.000, giảm 12.000
124.000 ₫
Tã dán size L, 54 miếng
1 gói × 265.000
265.000 ₫
Nước mắm 40 độ 500 ml
1 chai × 62.000
62.000 ₫
Trứng gà ta hộp 10 quả
2 hộp × 36.000
72.000 ₫
Cà phê rang xay 500 g
1 gói × 118.000, giảm 18.000
100.000 ₫
Cam sành
1,5 kg × 28.000
42.000 ₫
Cộng 7 món
854.000 ₫
Ưu đãi hạng Thân thiết
−20.000 ₫
Khách cần trả
834.000 ₫
200 điểm
20.000 ₫
Chuyển khoản
500.000 ₫
Tiền mặt
500.000 ₫
Tiền thừa
186.000 ₫
Khách: chị Ngọc •••• 4567
Điểm: 1.284 − 200 + 121
còn 1.205
Quét để tra phiếu
Đổi trả trong 7 ngày, nhớ mang phiếu.
Mã tra cứu KQ5J7N9J4
""".strip().splitlines()


def words_of(sheet: ReceiptSheet, width: PaperWidth = PaperWidth.MM80) -> str:
    """All words of a slip in one line, wherever they wrapped."""
    return " ".join(text_of(receipt.render(sheet, width)))


def test_the_slip_of_the_pictures_reads_as_drawn() -> None:
    assert text_of(receipt.render(RECEIPT, PaperWidth.MM80)) == ON_80_MM


def test_the_narrow_slip_says_the_same() -> None:
    assert words_of(RECEIPT, PaperWidth.MM58) == " ".join(ON_80_MM)


@BOTH
@pytest.mark.parametrize("dpi", [203, 203.2, 300])
def test_scanners_read_both_codes(width: PaperWidth, dpi: float) -> None:
    seen = codes_on(picture(receipt.render(RECEIPT, width), dpi))

    assert seen == {"QR Code": "KQ5J7N9J4", "Code 128": "KQ5J7N9J4"}


@BOTH
def test_the_qr_keeps_its_quiet_zone(width: PaperWidth) -> None:
    assert quiet_zone_is_white(picture(receipt.render(RECEIPT, width), 203.2), modules=21)


@pytest.mark.parametrize(
    ("width", "paper", "dots"), [(PaperWidth.MM80, 80, 576), (PaperWidth.MM58, 58, 384)]
)
def test_the_page_is_the_paper_and_what_prints_is_what_the_head_reaches(
    width: PaperWidth, paper: int, dots: int
) -> None:
    page = pypdf.PdfReader(BytesIO(receipt.render(RECEIPT, width))).pages[0]

    assert float(page.mediabox.width) == pytest.approx(paper / 25.4 * 72, abs=0.01)
    assert float(page.cropbox.width) == pytest.approx(dots / 203.2 * 72, abs=0.01)
    assert float(page.cropbox.left) == pytest.approx((paper * 8 - dots) / 2 / 203.2 * 72, abs=0.01)


@BOTH
def test_thermal_paper_knows_black_and_white_only(width: PaperWidth) -> None:
    page = pypdf.PdfReader(BytesIO(receipt.render(RECEIPT, width))).pages[0]
    content = page.get_contents()
    assert content is not None
    colours = {
        line.strip()
        for line in content.get_data().decode("latin-1").splitlines()
        if line.strip().lower().endswith((" rg", " g", " k"))
    }

    assert colours <= {"0 0 0 rg", "0 0 0 RG"}


@BOTH
def test_every_font_is_inside_the_file(width: PaperWidth) -> None:
    assert embedded_fonts(receipt.render(RECEIPT, width)) == {"NotoSans-Regular", "NotoSans-Bold"}


@BOTH
def test_the_same_sheet_gives_the_same_bytes(width: PaperWidth) -> None:
    assert receipt.render(RECEIPT, width) == receipt.render(RECEIPT, width)


def test_a_copy_says_so() -> None:
    lines = text_of(receipt.render(replace(RECEIPT, copy=True), PaperWidth.MM80))

    assert [line for line in lines if line not in ON_80_MM] == ["BẢN SAO"]


def test_what_is_not_there_leaves_no_empty_row() -> None:
    bare = replace(
        RECEIPT,
        shop=Letterhead("Tạp hóa Cô Mai"),
        lines=LINES[:1],
        goods=Money(189_000),
        due=Money(189_000),
        payments=(PaymentLine(Method.CASH, Money(189_000)),),
        reductions=(),
        change=Money(0),
        customer=None,
        points=None,
        lookup_code="",
        return_days=0,
    )

    pdf = receipt.render(bare, PaperWidth.MM80)

    assert text_of(pdf) == [
        "Tạp hóa Cô Mai",
        "PHIẾU TÍNH TIỀN",
        "Số 012482 · Quầy 1 · Thảo",
        "21/11/2026 14:07",
        "Gạo ST25 túi 5 kg",
        "1 túi × 189.000",
        "189.000 ₫",
        "Cộng 1 món",
        "189.000 ₫",
        "Khách cần trả",
        "189.000 ₫",
        "Tiền mặt",
        "189.000 ₫",
    ]
    assert codes_on(picture(pdf, 203)) == {}


def test_tax_counter_discount_and_notes_are_told_when_there_are_some() -> None:
    words = words_of(
        replace(
            RECEIPT,
            reductions=(Reduction(Money(20_000)),),
            vat=(VatLine(800, Money(61_778)), VatLine(1050, Money(1_000))),
            notes=("Hàng tươi sống không đổi trả.",),
        )
    )

    assert "Giảm giá đơn −20.000 ₫" in words
    assert "Gồm thuế GTGT 8 % 61.778 ₫ Gồm thuế GTGT 10,5 % 1.000 ₫" in words.replace(NBSP, " ")
    assert "Hàng tươi sống không đổi trả." in words


def test_a_return_says_what_goes_back_and_from_which_slip() -> None:
    words = words_of(
        replace(
            RECEIPT,
            kind=SlipKind.RETURN,
            number="012490",
            original="012482",
            lines=(
                goods("Sữa tươi ít đường hộp 1 L", -Quantity.of(2), "hộp", 34_000, -62_000, -6_000),
            ),
            goods=Money(-62_000),
            due=Money(-62_000),
            reductions=(),
            payments=(PaymentLine(Method.CASH, Money(-62_000)),),
            change=Money(0),
            points=ReceiptPoints(before=1205, used=-20, earned=-9, after=1216),
            return_days=0,
        )
    )

    assert "PHIẾU TRẢ HÀNG Số 012490" in words
    assert "Của phiếu 012482" in words
    assert "−2 hộp × 34.000, giảm 6.000 −62.000 ₫ Cộng 1 món −62.000 ₫" in words
    assert "Trả lại khách 62.000 ₫ Tiền mặt 62.000 ₫" in words
    assert "Điểm: 1.205 + 20 − 9 còn 1.216" in words
    assert "Đổi trả" not in words


@BOTH
def test_no_slip_calls_itself_a_tax_document(width: PaperWidth) -> None:
    for kind in SlipKind:
        assert "hóa đơn" not in words_of(replace(RECEIPT, kind=kind), width).casefold()


@BOTH
def test_forty_lines_make_one_long_page(width: PaperWidth) -> None:
    many = replace(RECEIPT, lines=(LINES * 6)[:40])
    pdf = receipt.render(many, width)
    pages = pypdf.PdfReader(BytesIO(pdf)).pages

    assert len(pages) == 1
    assert float(pages[0].mediabox.height) > 40 * 50 / 203.2 * 72
    assert sum(line.endswith("Gạo ST25 túi 5 kg") for line in text_of(pdf)) == 6
    assert codes_on(picture(pdf, 203)) == {"QR Code": "KQ5J7N9J4", "Code 128": "KQ5J7N9J4"}


EVIL = [
    "<b>Gạo</b>",
    "<para>Gạo</para>",
    "<font size=80>A",
    "<img src='file:///etc/passwd'/>",
    '<a href="javascript:alert(1)">Gạo</a>',
    "&lt;Gạo&gt; &amp; &#0; &nbsp;",
    "(Gạo) Tj ET \\) \\",
    "{name} {0} %s %(x)d",
    "'; DROP TABLE sale; --",
    "=CMD()|'/C calc'!A1",
    "%PDF-1.4 endstream endobj",
    "Ế Ộ Ữ Ỡ Ẫ Ặ Ỵ Đ ạ ẳ ẵ ợ ự",
]


@BOTH
@pytest.mark.parametrize("name", EVIL)
def test_an_evil_name_is_only_a_name(name: str, width: PaperWidth) -> None:
    sheet = replace(
        RECEIPT,
        shop=replace(RECEIPT.shop, name=name, address=name),
        lines=(goods(name, Quantity.of(1), name[:3], 1_000, 1_000),),
        customer=ReceiptCustomer(name, "4567"),
        notes=(name,),
    )

    words = words_of(sheet, width).replace(" ", "")

    assert words.count(name.replace(" ", "")) == 5


@BOTH
@pytest.mark.parametrize(
    "name",
    [
        "\u202egnah óc",
        "a\u0301\u0300" * 80,
        "\x00\x1b[2J\x07",
        "👩‍👩‍👧‍👦 旺旺",
        "   ",
        "",
        "W" * 200,
        "Bánh " * 40,
        "x" * 100_000,
        "ạ " * 50_000,
    ],
    ids=["rtl", "marks", "control", "emoji", "blank", "empty", "wide", "long", "endless", "words"],
)
def test_a_strange_name_never_stops_the_slip(name: str, width: PaperWidth) -> None:
    sheet = replace(
        RECEIPT,
        shop=Letterhead(name, name, name, name),
        number=name,
        counter=name,
        staff=name,
        lines=(goods(name, Quantity.of(1), name, 1_000, 1_000),),
        reductions=(Reduction(Money(1), name),),
        customer=ReceiptCustomer(name, name),
        notes=(name,),
        original=name,
    )

    image = picture(receipt.render(sheet, width), 203.2)

    assert codes_on(image) == {"QR Code": "KQ5J7N9J4", "Code 128": "KQ5J7N9J4"}
    assert_nothing_leaves_the_edges(image)


def assert_nothing_leaves_the_edges(image: Image) -> None:
    width, height = image.size
    for strip in ((0, 0, 8, height), (width - 8, 0, width, height)):
        assert min(image.crop(strip).tobytes()) > 200


@BOTH
@settings(max_examples=40)
@given(
    dong=st.integers(-LARGEST, LARGEST),
    thousandths=st.integers(-(10**12), 10**12),
    points=st.integers(0, 10**15),
)
def test_numbers_of_any_size_stay_inside_and_whole(
    width: PaperWidth, dong: int, thousandths: int, points: int
) -> None:
    amount = Money(dong)
    sheet = replace(
        RECEIPT,
        lines=(goods("Gạo", Quantity(thousandths), "thùng 24 lon", dong, dong, dong),),
        goods=amount,
        due=amount,
        payments=(PaymentLine(Method.POINTS, amount, points), PaymentLine(Method.CASH, amount)),
        change=amount,
        vat=(VatLine(1050, amount),),
        points=ReceiptPoints(points, 0, points, points * 2),
    )
    pdf = receipt.render(sheet, width)

    assert text_of(pdf).count(str(abs(amount)).replace(NBSP, " ")) >= 2
    assert_nothing_leaves_the_edges(picture(pdf, 203.2))


def test_plain_facts_and_paper_widths_load_no_pdf_library() -> None:
    script = (
        "import sys; from pos_app.printing import code128, paper, qr, sheets; "
        "print({'reportlab', 'qrcode', 'PIL', 'sqlalchemy', 'PySide6'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "set()"
