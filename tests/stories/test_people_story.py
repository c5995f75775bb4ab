"""Two cashiers at one till, a counter left alone, and a discount that needs a second name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from pos_app.app.services import build_services
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.shop import pins
from pos_app.shop.staff import Right, Role
from pos_app.store.database import open_shop
from pos_app.ui.approval.pin_dialog import PinDialog
from pos_app.ui.lock.duty import LOCK_KEY
from pos_app.ui.lock.idle import Idle
from pos_app.ui.lock.lock_screen import LockScreen
from pos_app.ui.sell.sell_page import SellPage
from tests.stories.counter import Counter

OWNER, THAO = 1, 2
THAOS, HAIS = "480271", "739154"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(pins, "usual_hasher", lambda: cheap)


@pytest.fixture
def hai(shop_file: Path, clock: SetClock, ids: SeededIds) -> int:
    """Thảo and Hải work here, each with a PIN."""
    services = build_services(open_shop(shop_file), clock, ids, counter=1)
    person, _ = services.roster.add(Actor(OWNER, 1), "Lê Văn Hải", Role.CASHIER)
    services.pins.choose(Actor(THAO, 1), THAO, THAOS)
    services.pins.choose(Actor(person.id, 1), person.id, HAIS)
    services.close()
    return person.id


def screen(counter: Counter) -> LockScreen:
    found = counter.program.duty.screen
    assert found is not None, "the counter is open"
    return found


def locked(counter: Counter) -> bool:
    return counter.program.duty.locked


def dialog() -> PinDialog:
    front = QApplication.activeModalWidget()
    assert isinstance(front, PinDialog)
    return front


def shown(counter: Counter) -> list[str]:
    """Who the status bar names."""
    return [counter.program.window.status.person.text()]


def first_code(counter: Counter) -> str:
    services = counter.program.desk.services
    tiles = services.catalog.tiles(None) or services.catalog.search("sữa")
    return next(item.barcode for item in tiles if item.barcode and not item.by_weight)


def test_two_cashiers_at_one_till(
    hai: int, open_counter: Callable[[], Counter], shop_file: Path
) -> None:
    counter = open_counter()
    # Whoever starts the program says who they are.
    assert screen(counter).proof.people.chosen().name == "Thảo"  # type: ignore[union-attr]
    counter.write(THAOS)
    counter.press("Return")
    assert not locked(counter)
    assert shown(counter) == ["Thu ngân: Thảo"]
    page = counter.page(SellPage)
    counter.scan(first_code(counter))
    lines = len(counter.program.carts.front.lines)
    assert lines == 1
    # Thảo goes for a minute: nothing is seen, nothing is sold, nothing is lost.
    counter.press(LOCK_KEY)
    assert not page.isVisible()
    assert not counter.program.window.rail.isVisible()
    counter.scan(first_code(counter))
    assert "chưa vào đơn" in screen(counter).proof.note.text()
    counter.press("F9")
    counter.press("F12")
    assert locked(counter)
    # Hải takes over with his own PIN, and Thảo's is not his.
    counter.press("Down")
    counter.write(THAOS)
    counter.press("F9")
    assert "Còn 4 lần" in screen(counter).proof.note.text()
    counter.write(HAIS)
    counter.press("F9")
    assert not locked(counter)
    assert page.isVisible()
    assert shown(counter) == ["Thu ngân: Lê Văn Hải"]
    assert len(counter.program.carts.front.lines) == 1
    counter.scan(first_code(counter))
    assert counter.program.carts.front.lines[0].quantity.thousandths == 2_000
    # Back again by the status bar, without locking.
    counter.program.window.status.staff_chosen.emit(THAO)
    counter.settle()
    counter.wait(dialog().isActiveWindow)
    counter.write(THAOS)
    counter.press("F9")
    assert shown(counter) == ["Thu ngân: Thảo"]
    counter.close()
    with open_shop(shop_file).reading() as session:
        told = session.execute(
            text("SELECT staff_id FROM journal WHERE kind = 'staff.signed_in' ORDER BY n")
        )
        assert list(told.scalars()) == [THAO, hai, THAO]


@pytest.mark.usefixtures("hai")
def test_a_counter_left_alone_locks_itself(
    open_counter: Callable[[], Counter], clock: SetClock
) -> None:
    counter = open_counter()
    counter.write(THAOS)
    counter.press("Return")
    counter.write("sua")
    idle: Idle = counter.program.duty.idle
    for minutes, gone in ((4, False), (1, True)):
        clock.advance(timedelta(minutes=minutes))
        idle.look()
        assert locked(counter) is gone
    counter.settle()
    counter.write(THAOS)
    counter.press("Return")
    page = counter.page(SellPage)
    assert page.view.search.text() == "sua"
    assert page.view.search.edit.hasFocus()


@pytest.mark.usefixtures("hai")
def test_whoever_touches_the_till_is_not_locked_out(
    open_counter: Callable[[], Counter], clock: SetClock
) -> None:
    counter = open_counter()
    counter.write(THAOS)
    counter.press("Return")
    for _ in range(4):
        clock.advance(timedelta(minutes=4))
        counter.press("Down")
        counter.program.duty.idle.look()
        assert not locked(counter)


def test_nobody_is_locked_who_has_no_pin(
    open_counter: Callable[[], Counter], clock: SetClock
) -> None:
    counter = open_counter()
    clock.advance(timedelta(hours=9))
    counter.program.duty.idle.look()
    assert not locked(counter)
    counter.press(LOCK_KEY)
    assert locked(counter)
    counter.press("F9")
    assert not locked(counter)


@pytest.mark.usefixtures("hai")
def test_a_dialog_that_was_open_is_gone_behind_the_lock(
    open_counter: Callable[[], Counter],
) -> None:
    counter = open_counter()
    counter.write(THAOS)
    counter.press("Return")
    lent: list[Actor] = []
    counter.program.desk.allow(Right.VOID, lent.append)
    counter.settle()
    assert dialog().isVisible()
    counter.program.duty.lock()
    counter.settle()
    assert QApplication.activeModalWidget() is None
    assert lent == []
