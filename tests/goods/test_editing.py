"""The owner adds and changes goods: lon, lốc and thùng, combos, lots, and who may see the cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import NotAllowed, Stale
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods import checks, combos, price_history, unit_rows
from pos_app.goods.catalog import Catalog
from pos_app.goods.editing import GoodsEditor
from pos_app.goods.lots import UNKNOWN
from pos_app.goods.sheets import Good, Part, Unit
from pos_app.goods.shelving import NewGood
from pos_app.goods.soundness import MOST_UNITS
from pos_app.goods.units import Misfit
from pos_app.models.goods import PriceChange, Product
from pos_app.store import check
from pos_app.store.database import Database

MILK = Good(
    "Sữa tươi ít đường hộp 1 L",
    (
        Unit("hộp", price=Money(34_000), codes=("8930000012012", "8930000012999")),
        Unit("lốc", Quantity.of(4), Money(132_000), ("8930000012913",)),
        Unit("thùng", Quantity.of(12), None, ("8930000012920",)),
    ),
    cost=Money(27_200),
    reorder_at=Quantity.of(12),
)


TOO_MANY = tuple(Unit(f"u{n}", Quantity.of(n)) for n in range(2, MOST_UNITS + 2))


@pytest.fixture
def editor(database: Database, clock: SetClock) -> GoodsEditor:
    return GoodsEditor(database, clock)


def broken(database: Database) -> list[check.Broken]:
    return check.run(database, checks.CHECKS)


def test_a_good_is_sold_in_the_pack_that_was_scanned(
    database: Database, editor: GoodsEditor, catalog: Catalog, owner: Actor
) -> None:
    sheet, _ = editor.add(owner, MILK)

    assert [unit.name for unit in sheet.good.units] == ["hộp", "lốc", "thùng"]
    for code, unit, price in (
        ("8930000012999", "hộp", 34_000),
        ("8930000012913", "lốc", 132_000),
        ("8930000012920", "thùng", 408_000),
    ):
        item = catalog.by_barcode(code)
        assert item is not None
        assert (item.product_id, item.unit, item.price) == (sheet.product_id, unit, Money(price))
    assert catalog.search("sua tuoi")[0].product_id == sheet.product_id
    assert not broken(database)


def test_each_price_leaves_a_row(database: Database, editor: GoodsEditor, owner: Actor) -> None:
    sheet, _ = editor.add(owner, MILK)
    hop, loc, thung = sheet.good.units
    dearer = replace(
        sheet.good,
        cost=Money(28_000),
        units=(replace(hop, price=Money(35_000)), loc, replace(thung, price=Money(400_000))),
    )
    after, _ = editor.change(owner, sheet.product_id, sheet.good, dearer)

    assert [(past.price, past.unit, past.who) for past in after.prices[:2]] == [
        (Money(400_000), "thùng", "Trần Thị Mai"),
        (Money(35_000), "hộp", "Trần Thị Mai"),
    ]
    changes = select(PriceChange.kind, PriceChange.before, PriceChange.after)
    with database.reading() as session:
        assert price_history.latest(session, sheet.product_id) == after.prices
        rows = session.execute(changes.order_by(PriceChange.id)).all()
    assert [tuple(row) for row in rows] == [
        ("price", None, Money(34_000)),
        ("cost", None, Money(27_200)),
        ("price", None, Money(132_000)),
        ("price", Money(34_000), Money(35_000)),
        ("cost", Money(27_200), Money(28_000)),
        ("price", None, Money(400_000)),
    ]


def test_two_windows_lose_nothing(editor: GoodsEditor, owner: Actor) -> None:
    sheet, _ = editor.add(owner, MILK)
    editor.change(owner, sheet.product_id, sheet.good, replace(sheet.good, name="Sữa tươi"))

    with pytest.raises(Stale, match="cửa sổ khác"):
        editor.change(owner, sheet.product_id, sheet.good, replace(sheet.good, cost=Money(1)))

    assert editor.sheet(owner, sheet.product_id).good.name == "Sữa tươi"


def test_a_pack_is_withdrawn_and_comes_back(
    database: Database, editor: GoodsEditor, catalog: Catalog, owner: Actor
) -> None:
    sheet, _ = editor.add(owner, MILK)
    fewer = replace(sheet.good, units=sheet.good.units[:2])
    without, _ = editor.change(owner, sheet.product_id, sheet.good, fewer)
    assert without.good.units == sheet.good.units[:2]
    assert catalog.by_barcode("8930000012920") is None

    again, _ = editor.change(owner, sheet.product_id, without.good, sheet.good)

    assert again.good == sheet.good
    with database.reading() as session:
        product = session.get_one(Product, sheet.product_id)
        assert unit_rows.read_units(session, product) == sheet.good.units
    assert not broken(database)


def test_the_cost_is_the_owners(editor: GoodsEditor, owner: Actor, actor: Actor) -> None:
    sheet, _ = editor.add(owner, MILK)

    assert editor.sheet(actor, sheet.product_id).good.cost is None
    with pytest.raises(NotAllowed):
        editor.change(actor, sheet.product_id, sheet.good, replace(sheet.good, name="Khác"))
    assert editor.sheet(owner, sheet.product_id).good.cost == Money(27_200)


def test_what_is_stopped_is_not_sold(editor: GoodsEditor, catalog: Catalog, owner: Actor) -> None:
    sheet, _ = editor.add(owner, MILK)
    editor.stop(owner, sheet.product_id, selling=False)
    assert catalog.by_barcode("8930000012012") is None
    assert catalog.search("sua") == []

    editor.stop(owner, sheet.product_id, selling=True)
    assert catalog.by_barcode("8930000012012") is not None
    with pytest.raises(Stale):
        editor.stop(owner, sheet.product_id, selling=True)


@pytest.mark.parametrize(
    ("good", "field"),
    [
        (replace(MILK, name="  "), "name"),
        (replace(MILK, units=(replace(MILK.base, name=""),)), "unit:0"),
        (replace(MILK, units=(replace(MILK.base, price=Money(0)),)), "price:0"),
        (replace(MILK, units=(MILK.base, Unit("lốc"))), "factor:1"),
        (replace(MILK, units=(MILK.base, Unit("HỘP", Quantity.of(2)))), "unit:1"),
        (replace(MILK, units=(MILK.base, Unit("lốc", Quantity.of(4), codes=("ệ",)))), "codes:1"),
        (
            replace(MILK, units=(MILK.base, Unit("lốc", Quantity.of(4), codes=MILK.base.codes))),
            "codes:1",
        ),
        (replace(MILK, units=(MILK.base, *TOO_MANY)), "units"),
        (replace(MILK, scale_code="7"), "scale_code"),
        (replace(MILK, cost=Money(2_000_000_000)), "cost"),
        (replace(MILK, reorder_at=Quantity.of(2_000_000)), "reorder_at"),
    ],
)  # fmt: skip
def test_a_refusal_names_its_field(
    editor: GoodsEditor, owner: Actor, good: Good, field: str
) -> None:
    with pytest.raises(Misfit) as refused:
        editor.add(owner, good)
    assert refused.value.field == field


def test_a_code_belongs_to_one_good(editor: GoodsEditor, owner: Actor) -> None:
    editor.add(owner, MILK)
    other = Good("Bánh", (Unit("cái", codes=("8930000012920",)),))

    with pytest.raises(Misfit, match="Sữa tươi ít đường") as refused:
        editor.add(owner, other)
    assert refused.value.field == "codes:0"


def test_a_scale_code_belongs_to_one_good(editor: GoodsEditor, owner: Actor) -> None:
    editor.add(owner, Good("Cam sành", (Unit("kg"),), by_weight=True, scale_code="21007"))

    with pytest.raises(Misfit, match="Cam sành"):
        editor.add(owner, Good("Quýt", (Unit("kg"),), by_weight=True, scale_code="21007"))


def test_a_combo_holds_goods_and_no_combo(
    database: Database, editor: GoodsEditor, owner: Actor, put: Any
) -> None:
    tea, cup = put(NewGood("Trà", "gói", stock=Quantity.of(10)), NewGood("Ly", "cái"))
    part = Part(tea, "Trà", "gói", Quantity.of(2))
    combo, _ = editor.add(owner, Good("Bộ trà", (Unit("bộ", price=Money(9_000)),), parts=(part,)))

    assert combo.good.parts == (part,)
    with database.reading() as session:
        assert combos.parts_of(session, combo.product_id) == (part,)
        assert combos.parts_of(session, tea) == ()
    assert not combo.good.stocked, "a combo is counted by its parts"
    inner = Part(combo.product_id, "Bộ trà", "bộ", Quantity.of(1))
    with pytest.raises(Misfit, match="không có bộ khác"):
        editor.add(owner, Good("Bộ lớn", (Unit("bộ"),), parts=(inner,)))
    with pytest.raises(Misfit, match="đang nằm trong một bộ"):
        sheet = editor.sheet(owner, tea)
        glass = Part(cup, "Ly", "cái", Quantity.of(1))
        editor.change(owner, tea, sheet.good, replace(sheet.good, parts=(glass,)))
    assert not broken(database)


def test_lots_begin_with_what_lies_there(
    database: Database, editor: GoodsEditor, owner: Actor, put: Any
) -> None:
    [pills] = put(NewGood("Thuốc ho", "hộp", stock=Quantity.of(8)))
    plain = editor.sheet(owner, pills)
    by_lot, _ = editor.change(owner, pills, plain.good, replace(plain.good, lots=True))

    assert [(lot.code, lot.on_hand) for lot in by_lot.lots] == [(UNKNOWN, Quantity.of(8))]
    assert by_lot.on_hand == Quantity.of(8)
    assert not broken(database)

    back, _ = editor.change(owner, pills, by_lot.good, plain.good)
    assert (back.lots, back.on_hand) == ((), Quantity.of(8))
    assert not broken(database)


def test_a_shelf_is_made_once(editor: GoodsEditor, owner: Actor) -> None:
    first, _ = editor.add_category(owner, "  Đồ   uống ")
    again, _ = editor.add_category(owner, "ĐỒ UỐNG")
    assert first == again
