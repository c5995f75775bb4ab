"""What the demo shop sells: the shipped corner shop, and variants of it when more is asked."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count, islice
from typing import Final

from pos_app.basics.assets import asset
from pos_app.basics.money import Money
from pos_app.basics.quantity import THOUSAND, Quantity
from pos_app.demo.tables import shop
from pos_app.goods.shelving import NewGood
from pos_app.selling.cart import Ware
from pos_app.shop.vat import class_of, rate_on

PRODUCE: Final = "RAU QUẢ"
"""The group of everything on that shelf, however it is coded."""

_SHIPPED: Final = "demo_goods.csv"
_FIRST_NUMBER: Final = 10_000
"""Item numbers of variants: the shipped goods have those below, in the invented company 00000."""
_NO_TILE: Final = 1_000
_DEARER: Final = (100, 106, 94, 112, 118, 90)
_ROUND: Final = 500


@dataclass(frozen=True, slots=True)
class Article:
    """A good of the shop with what the story needs to know of it."""

    good: NewGood
    group: str
    """The letters of its SKU: what it is bought together with."""
    turnover: int
    """How fast it sells beside others of its group."""
    amounts: tuple[int, ...]
    """Thousandths a customer is likely to take; the likelier, the more often."""

    @property
    def price(self) -> Money:
        """What one unit costs."""
        assert self.good.price is not None, "the demo's goods have prices"
        return self.good.price

    def ware(self, product_id: int, day: date) -> Ware:
        """What a cart's line copies of it on a day."""
        return Ware(
            product_id=product_id,
            name=self.good.name,
            barcode=self.good.barcode or "",
            unit=self.good.unit,
            factor=THOUSAND,
            by_weight=self.good.by_weight,
            vat_rate=rate_on(self.good.vat_class, day),
            earns=self.good.exclusion is None,
        )


def articles(number: int) -> list[Article]:
    """So many goods: those on the tiles first, then the rest of the shop, then variants."""
    shipped = [_read(row) for row in _rows()]
    shipped.sort(key=lambda article: article.good.tile or _NO_TILE)
    return list(islice(chain(shipped, _variants(shipped)), number))


def check_digit(twelve: str) -> str:
    """The last digit of an EAN-13."""
    odd, even = (sum(map(int, twelve[start::2])) for start in (0, 1))
    return str(-(odd + 3 * even) % 10)


def _rows() -> list[Mapping[str, str]]:
    with asset("data", _SHIPPED).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(row: Mapping[str, str]) -> Article:
    stock = Quantity.parse(row["stock"])
    assert stock is not None, "the shipped list holds quantities"
    good = NewGood(
        name=row["name"],
        unit=row["unit"],
        sku=row["sku"],
        barcode=row["barcode"] or None,
        category=row["category"],
        price=Money(int(row["price"])),
        cost=Money(int(row["cost"])),
        stock=stock,
        by_weight=row["by_weight"] == "1",
        vat_class=class_of(int(row["vat"]) * 100) if row["vat"] else None,
        exclusion=row["excluded"] or None,
        tile=int(row["tile"]) if row["tile"] else None,
    )
    letters = row["sku"].rstrip("0123456789")
    return Article(
        good=good,
        group=PRODUCE if good.category == "Rau quả" else letters,
        turnover=(stock.thousandths // THOUSAND + 4) * (4 if good.tile else 1),
        amounts=_weights(good) if good.by_weight else _pieces(good),
    )


def _weights(good: NewGood) -> tuple[int, ...]:
    """Grams, as scales of five grams show them."""
    price = good.price or Money(0)
    usual = 30_000_000 // max(price.dong, 1)  # for thirty thousand đồng
    return tuple(max(100, usual * part // 100 // 5 * 5) for part in (35, 50, 62, 75, 90, 110, 155))


def _pieces(good: NewGood) -> tuple[int, ...]:
    price = good.price or Money(0)
    counts: tuple[int, ...]
    if price.dong < 10_000:
        counts = (1, 1, 2, 2, 2, 3, 4, 5, 6, 10)
    elif price.dong < 40_000:
        counts = (1, 1, 1, 1, 1, 2, 2, 3)
    else:
        counts = (1, 1, 1, 1, 1, 1, 1, 2)
    return tuple(units * THOUSAND for units in counts)


def _variants(shipped: list[Article]) -> Iterator[Article]:
    numbers = count(_FIRST_NUMBER)
    for turn in count():
        for article in shipped:
            yield _variant(article, turn, next(numbers))


def _variant(article: Article, turn: int, number: int) -> Article:
    good = article.good
    tastes = shop()["variants"][good.category]
    model, place = divmod(turn, len(tastes))
    name = f"{good.name}, {tastes[place]}" + (f", mẫu {model + 1}" if model else "")
    percent = _DEARER[(turn + number) % len(_DEARER)]
    digits = f"893{number:09d}"
    other = replace(
        good,
        name=name,
        sku=f"{good.sku}-{turn + 1}",
        barcode=digits + check_digit(digits) if good.barcode else None,
        price=_changed(good.price, percent),
        cost=_changed(good.cost, percent),
        tile=None,
    )
    return replace(article, good=other)


def _changed(amount: Money | None, percent: int) -> Money | None:
    if amount is None:
        return None
    steps = amount.share(percent, 100 * _ROUND).dong
    return Money(max(steps, 1) * _ROUND)
