"""The till is left alone for a while: it tidies up, and tells the screens what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.models.care import CareTask
from pos_app.store.database import Database
from pos_app.store.errors import ShopBusy
from pos_app.ui.sell.sell_page import SellPage
from tests.stories.counter import Counter
from tests.till import GIFT, deliver, open_till


def test_what_nobody_did_in_time_is_closed_and_leaves_the_rail(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    till = open_till(database, clock, ids)
    ngoc = till.enrol("Đặng Thị Hồng Ngọc", "0901234567", Form.CHI)
    till.catalog.quick_add(till.actor, GIFT, Money(1_000), "8930009999990")
    till.sell_gift(Money(50_000), ngoc.id)
    deliver(till)
    clock.advance(timedelta(days=10))
    told: list[object] = []
    counter.program.desk.notices.changed.connect(told.append)

    counter.page(SellPage)._idle.start(0)
    counter.settle()

    with database.reading() as session:
        assert session.scalars(select(CareTask.state)).all() == ["expired"]
    assert len(told) == 1, "the screens hear of it"


def test_a_busy_file_is_tidied_later_and_a_defect_is_no_secret(counter: Counter) -> None:
    page = counter.page(SellPage)
    page._untidy(ShopBusy("Chương trình khác đang giữ tệp cửa hàng."))
    assert page._idle.isActive()
    with pytest.raises(ZeroDivisionError):
        page._untidy(ZeroDivisionError())
