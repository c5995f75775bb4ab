"""Files taken in whole: shipped goods, and real parts of two real histories.

What the part of Online Retail must come to is counted again here, by another and slower way.
"""

from __future__ import annotations

import csv
import json
import lzma
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select, text

from pos_app.basics.actor import Actor
from pos_app.basics.assets import asset
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.customers.directory import Directory
from pos_app.goods import checks as goods_checks
from pos_app.goods.catalog import Catalog
from pos_app.loyalty import checks as loyalty_checks
from pos_app.models.sales import Sale
from pos_app.selling.import_seal import edited
from pos_app.spreadsheets import intake
from pos_app.spreadsheets.report import ImportReport
from pos_app.store import check, journal
from pos_app.store.check import Check
from pos_app.store.database import Database
from tests.workbooks import write_xlsx

DATA: Final = Path(__file__).parents[1] / "data"
RETAIL: Final = DATA / "online_retail_part.csv.xz"
CDNOW: Final = DATA / "cdnow_part.csv.gz"
INVARIANTS: Final = (
    *check.CHECKS,
    *goods_checks.CHECKS,
    *loyalty_checks.CHECKS,
    Check(22, "imports are as they were taken in", edited),
)

Import = Callable[..., ImportReport]


@pytest.fixture
def goods(database: Database, clock: SetClock, ids: SeededIds, owner: Actor) -> Import:
    def take_in(path: Path, *more: Any, **options: Any) -> ImportReport:
        return intake.import_goods(database, clock, ids, owner, path, *more, **options)

    return take_in


@pytest.fixture
def sales(database: Database, clock: SetClock, ids: SeededIds, owner: Actor) -> Import:
    def take_in(path: Path, *more: Any, **options: Any) -> ImportReport:
        return intake.import_sales(database, clock, ids, owner, path, *more, **options)

    return take_in


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(query))]


def number(database: Database, query: str) -> Any:
    return rows(database, query)[0][0]


def state(database: Database) -> list[Any]:
    """Everything an import could change."""
    tables = ("sale", "sale_line", "customer", "account", "card", "product", "number_series")
    with database.reading() as session:
        head = journal.head(session)
    return [head, *(rows(database, f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables)]


def broken(database: Database) -> list[str]:
    return [f"{each.number} {each.where}" for each in check.run(database, INVARIANTS)]


# Goods --------------------------------------------------------------------------------------


def test_the_demo_shop_in_one_go(database: Database, goods: Import, catalog: Catalog) -> None:
    report = goods(asset("data", "demo_goods.csv"))

    assert report.as_json() == {
        "read": 412,
        "written": {"products": 412, "without_price": 0},
        "skipped": [],
    }
    tomato = catalog.search("ca chua")[0]
    assert (tomato.name, tomato.price, tomato.by_weight) == ("Cà chua", Money(25_000), True)
    assert (tomato.stock, tomato.vat_class) == (Quantity(14_200), "five")
    assert not catalog.search("bia lon 330 ml")[0].earns_points
    assert [item.name for item in catalog.tiles(None)][:3] == [
        "Bánh mì",
        "Trứng gà lẻ",
        "Đá viên túi 2 kg",
    ]
    assert [each.strip for each in catalog.categories()] == [0, 1, 2, 3, 4]
    assert broken(database) == []


def test_real_goods_without_prices(database: Database, goods: Import, catalog: Catalog) -> None:
    report = goods(asset("data", "off893.csv.gz"), "off893")

    assert report.as_json() == {
        "read": 746,
        "written": {"products": 746, "without_price": 746},
        "skipped": [],
    }
    pho = catalog.by_barcode("8934561010074")
    assert pho is not None
    assert (pho.name, pho.price, pho.stock, pho.incomplete) == ("Pho thit bo", None, None, True)
    assert broken(database) == []


def test_every_one_of_them_sells_after_a_price(
    goods: Import, catalog: Catalog, actor: Actor
) -> None:
    goods(asset("data", "off893.csv.gz"))
    pho = catalog.by_barcode("8934561010074")
    assert pho is not None
    priced, _ = catalog.set_price(actor, pho, Money(12_000))

    assert priced == catalog.by_barcode("8934561010074")
    assert priced.price == Money(12_000)


def test_goods_again_change_nothing(database: Database, goods: Import) -> None:
    goods(asset("data", "off893.csv.gz"))
    before = state(database)
    report = goods(asset("data", "off893.csv.gz"))

    assert report.as_json() == {
        "read": 746,
        "written": {"products": 0, "without_price": 0},
        "skipped": [{"reason": "Mã vạch đã có trong danh mục", "count": 746}],
    }
    assert state(database) == before


def test_a_dry_run_says_the_same_and_writes_nothing(database: Database, goods: Import) -> None:
    before = state(database)
    said = goods(asset("data", "demo_goods.csv"), dry_run=True)

    assert said.dry_run
    assert state(database) == before
    assert goods(asset("data", "demo_goods.csv")).as_json() == said.as_json()


def test_goods_from_a_workbook_with_a_map_of_ones_own(
    goods: Import, catalog: Catalog, tmp_path: Path
) -> None:
    own = tmp_path / "own.json"
    own.write_text(
        json.dumps(
            {
                "kind": "goods",
                "title": "Sổ của cô Mai",
                "columns": {"barcode": "Mã vạch", "name": "Tên", "price": "Giá"},
                "constants": {"unit": "gói"},
            }
        )
    )
    book = write_xlsx(
        tmp_path / "hàng.xlsx",
        [
            ["Mã vạch", "Tên", "Giá"],
            [8_930_000_012_340, "Kẹo dừa", 25_000],
            ["8.93E+12", "Kẹo mè", 20_000],
            ["", "Kẹo lạc", "mười nghìn"],
        ],
    )
    report = goods(book, own)

    assert report.as_json() == {
        "read": 3,
        "written": {"products": 1, "without_price": 0},
        "skipped": [
            {"reason": "Mã vạch đã bị Excel rút gọn thành 8,93E+12", "count": 1},
            {"reason": "Giá, số lượng hoặc thuế không phải số", "count": 1},
        ],
    }
    sweet = catalog.by_barcode("8930000012340")
    assert sweet is not None
    assert (sweet.name, sweet.unit, sweet.price) == ("Kẹo dừa", "gói", Money(25_000))


# CDNOW --------------------------------------------------------------------------------------


def test_cdnow(database: Database, sales: Import) -> None:
    report = sales(CDNOW)

    assert report.as_json() == {
        "read": 1_202,
        "written": {"customers": 404, "sales": 1_202, "returns": 0, "lines": 1_202},
        "skipped": [],
    }
    assert rows(
        database,
        """
        SELECT sale.external, sale.business_day, sale.total, line.name, line.quantity,
               line.unit_price, line.code
        FROM sale JOIN sale_line line ON line.sale_id = sale.id
        JOIN customer ON customer.id = sale.customer_id
        WHERE customer.external = 'cdnow:00004' ORDER BY sale.id LIMIT 2
        """,
    ) == [
        ("00004/1997-01-01/1", "1997-01-01", 2_933, "2 đĩa CD", 1_000, 2_933, "CD"),
        ("00004/1997-01-18/1", "1997-01-18", 2_973, "2 đĩa CD", 1_000, 2_973, "CD"),
    ]
    assert broken(database) == []


def test_a_free_record_is_a_visit_too(database: Database, sales: Import) -> None:
    """Eight people of the sample bought nothing else: without it they would be lost."""
    sales(CDNOW)

    assert rows(
        database,
        """
        SELECT account.spent, account.visits, count(*) FROM sale
        JOIN account ON account.customer_id = sale.customer_id
        WHERE sale.total = 0 GROUP BY 1, 2
        """,
    ) == [(0, 1, 8)]


# Online Retail ------------------------------------------------------------------------------


@dataclass
class Told:
    """What a part of Online Retail comes to."""

    sales: Counter[str] = field(default_factory=Counter)
    """Total in pennies by invoice."""
    returns: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    spent: Counter[str] = field(default_factory=Counter)
    days: dict[str, set[str]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)


def read_retail() -> list[dict[str, str]]:
    with lzma.open(RETAIL, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pennies(row: dict[str, str]) -> int:
    return int((Decimal(row["UnitPrice"]) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def count_again() -> Told:
    """Plain lists, one person's history searched from its end for every returned line."""
    told = Told()
    papers: dict[str, list[dict[str, str]]] = {}
    for row in read_retail():
        papers.setdefault(row["InvoiceNo"], []).append(row)
    bought: list[list[Any]] = []
    for no, paper in sorted(papers.items(), key=lambda each: each[1][0]["InvoiceDate"]):
        person, when = paper[0]["CustomerID"], paper[0]["InvoiceDate"]
        if no[0] == "A":
            told.skipped["Hóa đơn điều chỉnh, không phải bán hàng"] += len(paper)
            continue
        told.people |= {person} - {""}
        if no[0] == "C":
            take_back(told, no, paper, bought)
            continue
        for row in paper:
            count, price = int(row["Quantity"]), pennies(row)
            if count <= 0:
                told.skipped["Số lượng âm hoặc bằng 0 ngoài hóa đơn trả (điều chỉnh kho)"] += 1
            elif price == 0:
                told.skipped["Giá bằng 0"] += 1
            else:
                told.sales[no] += count * price
                told.lines += 1
                told.spent[person] += count * price
                told.days.setdefault(person, set()).add(when[:10])
                told.last[person] = max(told.last.get(person, ""), when)
                bought.append([person, row["StockCode"], price, count])
    return told


def take_back(told: Told, no: str, paper: list[dict[str, str]], bought: list[list[Any]]) -> None:
    person = paper[0]["CustomerID"]
    if not person:
        reason = "Hóa đơn trả của khách lẻ, không biết đã mua lần nào"
        told.skipped[reason] += len(paper)
        return
    before = [list(each) for each in bought]
    for row in paper:
        wanted = [person, row["StockCode"], pennies(row)]
        count = -int(row["Quantity"])
        found = [each for each in bought if each[:3] == wanted and each[3] >= count]
        if not found:
            bought[:] = before
            reason = "Hóa đơn trả có dòng không khớp lần mua nào trước đó của khách"
            told.skipped[reason] += len(paper)
            return
        found[-1][3] -= count
    told.returns[no] = sum(int(row["Quantity"]) * pennies(row) for row in paper)
    told.lines += len(paper)
    told.spent[person] += told.returns[no]


@pytest.fixture(scope="module")
def told() -> Told:
    return count_again()


def test_online_retail(database: Database, sales: Import, told: Told) -> None:
    report = sales(RETAIL).as_json()

    assert report["read"] == 7_213
    assert report["written"] == {
        "customers": len(told.people),
        "sales": len(told.sales),
        "returns": len(told.returns),
        "lines": told.lines,
    }
    assert {each["reason"]: each["count"] for each in report["skipped"]} == told.skipped
    assert report["written"]["lines"] + told.skipped.total() == report["read"]
    assert len(told.skipped) == 5
    assert min(told.skipped.values()) > 2
    assert len(told.returns) > 50
    assert broken(database) == []


def test_every_invoice_has_the_total_of_its_lines(
    database: Database, sales: Import, told: Told
) -> None:
    sales(RETAIL)
    kept = rows(database, "SELECT external, kind, total FROM sale")

    assert {no: total for no, kind, total in kept if kind == "sale"} == told.sales
    assert {no: total for no, kind, total in kept if kind == "return"} == told.returns
    assert number(database, "SELECT count(*) FROM sale WHERE external = '542806'") == 1


def test_people_have_their_histories(database: Database, sales: Import, told: Told) -> None:
    sales(RETAIL)
    kept = rows(
        database,
        """
        SELECT substr(external, 15), spent, visits, last_sale_at, points, tier
        FROM customer JOIN account ON account.customer_id = customer.id
        """,
    )

    assert len(kept) == len(told.people)
    for person, spent, visits, last, points, tier in kept:
        assert (spent, visits) == (told.spent[person], len(told.days.get(person, ())))
        assert (last is None) == (person not in told.last)
        assert (points, tier) == (0, 0)


def test_a_customer_is_found_and_called(
    database: Database, clock: SetClock, ids: SeededIds, sales: Import
) -> None:
    sales(RETAIL)
    person = number(database, "SELECT min(external) FROM customer").removeprefix("online_retail:")
    [found] = Directory(database, clock, ids).find(f"khach {person}")

    assert found.name == f"Khách {person}"
    assert found.phone == ""
    assert found.joined_on.year in (2010, 2011)


def test_each_return_gives_back_what_was_sold_before(database: Database, sales: Import) -> None:
    sales(RETAIL)
    pairs = rows(
        database,
        """
        SELECT back.quantity, sold.quantity, back.unit_price = sold.unit_price,
               back.code = sold.code, given.customer_id = taken.customer_id,
               given.sold_at >= taken.sold_at, given.id > taken.id,
               (SELECT sum(quantity) FROM sale_line WHERE original_line_id = sold.id)
        FROM sale_line back
        JOIN sale given ON given.id = back.sale_id
        JOIN sale_line sold ON sold.id = back.original_line_id
        JOIN sale taken ON taken.id = sold.sale_id
        """,
    )

    assert len(pairs) == number(database, "SELECT count(*) FROM sale_line WHERE quantity < 0")
    for back, sold, *same, all_back in pairs:
        assert back < 0 < sold
        assert same == [1] * 5
        assert -all_back <= sold
    assert (
        rows(
            database,
            """
        SELECT back.id FROM sale back WHERE kind = 'return' AND original_id IS NOT (
            SELECT CASE WHEN count(DISTINCT sold.sale_id) = 1 THEN min(sold.sale_id) END
            FROM sale_line line JOIN sale_line sold ON sold.id = line.original_line_id
            WHERE line.sale_id = back.id)
        """,
        )
        == []
    )


def test_a_history_touches_nothing_else(database: Database, goods: Import, sales: Import) -> None:
    goods(asset("data", "demo_goods.csv"))
    before = rows(database, "SELECT * FROM stock_level") + rows(
        database, "SELECT * FROM stock_move"
    )
    sales(RETAIL)

    assert (
        rows(database, "SELECT * FROM stock_level") + rows(database, "SELECT * FROM stock_move")
        == before
    )
    for table in ("payment", "points_entry", "tier_change", "care_task", "outbox", "shift"):
        assert number(database, f"SELECT count(*) FROM {table}") == 0
    assert number(database, "SELECT count(*) FROM sale_line WHERE earns OR vat <> 0") == 0
    with database.reading() as session:
        for sale in session.scalars(select(Sale)):
            assert (sale.origin, sale.series) == ("import", "import:online_retail")
            assert (sale.counter_id, sale.shift_id, sale.staff_id) == (None, None, None)
            assert (sale.points_earned, sale.earning_base) == (0, Money(0))


def test_papers_are_numbered_in_the_order_of_time(database: Database, sales: Import) -> None:
    sales(RETAIL)
    papers = rows(database, "SELECT number, sold_at, business_day FROM sale ORDER BY id")

    assert [paper[0] for paper in papers] == list(range(1, len(papers) + 1))
    assert [paper[1] for paper in papers] == sorted(paper[1] for paper in papers)
    assert (papers[0][2], papers[-1][2]) == (min(p[2] for p in papers), max(p[2] for p in papers))


def test_sales_again_change_nothing(database: Database, sales: Import, told: Told) -> None:
    sales(RETAIL)
    before = state(database)
    report = sales(RETAIL).as_json()

    assert state(database) == before
    assert set(report["written"].values()) == {0}
    assert report["skipped"][0]["reason"] == "Đã có trong cửa hàng"
    assert sum(each["count"] for each in report["skipped"]) == report["read"]


def test_a_dry_run_of_sales(database: Database, sales: Import) -> None:
    before = state(database)
    said = sales(RETAIL, dry_run=True)

    assert state(database) == before
    assert sales(RETAIL).as_json() == said.as_json()


def test_two_systems_side_by_side(database: Database, sales: Import) -> None:
    sales(CDNOW)
    sales(RETAIL)

    assert rows(
        database, "SELECT series, min(number), max(number) = count(*) FROM sale GROUP BY 1"
    ) == [("import:cdnow", 1, 1), ("import:online_retail", 1, 1)]
    assert broken(database) == []


def test_progress_rises_to_the_end(sales: Import) -> None:
    heard: list[tuple[int, int]] = []
    sales(RETAIL, progress=lambda done, whole: heard.append((done, whole)))

    assert heard == sorted(heard)
    assert heard[-1] == (100, 100)
    assert len(set(heard)) >= 5


# Trouble ------------------------------------------------------------------------------------


def test_a_cashier_imports_nothing(
    database: Database, clock: SetClock, ids: SeededIds, actor: Actor
) -> None:
    before = state(database)
    for take_in, path in (
        (intake.import_goods, asset("data", "off893.csv.gz")),
        (intake.import_sales, CDNOW),
    ):
        for dry_run in (True, False):
            with pytest.raises(NotAllowed):
                take_in(database, clock, ids, actor, path, dry_run=dry_run)

    assert state(database) == before


def test_a_file_that_ends_in_the_middle_changes_nothing(
    database: Database, sales: Import, tmp_path: Path
) -> None:
    before = state(database)
    half = tmp_path / "half.csv.xz"
    half.write_bytes(RETAIL.read_bytes()[:40_000])
    with pytest.raises(BadInput, match=r"Tệp nén half\.csv\.xz bị hỏng"):
        sales(half)

    assert state(database) == before


def test_a_power_cut_before_the_end_changes_nothing(
    database: Database, sales: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(database)

    def cut(*_told: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "append", cut)
    with pytest.raises(KeyboardInterrupt):
        sales(RETAIL)

    assert state(database) == before


def test_goods_are_no_sales(goods: Import) -> None:
    with pytest.raises(BadInput, match="Chưa biết cột nào là gì"):
        goods(CDNOW)
