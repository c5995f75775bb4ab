"""The slip of cash in or out: nothing on it collides or is lost, however long the words are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pypdf
import pytest

from pos_app.basics.money import Money
from pos_app.payments.tenders import Method
from pos_app.printing.layouts import LAYOUTS
from pos_app.printing.money_slip import render
from pos_app.printing.paper import PaperWidth
from pos_app.printing.sheets import MoneySlipSheet
from tests.printing.samples import SHOP

SLIP = MoneySlipSheet(
    SHOP,
    "000012",
    "Quầy 1",
    "Thảo",
    datetime(2026, 11, 21, 7, 6, tzinfo=UTC),
    "Thu nợ",
    Money(314_000),
    Method.TRANSFER,
    party="Nguyễn Thị Hồng Ngọc",
    sums=(("Còn nợ", Money(186_000)),),
)


def words(sheet: MoneySlipSheet, width: PaperWidth) -> str:
    page = pypdf.PdfReader(BytesIO(render(sheet, width))).pages[0]
    return " ".join(page.extract_text().replace("\u00a0", " ").split())


@pytest.mark.parametrize("width", LAYOUTS)
def test_money_in_names_who_brought_it(width: PaperWidth) -> None:
    text = words(SLIP, width)
    for told in ("PHIẾU THU", "Thu của: Nguyễn Thị Hồng Ngọc", "Chuyển khoản", "Còn nợ", "186.000"):
        assert told in text, told
    assert "Lý do" not in text


@pytest.mark.parametrize("width", LAYOUTS)
def test_long_words_take_more_lines_and_none_is_lost(width: PaperWidth) -> None:
    reason = "đổi tiền lẻ với quán bên cạnh rồi mua đá và túi giấy cho cả tuần " * 2
    slip = replace(SLIP, amount=Money(-99_999_999_999), reason=reason.strip())
    text = words(slip, width)
    assert f"Lý do: {reason.strip()}" in text
    assert ("PHIẾU CHI" in text, "Trả cho:" in text, "99.999.999.999" in text) == (True,) * 3
    assert len(render(slip, width)) > len(render(SLIP, width))
