"""Parts of the debts: the columns of the table, round sums, and the panel of the paying screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from pos_app.basics.errors import BadInput
from pos_app.basics.money import ZERO, Money
from pos_app.customers.address import Form
from pos_app.customers.records import Customer
from pos_app.payments.tenders import Method
from pos_app.selling.debt_book import Debtor, Owed
from pos_app.ui.debts.account_view import parts_of
from pos_app.ui.debts.rows import columns, second_line
from pos_app.ui.pay.account_panel import AccountPanel

TODAY = date(2026, 11, 21)
TUAN = Debtor(
    customer=Customer(
        id=1,
        uid="1" * 32,
        name="Lê Minh Tuấn",
        given="Tuấn",
        form=Form.ANH,
        phone="",
        card="",
        joined_on=TODAY,
        tier=0,
        points=0,
        spent=ZERO,
        visits=1,
        last_sale_at=datetime(2026, 11, 15, tzinfo=UTC),
    ),
    owed=Money(860_000),
    most=Money(1_500_000),
    promised_on=None,
    debts=(Owed("012010", date(2026, 11, 15), 6, Money(860_000), Money(860_000)),),
    ages=(Money(860_000), ZERO, ZERO, ZERO),
)


@pytest.mark.parametrize("width", [570, 794, 1_400])
def test_the_columns_fill_the_row_and_do_not_overlap(qtbot: QtBot, width: int) -> None:
    found = columns(QRect(0, 0, width, 56))
    assert len(found) == 6
    for left, right in pairwise(found):
        assert left.right() < right.left() + 1
    assert found[0].width() > width // 5


def test_the_second_line_says_what_was_promised() -> None:
    assert second_line(TUAN, TODAY) == "Mua gần nhất 15/11"
    assert second_line(replace(TUAN, promised_on=date(2026, 11, 30)), TODAY) == "Hẹn trả 30/11"
    assert second_line(replace(TUAN, debts=()), TODAY) == "Không nợ"


def test_round_parts_and_all_of_it() -> None:
    assert parts_of(Money(860_000)) == [Money(200_000), Money(500_000), Money(860_000)]
    assert parts_of(Money(30_000)) == [Money(30_000)]


def test_no_more_goes_on_account_than_the_limit_leaves(qtbot: QtBot) -> None:
    panel = AccountPanel()
    qtbot.addWidget(panel)
    assert panel.allow(None, ZERO) == "Chưa chọn khách"
    assert not panel.usable
    assert panel.allow(TUAN, ZERO) == "Tối đa 640.000"
    panel.reset(Money(700_000))
    tender = panel.pending()
    assert tender is not None
    assert (tender.method, tender.amount) == (Method.ACCOUNT, Money(640_000))
    panel.amount.set_value(Money(640_001))
    with pytest.raises(BadInput):
        panel.pending()
    assert panel.allow(TUAN, Money(640_000)) == "Hết hạn mức"
    assert panel.allow(replace(TUAN, most=ZERO), ZERO) == "Chưa có hạn mức"
