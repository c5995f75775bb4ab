"""X and Z on paper: the same sums as the rows, on both widths; an X never tells the drawer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos_app.basics.errors import NotAllowed
from pos_app.basics.money import Money
from pos_app.printing.papers import Papers
from pos_app.printing.shift_paper import DOCUMENTS
from pos_app.selling.closing import Closing
from pos_app.selling.drawer import Why
from tests.printing.test_papers import words
from tests.selling.test_closing import RIGHT, shift_of, worked
from tests.till import Till

OWNER = 1


@pytest.mark.parametrize("millimetres", [80, 58])
def test_a_z_says_what_was_sold_counted_and_handed_over(till: Till, millimetres: int) -> None:
    worked(till)
    closing = Closing(till.database, till.clock)
    closing.lock(till.actor, shift_of(till), {**RIGHT, 1_000: 8}, Money(45_000))
    closing.close(till.actor, shift_of(till), Why.FORGOTTEN, "lúc đông khách", "hết giấy in")
    papers = Papers(till.database, till.clock)
    text = words(papers.shift_report(till.actor, shift_of(till), millimetres))

    for told in (
        "BÁO CÁO Z 0001",
        "Ca chiều 21/11",
        "Phiếu bán · 4",
        "269.000",
        "000001 – 000004",
        "163.000",
        "Chi từ ngăn kéo · 2 phiếu",
        "−150.000",
        "1.163.000",
        "1.170.000",
        "Thừa",
        "7.000",
        "45.000",
        "5.000",
        "Quên ghi thu chi",
        "lúc đông khách",
        "hết giấy in",
    ):
        assert told in text, told
    assert papers.shift_report(till.actor, shift_of(till)) == papers.shift_report(
        till.actor, shift_of(till)
    )


def test_an_x_is_seen_by_right_and_tells_no_drawer(till: Till) -> None:
    worked(till)
    papers = Papers(till.database, till.clock)
    with pytest.raises(NotAllowed):
        papers.shift_report(till.actor, shift_of(till))
    text = words(papers.shift_report(replace(till.actor, staff=OWNER), shift_of(till)))

    assert ("BÁO CÁO X" in text, "269.000" in text) == (True, True)
    assert ("Phải có" in text, "1.163.000" in text, "1.000.000" in text) == (False,) * 3


def test_every_kind_of_document_has_its_name() -> None:
    assert set(DOCUMENTS) == {"sale", "return", "exchange", "void"}
