"""Past sales are found by whatever somebody remembers, and read as they were sold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import NoResultFound

from pos_app.basics.clock import SetClock
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.customers.address import Form
from pos_app.payments.tenders import HowSeen, Method
from pos_app.selling import history as past
from pos_app.selling.checkout import CompletedSale
from pos_app.selling.history import SaleRow, SalesPage
from pos_app.selling.sale_search import SalesQuery
from tests.baskets import DESIGN_DUE
from tests.till import BEER, FERRY, WATER, Till, busy_day, cash

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)


def page(till: Till, words: str = "", before: int = 0, first: date = TODAY) -> SalesPage:
    return till.history.sales(SalesQuery(first, TODAY, words, before))


def numbers(found: SalesPage) -> list[str]:
    return [row.number for row in found.rows]


@pytest.fixture
def day(till: Till, clock: SetClock) -> list[CompletedSale]:
    """Five sales, a minute apart: 000001 to 000005."""
    ngoc = till.enrol("Nguyễn Thị Hồng Ngọc", "0901234567", Form.CHI)
    lien = till.enrol("Phạm Kim Liên", "0912000321", Form.CO)
    sales = []
    for lines, customer in (
        ([("Gạo ST25", 1), (WATER, 2)], ngoc.id),
        ([(BEER, 6)], None),
        ([("Nước mắm", 1), ("Trứng gà", 2)], lien.id),
        ([(FERRY, 1)], None),
        ([("Cà phê", 1)], ngoc.id),
    ):
        sales.append(till.sell(*lines, customer=customer))
        clock.advance(timedelta(minutes=1))
    return sales


def test_a_day_newest_first(till: Till, day: list[CompletedSale]) -> None:
    found = page(till)

    assert numbers(found) == ["000005", "000004", "000003", "000002", "000001"]
    assert found.total == Money(118_000 + 5_000 + 134_000 + 102_000 + 205_000)
    assert not found.more
    assert page(till, first=YESTERDAY) == found
    assert till.history.sales(SalesQuery(YESTERDAY, YESTERDAY)) == SalesPage((), ZERO, more=False)


def test_a_row_of_the_list(till: Till, day: list[CompletedSale], clock: SetClock) -> None:
    row = page(till).rows[2]

    assert row == SaleRow(
        id=day[2].id,
        uid=day[2].uid,
        number="000003",
        imported=False,
        kind="sale",
        sold_at=clock.now() - timedelta(minutes=3),
        form=Form.CO,
        customer="Liên",
        goods=("Nước mắm 40 độ 500 ml", "Trứng gà ta hộp 10 quả"),
        lines=2,
        methods=(Method.CASH,),
        total=Money(134_000),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # numbers
        ("000003", ["000003"]),
        ("0003", ["000003"]),
        ("3", ["000003"]),
        ("000009", []),
        # names without accents, at the beginnings of words, in any order
        ("ngoc", ["000005", "000001"]),
        ("NGỌC", ["000005", "000001"]),
        ("hong ngoc", ["000005", "000001"]),
        ("lien kim", ["000003"]),
        ("goc", []),
        # goods
        ("gao", ["000001"]),
        ("gạo st25", ["000001"]),
        ("nuoc", ["000003", "000001"]),
        ("bia", ["000002"]),
        ("ve giu xe", ["000004"]),
        # both
        ("ngoc gao", ["000001"]),
        ("lien gao", []),
        # amounts
        ("205.000", ["000001"]),
        ("134000", ["000003"]),
        ("102.000\u00a0₫", ["000002"]),
        ("118", ["000005"]),
        # phones in any spelling, or their end
        ("0901234567", ["000005", "000001"]),
        ("0901 234 567", ["000005", "000001"]),
        ("+84 901 234 567", ["000005", "000001"]),
        ("4567", ["000005", "000001"]),
        ("0321", ["000003"]),
        ("567", []),
        # nothing of ours
        ("không có gì", []),
        ("%", []),
        ("'; DROP TABLE sale; --", []),
        ("  ", ["000005", "000004", "000003", "000002", "000001"]),
    ],
)
def test_a_sale_is_found_by(
    till: Till, day: list[CompletedSale], typed: str, found: list[str]
) -> None:
    assert numbers(page(till, typed)) == found


def test_a_code_or_number_in_full_is_found_on_any_day(
    till: Till, day: list[CompletedSale], clock: SetClock
) -> None:
    code = till.history.show(day[2].uid).code
    long_after = date(2028, 1, 1)

    for typed in (code, code.lower(), f" {code[:2]} {code[2:]} ", "000003"):
        found = till.history.sales(SalesQuery(long_after, long_after, typed))
        assert [row.uid for row in found.rows] == [day[2].uid], typed
    assert till.history.sales(SalesQuery(long_after, long_after, "ngoc")).rows == ()


def test_a_renamed_customer_is_found_by_the_new_name(till: Till, day: list[CompletedSale]) -> None:
    customer = day[2].customer_id
    assert customer is not None
    till.directory.rename(till.actor, customer, "Phạm Kim Loan")

    assert numbers(page(till, "loan")) == ["000003"]
    assert numbers(page(till, "lien")) == []


def test_a_long_list_comes_in_pages(
    till: Till, day: list[CompletedSale], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "MOST_ROWS", 2)
    first = page(till)
    second = page(till, before=first.rows[-1].id)
    third = page(till, before=second.rows[-1].id)

    assert [numbers(each) for each in (first, second, third)] == [
        ["000005", "000004"],
        ["000003", "000002"],
        ["000001"],
    ]
    assert [each.more for each in (first, second, third)] == [True, True, False]
    assert first.total == Money(123_000), "what is shown adds up"


def test_pages_of_a_search(
    till: Till, day: list[CompletedSale], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "MOST_ROWS", 1)
    first = page(till, "ngoc")

    assert numbers(first) == ["000005"]
    assert numbers(page(till, "ngoc", before=first.rows[-1].id)) == ["000001"]


def test_sales_of_one_moment_are_paged_by_their_order(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        till.sell((WATER, 1))
    monkeypatch.setattr(past, "MOST_ROWS", 2)
    seen: list[str] = []
    before = 0
    while rows := page(till, before=before).rows:
        seen += [row.number for row in rows]
        before = rows[-1].id

    assert seen == ["000005", "000004", "000003", "000002", "000001"]


def test_a_sale_read_whole(till: Till) -> None:
    _, design, *_ = busy_day(till)
    view = till.history.show(design.uid)

    assert (view.customer, view.given, view.form, view.phone) == (
        "Nguyễn Thị Hồng Ngọc",
        "Ngọc",
        Form.CHI,
        "+84901234567",
    )
    assert (view.total, view.change, view.goods, view.line_discount, view.order_discount) == (
        DESIGN_DUE,
        Money(186_000),
        Money(854_000),
        Money(30_000),
        Money(20_000),
    )
    assert (view.points_redeemed, view.points_earned, view.points_after) == (200, 121, 1_205)
    assert (view.earning_base, view.multiplier) == (Money(814_000), 15)
    assert [paid.method for paid in view.payments] == [Method.POINTS, Method.TRANSFER, Method.CASH]
    assert (view.payments[1].seen_how, view.payments[1].seen_by) == (HowSeen.SPEAKER, "Thảo")
    assert view.lines[1].quantity == Quantity.of(4)
    assert view.lines[1].discount == Money(12_000)
    assert view.lines[1].net == Money(124_000) - view.lines[1].order_discount


def test_vat_is_added_up_for_the_paper(till: Till) -> None:
    cart = till.order((BEER, 6), (WATER, 1))
    sale = till.complete(till.accept(cart, cash(Money(110_000))))
    view = till.history.show(sale.uid)

    assert [(line.vat_rate, line.vat) for line in view.lines] == [
        (1_000, Money(9_273)),
        (None, ZERO),
    ]
    assert view.vat == Money(9_273)


def test_a_strangers_sale(till: Till, day: list[CompletedSale]) -> None:
    view = till.history.show(day[1].uid)

    assert (view.customer_id, view.customer, view.form, view.phone) == (None, "", None, "")
    assert (view.points_after, view.multiplier) == (None, None)


def test_a_number_that_was_wrong_is_not_shown(till: Till, day: list[CompletedSale]) -> None:
    customer = day[0].customer_id
    with till.database.transaction() as session:
        session.execute(
            text("UPDATE customer_phone SET wrong = 1 WHERE customer_id = :who"), {"who": customer}
        )

    assert till.history.show(day[0].uid).phone == ""


def test_nobody_sold_that(till: Till) -> None:
    with pytest.raises(NoResultFound):
        till.history.show("0" * 32)
    assert till.history.by_code("KQ2222222") is None


def test_the_sum_of_a_day(till: Till, day: list[CompletedSale]) -> None:
    assert till.history.day_sum(TODAY) == (5, Money(564_000))
    assert till.history.day_sum(YESTERDAY) == (0, ZERO)
