"""The code of a transfer on paper: read by a phone, and told in words."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pypdfium2
import pytest
import zxingcpp

from pos_app.basics.money import Money
from pos_app.payments.vietqr import payload
from pos_app.printing.layouts import LAYOUTS
from pos_app.printing.paper import PaperWidth
from pos_app.printing.sheets import TransferSheet
from pos_app.printing.transfer_slip import render
from tests.printing.samples import SHOP

TOLD = payload("999999", "0000000000", Money(500_000), "KQ5J7N9J4")
SHEET = TransferSheet(
    SHOP, Money(500_000), "KQ5J7N9J4", "0000000000", "Ngân hàng mẫu", "TRAN THI MAI", TOLD
)


@pytest.mark.parametrize("width", LAYOUTS)
def test_the_code_is_read_and_its_words_stand_below(width: PaperWidth) -> None:
    pdf = render(SHEET, width)
    text = " ".join(pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    for told in ("500.000", "KQ5J7N9J4", "0000000000", "Ngân hàng mẫu", "TRAN THI MAI"):
        assert told in text, told
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=203 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [TOLD]
