"""A slip with its QR against the same words and the same code on a bare page of ReportLab."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Final

from pypdfium2 import PdfDocument
from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.bench.ground import NOW, Ground
from pos_app.bench.rows import Row
from pos_app.bench.timing import cpu_ms, in_turns
from pos_app.payments.tenders import Method
from pos_app.printing import qr, receipt
from pos_app.printing.fonts import BOLD, REGULAR, face
from pos_app.printing.paper import PaperWidth
from pos_app.printing.sheets import (
    Letterhead,
    PaymentLine,
    ReceiptCustomer,
    ReceiptLine,
    ReceiptPoints,
    ReceiptSheet,
)

TIMES_BARE: Final = 1.3
ROUNDS: Final = 60
_GOODS: Final = (
    ("Gạo ST25 túi 5 kg", 1_000, "túi", 189_000),
    ("Sữa tươi ít đường hộp 1 L", 4_000, "hộp", 34_000),
    ("Tã dán size L, 54 miếng", 1_000, "gói", 265_000),
    ("Nước mắm 40 độ 500 ml", 1_000, "chai", 62_000),
    ("Trứng gà ta hộp 10 quả", 2_000, "hộp", 36_000),
    ("Cà phê rang xay 500 g", 1_000, "gói", 118_000),
    ("Bột giặt hương hoa 800 g", 1_000, "gói", 45_000),
    ("Cam sành", 1_500, "kg", 28_000),
)
"""Name, thousandths, unit, unit price."""
_HIGH_CORRECTION: Final = 2
"""Level H, as on our slips."""
_MASK: Final = 6
"""As on our slips: left to itself the library tries all eight, which takes eight times as long."""
_PAGE: Final = (204, 480)
_LEADING: Final = 9


def sheet() -> ReceiptSheet:
    """A slip of eight lines with two tenders, points and a look-up code."""
    lines = tuple(
        ReceiptLine(name, Quantity(much), unit, Money(price), Money(price).times(Quantity(much)))
        for name, much, unit, price in _GOODS
    )
    due = Money.total(line.net for line in lines)
    points = ReceiptPoints(before=1284, used=200, earned=121, after=1205)
    return ReceiptSheet(
        shop=Letterhead("Tạp hóa Cô Mai", "12 đường Hoa Sen, TP. Mẫu", "0000000000", "02800000000"),
        number="012482",
        counter="Quầy 1",
        staff="Thảo",
        moment=NOW,
        lines=lines,
        goods=due,
        due=due,
        payments=(
            PaymentLine(Method.POINTS, Money(20_000), 200),
            PaymentLine(Method.CASH, due - Money(20_000)),
        ),
        customer=ReceiptCustomer("chị Ngọc", "4567"),
        points=points,
        lookup_code="KQ5J7N9J4",
        return_days=7,
    )


def measure(_ground: Ground, rounds: int = ROUNDS) -> list[Row]:
    """CPU of both by turns, the least of each; fonts are loaded, no code is remembered."""
    face(REGULAR), face(BOLD)
    slip = sheet()
    words = _words(receipt.render(slip, PaperWidth.MM80))
    ours, bare = in_turns(
        rounds,
        partial(cpu_ms, partial(_slip, slip)),
        partial(cpu_ms, partial(_bare_page, words, slip.lookup_code)),
    )
    return [Row("receipt", min(ours), "ms", min(bare), TIMES_BARE)]


def _slip(slip: ReceiptSheet) -> bytes:
    qr.matrix.cache_clear()
    return receipt.render(slip, PaperWidth.MM80)


def _bare_page(words: list[str], code: str) -> bytes:
    """The words below each other and the code as squares of one path."""
    file = BytesIO()
    canvas = Canvas(file, _PAGE, invariant=True, initialFontName=REGULAR)
    for place, line in enumerate(words):
        canvas.setFont(BOLD if line.endswith("₫") else REGULAR, 8)
        canvas.drawString(8, _PAGE[1] - 10 - place * _LEADING, line)
    squares: QRCode[object] = QRCode(
        error_correction=_HIGH_CORRECTION, border=0, mask_pattern=_MASK
    )
    squares.add_data(code)
    squares.make()
    path = canvas.beginPath()
    for row, cells in enumerate(squares.modules):
        for column, black in enumerate(cells):
            if black:
                path.rect(8 + column * 2, 60 - row * 2, 2, 2)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()


def _words(pdf: bytes) -> list[str]:
    """The lines of a slip as a reader of PDFs finds them."""
    with PdfDocument(pdf) as document:
        text: str = document[0].get_textpage().get_text_range()
    return [line.strip() for line in text.splitlines() if line.strip()]
