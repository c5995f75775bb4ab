"""Parts of the paying screen on their own: panels, banknotes, rows of what came in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from pos_app.basics.errors import BadInput
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.payments.expected import Transfer
from pos_app.payments.tenders import HowSeen, Method, Tender
from pos_app.selling.totals import price
from pos_app.shop.profile import BankAccount
from pos_app.ui.desk import Guest
from pos_app.ui.pay.order import OrderColumn
from pos_app.ui.pay.pad import MethodButton, Notes, Pad
from pos_app.ui.pay.panels import CashPanel, PointsPanel, RecordedPanel
from pos_app.ui.pay.received import Receipt, ReceivedColumn
from pos_app.ui.pay.received_rows import rows_of
from pos_app.ui.till import points_sum
from tests.baskets import with_lines

NOON = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)


def transfer(state: str, how: HowSeen | None = None) -> Transfer:
    account = BankAccount("999999", "0000000000", "TRAN THI MAI", "Ngân hàng mẫu", sample=True)
    return Transfer(
        "t1", "k1", "KQ2222222", Money(500_000), account, "", state, how, "Thảo", NOON, NOON
    )


def test_cash_pays_what_is_missing_and_gives_change(qtbot: QtBot) -> None:
    panel = CashPanel()
    qtbot.addWidget(panel)
    panel.reset(Money(314_000))
    assert panel.pending() is None
    for digits in ("5", "000", "00"):
        panel.pad.typed.emit(digits)
    assert panel.pending() == Tender(Method.CASH, Money(314_000), Money(500_000))
    panel.pad.typed.emit("")
    assert panel.pending() == Tender(Method.CASH, Money(50_000), Money(50_000))
    panel.notes.added.emit(Money(200_000))
    assert panel.amount.value() == Money(250_000)
    panel.notes.handed.emit(Money(320_000))
    assert panel.amount.value() == Money(320_000)


def test_a_barcode_in_the_money_box_is_no_money(qtbot: QtBot) -> None:
    panel = CashPanel()
    qtbot.addWidget(panel)
    panel.reset(Money(314_000))
    panel.amount.edit.setText("8930000012012")
    with pytest.raises(BadInput, match="mã vạch"):
        panel.pending()


def test_the_notes_of_the_picture(qtbot: QtBot) -> None:
    notes = Notes()
    qtbot.addWidget(notes)
    notes.offer(Money(314_000))
    assert [button.amount.dong for button in notes._buttons] == [
        314_000, 320_000, 350_000, 400_000, 500_000, 50_000, 100_000, 200_000,
    ]  # fmt: skip
    notes.mark(Money(500_000))
    assert [button.amount.dong for button in notes._buttons if button.chosen] == [500_000]


def test_a_card_is_written_down_without_its_number(qtbot: QtBot) -> None:
    panel = RecordedPanel(Method.CARD, "Thẻ", "", "4 số cuối")
    qtbot.addWidget(panel)
    panel.reset(Money(189_000))
    panel.reference.set_text("4242")
    assert panel.pending() == Tender(Method.CARD, Money(189_000), Money(189_000), reference="4242")
    panel.reference.set_text("4111 1111 1111 1111")
    with pytest.raises(BadInput, match="Không ghi số thẻ"):
        panel.pending()


def test_points_are_whole_and_within_the_rules(qtbot: QtBot) -> None:
    panel = PointsPanel()
    qtbot.addWidget(panel)
    assert panel.allow(Money(834_000), Money(834_000), 1_284, USUAL_PROGRAMME) == 1_284
    assert panel.allow(Money(20_000), Money(20_000), 1_284, USUAL_PROGRAMME) == 100
    panel.reset(Money(20_000))
    pending = panel.pending()
    assert pending is not None
    assert (pending.points, pending.amount) == (100, Money(10_000))
    panel.points.edit.setText("101")
    with pytest.raises(BadInput, match="Chỉ dùng được 100"):
        panel.pending()
    panel.points.edit.setText("1,5")
    with pytest.raises(BadInput, match="Điểm không có số lẻ"):
        panel.pending()


def test_points_take_of_an_amount_what_they_can(qtbot: QtBot) -> None:
    panel = PointsPanel()
    qtbot.addWidget(panel)
    panel.allow(Money(834_000), Money(834_000), 1_284, USUAL_PROGRAMME)
    for typed, points in ((20_050, 200), (99, None), (500_000, 1_284)):
        panel.offer(Money(typed))
        pending = panel.pending()
        assert (pending.points if pending else None) == points


def test_rows_say_where_money_was_seen() -> None:
    rows = rows_of(
        (
            Tender(Method.POINTS, Money(20_000), points=200),
            Tender(Method.TRANSFER, Money(500_000), transfer_uid="t1"),
        ),
        [transfer("seen", HowSeen.SPEAKER)],
        Tender(Method.CASH, Money(314_000), Money(500_000)),
        Money(100),
    )
    assert [(row.title, row.second, row.amount.dong, row.locked) for row in rows] == [
        ("200 điểm", "1 điểm = 100\u00a0₫", 20_000, False),
        ("Chuyển khoản", "Loa báo đủ 14:06", 500_000, True),
        ("Tiền mặt", "Đang nhập", 500_000, False),
    ]


def test_a_transfer_nobody_saw_waits() -> None:
    (row,) = rows_of((), [transfer("tray")], None, Money(100))
    assert row.waits
    assert row.second == "Chưa thấy, hỏi lúc 14:06"


def test_points_add_up_as_a_sentence() -> None:
    assert points_sum(1_284, 200, 121) == "Điểm: 1.284 − 200 + 121 = 1.205"
    assert points_sum(0, 0, 83) == "Điểm: 0 + 83 = 83"


def test_the_column_of_received_amounts(qtbot: QtBot) -> None:
    column = ReceivedColumn()
    qtbot.addWidget(column)
    column.resize(336, 648)
    column.show()
    column.show_rows([Receipt("banknote", "Tiền mặt", "Đã nhận", Money(1)) for _ in range(3)])
    assert column._rows.count() == 3
    column.show_rows([])
    assert column._nothing.isVisible()
    column.show_change(Money(186_000), known=True)
    assert column._change.amount() == Money(186_000)
    column.show_change(ZERO, known=False)
    assert not column._change_box.isVisible()


def test_the_order_ends_in_the_same_due(qtbot: QtBot) -> None:
    column = OrderColumn()
    qtbot.addWidget(column)
    cart = with_lines((189_000, 1_000), (28_000, 1_500))
    guest = Guest("Chị Ngọc", "Nguyễn Thị Hồng Ngọc", 2, "Thân thiết", 1_284, "")
    column.show_order(cart, price(cart), guest)
    assert column._due.amount() == price(cart).due
    assert column._standing.text() == "Thân thiết · 1.284 điểm"
    column.show_order(cart, price(cart), None)
    assert not column._guest.isVisibleTo(column)


def test_methods_say_what_they_would_do(qtbot: QtBot) -> None:
    button = MethodButton(Method.CASH, "banknote", "F8")
    qtbot.addWidget(button)
    button.say("Thu 314.000 ₫")
    assert button.accessibleDescription() == "Thu 314.000 ₫"
    pad = Pad()
    qtbot.addWidget(pad)
    assert pad.width() == 252
