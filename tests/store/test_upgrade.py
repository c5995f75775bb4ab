"""A schema is brought up to date whole, or not at all."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from sqlalchemy import event, text

from pos_app.app.checks import CHECKS
from pos_app.basics import faults
from pos_app.shop.staff import Staff
from pos_app.store import check
from pos_app.store.database import Database, open_shop
from pos_app.store.upgrade import upgrade


def tables(database: Database) -> int:
    with database.reading() as session:
        count: int = session.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    return count


@pytest.mark.parametrize("statement", [2, 10, 40, 70])
def test_a_cut_in_the_middle_leaves_no_half_schema(tmp_path: Path, statement: int) -> None:
    database = Database(tmp_path / "new.khachquen")
    seen = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def cut(*_call: object) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upgrade(database.engine)
    event.remove(database.engine, "before_cursor_execute", cut)
    assert tables(database) == 0
    upgrade(database.engine)
    assert tables(database) > 40
    database.close()


OLD_SHOP = """
    INSERT INTO product (id, name, folded, unit, by_weight, vat_rate, stocked, incomplete, active,
                         created_at)
    VALUES (1, 'Sữa', 'sua', 'hộp', 0, 800, 1, 0, 1, 0),
           (2, 'Muối', 'muoi', 'gói', 0, NULL, 1, 0, 1, 0),
           (3, 'Trà', 'tra', 'gói', 0, 700, 1, 0, 1, 0);
    INSERT INTO barcode (code, product_id, unit, factor, price)
    VALUES ('1', 1, 'hộp', 1000, NULL), ('2', 1, 'thùng', 12000, 384000),
           ('3', 1, 'thùng', 12000, 384000), ('4', 1, 'lốc', 4000, NULL);
    INSERT INTO staff (id, name, role, active) VALUES (1, 'Mai', 'owner', 1)
"""


@pytest.fixture
def old_shop(tmp_path: Path) -> Path:
    """A shop as the first version left it."""
    database = Database(tmp_path / "old.khachquen")
    upgrade(database.engine, "0001")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        for statement in OLD_SHOP.split(";"):
            connection.exec_driver_sql(statement)
        connection.commit()
    database.close()
    return database.path


def ask(database: Database, statement: str) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(statement))]


def test_an_older_shop_is_copied_and_brought_up_to_date(old_shop: Path) -> None:
    database = open_shop(old_shop)

    assert ask(database, "SELECT unit, factor, price FROM pack ORDER BY factor") == [
        ("lốc", 4_000, None),
        ("thùng", 12_000, 384_000),
    ]
    assert ask(
        database,
        "SELECT code, coalesce(unit, 'hộp') FROM barcode LEFT JOIN pack ON pack.id = pack_id",
    ) == [("1", "hộp"), ("2", "thùng"), ("3", "thùng"), ("4", "lốc")]
    assert ask(database, "SELECT vat_class FROM product") == [("relief",), (None,), ("700",)]
    assert [one.name for one in Staff(database).active()] == ["Mai"]
    database.close()
    copy = Database(old_shop.with_name("old.khachquen.0001.bak"))
    assert ask(copy, "SELECT count(*) FROM barcode WHERE unit = 'thùng'") == [(2,)]
    copy.close()


@pytest.mark.parametrize("point", ["copied", "upgraded"])
def test_a_cut_while_it_is_brought_up_to_date_loses_nothing(old_shop: Path, point: str) -> None:
    def cut(passed: str) -> None:
        if passed == point:
            raise KeyboardInterrupt

    faults.arm(cut)
    with pytest.raises(KeyboardInterrupt):
        open_shop(old_shop)
    faults.arm(None)

    database = open_shop(old_shop)
    assert ask(database, "SELECT count(*) FROM barcode") == [(4,)]
    database.close()


def test_a_years_sales_pass_every_check_once_they_are_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "first.khachquen"
    kept = Path(__file__).parents[1] / "data" / "shop_0001.khachquen.xz"
    path.write_bytes(lzma.decompress(kept.read_bytes()))
    database = open_shop(path)

    assert check.run(database, CHECKS) == []
    assert ask(database, "SELECT count(*), sum(promotion_discount) FROM sale_line") == [(203, 0)]
    database.close()


def test_rows_that_point_nowhere_stop_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "new.khachquen")
    upgrade(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("INSERT INTO barcode (code, product_id) VALUES ('1', 7)")
        connection.commit()
    with pytest.raises(RuntimeError, match="point nowhere"):
        upgrade(database.engine)
    database.close()
