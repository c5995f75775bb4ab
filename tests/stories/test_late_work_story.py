"""Care that would not be planned: a cashier sells on, the owner sees it and has it done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.shop.staff import Role
from pos_app.store.check import run
from pos_app.store.database import open_shop
from pos_app.ui.deliveries import Deliveries
from pos_app.ui.receipts.receipts_page import ReceiptsPage
from pos_app.ui.sell.sell_page import SellPage
from pos_app.ui.setup.late_page import LatePage
from tests.stories.counter import Counter
from tests.stories.test_selling_story import RICE, barcode
from tests.stories.test_settings_story import on_duty


def give_up(path: Path) -> None:
    """As after the last of all tries, with what the listener wrote rolled back."""
    database = open_shop(path)
    with database.transaction() as session:
        session.execute(text("UPDATE delivery SET failed = 1, delivered_at = NULL, attempts = 6"))
    database.close()


def test_what_would_not_be_done_is_shown_to_the_owner(
    open_counter: Callable[[], Counter], shop_file: Path
) -> None:
    counter = open_counter()
    database = open_shop(shop_file)
    counter.scan(barcode(database, RICE))
    counter.press("F8")
    counter.close()
    give_up(shop_file)

    counter = open_counter()
    window = counter.program.window
    assert isinstance(counter.program.deliveries, Deliveries)
    assert not window.status.late.isVisible(), "a cashier sells on"
    on_duty(counter, Role.OWNER)
    assert window.status.late.text() == "1 việc chưa làm được"
    window.status.late.pressed.emit()
    page = counter.page(LatePage)
    (row,) = [page.list.model().index(0, 0)]
    assert "chăm sóc sau một đơn hàng" in row.data()
    counter.press("Return")
    counter.page(ReceiptsPage)
    window.status.late.pressed.emit()

    counter.press("F9")
    assert page.empty.isVisible()
    assert not page.list.isVisible()
    assert not window.status.late.isVisible()
    assert run(database, CHECKS) == []
    database.close()


def test_it_is_not_left_open_for_the_next_person(
    open_counter: Callable[[], Counter], shop_file: Path
) -> None:
    counter = open_counter()
    database = open_shop(shop_file)
    counter.scan(barcode(database, RICE))
    database.close()
    counter.press("F8")
    counter.close()
    give_up(shop_file)
    counter = open_counter()
    on_duty(counter, Role.OWNER)
    counter.program.window.status.late.pressed.emit()
    counter.page(LatePage)
    on_duty(counter, Role.CASHIER)
    counter.page(SellPage)
