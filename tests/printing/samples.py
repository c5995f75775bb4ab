"""The order of the pictures: seven lines, 834.000 ₫, points, transfer and cash; and how to read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pypdf
import pypdfium2
import zxingcpp
from PIL.Image import Image

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method
from pos_app.printing.sheets import (
    Gift,
    Letterhead,
    LoyaltyCardSheet,
    PaymentLine,
    ReceiptCustomer,
    ReceiptLine,
    ReceiptPoints,
    ReceiptSheet,
    Reduction,
    ThankYouSheet,
)

SHOP = Letterhead(
    name="Tạp hóa Cô Mai",
    address="12 đường Hoa Sen, phường An Bình, TP. Mẫu",
    tax_code="0000000000",
    phone="028 0000 0000",
)


def goods(
    name: str, quantity: Quantity, unit: str, price: int, net: int, discount: int = 0
) -> ReceiptLine:
    return ReceiptLine(name, quantity, unit, Money(price), Money(net), Money(discount))


LINES = (
    goods("Gạo ST25 túi 5 kg", Quantity.of(1), "túi", 189_000, 189_000),
    goods("Sữa tươi ít đường hộp 1 L", Quantity.of(4), "hộp", 34_000, 124_000, 12_000),
    goods("Tã dán size L, 54 miếng", Quantity.of(1), "gói", 265_000, 265_000),
    goods("Nước mắm 40 độ 500 ml", Quantity.of(1), "chai", 62_000, 62_000),
    goods("Trứng gà ta hộp 10 quả", Quantity.of(2), "hộp", 36_000, 72_000),
    goods("Cà phê rang xay 500 g", Quantity.of(1), "gói", 118_000, 100_000, 18_000),
    goods("Cam sành", Quantity(1500), "kg", 28_000, 42_000),
)

RECEIPT = ReceiptSheet(
    shop=SHOP,
    number="012482",
    counter="Quầy 1",
    staff="Thảo",
    moment=datetime(2026, 11, 21, 7, 7, tzinfo=UTC),
    lines=LINES,
    goods=Money(854_000),
    reductions=(Reduction(Money(20_000), "Thân thiết"),),
    due=Money(834_000),
    payments=(
        PaymentLine(Method.POINTS, Money(20_000), 200),
        PaymentLine(Method.TRANSFER, Money(500_000)),
        PaymentLine(Method.CASH, Money(500_000)),
    ),
    change=Money(186_000),
    customer=ReceiptCustomer("chị Ngọc", "4567"),
    points=ReceiptPoints(before=1284, used=200, earned=121, after=1205),
    lookup_code="KQ5J7N9J4",
    return_days=7,
)

CARD = LoyaltyCardSheet(
    shop=SHOP,
    name="Nguyễn Thị Hồng Ngọc",
    salutation="chị",
    tier_rank=2,
    tier="Thân thiết",
    code="202603120381",
    token="120260312038105110847267335453741",
    since=date(2026, 3, 12),
    spend_per_point=Money(10_000),
    point_worth=Money(100),
)

THANK_YOU = ThankYouSheet(
    address="chị Ngọc",
    salutation="chị",
    message=(
        "Cửa hàng có được hôm nay\nnhờ những khách quen như chị.\n\n"
        "Chúc chị luôn khỏe, gia đình đầm ấm.\nCó gì chưa vừa ý,\n"
        "chị cứ nói thẳng với cửa hàng nhé."
    ),
    signature="Mai",
    gift=Gift("một túi vải", "QT5J7N9J4", date(2026, 12, 31)),
)


def text_of(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of a page as pypdf reads them."""
    words = pypdf.PdfReader(BytesIO(pdf)).pages[page].extract_text()
    return [line.strip() for line in words.splitlines() if line.strip()]


def picture(pdf: bytes, dpi: float, page: int = 0) -> Image:
    """A page as a printer of that resolution paints it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image = document[page].render(scale=dpi / 72).to_pil().convert("L")
        return image
    finally:
        document.close()


def codes_on(image: Image) -> dict[str, str]:
    """What zxing reads, by the name of the symbology."""
    return {str(code.format): code.text for code in zxingcpp.read_barcodes(image)}


def embedded_fonts(pdf: bytes) -> set[str]:
    """Names of the fonts of all pages; fails when one of them is not inside the file."""
    assert b"Helvetica" not in pdf, "the reader's own font, even if no word uses it"
    document = pypdfium2.PdfDocument(pdf)
    names = set()
    try:
        for page in document:
            for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                font = thing.get_font()
                assert font.is_embedded, font.get_base_name()
                names.add(font.get_base_name().split("+")[-1])
    finally:
        document.close()
    return names


def quiet_zone_is_white(image: Image, modules: int) -> bool:
    """True when the four modules around the QR hold no ink (paper's edge counts as white)."""
    [code] = (code for code in zxingcpp.read_barcodes(image) if str(code.format) == "QR Code")
    corners = (code.position.top_left, code.position.bottom_right)
    (left, top), (right, bottom) = ((corner.x, corner.y) for corner in corners)
    quiet = round(4 * (right - left) / modules) - 2
    inside, around = (2, quiet)
    ink = image.point(lambda grey: 1 if grey < 128 else 0)

    def dots(grown: int) -> int:
        box = (left - grown, top - grown, right + grown, bottom + grown)
        return sum(ink.crop(box).tobytes())

    return dots(around) == dots(inside)
