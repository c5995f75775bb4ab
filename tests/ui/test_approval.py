"""A second person's leave, asked for and given at the counter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.basics.actor import Actor
from pos_app.shop import pins as pins_module
from pos_app.shop.rights import RIGHT_NAMES
from pos_app.shop.staff import Right, Role
from pos_app.ui.approval.approve import Need
from pos_app.ui.approval.people_list import waiting
from pos_app.ui.approval.pin_dialog import PinDialog
from pos_app.ui.approval.proof import Proof
from pos_app.ui.widgets.pin import PAD_KEYS
from tests.ui import keys
from tests.ui.counter import CASHIER, Counter, counter, stocked_file, stocked_shop_file, till

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

OWNER = 1
PIN = "480271"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins_module, "usual_hasher", lambda: CHEAP)


@pytest.fixture
def given() -> list[Actor]:
    """What the page was given leave with."""
    return []


@pytest.fixture
def at_the_till(counter: Counter) -> Iterator[Counter]:
    """Thảo stands there; the owner has a PIN."""
    counter.services.pins.choose(Actor(OWNER, 1), OWNER, PIN)
    counter.desk.open(counter.services, CASHIER)
    window = QWidget()
    counter.bot.addWidget(window)
    window.resize(800, 600)
    keys.show_active(window)
    yield counter
    counter.bot.waitUntil(lambda: not counter.desk.background.busy())


def dialog() -> PinDialog:
    front = QApplication.activeModalWidget()
    assert isinstance(front, PinDialog)
    return front


def asked(counter: Counter) -> PinDialog:
    counter.bot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PinDialog))
    front = dialog()
    counter.bot.waitUntil(lambda: QApplication.focusWindow() is front.windowHandle())
    counter.bot.waitUntil(front.isActiveWindow)
    QTest.qWait(50)
    return front


def test_whoever_may_is_not_asked(at_the_till: Counter, given: list[Actor]) -> None:
    at_the_till.desk.allow(Right.SELL, given.append)
    assert [one.approver for one in given] == [None]
    assert QApplication.activeModalWidget() is None


def test_the_owner_types_and_it_goes_on(at_the_till: Counter, given: list[Actor]) -> None:
    at_the_till.desk.allow(Right.VOID, given.append)
    front = asked(at_the_till)
    assert isinstance(front.proof, Proof)
    assert RIGHT_NAMES[Right.VOID] in front.text.text()
    assert [front.proof.people.chosen().name] == ["Trần Thị Mai"]  # type: ignore[union-attr]
    assert front.confirm.reason() == "Còn 6 số nữa"
    keys.type_text(PIN)
    assert front.confirm.reason() == ""
    keys.press(Qt.Key.Key_F9)
    at_the_till.bot.waitUntil(lambda: bool(given))
    assert given == [at_the_till.desk.actor().__class__(CASHIER, 1, given[0].shift, OWNER)]
    assert QApplication.activeModalWidget() is None


def test_esc_leaves_everything_as_it_was(at_the_till: Counter, given: list[Actor]) -> None:
    at_the_till.desk.allow(Right.VOID, given.append)
    asked(at_the_till)
    keys.type_text("4802")
    keys.press(Qt.Key.Key_Escape)
    at_the_till.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert given == []


def test_a_wrong_pin_says_what_is_left_and_then_how_long(
    at_the_till: Counter, given: list[Actor]
) -> None:
    at_the_till.desk.allow(Right.VOID, given.append)
    front = asked(at_the_till)
    for left in (4, 3, 2, 1, 0):
        keys.type_text("000815")
        keys.press(Qt.Key.Key_Return)
        at_the_till.bot.waitUntil(lambda: not at_the_till.desk.background.busy())
        told = f"Còn {left} lần" if left else "sau 15 phút"
        assert told in front.proof.note.text()
        assert front.proof.boxes.pin() == ""
    assert front.confirm.reason() == "Đang khóa"
    owner = front.proof.people.chosen()
    assert owner is not None
    assert waiting(front.proof.people.wait(owner)) == "Khóa 15 phút"
    keys.type_text(PIN)
    keys.press(Qt.Key.Key_F9)
    QTest.qWait(50)
    assert given == []
    front.reject()


@pytest.mark.parametrize(
    ("right", "too_much", "offered"),
    [
        (Right.VOID, 0, ["Cô Sáu", "Trần Thị Mai"]),
        (Right.DISCOUNT, 0, ["Cô Sáu", "Trần Thị Mai"]),
        (Right.DISCOUNT, 1, ["Trần Thị Mai"]),
        (Right.STAFF, 0, ["Trần Thị Mai"]),
    ],
)
def test_only_those_who_may_are_offered(
    at_the_till: Counter, given: list[Actor], right: Right, too_much: int, offered: list[str]
) -> None:
    lead, _ = at_the_till.services.roster.add(Actor(OWNER, 1), "Cô Sáu", Role.LEAD)
    at_the_till.services.roster.add(Actor(OWNER, 1), "Em Lan", Role.CASHIER)
    at_the_till.desk.allow(right, given.append, discount=lead.most_discount + too_much)
    front = asked(at_the_till)
    assert [one.name for one in front.proof.people._people.rows()] == offered
    front.reject()


def test_a_need_is_held_up_to_the_limit(at_the_till: Counter) -> None:
    staff = at_the_till.desk.staff
    assert staff is not None
    most = staff.most_discount
    held = [Need(Right.DISCOUNT, points).held_by(staff) for points in (0, most, most + 1)]
    assert held == [True, True, False]


def test_somebody_without_a_pin_allows_with_f9(at_the_till: Counter, given: list[Actor]) -> None:
    lead, _ = at_the_till.services.roster.add(Actor(OWNER, 1), "Cô Sáu", Role.LEAD)
    at_the_till.desk.allow(Right.VOID, given.append)
    front = asked(at_the_till)
    assert front.proof.note.text() == "Người này chưa đặt mã PIN."
    keys.press(Qt.Key.Key_F9)
    at_the_till.bot.waitUntil(lambda: bool(given))
    assert given[0].approver == lead.id


def test_fingers_type_on_the_pad(at_the_till: Counter, given: list[Actor]) -> None:
    at_the_till.desk.allow(Right.VOID, given.append)
    front = asked(at_the_till)
    assert set(front.proof.pad.keys) == set(PAD_KEYS) - {""}
    for digit in "9" + PIN:
        if front.proof.boxes.pin() == "9":
            front.proof.pad.keys["<"].click()
        front.proof.pad.keys[digit].click()
    front.confirm.click()
    at_the_till.bot.waitUntil(lambda: bool(given))
    assert given[0].approver == OWNER
