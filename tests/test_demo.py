"""The demo shop: as big as asked, true to every invariant, the same each time, all or nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from pos_app import cli
from pos_app.app.checks import CHECKS
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock, from_ms, shop_day, time_text
from pos_app.basics.errors import BadInput
from pos_app.basics.events import SALE_COMPLETED, TIER_RAISED, Event
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.care.planner import Planner
from pos_app.customers.address import Form
from pos_app.customers.consent import Channel, Purpose
from pos_app.customers.directory import Directory
from pos_app.demo import Plan, Summary, build
from pos_app.goods.catalog import Catalog
from pos_app.loyalty.ledger import Loyalty
from pos_app.selling.drafts import Drafts
from pos_app.selling.shifts import Shifts
from pos_app.selling.totals import price
from pos_app.shop.profile import Shop, bank_account
from pos_app.shop.staff import Role, Staff
from pos_app.store.check import run
from pos_app.store.database import Database, open_shop
from tests.fixtures import SATURDAY

LAST_DAY = date(2026, 11, 21)
SMALL = Plan(customers=30, sales=200, until=LAST_DAY)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    path = tmp_path_factory.mktemp("demo") / "demo.khachquen"
    return path, build(path, SMALL)


@pytest.fixture
def shop(small: tuple[Path, Summary], tmp_path: Path) -> Iterator[Database]:
    database = open_shop(Path(shutil.copy(small[0], tmp_path)))
    yield database
    database.close()


def broken(path: Path) -> list[str]:
    database = open_shop(path)
    found = [f"{one.number} {one.title}: {one.where}" for one in run(database, CHECKS)]
    database.close()
    return found


def count(database: Database, what: str) -> int:
    with database.reading() as session:
        return int(session.scalar(text(f"SELECT count(*) FROM {what}")) or 0)


def dump(path: Path) -> dict[str, list[Any]]:
    """Every table of a shop, but for its secrets and what is digested with them."""
    secret = {"shop": {"salt", "card_secret"}, "journal": {"body", "previous", "hash"}}
    database = open_shop(path)
    with database.reading() as session:
        tables = session.scalars(
            text("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_data'")
        ).all()
        rows = {
            table: [
                {k: v for k, v in row.items() if k not in secret.get(table, ())}
                for row in session.execute(text(f"SELECT * FROM {table}")).mappings()
            ]
            for table in tables
        }
    database.close()
    return rows


def test_every_invariant_holds(small: tuple[Path, Summary]) -> None:
    assert broken(small[0]) == []


def test_as_much_as_was_asked_for(shop: Database, small: tuple[Path, Summary]) -> None:
    summary = small[1]
    assert count(shop, "customer") == summary.customers == 30
    assert count(shop, "sale") == summary.sales == 200
    assert count(shop, "product") == summary.goods == 412
    assert count(shop, "sale_line") == summary.lines
    assert count(shop, "care_task WHERE state = 'ready'") == summary.tasks > 0
    assert summary.since == date(2025, 11, 22)


def test_equal_plans_make_equal_shops(small: tuple[Path, Summary], tmp_path: Path) -> None:
    again = tmp_path / "again.khachquen"
    build(again, SMALL)
    assert dump(again) == dump(small[0])


def test_another_seed_makes_another_shop(small: tuple[Path, Summary], tmp_path: Path) -> None:
    other = tmp_path / "other.khachquen"
    build(other, Plan(customers=30, sales=200, until=LAST_DAY, seed=2))
    assert dump(other)["sale"] != dump(small[0])["sale"]


@pytest.mark.parametrize(
    "plan",
    [
        Plan(customers=0, goods=0, sales=0),
        Plan(customers=5, goods=0, sales=0),
        Plan(customers=0, goods=30, sales=25),
        Plan(customers=60, goods=30, sales=20),
        Plan(customers=3, goods=1, sales=40),
        Plan(customers=4, goods=450, sales=60, lines=9),
        Plan(customers=20, sales=90, until=date(2026, 2, 18)),
        Plan(customers=20, sales=90, until=date(2028, 2, 29)),
    ],
    ids=str,
)
def test_any_size_on_any_day_holds_what_it_promises(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "any.khachquen"
    summary = build(path, plan, clock=SetClock(SATURDAY))
    assert (summary.customers, summary.goods, summary.sales) == (
        plan.customers,
        plan.goods,
        plan.sales,
    )
    assert broken(path) == []


def test_sales_need_goods() -> None:
    with pytest.raises(BadInput, match="mặt hàng"):
        Plan(goods=0, sales=1)


def test_baskets_are_as_full_as_asked(tmp_path: Path) -> None:
    summary = build(tmp_path / "full.khachquen", Plan(100, 412, 2_000, 3, LAST_DAY, lines=8))
    assert 6.5 < summary.lines / summary.sales < 9


def test_a_taken_place_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.khachquen"
    path.write_bytes(b"years of work")
    with pytest.raises(FileExistsError) as refused:
        build(path, SMALL)
    assert refused.value.filename == str(path)
    assert path.read_bytes() == b"years of work"


@pytest.mark.parametrize("after", [0, 100, 200])
def test_an_interrupted_building_leaves_nothing(after: int, tmp_path: Path) -> None:
    def stop(done: int, whole: int) -> None:
        assert whole == 200
        if done >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "half.khachquen", SMALL, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_crash_left_is_built_over(tmp_path: Path) -> None:
    (tmp_path / ".shop.khachquen.building").write_bytes(b"half a shop")
    build(tmp_path / "shop.khachquen", Plan(2, 40, 10, 1, LAST_DAY))
    assert [path.name for path in tmp_path.iterdir()] == ["shop.khachquen"]


def test_progress_ends_with_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build(
        tmp_path / "shop.khachquen",
        Plan(5, 60, 50, 1, LAST_DAY),
        progress=lambda done, whole: told.append((done, whole)),
    )
    assert told[-1] == (50, 50)
    assert told == sorted(told)


def clock_at(hour: int, minute: int) -> SetClock:
    """A moment of the last day on the shop's wall clock."""
    return SetClock(datetime(2026, 11, 21, hour - 7, minute, tzinfo=UTC))


def moments(path: Path) -> list[datetime]:
    database = open_shop(path)
    with database.reading() as session:
        found = session.scalars(text("SELECT sold_at FROM sale ORDER BY id")).all()
        written = session.scalars(text("SELECT at FROM journal ORDER BY n")).all()
    database.close()
    assert sorted(written) == written, "nothing was written down before what came earlier"
    return [from_ms(at) for at in found]


def test_the_story_stops_in_the_middle_of_its_last_day(small: tuple[Path, Summary]) -> None:
    sold = moments(small[0])
    assert sold == sorted(sold)
    assert max(sold) <= SATURDAY


def test_nothing_is_sold_later_than_now(tmp_path: Path) -> None:
    plan, clock = Plan(10, 60, 1_500, 1), clock_at(9, 30)
    build(tmp_path / "today.khachquen", plan, clock=clock)
    sold = moments(tmp_path / "today.khachquen")
    assert len(sold) == 1_500
    assert max(sold) <= clock.now()
    assert shop_day(max(sold)) == LAST_DAY, "somebody came this morning"


def test_before_the_shop_opens_yesterday_was_the_last_day(tmp_path: Path) -> None:
    path, four_in_the_morning = tmp_path / "night.khachquen", datetime(2026, 11, 20, 21, tzinfo=UTC)
    build(path, Plan(10, 60, 1_500, 1), clock=SetClock(four_in_the_morning))
    assert shop_day(max(moments(path))) == date(2026, 11, 20)
    assert broken(path) == []


def test_the_last_shift_is_open_for_whoever_comes_next(shop: Database) -> None:
    actor = Actor(staff=1, counter=1)
    today = Shifts(shop, SetClock(SATURDAY)).current(actor)
    assert today.business_day == LAST_DAY
    assert count(shop, "shift WHERE closed_at IS NULL") == 1
    assert time_text(today.opened_at) == "13:02"


def test_the_shop_of_the_pictures(shop: Database) -> None:
    card = Shop(shop, SetClock(from_ms(0)))
    profile = card.profile()
    with shop.reading() as session:
        account = bank_account(session)
    assert profile.name == "Tạp hóa Cô Mai"
    assert (profile.address, profile.phone, profile.tax_code) == (
        "12 đường Hoa Sen, phường An Bình, TP. Mẫu",
        "028 0000 0000",
        "0000000000",
    )
    assert account is not None
    assert account.sample
    assert (account.bin, account.account, account.holder) == (
        "999999",
        "0000000000",
        "TRAN THI MAI",
    )
    assert card.counter_name(1) == "Quầy 1"
    staff = Staff(shop).active()
    assert [one.name for one in staff if one.role == Role.OWNER] == ["Cô Mai"]
    assert "Thảo" in [one.name for one in staff if one.role == Role.CASHIER]


def test_the_tiles_are_those_of_the_picture(shop: Database) -> None:
    tiles = Catalog(shop, SetClock(SATURDAY)).tiles(None)
    assert [item.name for item in tiles[:3]] == ["Bánh mì", "Trứng gà lẻ", "Đá viên túi 2 kg"]
    assert len(tiles) == 18


def test_the_regulars_stand_where_the_pictures_show_them(shop: Database) -> None:
    clock = SetClock(SATURDAY)
    directory = Directory(shop, clock, SeededIds(clock, 1))
    [ngoc] = directory.find("0901 234 567")
    standing = Loyalty(shop, clock).account(ngoc.id)
    assert (ngoc.name, ngoc.form) == ("Nguyễn Thị Hồng Ngọc", Form.CHI)
    assert (standing.points, standing.tier.name) == (1_284, "Thân thiết")
    assert (standing.spent, standing.missing) == (Money(12_920_000), Money(2_080_000))
    assert ngoc.visits == 38
    assert directory.consents(ngoc.id)[Purpose.GREETING, Channel.CARD]
    assert [note.text for note in directory.notes(ngoc.id)] == [
        "Thích tã không hương. Gói riêng đồ lạnh."
    ]
    [sau] = directory.find("Phạm Thị Sáu")
    assert Loyalty(shop, clock).account(sau.id).missing == Money(154_000)
    [lan] = directory.find("Trần Thị Lan")
    assert lan.visits == 1
    assert count(shop, f"care_task WHERE customer_id = {lan.id} AND state = 'ready'") == 1


def test_two_orders_are_on_hold(shop: Database) -> None:
    clock = SetClock(SATURDAY)
    carts = Drafts(shop, clock, SeededIds(clock, 1)).all(counter=1)
    assert [(cart.label, price(cart).due, cart.held) for cart in carts] == [
        ("Anh Tuấn", Money(96_000), True),
        ("Chú Bảy", Money(215_000), True),
    ]
    assert all(cart.customer_id for cart in carts)


def test_every_event_was_told_and_telling_it_again_makes_no_work(shop: Database) -> None:
    assert count(shop, "outbox WHERE NOT settled") == 0
    before = count(shop, "care_task")
    planner = Planner(SetClock(SATURDAY))
    with shop.transaction() as session:
        for row in session.execute(text("SELECT name, subject, payload FROM outbox")):
            event = Event(row.name, row.subject, json.loads(row.payload))
            if row.name == SALE_COMPLETED:
                planner.on_sale_completed(session, event, SATURDAY)
            if row.name == TIER_RAISED:
                planner.on_tier_raised(session, event, SATURDAY)
    assert count(shop, "care_task") == before


def test_people_without_a_number_and_people_who_were_asked(tmp_path: Path) -> None:
    build(tmp_path / "many.khachquen", Plan(400, 60, 50, 1, LAST_DAY))
    database = open_shop(tmp_path / "many.khachquen")
    assert 350 < count(database, "customer_phone") < 400
    assert 150 < count(database, "(SELECT DISTINCT customer_id FROM consent)") < 300
    assert count(database, "card") == count(database, "account") == 400
    database.close()


def test_the_command_builds_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "told.khachquen"
    told = ["demo", str(path), "--customers", "5", "--goods", "40", "--sales", "30"]
    assert cli.main([*told, "--until", "2026-11-21", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["customers"], document["goods"], document["sales"]) == (5, 40, 30)
    assert document["until"] == "2026-11-21"
    assert cli.main(told) == 2
    assert str(path) in capsys.readouterr().err


def test_the_summary_is_a_sentence(small: tuple[Path, Summary]) -> None:
    assert str(small[1]).startswith("200 đơn với ")
