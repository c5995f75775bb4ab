"""The catalogue as a cashier meets it: a scan, a few letters, a tile, an unknown code."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods import checks
from pos_app.goods.catalog import MOST_TILES, Catalog, Item
from pos_app.goods.shelving import NewGood
from pos_app.models.goods import Barcode, Pack
from pos_app.store import check, journal
from pos_app.store.database import Database

BEER = NewGood("Bia lon 330 ml", "lon", barcode="8930000013880", price=Money(17_000))
CASHIER = Actor(staff=2, counter=1)
UNPRICED = NewGood("Vifon Pho Ga", "cái", barcode="8934561020004", incomplete=True)


def sell(database: Database, **sold: int) -> None:
    """Says how much of a product was sold, as many sales would."""
    with database.transaction() as session:
        for product, units in sold.items():
            session.execute(
                text("UPDATE stock_level SET sold = :sold WHERE product_id = :product"),
                {"sold": units * 1000, "product": int(product.removeprefix("p"))},
            )


# A scan -------------------------------------------------------------------------------------


def test_a_scan_finds_its_good(put: Any, catalog: Catalog) -> None:
    [beer] = put(BEER)
    item = catalog.by_barcode("8930000013880")

    assert item is not None
    assert (item.product_id, item.unit, item.price) == (beer, "lon", Money(17_000))


@pytest.mark.parametrize("code", ["", "893000001388", "8930000013881", "8930000013880 ", "'; --"])
def test_any_other_code_finds_nothing(put: Any, catalog: Catalog, code: str) -> None:
    put(BEER)

    assert catalog.by_barcode(code) is None


@pytest.mark.parametrize(
    ("own", "price"), [(None, Money(408_000)), (Money(388_000), Money(388_000))]
)
def test_a_crate_is_sold_as_a_crate(
    database: Database, put: Any, catalog: Catalog, own: Money | None, price: Money
) -> None:
    [beer] = put(BEER)
    with database.transaction() as session:
        crates = Pack(product_id=beer, unit="thùng", factor=Quantity.of(24), price=own, position=1)
        session.add(crates)
        session.flush()
        session.add(Barcode(code="8930000013903", product_id=beer, pack_id=crates.id))
    crate = catalog.by_barcode("8930000013903")

    assert crate is not None
    assert (crate.product_id, crate.unit, crate.factor) == (beer, "thùng", 24_000)
    assert crate.price == price
    assert catalog.get(beer).barcode == "8930000013880"


@pytest.mark.parametrize(
    ("kept", "scanned"), [("036000291452", "0036000291452"), ("0036000291452", "036000291452")]
)
def test_an_american_code_with_or_without_its_zero(
    put: Any, catalog: Catalog, kept: str, scanned: str
) -> None:
    put(NewGood("Kẹo Mỹ", "gói", barcode=kept))

    assert catalog.by_barcode(scanned) == catalog.by_barcode(kept) is not None


def test_what_is_no_longer_sold_is_not_found(
    database: Database, put: Any, catalog: Catalog
) -> None:
    put(BEER)
    with database.transaction() as session:
        session.execute(text("UPDATE product SET active = 0, tile = 1"))

    assert catalog.by_barcode("8930000013880") is None
    assert catalog.search("bia") == []
    assert catalog.tiles(None) == []


def test_the_code_of_what_is_no_longer_sold_stays_taken(
    database: Database, put: Any, catalog: Catalog, actor: Actor
) -> None:
    put(BEER)
    with database.transaction() as session:
        session.execute(text("UPDATE product SET active = 0"))
    with pytest.raises(BadInput, match="đã có trong danh mục"):
        catalog.quick_add(actor, "Bia khác", Money(18_000), "8930000013880")


def test_a_good_that_never_was(catalog: Catalog) -> None:
    with pytest.raises(Stale, match="không còn trong danh mục"):
        catalog.get(4711)


# Tiles --------------------------------------------------------------------------------------


def test_tiles_stand_where_the_shop_put_them(put: Any, catalog: Catalog) -> None:
    put(
        NewGood("Thẻ cào", "thẻ", tile=17),
        NewGood("Bánh mì", "ổ", tile=1),
        NewGood("Không ô", "cái"),
        NewGood("Trứng gà lẻ", "quả", tile=2),
    )

    assert [item.name for item in catalog.tiles(None)] == ["Bánh mì", "Trứng gà lẻ", "Thẻ cào"]


def test_a_shelf_shows_what_it_sells_most(database: Database, put: Any, catalog: Catalog) -> None:
    shelf = [NewGood(f"Rau số {n:02d}", "bó", category="Rau quả") for n in range(30)]
    rest = NewGood("Bia", "lon", category="Đồ uống")
    ids = put(*shelf, rest)
    sell(database, **{f"p{ids[7]}": 5, f"p{ids[21]}": 9, f"p{ids[30]}": 100})
    [greens] = [each.id for each in catalog.categories() if each.name == "Rau quả"]
    tiles = catalog.tiles(greens)

    assert [item.name for item in tiles[:3]] == ["Rau số 21", "Rau số 07", "Rau số 00"]
    assert len(tiles) == MOST_TILES
    assert {item.category_id for item in tiles} == {greens}


def test_a_shop_without_tiles_sees_what_it_sells_most(
    database: Database, put: Any, catalog: Catalog
) -> None:
    first, second = put(NewGood("Một", "cái"), NewGood("Hai", "cái"))
    sell(database, **{f"p{second}": 3})

    assert [item.product_id for item in catalog.tiles(None)] == [second, first]


# A good nobody knows ------------------------------------------------------------------------


def test_an_unknown_code_becomes_a_good(database: Database, catalog: Catalog, actor: Actor) -> None:
    item, changes = catalog.quick_add(actor, " Kẹo dừa  Bến Tre ", Money(25_000), "8930000012340")

    assert changes is Changes.GOODS
    assert (item.name, item.price, item.unit) == ("Kẹo dừa Bến Tre", Money(25_000), "cái")
    assert item.incomplete
    assert item.stock is None
    assert catalog.by_barcode("8930000012340") == item
    assert catalog.search("keo dua") == [item]
    assert check.run(database, (*checks.CHECKS, *check.CHECKS)) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("Kẹo", Money(0), "8930000012340"), "Giá phải lớn hơn 0"),
        (("Kẹo", Money(8_930_000_012_340), "8930000012340"), "mã vạch, không phải giá"),
        (("Kẹo", Money(2_000_000_000), "8930000012340"), "Giá quá lớn"),
        (("  ", Money(5_000), "8930000012340"), "Gõ tên hàng"),
        (("Kẹo", Money(5_000), "mã lạ"), "Mã vạch"),
        (("Kẹo", Money(5_000), BEER.barcode), "đã có trong danh mục"),
        (("Kẹo", Money(5_000), "893 0000 013880"), "đã có trong danh mục"),
    ],
)
def test_a_good_that_cannot_be_is_refused_whole(
    database: Database, put: Any, catalog: Catalog, typed: tuple[str, Money, str], sentence: str
) -> None:
    put(BEER)
    with database.reading() as session:
        before = journal.head(session)
    with pytest.raises(BadInput, match=sentence):
        catalog.quick_add(CASHIER, *typed)

    assert [item.name for item in catalog.tiles(None)] == [BEER.name]
    with database.reading() as session:
        assert journal.head(session) == before


def test_a_price_is_typed_once(
    database: Database, put: Any, catalog: Catalog, actor: Actor
) -> None:
    [pho] = put(UNPRICED)
    item, changes = catalog.set_price(actor, catalog.get(pho), Money(12_000))

    assert changes is Changes.GOODS
    assert item.price == Money(12_000)
    assert item.incomplete
    with pytest.raises(Stale, match="Vifon Pho Ga đã có giá"):
        catalog.set_price(actor, item, Money(1_000))
    assert item == catalog.get(pho)
    assert catalog.get(pho).price == Money(12_000)


@pytest.fixture
def crate(database: Database, put: Any, catalog: Catalog) -> Item:
    """Thirty of a good that nobody has priced, under a code of their own."""
    [pho] = put(UNPRICED)
    code = "8930000013903"
    with database.transaction() as session:
        crates = Pack(product_id=pho, unit="thùng", factor=Quantity.of(30), position=1)
        session.add(crates)
        session.flush()
        session.add(Barcode(code=code, product_id=pho, pack_id=crates.id))
    item = catalog.by_barcode(code)
    assert item is not None
    assert item.price is None
    return item


def test_the_price_of_a_crate_is_not_that_of_a_packet(
    catalog: Catalog, actor: Actor, crate: Item
) -> None:
    priced, _ = catalog.set_price(actor, crate, Money(270_000))

    assert priced == catalog.by_barcode(crate.barcode)
    assert priced.price == Money(270_000)
    assert catalog.get(crate.product_id).price is None
    with pytest.raises(Stale):
        catalog.set_price(actor, crate, Money(1_000))


def test_a_crate_of_packets_priced_meanwhile_costs_what_they_cost(
    catalog: Catalog, actor: Actor, crate: Item
) -> None:
    catalog.set_price(actor, catalog.get(crate.product_id), Money(10_000))
    with pytest.raises(Stale):
        catalog.set_price(actor, crate, Money(270_000))

    priced = catalog.by_barcode(crate.barcode)
    assert priced is not None
    assert priced.price == Money(300_000)


@pytest.mark.parametrize("price", [Money(0), Money(-1), Money(8_934_561_020_004)])
def test_a_typed_price_has_its_limits(
    put: Any, catalog: Catalog, actor: Actor, price: Money
) -> None:
    [pho] = put(UNPRICED)
    with pytest.raises(BadInput):
        catalog.set_price(actor, catalog.get(pho), price)

    assert catalog.get(pho).price is None


def test_nobody_unknown_writes(put: Any, catalog: Catalog) -> None:
    [pho] = put(UNPRICED)
    stranger = Actor(staff=99, counter=1)
    with pytest.raises(NotAllowed):
        catalog.quick_add(stranger, "Kẹo", Money(5_000), "8930000012340")
    with pytest.raises(NotAllowed):
        catalog.set_price(stranger, catalog.get(pho), Money(5_000))

    assert catalog.by_barcode("8930000012340") is None
    assert catalog.get(pho).price is None


def test_the_journal_tells_who_added_and_priced(
    database: Database, put: Any, catalog: Catalog, actor: Actor
) -> None:
    [pho] = put(UNPRICED)
    item, _ = catalog.quick_add(actor, "Kẹo dừa", Money(25_000), "8930000012340")
    catalog.set_price(actor, catalog.get(pho), Money(12_000))

    with database.reading() as session:
        told = session.execute(
            text("SELECT kind, subject, body, staff_id FROM journal ORDER BY n DESC LIMIT 2")
        ).all()
    assert [tuple(row) for row in told] == [
        ("product.priced", f"product:{pho}", '{"factor":1000,"price":12000}', actor.staff),
        (
            "product.added",
            f"product:{item.product_id}",
            '{"factor":1000,"price":25000}',
            actor.staff,
        ),
    ]
