"""Price labels: a scanner reads them, on every paper, whatever the good is called."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.printing import ean13, labels
from pos_app.printing.labels import LabelPaper
from pos_app.printing.sheets import PriceLabel
from tests.printing.samples import codes_on, picture

MILK = PriceLabel("Sữa tươi ít đường hộp 1 L", Money(34_000), "hộp", "8930000012012")
CRATE = PriceLabel(
    "Sữa tươi ít đường hộp 1 L", Money(384_000), "thùng", "8930000012920", Money(32_000), "hộp"
)


@pytest.mark.parametrize("paper", [LabelPaper.MM40, LabelPaper.MM50])
def test_a_scanner_reads_a_label_of_the_roll(paper: LabelPaper) -> None:
    pdf = labels.render([MILK, CRATE], paper, "Tạp hóa Cô Mai")
    found = [codes_on(picture(pdf, 203, page)) for page in (0, 1)]

    assert found == [{"EAN-13": "8930000012012"}, {"EAN-13": "8930000012920"}]


def test_a_label_says_name_price_and_what_a_piece_costs() -> None:
    reader = pypdf.PdfReader(BytesIO(labels.render([CRATE], LabelPaper.MM50, "Shop")))
    text = reader.pages[0].extract_text().replace("\xa0", " ")

    for words in ("Sữa tươi ít đường", "384.000 ₫", "/thùng", "32.000 ₫ mỗi hộp"):
        assert words in text
    box = reader.pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (50, 30)


def test_a_sheet_of_a4_holds_thirty_six() -> None:
    reader = pypdf.PdfReader(BytesIO(labels.render([MILK] * 37, LabelPaper.A4, "Shop")))
    assert [page.extract_text().count("34.000") for page in reader.pages] == [36, 1]


@pytest.mark.parametrize("code", ["", "SP-0012", "12345678901234567890123456789012345678901234567"])
def test_other_codes_fit_or_stay_away(code: str) -> None:
    label = PriceLabel("M" * 120, Money(1_000_000_000), "thùng hai mươi bốn", code)
    pdf = labels.render([label], LabelPaper.MM40, "Shop")
    assert codes_on(picture(pdf, 406)) == ({"Code 128": code} if code == "SP-0012" else {})


def test_nothing_is_no_paper() -> None:
    with pytest.raises(ValueError, match="no label"):
        labels.render([], LabelPaper.A4, "Shop")


@settings(max_examples=15)
@given(st.integers(0, 10**12 - 1))
def test_every_number_is_read_as_it_was_written(number: int) -> None:
    twelve = f"{number:012d}"
    code = next(twelve + digit for digit in "0123456789" if ean13.is_ean13(twelve + digit))
    assert sum(ean13.widths(code)) == ean13.MODULES
    label = PriceLabel("A", Money(1_000), "cái", code)
    [read] = codes_on(picture(labels.render([label], LabelPaper.MM40, "Shop"), 203)).values()
    assert read.zfill(13) == code


def test_a_wrong_check_digit_is_no_ean() -> None:
    with pytest.raises(ValueError, match="check digit"):
        ean13.widths("8930000012013")
