"""Nothing on the paying screens is cut, whatever the window and the size of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.money import Money
from pos_app.payments.expected import Transfer
from pos_app.payments.tenders import Method, Tender
from pos_app.payments.vietqr import payload
from pos_app.shop.profile import BankAccount
from pos_app.ui.pay.pay_qr_view import PayQrView, grouped_account
from pos_app.ui.pay.pay_view import PayView
from pos_app.ui.pay.received_rows import rows_of
from pos_app.ui.theme import apply_theme, px
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import text_width

SIZES: Final = (
    (1280, 720, 100),
    (1024, 768, 100),
    (1366, 768, 100),
    (1366, 768, 130),
    (1280, 720, 130),
    (1024, 768, 130),
    (1920, 1080, 100),
)
LEAST: Final = (1024, 768, 130)
"""Still to be used, with names cut short."""
NOON: Final = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)
ACCOUNT: Final = BankAccount("999999", "0000000000", "TRAN THI MAI", "Ngân hàng mẫu", sample=True)


@pytest.fixture(autouse=True)
def usual_text() -> Iterator[None]:
    yield
    apply_theme(_app(), "light", 100)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def body(width: int, height: int) -> tuple[int, int]:
    """What a window leaves to a page below its top bar: rail, hints and status go off."""
    return width - px(72), height - 56 - px(36) - px(28)


def show(view: QWidget, qtbot: QtBot, size: tuple[int, int]) -> None:
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    for column in view.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        least = column.minimumSizeHint()
        assert column.width() >= least.width(), "no less than its words need"
        assert column.height() >= least.height()


def cut(view: QWidget) -> list[str]:
    """Labels that do not show all of their words."""
    found = []
    for label in view.findChildren(Label):
        if label.isVisible() and label.text() and not label.wordWrap():
            needed = text_width(label.text(), label._size, label._weight, number=label._number)
            high = label.fontMetrics().tightBoundingRect(label.text()).height()
            if needed > label.width() + 1 or high > label.height():
                found.append(label.text())
    return found


def inside(view: QWidget) -> list[str]:
    """Parts that stand outside their parent."""
    return [
        f"{type(part).__name__} {part.accessibleName()} {part.geometry().getRect()}"
        for part in view.findChildren(QWidget)
        if part.isVisible()
        and isinstance(parent := part.parentWidget(), QWidget)
        and not parent.rect().contains(part.geometry())
    ]


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_the_account_stays_readable(qtbot: QtBot, width: int, height: int, scale: int) -> None:
    apply_theme(_app(), "light", scale)
    view = PayQrView()
    told = payload("999999", "0000000000", Money(500_000), "KQ2222222")
    view.show_transfer(
        Transfer(
            "t1", "k1", "KQ2222222", Money(500_000), ACCOUNT, told, "waiting", None, "", NOON, NOON
        )
    )
    view.show_staff("Thảo")
    show(view, qtbot, body(width, height))

    assert inside(view) == []
    assert cut(view) == []
    for button in view.findChildren(Button):
        assert not button.isVisible() or button.height() >= 44
    view.say_trouble("Khoản chuyển khoản này đã xong rồi. Xem lại các khoản của đơn.")
    QApplication.processEvents()
    assert inside(view) == []
    assert view.banner.isVisible()
    assert not view.warning.isVisible(), "one banner a screen"


@pytest.mark.parametrize(("width", "height", "scale"), [one for one in SIZES if one != LEAST])
def test_ways_to_pay_and_sums_stay_readable(
    qtbot: QtBot, width: int, height: int, scale: int
) -> None:
    apply_theme(_app(), "light", scale)
    view = PayView()
    view.missing.set_amount(Money(314_000))
    view.cash.reset(Money(314_000))
    view.received.show_change(Money(186_000), known=True)
    view.received.show_points("Điểm: 1.284 − 200 + 121 = 1.205")
    seen = Transfer(
        "t1", "k1", "KQ2222222", Money(500_000), ACCOUNT, "", "tray", None, "", NOON, NOON
    )
    points = Tender(Method.POINTS, Money(20_000), points=200)
    view.received.show_rows(rows_of((points,), [seen], None, Money(100)))
    show(view, qtbot, body(width, height))

    assert inside(view) == []
    allowed = {"In phiếu khi hoàn tất", "Chạm mệnh giá hoặc gõ số"}
    assert set(cut(view)) <= allowed
    rows = {button.y(): 0 for button in view.methods.values()}
    edges = {
        y: (
            min(one.x() for one in view.methods.values() if one.y() == y),
            max(one.geometry().right() for one in view.methods.values() if one.y() == y),
        )
        for y in rows
    }
    assert len(edges) == 2
    assert len(set(edges.values())) == 1, "both rows fill the same width"


def test_an_account_is_read_in_groups() -> None:
    for digits, read in (
        ("0000000000", "0000 000 000"),
        ("123456789", "123 456 789"),
        ("1234567890123", "1234 567 890 123"),
        ("12345678", "1234 5678"),
        ("12", "12"),
        ("", ""),
    ):
        assert grouped_account(digits) == read
