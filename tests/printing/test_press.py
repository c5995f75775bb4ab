"""The press itself: what the file says about itself, and two papers at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from pos_app.printing import card, press, receipt, thank_you
from pos_app.printing.fonts import BOLD, REGULAR
from pos_app.printing.paper import PaperWidth
from tests.printing.samples import CARD, LINES, RECEIPT, THANK_YOU, picture, text_of


def test_a_file_says_what_it_is_whose_and_in_which_language() -> None:
    file = pypdf.PdfReader(BytesIO(receipt.render(RECEIPT, PaperWidth.MM80)))

    assert file.metadata is not None
    assert file.metadata.title == "PHIẾU TÍNH TIỀN 012482"
    assert file.metadata.author == "Tạp hóa Cô Mai"
    assert str(file.root_object["/Lang"]) == "vi-VN"


@pytest.fixture
def restless_threads() -> Iterator[None]:
    """Threads take turns thousands of times oftener than usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_papers_printed_at_the_same_time_do_not_mix_their_letters(restless_threads: None) -> None:
    slips = [replace(RECEIPT, number=f"{place:06d}", lines=LINES[:place]) for place in range(1, 8)]
    alone = [receipt.render(slip, PaperWidth.MM80) for slip in slips]

    with ThreadPoolExecutor(max_workers=4) as workers:
        together = list(workers.map(lambda slip: receipt.render(slip, PaperWidth.MM80), slips * 4))

    assert together == alone * 4


def test_the_press_is_free_again_after_a_paper_that_failed() -> None:
    with pytest.raises(ValueError, match="Code 128"):
        receipt.render(replace(RECEIPT, lookup_code="mã"), PaperWidth.MM80)

    assert text_of(card.render(CARD))
    assert text_of(thank_you.render(THANK_YOU))


def test_words_stand_over_what_is_painted_after_them() -> None:
    with press.printout("", "") as printout:
        with printout.page(20, 10, 1 / 8) as page:
            page.write(8, 40, "Một", (REGULAR, 40), press.WHITE)
            page.solid([(0, 0, 160, 80)])
        image = picture(printout.pdf(), 203.2)

    assert image.getextrema() == (0, 255)


def test_a_line_of_several_fonts_reads_back_as_one() -> None:
    with press.printout("", "") as printout:
        with printout.page(60, 10, 1 / 8) as page:
            page.line(
                8, 40, (("Số ", (REGULAR, 20)), ("012482", (BOLD, 24)), (" ạ", (REGULAR, 20)))
            )
        assert text_of(printout.pdf()) == ["Số 012482 ạ"]


def test_y_grows_downwards_from_the_upper_edge() -> None:
    with press.printout("", "") as printout:
        with printout.page(20, 10, 1 / 8) as page:
            page.solid([(16, 8, 24, 32)])
        box = picture(printout.pdf(), 203.2).point(lambda grey: 255 - grey).getbbox()

    assert box is not None
    assert all(abs(seen - meant) <= 1 for seen, meant in zip(box, (16, 8, 40, 40), strict=True))
