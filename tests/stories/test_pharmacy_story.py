"""A pharmacy lot: the first to expire is sold first, another one only with leave, none too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods import lots
from pos_app.goods.editing import GoodsEditor
from pos_app.goods.lots import PassedOver
from pos_app.goods.sheets import Good, Part, Unit
from pos_app.selling import cart as rules
from pos_app.selling.totals import price
from pos_app.shop import settings
from pos_app.store import check
from tests.till import WATER, Till, cash, stocked_file, stocked_shop_file, till
from tests.ui.goods_shop import MAI, arrive

__all__ = ["stocked_file", "stocked_shop_file", "till"]

PILLS = "Siro ho"
SOON, LATE, GONE = date(2026, 11, 28), date(2027, 5, 14), date(2026, 11, 20)


@pytest.fixture
def pharmacy(till: Till, clock: SetClock) -> Till:
    """Two boxes that expire soon, six later, one that has expired."""
    good = Good(PILLS, (Unit("hộp", price=Money(45_000)),), lots=True, exclusion="medicine")
    sheet, _ = GoodsEditor(till.database, clock).add(MAI, good)
    for code, day, count in (("S", SOON, 2), ("L", LATE, 6), ("G", GONE, 1)):
        arrive(till.database, sheet.product_id, Quantity.of(count), code, day)
    return till


def on_shelf(till: Till) -> dict[str, int]:
    product = till.item(PILLS).product_id
    with till.database.reading() as session:
        rows = session.execute(
            text("SELECT code, on_hand FROM lot WHERE product_id = :p"), {"p": product}
        )
        return {row.code: row.on_hand // 1000 for row in rows}


def lot_id(till: Till, code: str) -> int:
    with till.database.reading() as session:
        found: int = session.execute(
            text("SELECT id FROM lot WHERE code = :code"), {"code": code}
        ).scalar_one()
        return found


def broken(till: Till) -> list[int]:
    return [found.number for found in check.run(till.database, CHECKS)]


def choose(till: Till, count: int, code: str) -> Any:
    cart = till.order((PILLS, count))
    cart = rules.choose_lot(cart, cart.lines[0].key, lot_id(till, code))
    cart = till.drafts.save(till.actor, cart)
    return till.accept(cart, cash(price(cart).due))


def test_the_first_to_expire_goes_first(pharmacy: Till) -> None:
    pharmacy.sell((PILLS, 3))

    assert on_shelf(pharmacy) == {"S": 0, "L": 5, "G": 1}
    assert broken(pharmacy) == []


def test_an_expired_lot_is_never_sold(pharmacy: Till) -> None:
    pharmacy.sell((PILLS, 8))
    with pytest.raises(BadInput, match="đã hết hạn"):
        pharmacy.sell((PILLS, 1))
    assert on_shelf(pharmacy) == {"S": 0, "L": 0, "G": 1}
    assert broken(pharmacy) == []


def test_no_more_is_sold_than_good_lots_hold(pharmacy: Till) -> None:
    with pytest.raises(BadInput, match="chỉ có 8 hộp"):
        pharmacy.sell((PILLS, 9))
    assert on_shelf(pharmacy) == {"S": 2, "L": 6, "G": 1}


def test_the_last_day_is_a_good_one(pharmacy: Till, clock: SetClock) -> None:
    clock.advance(timedelta(days=7))
    later = replace(pharmacy, actor=replace(pharmacy.actor, shift=pharmacy.actor.shift))
    later.sell((PILLS, 1))
    assert on_shelf(later)["S"] == 1
    clock.advance(timedelta(days=1))
    later.sell((PILLS, 1))
    assert on_shelf(later) == {"S": 1, "L": 5, "G": 1}
    assert broken(later) == []


def test_another_lot_needs_leave_and_leaves_a_row(pharmacy: Till) -> None:
    cart = choose(pharmacy, 2, "L")
    with pytest.raises(NotAllowed):
        pharmacy.complete(cart)
    assert on_shelf(pharmacy) == {"S": 2, "L": 6, "G": 1}

    allowed = replace(pharmacy, actor=replace(pharmacy.actor, approver=MAI.staff))
    sale = allowed.complete(cart)
    assert on_shelf(pharmacy) == {"S": 2, "L": 4, "G": 1}
    with pharmacy.database.reading() as session:
        row = session.execute(
            text("SELECT subject, approver_id FROM journal WHERE kind = 'override.lot'")
        ).one()
    assert tuple(row) == (sale.uid, MAI.staff)
    assert broken(pharmacy) == []


def test_a_chosen_lot_holds_what_it_holds(pharmacy: Till) -> None:
    with pytest.raises(BadInput, match="lô này chỉ còn 2 hộp"):
        pharmacy.complete(choose(pharmacy, 3, "S"))
    with pytest.raises(BadInput, match="đã hết hạn"):
        pharmacy.complete(choose(pharmacy, 1, "G"))


def test_a_combo_takes_its_parts_off_the_shelf(pharmacy: Till, clock: SetClock) -> None:
    water, pills = pharmacy.item(WATER), pharmacy.item(PILLS)
    parts = (
        Part(water.product_id, WATER, "chai", Quantity.of(2)),
        Part(pills.product_id, PILLS, "hộp", Quantity.of(1)),
    )
    combo = Good("Bộ mùa lạnh", (Unit("bộ", price=Money(60_000)),), parts=parts)
    GoodsEditor(pharmacy.database, clock).add(MAI, combo)
    before = pharmacy.item(WATER).stock
    assert before is not None

    pharmacy.sell(("Bộ mùa lạnh", 2))

    assert pharmacy.item(WATER).stock == before - Quantity.of(4)
    assert on_shelf(pharmacy) == {"S": 0, "L": 6, "G": 1}
    assert broken(pharmacy) == []


def test_counting_that_begins_later_is_no_breach(pharmacy: Till, clock: SetClock) -> None:
    editor = GoodsEditor(pharmacy.database, clock)
    ticket, _ = editor.add(MAI, Good("Vé", (Unit("vé", price=Money(5_000)),), stocked=False))
    pharmacy.sell(("Vé", 1))
    clock.advance(timedelta(minutes=1))
    counted, _ = editor.change(
        MAI, ticket.product_id, ticket.good, replace(ticket.good, stocked=True)
    )
    clock.advance(timedelta(minutes=1))
    pharmacy.sell(("Vé", 1))
    clock.advance(timedelta(minutes=1))
    editor.change(MAI, ticket.product_id, counted.good, replace(counted.good, stocked=False))
    pharmacy.sell(("Vé", 1))
    assert broken(pharmacy) == []


def test_a_shop_may_refuse_what_is_not_there(pharmacy: Till) -> None:
    pharmacy.sell((WATER, 600))
    with pharmacy.database.transaction() as session:
        settings.write(session, settings.BLOCK_SHORT, value=True)
    with pytest.raises(NotAllowed):
        pharmacy.sell((WATER, 1))
    replace(pharmacy, actor=replace(pharmacy.actor, approver=MAI.staff)).sell((WATER, 1))


def test_check_finds_what_a_careless_till_does(
    pharmacy: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: an expired lot is sold, an override is silent, a lot and its moves differ."""
    with monkeypatch.context() as careless:
        careless.setattr(lots, "expired", lambda _until, _day: False)
        pharmacy.sell((PILLS, 1))
    assert broken(pharmacy) == [14]

    with monkeypatch.context() as careless:
        careless.setattr(lots, "require", lambda *_asked: None)
        honest = lots._take

        def silent(*told: Any) -> list[PassedOver]:
            honest(*told)
            return []

        careless.setattr(lots, "_take", silent)
        pharmacy.complete(choose(pharmacy, 1, "L"))
    assert broken(pharmacy) == [14, 14]

    with pharmacy.database.transaction() as session:
        session.execute(text("UPDATE lot SET on_hand = on_hand + 1000 WHERE code = 'L'"))
    assert broken(pharmacy) == [14, 14, 14, 14], "neither its moves nor the stock fit the lot"
