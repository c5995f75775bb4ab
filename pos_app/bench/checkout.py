"""A durable checkout against the same rows by the bare driver, and in a hundred times the shop."""

from __future__ import annotations

from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Final

from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.bench.ground import LAST_DAY, NOW, Ground
from pos_app.bench.orders import Counter
from pos_app.bench.raw_sale import PlainOrder, RawTill
from pos_app.bench.rows import Row
from pos_app.bench.timing import in_turns, side_by_side, wall_ms
from pos_app.demo import Plan
from pos_app.selling.paid_cart import PaidCart
from pos_app.selling.totals import price

TEN_THOUSAND: Final = Plan(customers=2_500, sales=10_000, lines=8, until=LAST_DAY)
MILLION: Final = Plan(customers=250_000, sales=1_000_000, lines=8, until=LAST_DAY)
SALES: Final = 500
WARM: Final = 20
"""Sales of each side that do not count."""
TIMES_RAW: Final = 3.5
TIMES_SMALL: Final = 1.5
_SEED: Final = 7


class Till:
    """Sells in a shop's file through the checkout."""

    def __init__(self, path: Path, sales: int) -> None:
        clock = SetClock(NOW)
        self.counter = Counter(path, clock, SeededIds(clock, _SEED))
        self.orders = self.counter.orders(sales)

    def close(self) -> None:
        """Lets go of the file."""
        self.counter.close()

    def sale(self) -> float:
        """The milliseconds of one more sale, whose cart was on disk before."""
        counter, cart = self.counter, next(self.orders)
        due = price(cart).due
        return wall_ms(partial(counter.checkout.complete, counter.actor, cart, due))


class Driver(Till):
    """Writes the rows of the same sales in another file by the bare driver."""

    def __init__(self, path: Path, sales: int) -> None:
        super().__init__(path, sales)
        clock, actor = self.counter.clock, self.counter.actor
        self._raw = RawTill(path, actor, clock, SeededIds(clock, _SEED))

    def close(self) -> None:
        """Lets go of the file."""
        self._raw.close()
        super().close()

    def sale(self) -> float:
        """The milliseconds of one more sale."""
        counter, cart = self.counter, next(self.orders)
        with counter.window.reading() as session:
            paid = PaidCart.of(session, counter.actor, cart, price(cart).due)
            lines = paid.line_rows(0, paid.costs(session))
        order = PlainOrder.of(paid, counter.actor, counter.clock, lines)
        return wall_ms(partial(self._raw.complete, order))


def measure(ground: Ground, *, million: bool, sales: int = SALES) -> list[Row]:
    """Till and driver by turns; with `million` in both sizes of shop, by turns as well."""
    sizes = {"": TEN_THOUSAND, "_million": MILLION} if million else {"": TEN_THOUSAND}
    return compare(ground, sizes, sales)


def compare(ground: Ground, sizes: dict[str, Plan], sales: int) -> list[Row]:
    """Rows for shops of several sizes, each named after its suffix; the first is the small one."""
    with ExitStack() as open_files:
        sides: list[Till] = []
        for size, plan in sizes.items():
            for side in (Till, Driver):
                path = ground.copy(plan, f"{side.__name__}{size}")
                sides.append(open_files.enter_context(closing(side(path, sales + WARM))))
        told = in_turns(sales + WARM, *(side.sale for side in sides))
    counted = [measured[WARM:] for measured in told]
    tills, drivers = counted[::2], counted[1::2]
    rows = [
        _row(f"checkout{size}", till, driver, TIMES_RAW)
        for size, till, driver in zip(sizes, tills, drivers, strict=True)
    ]
    if len(sizes) > 1:
        rows.append(_row("checkout_growth", tills[1], tills[0], TIMES_SMALL))
    return rows


def _row(name: str, ours: list[float], theirs: list[float], limit: float) -> Row:
    value, against = side_by_side(ours, theirs)
    return Row(name, value, "ms", against, limit)
