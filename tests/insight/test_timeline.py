"""Everything that happened to one customer, in order, page by page, with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import insert

from pos_app.basics.money import Money
from pos_app.care.outcomes import Outcome
from pos_app.care.rules import RULES
from pos_app.customers.directory import Customer
from pos_app.insight.portrait import PAGE, Portrait
from pos_app.insight.timeline import _POINTS, RESULTS, WORK, Cursor, TimelineKind, TimelineRow
from pos_app.loyalty.points import Kind as Points
from pos_app.models.loyalty import PointsEntry
from pos_app.models.sales import Sale, SaleLine
from tests.care_shop import THAO, CareShop
from tests.till import cash

NBSP = "\u00a0"


def portrait(shop: CareShop) -> Portrait:
    return Portrait(shop.database, shop.clock)


def told(rows: tuple[TimelineRow, ...]) -> list[tuple[str, str]]:
    return [(row.title, row.detail) for row in rows]


@pytest.fixture
def ngoc(shop: CareShop) -> Customer:
    """A customer of a few days: enrolled, risen, rung, noted, paid with points."""
    customer = shop.enrol()
    shop.sell(customer, 6_000_000)
    shop.deliver()
    shop.pass_days(2)
    card = shop.only_task("tier_up")
    shop.queue.close(THAO, card.id, Outcome.HANDED_OVER, "Chị vui lắm.")
    shop.pass_days()
    shop.till.directory.note(THAO, customer.id, "Thích tã không hương.")
    cart = shop.till.order(("Cà phê", 1), ("Nước suối", 4), customer=customer.id)
    due = Money(118_000 + 32_000)
    points = shop.till.points(500)
    shop.till.complete(shop.till.accept(cart, points, cash(due - points.amount)))
    return customer


def test_everything_is_there_newest_first(shop: CareShop, ngoc: Customer) -> None:
    rows = portrait(shop).timeline(ngoc.id)
    assert [row.kind.value for row in rows] == [
        *("sale", "points", "points", "note"),
        "care",
        *("sale", "tier", "points", "card"),
    ]
    assert [row.day for row in rows] == [
        *[date(2026, 11, 24)] * 4,
        date(2026, 11, 23),
        *[date(2026, 11, 21)] * 4,
    ]
    assert [row.cursor for row in rows] == sorted((row.cursor for row in rows), reverse=True)


def test_each_row_speaks_for_itself(shop: CareShop, ngoc: Customer) -> None:
    sale, earned, redeemed, note, care, _, tier, first, card = portrait(shop).timeline(ngoc.id)
    assert sale.title.startswith("Mua 2 món · phiếu 0000")
    assert sale.detail == "Cà phê rang xay 500 g, Nước suối 500 ml"
    assert (sale.amount, sale.points) == (Money(150_000), None)
    assert shop.till.history.show(sale.sale_uid).total == Money(150_000)
    assert (redeemed.points, redeemed.detail) == (-500, f"Dùng 500 điểm trả 50.000{NBSP}₫")
    assert earned.points == 15
    assert earned.detail == (
        f"100.000{NBSP}₫ tính điểm, cứ 10.000{NBSP}₫ được 1 điểm: "
        "10, nhân 1,5 hạng Thân thiết: 15 điểm"
    )
    assert (note.title, note.detail) == ("Thích tã không hương.", "Thảo ghi nhận.")
    assert (care.title, care.label) == ("Chúc mừng lên hạng", "Đã đưa")
    assert care.detail == "Chị vui lắm. Thảo ghi nhận."
    assert (tier.title, tier.detail) == (
        "Lên hạng Thân thiết",
        f"Chi 6.000.000{NBSP}₫ trong 12 tháng",
    )
    assert first.points == 600
    assert card.detail.startswith("Mã thẻ •••• ")


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ((TimelineKind.SALE,), 2),
        ((TimelineKind.CARE,), 1),
        ((TimelineKind.POINTS,), 3),
        ((TimelineKind.NOTE,), 1),
        ((TimelineKind.TIER, TimelineKind.CARD), 2),
    ],
)
def test_the_filter_shows_what_is_asked_for(
    shop: CareShop, ngoc: Customer, kinds: tuple[TimelineKind, ...], count: int
) -> None:
    rows = portrait(shop).timeline(ngoc.id, kinds)
    assert len(rows) == count
    assert {row.kind for row in rows} == set(kinds)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 7])
def test_pages_put_together_are_the_whole(shop: CareShop, ngoc: Customer, limit: int) -> None:
    """Whatever the size of a page: nothing twice, nothing lost, also among equal moments."""
    whole = portrait(shop).timeline(ngoc.id)
    paged: list[TimelineRow] = []
    before: Cursor | None = None
    while rows := portrait(shop).timeline(ngoc.id, before=before, limit=limit):
        paged += rows
        before = rows[-1].cursor
    assert tuple(paged) == whole


def test_what_was_only_put_off_never_reached_the_customer(shop: CareShop) -> None:
    task = shop.called()
    shop.queue.later(THAO, task.id, None)
    rows = portrait(shop).timeline(task.customer_id, (TimelineKind.CARE,))
    assert [row.label for row in rows] == ["Đã đưa"], "the thank-you of the first days"


def test_a_return_and_a_history_are_told_apart(shop: CareShop) -> None:
    customer = shop.enrol()
    sale = shop.sell(customer)
    shop.clock.advance(timedelta(minutes=5))
    shop.give_back(sale.id)
    rows = portrait(shop).timeline(customer.id, (TimelineKind.SALE,))
    assert [row.title.split(" ")[0] for row in rows] == ["Trả", "Mua"]
    assert [row.amount for row in rows] == [Money(-100_000), Money(100_000)]


def test_a_sale_after_midnight_stands_under_its_business_day(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.be_at(time(23, 50))
    first = shop.sell(customer)
    shop.clock.advance(timedelta(minutes=15))
    shop.till.directory.note(THAO, customer.id, "Đến lúc khuya")
    shop.clock.advance(timedelta(minutes=5))
    second = shop.sell(customer)
    wanted = (TimelineKind.SALE, TimelineKind.NOTE)
    rows = portrait(shop).timeline(customer.id, wanted)
    assert [(row.kind.value, row.day.day) for row in rows] == [
        ("note", 22),
        ("sale", 21),
        ("sale", 21),
    ]
    assert [row.sale_uid for row in rows[1:]] == [second.uid, first.uid]
    for place, row in enumerate(rows, 1):
        paged = portrait(shop).timeline(customer.id, wanted, before=row.cursor)
        assert paged == rows[place:]


def test_every_kind_of_work_outcome_and_line_has_its_words() -> None:
    assert WORK.keys() == RULES.keys()
    assert RESULTS.keys() == set(Outcome)
    assert _POINTS.keys() == set(Points)


def test_nobody_has_no_history(shop: CareShop) -> None:
    assert portrait(shop).timeline(10**6) == ()


def test_a_page_of_fifteen_thousand_sales_is_a_page(shop: CareShop) -> None:
    """The first page and one from the middle cost what fifty rows cost, not what the file does."""
    customer = shop.enrol()
    fill(shop, customer.id, 15_000)
    first = portrait(shop).timeline(customer.id)
    assert len(first) == PAGE
    middle = Cursor(date(2024, 6, 1), shop.clock.now() - timedelta(days=900), 9, 0)
    assert len(portrait(shop).timeline(customer.id, before=middle)) == PAGE
    assert steps(shop, lambda: portrait(shop).timeline(customer.id)) < MOST_STEPS
    assert steps(shop, lambda: portrait(shop).timeline(customer.id, before=middle)) < MOST_STEPS


MOST_STEPS = 40_000
"""Of SQLite's machine for one page: some hundred for each of its rows, whatever the file holds."""


def steps(shop: CareShop, look: Callable[[], object]) -> int:
    """How many steps SQLite's machine takes for it, to the hundred."""
    counted: list[None] = []

    def count() -> int:
        counted.append(None)
        return 0

    pooled = shop.database.engine.raw_connection()
    driver = pooled.driver_connection
    assert driver is not None
    driver.set_progress_handler(count, 100)
    pooled.close()
    look()
    return 100 * len(counted)


def fill(shop: CareShop, customer_id: int, count: int) -> None:
    """Years of buying, several times a day, with two lines and points each."""
    template = shop.sell(shop.till.directory.get(customer_id))
    with shop.database.transaction() as session:
        row = session.execute(Sale.__table__.select().where(Sale.id == template.id)).one()
        base = {name: value for name, value in row._mapping.items() if name != "id"}
        line = session.execute(
            SaleLine.__table__.select().where(SaleLine.sale_id == template.id)
        ).one()
        piece = {name: value for name, value in line._mapping.items() if name != "id"}
        entry = session.execute(PointsEntry.__table__.select().limit(1)).one()
        earned = {name: value for name, value in entry._mapping.items() if name != "id"}
        start = shop.clock.now() - timedelta(days=3_000)
        sales, lines, points = [], [], []
        for number in range(1, count + 1):
            at: datetime = start + timedelta(hours=4 * number)
            sales.append(
                base
                | {
                    "id": template.id + number,
                    "uid": f"{number:032x}",
                    "draft_key": f"d{number}",
                    "number": 10_000 + number,
                    "code": None,
                    "sold_at": at,
                    "business_day": at.date(),
                }
            )
            lines += [
                piece | {"sale_id": template.id + number, "position": position}
                for position in (1, 2)
            ]
            points.append(
                earned | {"sale_id": template.id + number, "at": at, "request_key": f"r{number}"}
            )
        session.execute(insert(Sale), sales)
        session.execute(insert(SaleLine), lines)
        session.execute(insert(PointsEntry), points)
