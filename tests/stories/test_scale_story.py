"""A scale label, and lon / lốc / thùng: what stands on a package is what is sold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from pos_app.basics.clock import SetClock
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods.editing import GoodsEditor
from pos_app.goods.scale_labels import check_digit
from pos_app.goods.sheets import Good, Unit
from pos_app.selling.cart import PriceSource
from pos_app.selling.identify import LabelFound, UnknownCode
from pos_app.shop import settings
from pos_app.ui.sell.sell_page import SellPage
from pos_app.ui.till import Till as Cashing
from tests.till import Till
from tests.ui.counter import Counter, counter, stocked_file, stocked_shop_file, till
from tests.ui.goods_shop import MAI

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

ORANGE = Good("Cam sành", (Unit("kg", price=Money(28_000)),), by_weight=True, scale_code="21007")
CANS = Good(
    "Nước ngọt",
    (
        Unit("lon", price=Money(10_000), codes=("8930000044015",)),
        Unit("lốc", Quantity.of(6), Money(57_000), ("8930000044022",)),
        Unit("thùng", Quantity.of(24), Money(220_000), ("8930000044039",)),
    ),
)


def ean(twelve: str) -> str:
    return twelve + check_digit(twelve)


@pytest.fixture
def selling(counter: Counter, clock: SetClock) -> Iterator[SellPage]:
    editor = GoodsEditor(counter.till.database, clock)
    for good in (ORANGE, CANS):
        editor.add(MAI, good)
    with counter.till.database.transaction() as session:
        settings.write(session, settings.SCALE_LAYOUT, "21IIIIIWWWWWC 22IIIIIPPPPPC")
    counter.desk.open(counter.services, 2)
    cashing = Cashing(counter.desk, counter.carts)
    window = counter.open_window(("sell", lambda: SellPage(counter.desk, counter.carts, cashing)))
    window.show()
    page = window.page("sell")
    assert isinstance(page, SellPage)
    yield page
    window.close()


def test_a_label_sells_the_weight_it_holds(counter: Counter, selling: SellPage) -> None:
    selling.scanned(ean("212100701250"))
    QTest.qWait(20)
    [line] = counter.carts.front.lines

    assert (line.quantity, line.gross) == (Quantity(1_250), Money(35_000))
    assert line.price_source is PriceSource.CATALOGUE
    selling.scanned(ean("212100701250"))
    assert len(counter.carts.front.lines) == 2, "each weighing is a line of its own"


def test_a_label_with_a_price_costs_that_price(counter: Counter, selling: SellPage) -> None:
    selling.scanned(ean("222100735350"))
    [line] = counter.carts.front.lines

    assert line.gross == Money(35_350)
    assert line.price_source is PriceSource.LABEL
    assert abs(line.quantity.thousandths - 1_262) < 10


def test_a_misread_label_sells_nothing(till: Till, clock: SetClock) -> None:
    GoodsEditor(till.database, clock).add(MAI, ORANGE)
    right = ean("212100701250")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)

    assert isinstance(till.identify.scan(right), LabelFound)
    assert till.identify.scan(wrong) == UnknownCode(wrong)
    stranger = ean("219999901250")
    assert till.identify.scan(stranger) == UnknownCode(stranger)


def test_lon_loc_and_thung(counter: Counter, selling: SellPage) -> None:
    for code in ("8930000044015", "8930000044022", "8930000044039", "8930000044022"):
        selling.scanned(code)
    lines = counter.carts.front.lines

    assert [(line.ware.unit, line.quantity, line.gross) for line in lines] == [
        ("lon", Quantity.of(1), Money(10_000)),
        ("lốc", Quantity.of(2), Money(114_000)),
        ("thùng", Quantity.of(1), Money(220_000)),
    ]
