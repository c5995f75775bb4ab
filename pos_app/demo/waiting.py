"""What the story leaves on the counter when it stops: two orders put aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.ids import Ids
from pos_app.basics.quantity import Quantity
from pos_app.demo.goods import Article
from pos_app.demo.regulars import BAY, TUAN
from pos_app.demo.year import Year
from pos_app.selling import cart as carts
from pos_app.selling.drafts import Drafts
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class Held:
    """An order on hold: whose, how it is called, and pieces by SKU."""

    name: str
    label: str
    goods: tuple[tuple[str, int], ...]


HELD: Final = (
    Held(TUAN, "Anh Tuấn", (("MAM07", 2), ("KEM11", 1), ("NUOC15", 2), ("GIAY01", 1))),
    Held(BAY, "Chú Bảy", (("GAO02", 1), ("TRA02", 1), ("GIAT07", 1))),
)


def leave_carts(
    database: Database, clock: Clock, ids: Ids, year: Year, articles: list[Article]
) -> None:
    """Puts the orders on hold, as a cashier does; goods that the shop lacks are left out."""
    drafts = Drafts(database, clock, ids)
    places = {article.good.sku: place for place, article in enumerate(articles)}
    today = shop_day(clock.now())
    for held in HELD:
        shopper = year.customer(held.name)
        there = [(places[sku], pieces) for sku, pieces in held.goods if sku in places]
        if shopper is None or not shopper.id or not there:
            continue
        cart = drafts.new(year.on_duty)
        for place, pieces in there:
            article = articles[place]
            cart, _ = carts.add(
                cart, article.ware(place + 1, today), article.price, Quantity.of(pieces)
            )
        cart = carts.hold(carts.serve(cart, shopper.id), held.label)
        drafts.save(year.on_duty, cart)
