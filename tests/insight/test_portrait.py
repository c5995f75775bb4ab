"""One customer at a glance, and what only the owner sees."""

from __future__ import annotations

from datetime import date

from pos_app.basics.money import Money
from pos_app.care.outcomes import Outcome
from pos_app.customers.directory import Customer
from pos_app.insight.portrait import CustomerPortrait, CustomerValue, Portrait
from tests.care_shop import THAO, CareShop


def portrait(shop: CareShop) -> Portrait:
    return Portrait(shop.database, shop.clock)


def buy(shop: CareShop, customer: Customer, *names: str) -> None:
    shop.till.sell(*((name, 1) for name in names), customer=customer.id)


def test_of_somebody_new_nothing_is_known(shop: CareShop) -> None:
    customer = shop.enrol()
    assert portrait(shop).of(customer.id) == CustomerPortrait(
        customer_id=customer.id,
        purchases=0,
        average=None,
        last_day=None,
        looked_at=0,
        favourites=(),
    )
    assert portrait(shop).value(customer.id) == CustomerValue(None, 0, Money(0))


def test_what_is_bought_again_and_again_comes_first(shop: CareShop) -> None:
    customer = shop.enrol()
    for names in (("Nước suối", "Bia lon"), ("Nước suối",), ("Nước suối", "Cam sành")):
        buy(shop, customer, *names)
        shop.pass_days()
    seen = portrait(shop).of(customer.id)
    assert [(each.name, each.times, each.last) for each in seen.favourites] == [
        ("Nước suối 500 ml", 3, date(2026, 11, 23)),
        ("Cam sành", 1, date(2026, 11, 23)),
        ("Bia lon 330 ml", 1, date(2026, 11, 21)),
    ]
    assert (seen.purchases, seen.looked_at) == (3, 3)
    assert seen.last_day == date(2026, 11, 23)


def test_a_return_lowers_the_average_and_is_no_purchase(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.sell(customer, 100_000)
    shop.sell(customer, 200_001)
    seen = portrait(shop).of(customer.id)
    assert (seen.purchases, seen.average) == (2, Money(150_001))
    assert portrait(shop).value(customer.id) == CustomerValue(0, 1, Money(300_001))


def test_the_owner_sees_a_year(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.sell(customer, 500_000)
    shop.pass_days(200)
    sale = shop.sell(customer, 300_000)
    shop.sell(customer, 100_000)
    shop.give_back(sale.id)
    shop.pass_days(10)
    assert portrait(shop).value(customer.id) == CustomerValue(10, 2, Money(600_000))
    shop.pass_days(155)
    assert portrait(shop).value(customer.id) == CustomerValue(165, 1, Money(100_000))


def test_care_is_no_purchase(shop: CareShop) -> None:
    task = shop.called()
    shop.queue.close(THAO, task.id, Outcome.SOLVED)
    assert portrait(shop).of(task.customer_id).purchases == 6
