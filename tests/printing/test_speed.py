"""The slip is not slower than the same words on a bare page: nobody waits for paper."""

from __future__ import annotations

from io import BytesIO
from time import process_time

from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas

from pos_app.printing import qr, receipt
from pos_app.printing.fonts import BOLD, REGULAR, face
from pos_app.printing.paper import PaperWidth
from tests.printing.samples import RECEIPT, text_of

ROUNDS = 40


def bare_page(words: list[str]) -> bytes:
    """The words one below the other and a QR as rectangles, by ReportLab alone."""
    file = BytesIO()
    canvas = Canvas(file, (204, 440), invariant=True, initialFontName=REGULAR)
    for place, line in enumerate(words):
        canvas.setFont(BOLD if line.endswith("₫") else REGULAR, 8)
        canvas.drawString(8, 430 - place * 9, line)
    code: QRCode[object] = QRCode(error_correction=2, border=0)
    code.add_data(RECEIPT.lookup_code)
    code.make()
    path = canvas.beginPath()
    for row, cells in enumerate(code.modules):
        for column, black in enumerate(cells):
            if black:
                path.rect(8 + column * 2, 60 - row * 2, 2, 2)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()


def one_slip() -> bytes:
    qr.matrix.cache_clear()
    return receipt.render(RECEIPT, PaperWidth.MM80)


def test_a_slip_takes_at_most_1_3_times_a_bare_page() -> None:
    face(REGULAR), face(BOLD)
    words = text_of(one_slip())
    bare, ours = [], []
    for _ in range(ROUNDS):
        started = process_time()
        bare_page(words)
        between = process_time()
        one_slip()
        bare.append(between - started)
        ours.append(process_time() - between)

    assert min(ours) <= 1.3 * min(bare)
