"""What a sale does to points and tier: spent, earned, risen, counted; or refused and untouched."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, insert, select
from sqlalchemy.exc import IntegrityError

from pos_app.basics.money import ZERO, Money
from pos_app.loyalty.ledger import Loyalty, PointsShort, SaleFacts, recount, settle_sale
from pos_app.loyalty.settlement import draw
from pos_app.models.loyalty import Account, PointsEntry, TierChange
from pos_app.models.sales import Sale
from pos_app.store.database import open_shop
from tests.loyalty.till import Till

SATURDAY = date(2026, 11, 21)


def points(till: Till, customer: int) -> int:
    with till.database.reading() as session:
        return session.get_one(Account, customer).points


def test_the_order_of_the_design(till: Till) -> None:
    """1.284 points, Thân thiết; 834.000 with 200 points; 121 come back, 1.205 stay."""
    ngoc = till.enrol()
    till.sell(ngoc, 12_840_000)
    assert (points(till, ngoc), till.lots(ngoc)) == (1_284, [1_284])

    standing = till.sell(ngoc, 834_000, redeem=200)

    assert (standing.before, standing.redeemed, standing.earned) == (1_284, 200, 121)
    assert (standing.after, standing.multiplier) == (1_205, 15)
    assert (standing.tier_before, standing.tier_after, standing.risen) == (2, 2, False)
    assert points(till, ngoc) == 1_205
    assert till.lots(ngoc) == [1_084, 121]
    assert till.broken() == []


def test_a_newcomer_earns_twenty_on_250_000_less_50_000_in_points(till: Till) -> None:
    lan = till.enrol("Lê Thị Lan")
    for day in (date(2024, 1, 1), date(2025, 2, 2), date(2026, 3, 3)):
        till.go_to(day)
        till.sell(lan, 1_999_999)
    till.go_to(date(2027, 6, 1))

    standing = till.sell(lan, 250_000, redeem=500)

    assert (standing.before, standing.earned, standing.after) == (597, 20, 117)
    assert till.broken() == []


def test_goods_that_earn_nothing_are_left_out(till: Till) -> None:
    lan = till.enrol()

    assert till.sell(lan, 150_000, barred=100_000).earned == 5
    assert till.sell(lan, 150_000, barred=150_000).earned == 0
    assert till.sell(lan, 9_999).earned == 0
    with till.database.reading() as session:
        lines = session.scalars(select(PointsEntry.points)).all()
    assert lines == [5], "a sale that earns nothing leaves no line"
    assert till.broken() == []


def test_the_sale_that_raises_a_tier_still_earns_at_the_old_one(till: Till) -> None:
    lan = till.enrol()

    first = till.sell(lan, 6_000_000)
    second = till.sell(lan, 100_000)

    assert (first.multiplier, first.earned) == (10, 600)
    assert (first.tier_before, first.tier_after, first.risen) == (0, 2, True)
    assert first.qualifying == Money(6_000_000)
    assert (second.multiplier, second.earned, second.risen) == (15, 15, False)
    with till.database.reading() as session:
        change = session.scalars(select(TierChange)).one()
        assert (change.before, change.after, change.qualifying) == (0, 2, Money(6_000_000))
        account = session.get_one(Account, lan)
        assert (account.tier, account.tier_since) == (2, SATURDAY)
    assert till.broken() == []


def test_a_tier_stays_when_the_year_is_over_and_the_top_is_the_top(till: Till) -> None:
    lan = till.enrol()
    till.sell(lan, 15_000_000)
    till.go_to(date(2028, 2, 29))

    standing = till.sell(lan, 10_000)

    assert (standing.tier_after, standing.earned, standing.risen) == (3, 2, False)
    assert till.broken() == []


@pytest.mark.parametrize(("earlier", "risen"), [("2025-11-21", False), ("2025-11-22", True)])
def test_twelve_months_are_counted_to_the_day(till: Till, earlier: str, risen: bool) -> None:
    lan = till.enrol()
    till.go_to(date.fromisoformat(earlier))
    till.sell(lan, 1_500_000)
    till.go_to(SATURDAY)

    assert till.sell(lan, 500_000).risen is risen
    assert till.broken() == []


def test_a_clock_set_wrong_raises_nobody_and_no_line_goes_back_in_time(till: Till) -> None:
    lan = till.enrol()
    till.sell(lan, 1_000_000)
    for day in (date(2036, 1, 1), SATURDAY - timedelta(days=1), date(1999, 1, 1), SATURDAY):
        till.go_to(day)
        assert not till.sell(lan, 400_000).risen

    with till.database.reading() as session:
        times = session.scalars(select(PointsEntry.at).order_by(PointsEntry.id)).all()
    assert times == sorted(times)
    assert till.broken() == []


def test_visits_are_days_and_spending_is_all_of_it(till: Till) -> None:
    lan = till.enrol()
    for day in (SATURDAY, SATURDAY, SATURDAY + timedelta(days=1), SATURDAY - timedelta(days=9)):
        till.go_to(day)
        till.sell(lan, 100_000)

    with till.database.reading() as session:
        account = session.get_one(Account, lan)
        assert (account.visits, account.spent) == (3, Money(400_000))
        assert account.last_sale_at is not None
        assert account.last_sale_at.date() == SATURDAY + timedelta(days=1)
    assert till.broken() == []


def test_after_midnight_an_open_shift_is_still_the_same_visit(till: Till) -> None:
    lan = till.enrol()
    till.sell(lan, 100_000, day=SATURDAY)
    till.clock.advance(timedelta(hours=12))
    till.sell(lan, 100_000, day=SATURDAY)
    till.sell(lan, 100_000, day=SATURDAY)

    with till.database.reading() as session:
        assert session.get_one(Account, lan).visits == 1
    assert till.broken() == []


@pytest.mark.parametrize(
    ("redeem", "sentence"),
    [(101, "Khách chỉ còn 100 điểm"), (501, "tối đa 500 điểm"), (10**9, "tối đa 500 điểm")],
)
def test_points_that_are_not_there_are_refused_and_nothing_is_written(
    till: Till, redeem: int, sentence: str
) -> None:
    lan = till.enrol()
    till.sell(lan, 1_000_000)

    with pytest.raises(PointsShort, match=sentence):
        till.sell(lan, 100_000, redeem=redeem)

    assert (points(till, lan), till.lots(lan)) == (100, [100])
    with till.database.reading() as session:
        assert session.scalars(select(Sale.number)).all() == [1]
    assert till.broken() == []


def test_a_bill_never_gives_points_by_a_negative_number(till: Till) -> None:
    with pytest.raises(ValueError, match="gives none"):
        SaleFacts(1, 1, till.clock.now(), SATURDAY, ZERO, ZERO, ZERO, -1, "key")


def test_lots_that_end_soonest_go_first_and_those_without_an_end_last(till: Till) -> None:
    lan = till.enrol()
    for _ in range(4):
        till.sell(lan, 100_000)
    till.end_lot(lan, 1, SATURDAY + timedelta(days=30))
    till.end_lot(lan, 2, SATURDAY + timedelta(days=5))
    till.end_lot(lan, 3, SATURDAY + timedelta(days=30))

    assert (till.sell(lan, 9_000, redeem=12).after, till.lots(lan)) == (28, [10, 8, 0, 10])
    till.sell(lan, 9_000, redeem=17)
    assert till.lots(lan) == [10, 0, 0, 1]
    till.sell(lan, 9_000, redeem=5)
    assert till.lots(lan) == [6, 0, 0, 0]
    assert till.broken() == []


def test_points_may_be_spent_on_their_last_day_and_not_after(till: Till) -> None:
    lan = till.enrol()
    till.sell(lan, 100_000)
    till.end_lot(lan, 0, SATURDAY)

    assert till.sell(lan, 9_000, redeem=4).after == 6
    till.go_to(SATURDAY + timedelta(days=1))
    with pytest.raises(PointsShort, match="chỉ còn 0 điểm dùng được"):
        till.sell(lan, 9_000, redeem=1)
    assert till.lots(lan) == [6]
    assert till.broken() == []


def test_new_points_pay_what_is_owed_first_and_the_debtor_spends_none(till: Till) -> None:
    lan = till.enrol()
    till.sell(lan, 1_000_000)
    till.sell(lan, 20_000, redeem=90)
    assert till.owe(lan, 101) == 90
    assert (points(till, lan), till.lots(lan)) == (0, [0, 0])

    with pytest.raises(PointsShort, match="còn nợ 90 điểm"):
        till.sell(lan, 1_000_000, redeem=1)
    part = till.sell(lan, 500_000)
    assert (part.earned, part.repaid, part.after) == (50, 50, 0)
    rest = till.sell(lan, 1_000_000)
    assert (rest.earned, rest.repaid, rest.after) == (100, 40, 60)
    assert till.lots(lan)[-1] == 60
    assert till.sell(lan, 9_000, redeem=40).after == 20


def test_the_same_sale_cannot_be_settled_twice(till: Till) -> None:
    lan = till.enrol()
    with pytest.raises(IntegrityError), till.database.transaction() as session:
        facts = till.write_sale(session, lan, 100_000)
        settle_sale(session, till.actor, facts)
        settle_sale(session, till.actor, facts)

    assert points(till, lan) == 0
    assert till.broken() == []


def test_two_counters_cannot_spend_the_same_hundred_points(till: Till) -> None:
    other_connection = open_shop(till.database.path)
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def pay_with_points(one: Till, customer: int) -> None:
        together.wait()
        try:
            outcomes.append(f"{one.sell(customer, 20_000, redeem=100).after} left")
        except PointsShort as refusal:
            outcomes.append(str(refusal))

    for _ in range(20):
        outcomes.clear()
        lan = till.enrol()
        till.sell(lan, 1_000_000)
        threads = [
            threading.Thread(target=pay_with_points, args=(one, lan))
            for one in (till, till.clone_at(other_connection))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == [
            "1 left",
            "Khách chỉ còn 1 điểm dùng được. Bớt điểm rồi thu lại.",
        ]
        assert points(till, lan) == 1
    other_connection.close()
    assert till.broken() == []


def test_a_settlement_needs_few_statements(till: Till) -> None:
    """The checkout waits for them: programme, account, move, two lines, lots, uses, lot."""
    lan = till.enrol()
    till.sell(lan, 1_000_000)
    said: list[str] = []

    with till.database.transaction() as session:
        facts = till.write_sale(session, lan, 100_000, redeem=30)

        def listen(_c: object, _cur: object, statement: str, *_rest: object) -> None:
            said.append(statement)

        event.listen(till.database.engine, "before_cursor_execute", listen)
        settle_sale(session, till.actor, facts)
        event.remove(till.database.engine, "before_cursor_execute", listen)

    assert len(said) <= 9, said


def test_a_history_taken_in_gives_neither_points_nor_tier(till: Till, loyalty: Loyalty) -> None:
    lan = till.enrol()
    with till.database.transaction() as session:
        for day, net, kind in (
            (date(2025, 12, 1), 9_000_000, "sale"),
            (date(2025, 12, 1), 90_000_000, "sale"),
            (date(2026, 1, 1), -1_000_000, "return"),
        ):
            row = till.sale_row(lan, Money(net), day, origin="import", kind=kind)
            session.execute(insert(Sale).values(row))
        recount(session)
        account = session.get_one(Account, lan)
        assert (account.spent, account.visits, account.tier) == (Money(98_000_000), 1, 0)

    assert loyalty.account(lan).spent == ZERO
    assert not till.sell(lan, 1_999_999).risen
    assert till.broken() == []


def test_a_customer_without_an_account_is_a_defect(till: Till) -> None:
    now = till.clock.now()
    facts = SaleFacts(1, 404, now, SATURDAY, Money(1), Money(1), Money(1), 0, "key")
    with till.database.transaction() as session, pytest.raises(LookupError):
        settle_sale(session, till.actor, facts)


@given(st.integers(1, 60), st.lists(st.tuples(st.integers(), st.integers(1, 20)), max_size=8))
def test_piles_are_drawn_in_their_order(wanted: int, piles: list[tuple[int, int]]) -> None:
    taken = draw(wanted, piles)

    assert sum(share for _, share in taken) == min(wanted, sum(left for _, left in piles))
    assert [pile for pile, _ in taken] == [pile for pile, _ in piles[: len(taken)]]
    assert all(share == left for (_, share), (_, left) in zip(taken[:-1], piles, strict=False))
    assert all(share > 0 for _, share in taken)
