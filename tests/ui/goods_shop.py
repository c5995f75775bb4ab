"""The goods of the picture: milk in packs and lots, oranges by weight, ice cream that is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import insert, update

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.money import Money
from pos_app.basics.quantity import NONE, Quantity
from pos_app.goods.editing import GoodsEditor
from pos_app.goods.sheets import Good, GoodSheet, Unit
from pos_app.models.goods import Lot, StockLevel, StockMove
from pos_app.store.database import Database

MAI = Actor(staff=1, counter=1)
MILK = Good(
    "Sữa tươi ít đường hộp 1 L",
    (
        Unit("hộp", price=Money(32_000), codes=("8930000012012",)),
        Unit("lốc", Quantity.of(4), Money(132_000), ("8930000012913",)),
        Unit("thùng", Quantity.of(12), Money(384_000), ("8930000012920",)),
    ),
    cost=Money(27_200),
    lots=True,
    reorder_at=Quantity.of(12),
)
OTHERS = (
    ("Gạo ST25 túi 5 kg", "túi", "8930000012029", 189_000, 42_000),
    ("Nước mắm 40 độ 500 ml", "chai", "8930000012043", 62_000, 26_000),
    ("Trứng gà ta hộp 10 quả", "hộp", "8930000012050", 36_000, 31_000),
    ("Kem que đậu xanh", "que", "8930000012074", 10_000, 0),
    ("Bột giặt 3 kg", "gói", "8930000012081", 119_000, 9_000),
)


def arrive(
    database: Database, product: int, quantity: Quantity, lot: str = "", until: date | None = None
) -> None:
    """Goods reach the shelf, in a lot or without one."""
    with database.transaction() as session:
        lot_id = None
        if lot:
            new = insert(Lot).values(
                product_id=product, code=lot, expires_on=until, on_hand=quantity
            )
            lot_id = session.execute(new.returning(Lot.id)).scalar_one()
        session.execute(
            insert(StockMove).values(
                product_id=product,
                quantity=quantity,
                kind="receipt",
                lot_id=lot_id,
                at=datetime(2026, 11, 20, tzinfo=UTC),
                staff_id=1,
                counter_id=1,
            )
        )
        session.execute(
            update(StockLevel)
            .where(StockLevel.product_id == product)
            .values(on_hand=StockLevel.on_hand + quantity)
        )


def stock_goods(database: Database, clock: SetClock) -> dict[str, GoodSheet]:
    """The shelves of the picture, by the names of goods."""
    editor = GoodsEditor(database, clock)
    now = clock.moment
    drinks, _ = editor.add_category(MAI, "Đồ uống")
    clock.moment = datetime(2026, 3, 5, 3, tzinfo=UTC)
    milk, _ = editor.add(MAI, replace(MILK, category_id=drinks))
    for moment, price in (
        (datetime(2026, 8, 12, 3, tzinfo=UTC), 33_000),
        (datetime(2026, 11, 1, 3, tzinfo=UTC), 34_000),
    ):
        clock.moment = moment
        base, *packs = milk.good.units
        dearer = replace(milk.good, units=(replace(base, price=Money(price)), *packs))
        milk, _ = editor.change(MAI, milk.product_id, milk.good, dearer)
    clock.moment = now
    arrive(database, milk.product_id, Quantity.of(6), "L2", date(2027, 5, 14))
    arrive(database, milk.product_id, Quantity.of(2), "L1", date(2026, 11, 28))
    sheets = {}
    for name, unit, code, price, stock in OTHERS:
        sheet, _ = editor.add(MAI, Good(name, (Unit(unit, price=Money(price), codes=(code,)),)))
        if stock:
            arrive(database, sheet.product_id, Quantity(stock))
        sheets[name] = sheet
    orange = Good(
        "Cam sành", (Unit("kg", price=Money(28_000)),), by_weight=True, scale_code="21007"
    )
    sheets["Cam sành"], _ = editor.add(MAI, orange)
    arrive(database, sheets["Cam sành"].product_id, Quantity(18_500))
    sheets["Sữa"] = editor.sheet(MAI, milk.product_id)
    assert sheets["Sữa"].on_hand != NONE
    return sheets
