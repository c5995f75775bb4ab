"""Goods come back: whole, by line, by part, against others, without a receipt, and once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.goods import write_offs
from pos_app.insight.portrait import Portrait
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as cart_rules
from pos_app.selling.paid_cart import NotPaid
from pos_app.selling.return_proof import rights
from pos_app.selling.return_rules import PAYS_OUT, Reason, back_to
from pos_app.selling.returns import Returns, Reversed
from pos_app.selling.reversal import Back, PaidOut, Request
from pos_app.selling.sold import BoughtLine
from pos_app.selling.totals import price
from pos_app.shop.staff import Right
from pos_app.store import check
from tests.baskets import DESIGN_DUE
from tests.till import BEER, SQUID, WATER, Till, busy_day, cash, rules_off

OWNER = 1


@pytest.fixture
def returns(till: Till) -> Returns:
    return Returns(till.database, till.clock, till.ids)


@pytest.fixture(autouse=True)
def sound(till: Till) -> Iterator[None]:
    """Whatever a test did: every invariant of the shop holds."""
    yield
    assert check.run(till.database, CHECKS) == []


def lead(till: Till) -> Actor:
    """The cashier with the owner's leave."""
    return replace(till.actor, approver=OWNER)


def wanted(
    returns: Returns, uid: str, *counts: tuple[str, int], reason: Reason = Reason.CHANGED_MIND
) -> dict[int, Back]:
    """So many thousandths of the lines that begin with these words."""
    lines: tuple[BoughtLine, ...] = returns.look(uid).lines
    return {
        next(line.id for line in lines if line.name.startswith(name)): Back(
            Quantity(count), reason, restock=reason is not Reason.DAMAGED
        )
        for name, count in counts
    }


def request(
    till: Till, returns: Returns, uid: str, back: dict[int, Back], **more: object
) -> Request:
    """What the page asks for: the money to the tenders it came from."""
    sold = returns.look(uid).sold
    plan = sold.plan({line: one.quantity for line, one in back.items()})
    out = tuple(PaidOut(one.method, one.left) for one in back_to(plan.money, sold.gave))
    return replace(
        Request(till.ids.new(), back, plan.money, original=uid, out=out),
        **more,  # type: ignore[arg-type]  # a test names the fields
    )


def take_back(till: Till, returns: Returns, uid: str, *counts: tuple[str, int]) -> Reversed:
    asked = request(till, returns, uid, wanted(returns, uid, *counts))
    return returns.complete(till.actor, asked)[0]


def rows(till: Till, query: str) -> list[tuple[object, ...]]:
    with till.database.reading() as session:
        return [tuple(row) for row in session.execute(text(query))]


def on_hand(till: Till, name: str) -> Quantity | None:
    return till.item(name).stock


def test_a_bottle_of_two_comes_back(till: Till, returns: Returns) -> None:
    sale = till.sell((WATER, 2))
    before = on_hand(till, WATER)
    done = take_back(till, returns, sale.uid, (WATER, 1_000))
    assert (done.kind, done.total, done.number) == ("return", Money(-8_000), sale.number + 1)
    assert rows(till, "SELECT method, amount FROM payment ORDER BY sale_id DESC LIMIT 1") == [
        ("cash", -8_000)
    ]
    assert before is not None
    assert on_hand(till, WATER) == before + Quantity(1_000)
    left = returns.look(sale.uid)
    assert [line.left for line in left.lines] == [Quantity(1_000)]
    assert not left.sold.whole


def test_a_return_from_yesterday(till: Till, returns: Returns, clock: SetClock) -> None:
    """It belongs to today's shift and drawer; the sale stays as it was."""
    sale = till.sell((WATER, 3))
    before = rows(till, f"SELECT * FROM sale WHERE id = {sale.id}")
    clock.advance(timedelta(days=1))
    today = replace(till, actor=_next_shift(till))
    take_back(today, returns, sale.uid, (WATER, 3_000))
    assert rows(till, f"SELECT * FROM sale WHERE id = {sale.id}") == before
    assert rows(till, "SELECT business_day FROM sale ORDER BY id DESC LIMIT 1") == [("2026-11-22",)]
    assert returns.look(sale.uid).sold.spent


def _next_shift(till: Till) -> Actor:
    from pos_app.selling.shifts import Shifts

    shift = Shifts(till.database, till.clock).current(replace(till.actor, shift=None))
    return replace(till.actor, shift=shift.id)


def _pairs(found: list[tuple[object, ...]]) -> dict[object, object]:
    return dict(found)  # type: ignore[arg-type]  # pairs, as the query says


def design_sale(till: Till) -> str:
    cart = till.design_order(till.ngoc().id)
    paid = till.accept(
        cart,
        till.points(200),
        till.transfer(cart, Money(500_000)),
        cash(Money(314_000), handed=Money(500_000)),
    )
    return till.checkout.complete(till.actor, paid, DESIGN_DUE)[0].uid


def test_the_order_of_the_design_comes_back_line_by_line(till: Till, returns: Returns) -> None:
    """Discounts, points and money: the parts add up to the sale, and the account is as before."""
    uid = design_sale(till)
    bought = returns.look(uid)
    totals, earned, home = ZERO, 0, 0
    for line in bought.lines:
        back = {line.id: Back(line.quantity, Reason.NO_FIT, restock=True)}
        done, _changes = returns.complete(till.actor, request(till, returns, uid, back))
        totals, earned = totals + done.total, earned + done.points_earned
        home += done.points_redeemed
    assert (totals, earned, home) == (-DESIGN_DUE, -121, -200)
    assert done.points_after == 1_284
    paid = _pairs(rows(till, "SELECT method, sum(amount - change) FROM payment GROUP BY method"))
    assert paid["transfer"] == paid["points"] == 0
    assert rows(till, "SELECT spent FROM account") == [(10_560_000,)]


def test_the_customers_timeline_tells_what_came_back(till: Till, returns: Returns) -> None:
    uid = design_sale(till)
    bought = returns.look(uid)
    take_back(till, returns, uid, ("Gạo", 1_000))
    assert bought.customer_id is not None
    rows_shown = Portrait(till.database, till.clock).timeline(bought.customer_id)
    titles = [row.title for row in rows_shown]
    assert "Hoàn điểm" in titles
    assert "Lấy lại điểm" in titles
    assert any(title.startswith("Trả 1 món") for title in titles)


def test_points_that_are_spent_already_are_owed(till: Till, returns: Returns) -> None:
    nam = till.enrol("Trần Văn Nam", "0912345678")
    big = till.sell_gift(Money(1_000_000), nam.id)
    cart = till.order((WATER, 25), customer=nam.id)
    till.complete(till.accept(cart, till.points(80), cash(Money(192_000))))
    done = take_back(till, returns, big.uid, ("Giỏ", 1_000))
    assert done.points_after == 0
    owed = rows(till, "SELECT points, points_left FROM points_debt")
    assert owed == [(100 - 20 - 19, 61)]
    again = till.sell_gift(Money(700_000), nam.id)
    assert again.points_after == 70 - 61


def test_vat_and_weight_come_back_with_the_rate_of_the_sale(till: Till, returns: Returns) -> None:
    """Threads 6 and 7: the relief ends; what was taxed with 8 % is given back with 8 %."""
    cart = till.put(till.drafts.new(till.actor), SQUID, Quantity(1_000))
    cart = rules_off(till, till.drafts.save(till.actor, cart), cart_rules.percent(333))
    sale = till.complete(till.accept(cart, cash(price(cart).due)))
    with till.database.transaction() as session:
        session.execute(text("UPDATE product SET vat_class = 'standard'"))
    for count in (333, 333, 334):
        take_back(till, returns, sale.uid, ("Khô", count))
    line = rows(till, "SELECT sum(gross), sum(net), sum(vat) FROM sale_line")
    assert line == [(0, 0, 0)]
    assert rows(till, "SELECT DISTINCT vat_rate FROM sale_line") == [(800,)]


def test_damaged_goods_are_written_off(till: Till, returns: Returns) -> None:
    sale = till.sell((BEER, 6))
    before = on_hand(till, BEER)
    back = wanted(returns, sale.uid, (BEER, 2_000), reason=Reason.DAMAGED)
    returns.complete(till.actor, request(till, returns, sale.uid, back))
    assert on_hand(till, BEER) == before
    assert rows(till, "SELECT kind, quantity FROM stock_move ORDER BY id DESC LIMIT 2") == [
        (write_offs.KIND, -2_000),
        ("return", 2_000),
    ]


def test_more_than_was_sold_never_comes_back(till: Till, returns: Returns) -> None:
    """Thread 5: two counters take back the same bottle; one of them is told."""
    sale = till.sell((WATER, 1))
    back = wanted(returns, sale.uid, (WATER, 1_000))
    first, second = (request(till, returns, sale.uid, back) for _ in range(2))
    returns.complete(till.actor, first)
    with pytest.raises(BadInput, match="còn trả được 0"):
        returns.complete(till.actor, second)


def test_asked_twice_it_happens_once(till: Till, returns: Returns) -> None:
    """Thread 4: the button was pressed again while the printer was slow."""
    sale = till.sell((WATER, 2))
    asked = request(till, returns, sale.uid, wanted(returns, sale.uid, (WATER, 1_000)))
    first, _ = returns.complete(till.actor, asked)
    assert returns.complete(till.actor, asked)[0] == first
    with pytest.raises(Stale):
        returns.complete(till.actor, replace(asked, note="khác"))
    assert len(rows(till, "SELECT id FROM sale")) == 2


def test_another_sum_on_the_screen_is_refused(till: Till, returns: Returns) -> None:
    sale = till.sell((WATER, 2))
    asked = request(till, returns, sale.uid, wanted(returns, sale.uid, (WATER, 1_000)))
    with pytest.raises(Stale):
        returns.complete(till.actor, replace(asked, seen=Money(9_000)))
    with pytest.raises(BadInput, match="cộng đủ"):
        returns.complete(till.actor, replace(asked, out=(PaidOut(Method.CASH, Money(7_000)),)))
    for method in set(Method) - PAYS_OUT:
        with pytest.raises(BadInput, match="cách khác"):
            returns.complete(till.actor, replace(asked, out=(PaidOut(method, Money(8_000)),)))
    with pytest.raises(BadInput):
        returns.complete(till.actor, replace(asked, back={}, seen=ZERO, out=()))


def test_a_card_gives_back_no_more_than_it_took(till: Till, returns: Returns) -> None:
    cart = till.order((WATER, 2))
    sale = till.complete(till.accept(cart, Tender(Method.CARD, Money(6_000)), cash(Money(10_000))))
    asked = request(till, returns, sale.uid, wanted(returns, sale.uid, (WATER, 2_000)))
    assert [(paid.method, paid.amount.dong) for paid in asked.out] == [
        ("card", 6_000),
        ("cash", 10_000),
    ]
    too_much = (PaidOut(Method.CARD, Money(16_000)),)
    with pytest.raises(BadInput, match="Thẻ"):
        returns.complete(till.actor, replace(asked, out=too_much))
    returns.complete(till.actor, asked)


def test_a_fashion_exchange_with_price_difference(till: Till, returns: Returns) -> None:
    """One document, one difference: cheaper goods give money back, dearer ones take it."""
    sale = till.sell((BEER, 2))
    back = wanted(returns, sale.uid, (BEER, 1_000))
    cheaper = till.put(till.drafts.new(till.actor), WATER)
    asked = request(till, returns, sale.uid, back)
    swap = replace(
        asked, taken=cheaper, seen=Money(9_000), out=(PaidOut(Method.CASH, Money(9_000)),)
    )
    done, _ = returns.complete(till.actor, swap)
    assert (done.kind, done.total) == ("exchange", Money(-9_000))

    dearer = till.put(till.drafts.new(till.actor), WATER, Quantity.of(3))
    more = replace(request(till, returns, sale.uid, back), taken=dearer, seen=Money(-7_000), out=())
    with pytest.raises(NotPaid, match=r"7\.000"):
        returns.complete(till.actor, more)
    paid = cart_rules.accept(dearer, (cash(Money(7_000), Money(10_000)),))
    done, _ = returns.complete(till.actor, replace(more, taken=paid))
    assert done.total == Money(7_000)
    assert rows(till, "SELECT change FROM sale ORDER BY id DESC LIMIT 1") == [(3_000,)]

    uid = done.uid
    assert [line.name for line in returns.look(uid).lines] == [WATER]
    take_back(till, returns, uid, (WATER, 1_000))


def test_an_exchange_earns_on_what_is_taken(till: Till, returns: Returns) -> None:
    ngoc = till.ngoc()
    sale = till.sell((BEER, 1), ("Nước mắm", 2), customer=ngoc.id)
    item = returns.look(sale.uid).lines[1]
    cart = till.put(till.drafts.new(till.actor), WATER, Quantity.of(2))
    back = {item.id: Back(item.quantity, Reason.NO_FIT, restock=True)}
    plan = returns.look(sale.uid).sold.plan({item.id: item.quantity})
    owed = plan.money - Money(16_000)
    asked = replace(
        request(till, returns, sale.uid, back),
        taken=cart,
        seen=owed,
        out=(PaidOut(Method.CASH, owed),),
    )
    done, _ = returns.complete(till.actor, asked)
    assert done.points_earned == 1 - sale.points_earned
    assert done.points_after == ngoc.points + 1


def test_without_a_receipt_somebody_with_the_right_decides(till: Till, returns: Returns) -> None:
    till.sell((BEER, 2))
    cheap = rules_off(till, till.order((BEER, 2)), cart_rules.amount_off(Money(4_000)))
    till.complete(till.accept(cheap, cash(Money(30_000))))
    lowest = returns.lowest_price(till.item(BEER).product_id)
    assert lowest == Money(15_000)
    cart = till.put(till.drafts.new(till.actor), BEER, Quantity.of(1), lowest)
    (line,) = cart.lines
    asked = Request(
        till.ids.new(),
        {line.key: Back(line.quantity, Reason.OTHER, restock=True)},
        Money(15_000),
        unproven=cart,
        out=(PaidOut(Method.CASH, Money(15_000)),),
    )
    assert Right.RETURN_WITHOUT_RECEIPT in rights(asked, None, till.clock.now().date())
    with pytest.raises(NotAllowed):
        returns.complete(till.actor, asked)
    done, _ = returns.complete(lead(till), asked)
    assert done.total == Money(-15_000)
    assert rows(till, "SELECT approver_id FROM sale ORDER BY id DESC LIMIT 1") == [(OWNER,)]


def test_after_the_promised_days_a_second_person_is_asked(
    till: Till, returns: Returns, clock: SetClock
) -> None:
    sale = till.sell((WATER, 1))
    clock.advance(timedelta(days=8))
    late = replace(till, actor=_next_shift(till))
    with pytest.raises(NotAllowed):
        take_back(late, returns, sale.uid, (WATER, 1_000))
    take_back(replace(late, actor=lead(late)), returns, sale.uid, (WATER, 1_000))


def test_void_after_cash_needs_a_second_person(till: Till, returns: Returns) -> None:
    uid = design_sale(till)
    with pytest.raises(NotAllowed):
        returns.void(till.actor, uid, "Bấm nhầm", "v1")
    with pytest.raises(BadInput, match="lý do"):
        returns.void(lead(till), uid, " ", "v1")
    done, _ = returns.void(lead(till), uid, "Bấm nhầm", "v1")
    assert (done.kind, done.total, done.points_after) == ("void", -DESIGN_DUE, 1_284)
    assert returns.void(lead(till), uid, "Bấm nhầm", "v1")[0] == done
    money = "SELECT method, sum(amount - change) FROM payment WHERE sale_id >= {} GROUP BY method"
    assert rows(till, money.format(done.id - 1)) == [
        ("cash", 0), ("points", 0), ("transfer", 0),
    ]  # fmt: skip
    entry = rows(till, "SELECT staff_id, approver_id FROM journal WHERE kind = 'sale.voided'")
    assert entry == [(till.actor.staff, OWNER)]
    with pytest.raises(BadInput):
        returns.void(lead(till), uid, "Lần nữa", "v2")
    with pytest.raises(BadInput):
        returns.look(done.uid)


def test_every_sale_of_a_busy_day_can_be_voided(till: Till, returns: Returns) -> None:
    for number, sale in enumerate(busy_day(till)):
        returns.void(lead(till), sale.uid, "Thử", f"void {number}")
    assert rows(till, "SELECT sum(total) FROM sale WHERE id > 1") != [(None,)]


def test_what_came_back_is_not_voided(till: Till, returns: Returns) -> None:
    sale = till.sell((WATER, 2))
    take_back(till, returns, sale.uid, (WATER, 1_000))
    with pytest.raises(BadInput, match="một phần"):
        returns.void(lead(till), sale.uid, "Bấm nhầm", "v1")


@pytest.mark.parametrize("method", ["voucher", "credit", "deposit", "account", "carrier"])
def test_no_cash_goes_out_for_a_promise(till: Till, returns: Returns, method: str) -> None:
    """What was never paid in money does not leave the drawer."""
    sale = till.sell((WATER, 2))
    swap = "UPDATE payment SET method = :method"
    with till.database.transaction() as session:
        session.execute(text(swap), {"method": method})
    with pytest.raises(BadInput, match="phần trả bằng"):
        returns.look(sale.uid)
    with pytest.raises(BadInput, match="phần trả bằng"):
        returns.void(lead(till), sale.uid, "Bấm nhầm", "v1")
    with till.database.transaction() as session:
        session.execute(text(swap), {"method": "cash"})


def test_a_closed_shift_takes_nothing_back(till: Till, returns: Returns, ids: SeededIds) -> None:
    sale = till.sell((WATER, 2))
    asked = request(till, returns, sale.uid, wanted(returns, sale.uid, (WATER, 1_000)))
    with pytest.raises(Stale):
        returns.complete(replace(till.actor, shift=None), asked)
    assert ids.new()
