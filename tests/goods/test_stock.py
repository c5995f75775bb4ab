"""Stock moves with the sale, in base units; what is not counted is sold all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock, shop_day
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO
from pos_app.basics.quantity import NONE, ONE, Quantity
from pos_app.goods import checks, stock
from pos_app.goods.shelving import NewGood
from pos_app.goods.stock import Level
from pos_app.models.goods import StockMove
from pos_app.models.sales import Sale, SaleLine
from pos_app.shop.numbering import next_number
from pos_app.store import check
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class Line:
    product: int
    quantity: Quantity
    factor: Quantity = ONE


NOTHING = dict.fromkeys(
    (
        *("goods", "line_discount", "order_discount", "net", "tax_added", "rounding", "total"),
        *("change", "earning_base"),
    ),
    ZERO,
)


@pytest.fixture
def write_sale(database: Database, clock: SetClock, ids: SeededIds) -> Any:
    """Writes the bare rows of a sale, without its stock."""

    def write(*lines: Line) -> int:
        with database.transaction() as session:
            sale = Sale(
                **NOTHING,
                uid=ids.new(),
                origin="sale",
                kind="sale",
                draft_key=ids.new(),
                request_hash="",
                series="1",
                number=next_number(session, "receipt", 1),
                sold_at=clock.now(),
                business_day=shop_day(clock.now()),
                rounding_rule=1,
                points_earned=0,
                points_redeemed=0,
                note="",
            )
            session.add(sale)
            session.flush()
            session.add_all(row(sale.id, place, line) for place, line in enumerate(lines, 1))
            return sale.id

    return write


def row(sale: int, position: int, line: Line) -> SaleLine:
    return SaleLine(
        sale_id=sale,
        position=position,
        product_id=line.product,
        code="",
        name="",
        unit="",
        factor=line.factor,
        quantity=line.quantity,
        unit_price=ZERO,
        gross=ZERO,
        line_discount=ZERO,
        order_discount=ZERO,
        net=ZERO,
        vat=ZERO,
        price_source="catalogue",
        earns=True,
    )


@pytest.fixture
def take(database: Database, clock: SetClock, actor: Actor) -> Any:
    def take(sale: int) -> None:
        with database.transaction() as session:
            stock.take_for_sale(session, actor, clock.now(), sale)

    return take


def levels(database: Database, *products: int) -> list[Level]:
    with database.reading() as session:
        found = stock.levels(session, products)
    return [found[product] for product in products]


def moves(database: Database) -> list[tuple[int, Quantity, str]]:
    with database.reading() as session:
        rows = session.scalars(select(StockMove).order_by(StockMove.id))
        return [(row.product_id, row.quantity, row.kind) for row in rows]


def test_a_sale_takes_what_it_sells(
    database: Database, put: Any, write_sale: Any, take: Any
) -> None:
    rice, limes, parking = put(
        NewGood("Gạo", "túi", stock=Quantity.of(10)),
        NewGood("Chanh", "kg", by_weight=True, stock=Quantity(7_800)),
        NewGood("Vé giữ xe", "vé"),
    )
    take(
        write_sale(
            Line(limes, Quantity(1_250)),
            Line(rice, Quantity.of(2)),
            Line(parking, Quantity.of(3)),
            Line(rice, Quantity.of(1)),
        )
    )

    assert levels(database, rice, limes, parking) == [
        Level(Quantity.of(7), Quantity.of(3)),
        Level(Quantity(6_550), Quantity(1_250)),
        Level(NONE, Quantity.of(3)),
    ]
    assert moves(database)[2:] == [
        (rice, Quantity.of(-2), "sale"),
        (rice, Quantity.of(-1), "sale"),
        (limes, Quantity(-1_250), "sale"),
    ]
    assert check.run(database, checks.CHECKS) == []


def test_a_crate_takes_twenty_four(
    database: Database, put: Any, write_sale: Any, take: Any
) -> None:
    [beer] = put(NewGood("Bia", "lon", stock=Quantity.of(100)))
    take(write_sale(Line(beer, Quantity.of(2), factor=Quantity.of(24))))

    assert levels(database, beer) == [Level(Quantity.of(52), Quantity.of(48))]
    assert check.run(database, checks.CHECKS) == []


def test_what_the_customer_holds_in_the_hand_is_there(
    database: Database, put: Any, write_sale: Any, take: Any
) -> None:
    [bread] = put(NewGood("Bánh mì", "ổ", stock=ONE))
    take(write_sale(Line(bread, Quantity.of(3))))

    assert levels(database, bread) == [Level(Quantity.of(-2), Quantity.of(3))]


def test_a_return_brings_it_back(database: Database, put: Any, write_sale: Any, take: Any) -> None:
    [milk] = put(NewGood("Sữa", "hộp", stock=Quantity.of(4)))
    take(write_sale(Line(milk, Quantity.of(3))))
    take(write_sale(Line(milk, Quantity.of(-1))))

    assert levels(database, milk) == [Level(Quantity.of(2), Quantity.of(2))]
    assert moves(database)[-1] == (milk, ONE, "return")
    assert check.run(database, checks.CHECKS) == []


def test_another_sale_is_left_alone(
    database: Database, put: Any, write_sale: Any, take: Any
) -> None:
    [tea] = put(NewGood("Trà", "chai", stock=Quantity.of(9)))
    first = write_sale(Line(tea, ONE))
    take(write_sale(Line(tea, Quantity.of(2))))

    assert levels(database, tea) == [Level(Quantity.of(7), Quantity.of(2))]
    take(first)
    assert levels(database, tea) == [Level(Quantity.of(6), Quantity.of(3))]


def test_opening_with_nothing_writes_nothing(
    database: Database, clock: SetClock, owner: Actor
) -> None:
    with database.transaction() as session:
        stock.open_with(session, owner, clock.now(), {})

    assert moves(database) == []
