"""The demo's story part by part: who comes, what is paid, kept, brought, planned and written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock, from_ms, local, to_ms
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import THOUSAND
from pos_app.care.rules import RULES
from pos_app.customers.address import Form
from pos_app.customers.consent import Channel, Purpose
from pos_app.demo.agenda import Agenda
from pos_app.demo.books import Account, Bill, Books
from pos_app.demo.building import opened
from pos_app.demo.care import Care
from pos_app.demo.chapters import Teller
from pos_app.demo.crowd import Crowd
from pos_app.demo.days import midnight, period
from pos_app.demo.duty import Duty
from pos_app.demo.founding import found
from pos_app.demo.goods import articles
from pos_app.demo.house import House, Moment
from pos_app.demo.paying import Paying
from pos_app.demo.people import Habit, Person
from pos_app.demo.plan import Plan
from pos_app.demo.regulars import NGOC, STORIES, Chapter
from pos_app.demo.rows import Sheet
from pos_app.demo.shelves import Shelves, filled
from pos_app.demo.shoppers import Reception, Shopper
from pos_app.demo.shopping import Shopping
from pos_app.demo.till import Till
from pos_app.demo.waiting import HELD
from pos_app.demo.year import Year
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.models.shop import Shift
from pos_app.payments.tenders import Method, settle
from pos_app.store.check import CHECKS as SOUND
from pos_app.store.check import run
from pos_app.store.database import Database, create_shop_file

LAST_DAY = date(2026, 11, 21)
GOODS = articles(412)
USUAL = [0 for _ in GOODS]
STORY = period(LAST_DAY, 12, local(from_ms(midnight(date(2026, 12, 1)))))
NINE = midnight(LAST_DAY) + 9 * 3_600_000
CASHIER = Actor(staff=2, counter=1, shift=1)
NOW = Moment(NINE, LAST_DAY, CASHIER)


@dataclass
class Workshop:
    """A founded shop opened for writing, and the parts that write to it."""

    house: House
    shelves: Shelves
    till: Till
    shopping: Shopping
    paying: Paying
    agenda: Agenda
    duty: Duty
    care: Care

    def enrol(self, shopper: Shopper) -> Shopper:
        Reception(self.house.rows, self.house.ids, self.house.salt).enrol(CASHIER, NINE, shopper)
        return shopper


@pytest.fixture
def empty_shop(tmp_path: Path) -> Iterator[Database]:
    database = create_shop_file(tmp_path / "shop.khachquen")
    yield database
    database.close()


@pytest.fixture
def workshop(empty_shop: Database) -> Iterator[Workshop]:
    clock = SetClock(from_ms(midnight(STORY.since)))
    ids = SeededIds(clock, 1)
    founded = found(empty_shop, clock, ids, GOODS, USUAL)
    with opened(empty_shop, founded, clock, ids) as house:
        rng, agenda = random.Random(1), Agenda()
        shelves = Shelves(house.rows, GOODS, USUAL, STORY.length)
        duty = Duty(house.rows, house.counter, house.cashiers)
        duty.begin(NINE, LAST_DAY, 2)
        yield Workshop(
            house=house,
            shelves=shelves,
            till=Till(house, GOODS, shelves),
            shopping=Shopping(rng, GOODS, shelves, STORY.length),
            paying=Paying(rng, house.programme),
            agenda=agenda,
            duty=duty,
            care=Care(house, agenda, rng, duty, LAST_DAY),
        )


def somebody(name: str = "Lê Văn Tám", e164: str = "+84900000001") -> Shopper:
    habit = Habit(first=0, last=365, every=7, appetite=1.0, hours=0, method=Method.CASH)
    return Shopper(Person(name, Form.ANH, e164), habit)


def test_acts_come_in_the_order_of_time() -> None:
    agenda, done = Agenda(), list[tuple[str, int]]()
    agenda.put(20, lambda at: done.append(("later", at)))
    agenda.put(10, lambda at: agenda.put(at + 5, lambda then: done.append(("follows", then))))
    agenda.put(20, lambda at: done.append(("last", at)))
    agenda.put(21, lambda at: done.append(("never", at)))
    agenda.run(20)
    assert done == [("follows", 15), ("later", 20), ("last", 20)]


def test_a_row_that_lacks_a_column_is_refused() -> None:
    with pytest.raises(KeyError):
        Sheet(Shift).put({"id": 1})


def test_the_file_is_in_a_hurry_only_while_it_grows(empty_shop: Database) -> None:
    clock = SetClock(from_ms(NINE))
    founded = found(empty_shop, clock, SeededIds(clock, 1), GOODS[:5], USUAL[:5])

    def safety(connection: Connection) -> tuple[str, int]:
        ask = connection.exec_driver_sql
        return ask("PRAGMA journal_mode").scalar_one(), ask("PRAGMA synchronous").scalar_one()

    with opened(empty_shop, founded, clock, SeededIds(clock, 1)) as house:
        assert safety(house.rows._connection) == ("off", 0)
    with empty_shop.transaction() as session:
        assert safety(session.connection()) == ("wal", 2)


def test_what_is_recorded_is_a_chain(workshop: Workshop, empty_shop: Database) -> None:
    for minute in range(3):
        workshop.house.rows.record(NINE + minute, CASHIER, "tea.made", "kitchen", {"cups": minute})
    workshop.house.rows.write()
    session = workshop.house.rows._connection
    count = session.exec_driver_sql("SELECT count(*), max(n) FROM journal").one()
    assert count[0] == count[1] >= 9


def test_two_shifts_a_day_and_never_two_at_once(workshop: Workshop) -> None:
    duty, tomorrow = workshop.duty, LAST_DAY + timedelta(days=1)
    assert duty.morning(LAST_DAY) != duty.morning(tomorrow)
    assert duty.afternoon(LAST_DAY) == 2
    assert tomorrow.weekday() == 6
    assert duty.afternoon(tomorrow) != 2, "Thảo has her Sundays off"
    first = duty.actor()
    duty.finish(NINE + 1)
    duty.finish(NINE + 2)
    duty.begin(NINE + 3, LAST_DAY, 3)
    assert duty.actor() == Actor(staff=3, counter=1, shift=2)
    assert first.shift == 1
    assert [row[-1] for row in workshop.house.rows.shifts.waiting] == [NINE + 1]


def test_the_van_fills_what_ran_low_on_its_days(workshop: Workshop) -> None:
    shelves, rice = (
        workshop.shelves,
        next(place for place, article in enumerate(GOODS) if article.good.sku == "GAO01"),
    )
    full = shelves.on_hand[rice]
    assert full == filled(GOODS[rice], 0) == 42 * THOUSAND
    shelves.take(CASHIER, NINE, rice, 30 * THOUSAND, 1)
    assert shelves.available(rice, 20 * THOUSAND) == 12 * THOUSAND
    shelves.take(CASHIER, NINE, rice, 13 * THOUSAND, 2)
    assert shelves.available(rice, THOUSAND) == 0
    shelves.take(CASHIER, NINE, rice, -13 * THOUSAND, 2)
    tuesday, thursday = date(2026, 9, 1), date(2026, 9, 3)
    shelves.refill(CASHIER, NINE, tuesday, 100)
    assert shelves.on_hand[rice] == 12 * THOUSAND
    shelves.refill(CASHIER, NINE, thursday, 102)
    assert shelves.on_hand[rice] == full
    assert shelves.sold[rice] == 30 * THOUSAND


def test_what_is_sold_out_in_the_end_comes_no_more(workshop: Workshop) -> None:
    ice = next(place for place, article in enumerate(GOODS) if not article.shown)
    workshop.shelves.take(CASHIER, NINE, ice, workshop.shelves.on_hand[ice], 1)
    workshop.shelves.refill(CASHIER, NINE, date(2026, 11, 19), STORY.length - 3)
    assert workshop.shelves.on_hand[ice] == 0
    workshop.shelves.fetch(CASHIER, NINE, ice, THOUSAND)
    assert workshop.shelves.on_hand[ice] == THOUSAND


@given(
    due=st.integers(1, 3_000_000),
    balance=st.integers(0, 5_000),
    habit=st.sampled_from([None, Method.CASH, Method.TRANSFER, Method.CARD, Method.WALLET]),
    seed=st.integers(),
)
def test_whatever_is_handed_over_pays_the_bill(
    due: int, balance: int, habit: Method | None, seed: int
) -> None:
    paying = Paying(random.Random(seed), USUAL_PROGRAMME)
    account = Account(customer_id=1, since=LAST_DAY, points=balance)
    points = paying.points(Money(due), account)
    settlement = settle(Money(due), paying.tenders(Money(due), points, habit))
    assert settlement.complete
    assert settlement.points == points <= balance
    assert settlement.by(Method.POINTS) * 2 <= Money(due)


def test_an_account_is_the_sum_of_its_entries_and_lots(workshop: Workshop) -> None:
    rows, rng = workshop.house.rows, random.Random(4)
    books, accounts = Books(rows, USUAL_PROGRAMME), [Account(n, LAST_DAY) for n in range(1, 9)]
    for number in range(1, 161):
        account = rng.choice(accounts)
        redeem = min(rng.randrange(300), account.points) if rng.random() < 0.4 else 0
        due = Money(rng.randrange(1_000, 2_000_000))
        bill = Bill(number, NINE + number, LAST_DAY, due, due, redeem, f"key{number}")
        before = account.points
        settled = books.settle(CASHIER, account, bill)
        assert settled.after == account.points == before - redeem + settled.earned
    books.close()
    for account in accounts:
        entries = [row for row in rows.entries.waiting if row[1] == account.customer_id]
        lots = [row for row in rows.lots.waiting if row[1] == account.customer_id]
        assert sum(points for _, _, _, points, *_ in entries) == account.points
        assert sum(left for _, _, _, left, _ in lots) == account.points
        assert all(0 <= left <= points for _, _, points, left, _ in lots)
    assert max(account.tier for account in accounts) == 3


def test_everybody_comes_at_most_once_a_day_and_all_sales_find_a_buyer() -> None:
    crowd = Crowd(Plan(customers=80, sales=500), STORY, random.Random(1))
    sales = 0
    for place in crowd.open_days:
        coming = crowd.of(place)
        assert [one.second for one in coming] == sorted(one.second for one in coming)
        names = [one.shopper.person.name for one in coming if one.shopper and one.buys]
        assert len(set(names)) == len(names)
        sales += sum(one.buys for one in coming)
        for number, one in enumerate(coming, start=1):
            if one.shopper is not None:
                one.shopper.id = place * 100 + number
    assert sales == 500
    assert all(shopper.id for shopper in crowd.shoppers)
    assert len(crowd.shoppers) == 80


def test_a_story_ends_with_the_sums_it_tells(workshop: Workshop) -> None:
    teller = Teller(random.Random(2), workshop.till, workshop.shopping, workshop.paying, GOODS)
    workshop.shopping.begin_week(LAST_DAY, 0)
    story = next(story for story in STORIES if story.name == NGOC)
    ngoc = workshop.enrol(somebody(NGOC))
    account = ngoc.account
    assert account is not None
    account.points, account.tier, account.spent = 1_500, 2, 12_500_000
    rung, points = teller.basket(Chapter(story, ngoc, number=38, of=38))
    assert rung.totals.due == Money(420_000)
    base = rung.totals.earning - Money(points * 100)
    assert 1_500 - points + base.dong // 10_000 * 15 // 10 == 1_284


def test_a_basket_holds_only_what_lies_on_the_shelf(workshop: Workshop) -> None:
    shopping, shelves = workshop.shopping, workshop.shelves
    shopping.begin_week(LAST_DAY, 0)
    for _ in range(400):
        for picked in shopping.fill(18, 4.0, shopping.favourites(18)):
            assert 0 < picked.amount <= shelves.on_hand[picked.place]
            shelves.take(CASHIER, NINE, picked.place, picked.amount, 1)
            if GOODS[picked.place].good.exclusion:
                assert picked.discount is None, "no offers on beer"
    assert min(shelves.on_hand) >= 0


def test_who_is_enrolled_said_what_they_agree_to(workshop: Workshop) -> None:
    shopper = somebody()
    shopper.note, shopper.answers = "Đọc bốn số cuối.", {(Purpose.GREETING, Channel.CARD): False}
    workshop.enrol(shopper)
    rows = workshop.house.rows
    assert [row[2:5] for row in rows.consents.waiting] == [("greeting", "card", False)]
    assert [row[2] for row in rows.notes.waiting] == ["Đọc bốn số cuối."]
    assert [row[3] for row in rows.phones.waiting] == ["0001"]
    words = "".join(row[9] for row in rows.journal.waiting)
    assert "Tám" not in words, "the journal knows nobody by name"
    assert "bốn" not in words


def sell(workshop: Workshop, shopper: Shopper, dong: int, when: Moment = NOW) -> None:
    """A sale of at least so much, and what care makes of it."""
    picked = workshop.shopping.worth(dong, (), whole=True)
    rung = workshop.till.ring_up(picked, shopper)
    tenders = workshop.paying.tenders(rung.totals.due, 0, Method.CARD)
    workshop.care.hear(when, workshop.till.complete(when, rung, tenders), shopper)


def task_states(workshop: Workshop) -> list[tuple[str, str, str | None]]:
    workshop.care.close()
    rows = workshop.house.rows
    rows.write()
    found = rows._connection.exec_driver_sql(
        "SELECT rule, state, outcome FROM care_task ORDER BY id"
    )
    return [tuple(row) for row in found]


def test_a_first_sale_makes_a_note_that_is_handed_over_or_expires(workshop: Workshop) -> None:
    for number in range(40):
        sell(workshop, workshop.enrol(somebody(f"Khách {number}")), 50_000)
    late = from_ms(NINE) + RULES["first_purchase"].due_after + RULES["first_purchase"].max_late
    workshop.agenda.run(to_ms(late + timedelta(days=2)))
    states = task_states(workshop)
    assert {
        ("first_purchase", "done", "handed_over"),
        ("first_purchase", "expired", "late"),
    } == set(states)
    assert len(states) == 40


def test_whoever_said_no_is_left_alone(workshop: Workshop) -> None:
    shopper = somebody()
    shopper.answers = {(Purpose.GREETING, Channel.CARD): False}
    sell(workshop, workshop.enrol(shopper), 50_000)
    assert task_states(workshop) == [("first_purchase", "rejected", "no_consent")]


def test_a_big_basket_makes_a_call_within_its_hours(workshop: Workshop) -> None:
    workshop.care._last_day = date.max
    for number in range(30):
        shopper = workshop.enrol(somebody(f"Khách {number}"))
        shopper.baskets.extend((LAST_DAY - timedelta(days=day), 50_000) for day in range(9, 1, -1))
        sell(workshop, shopper, 600_000)
    workshop.agenda.run(NINE + 8 * 24 * 3_600_000)
    states = task_states(workshop)
    assert {"big_basket"} == {rule for rule, _, _ in states} - {"tier_up"}
    assert ("big_basket", "done", "solved") in states
    tries = workshop.house.rows._connection.exec_driver_sql("SELECT at FROM care_attempt").scalars()
    hours = {local(from_ms(at)).hour for at in tries}
    assert hours <= {9, 10, 11, 14, 15, 16}


def test_what_the_courier_is_to_tell_is_left_to_it(workshop: Workshop) -> None:
    sell(workshop, workshop.enrol(somebody()), 50_000, replace(NOW, told=False))
    rows = workshop.house.rows
    assert task_states(workshop) == []
    open_events = rows._connection.exec_driver_sql("SELECT name FROM outbox WHERE NOT settled")
    assert open_events.scalars().all() == ["sale.completed"]
    assert rows._connection.exec_driver_sql("SELECT count(*) FROM delivery").scalar_one() == 0


def test_a_year_without_anybody_is_a_sound_file(empty_shop: Database) -> None:
    clock = SetClock(from_ms(midnight(STORY.since)))
    ids = SeededIds(clock, 1)
    founded = found(empty_shop, clock, ids, GOODS, USUAL)
    with opened(empty_shop, founded, clock, ids) as house:
        year = Year(house, Plan(customers=0, sales=0), STORY, GOODS, USUAL)
        year.tell(None)
    assert year.customer(NGOC) is None
    assert run(empty_shop, SOUND) == []
    with empty_shop.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM shift")) > 700


def test_the_orders_on_hold_are_goods_of_the_shop() -> None:
    prices = {article.good.sku: article.price for article in GOODS}
    assert [Money.total(prices[sku] * pieces for sku, pieces in held.goods) for held in HELD] == [
        Money(96_000),
        Money(215_000),
    ]


_FULL_DISK = """
import resource, signal, sys
from datetime import date
from pathlib import Path
from pos_app.demo import Plan, build
from pos_app.store.errors import DiskFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
folder = Path(sys.argv[1])
try:
    build(folder / "shop.khachquen", Plan(sales=2_000, until=date(2026, 11, 21)))
except DiskFull as refusal:
    print(refusal, list(folder.iterdir()))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="a file size limit is POSIX")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert "Ổ đĩa đầy" in told.stdout, told.stderr
    assert told.stdout.strip().endswith("[]")
