"""Papers reach a printer, or a file when there is none; trouble is a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from pos_app.ui import printers
from pos_app.ui.background import Background
from pos_app.ui.printers import Printers, PrinterTrouble, pages, send


def paper(count: int = 1) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(204, 100))
    for _ in range(count):
        canvas.rect(0, 0, 102, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_each_page_becomes_a_picture_of_its_size(qtbot: QtBot) -> None:
    pictures = pages(paper(2), dpi=144)
    assert [(one.width(), one.height()) for one in pictures] == [(408, 200)] * 2
    assert pictures[0].pixelColor(10, 100).lightness() < 10, "ink on the left"
    assert pictures[0].pixelColor(400, 100).lightness() > 245, "paper on the right"


def test_without_a_printer_the_paper_is_kept(own_home: Path, qtbot: QtBot) -> None:
    pdf = paper()
    said = send(pdf, "Phiếu 000001", "")
    (kept,) = printers.folder().glob("*.pdf")
    assert kept.read_bytes() == pdf
    assert said == "Đã lưu Phiếu 000001.pdf", "short: the toast is small"


def test_a_title_cannot_leave_the_folder(own_home: Path, qtbot: QtBot) -> None:
    send(paper(), "../../etc/Phiếu", "")
    assert [path.parent for path in printers.folder().rglob("*.pdf")] == [printers.folder()]


def test_a_printer_that_is_gone_is_a_sentence(qtbot: QtBot) -> None:
    with pytest.raises(PrinterTrouble, match="Không thấy máy in EPSON"):
        send(paper(), "Phiếu", "EPSON")


def test_a_folder_that_cannot_be_written_is_a_sentence(own_home: Path, qtbot: QtBot) -> None:
    place = printers.folder()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("a file where the folder should be")
    with pytest.raises(PrinterTrouble, match="Không lưu được"):
        send(paper(), "Phiếu", "")


def test_a_failed_paper_can_be_tried_again(qtbot: QtBot, own_home: Path) -> None:
    background = Background()
    office = Printers(background)
    with qtbot.waitSignal(office.failed, timeout=5_000) as trouble:
        office.print_paper(paper, "Phiếu 000001", "EPSON")
    assert "EPSON" in trouble.args[0]
    with qtbot.waitSignal(office.failed, timeout=5_000):
        office.again()
    with qtbot.waitSignal(office.sent, timeout=5_000):
        office.print_paper(paper, "Phiếu 000001", "")
    background.finish()
