"""What a demo shop is asked to hold, and what it came to hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.numerals import grouped


@dataclass(frozen=True, slots=True)
class Plan:
    """How big a shop, and when its story ends; equal plans make equal shops but for secrets.

    BadInput for sales without goods.
    """

    customers: int = 650
    goods: int = 412
    sales: int = 6_000
    seed: int = 1
    until: date | None = None
    """The last day, in the middle of which the story stops; None: today."""
    lines: int = 4
    """Goods on an average receipt."""

    def __post_init__(self) -> None:
        if min(self.customers, self.goods, self.sales) < 0 or self.lines < 1:
            raise ValueError("a shop is not smaller than nothing")
        if self.sales and not self.goods:
            raise BadInput(_("Muốn có đơn hàng thì cần ít nhất một mặt hàng. Tăng số mặt hàng."))


@dataclass(frozen=True, slots=True)
class Summary:
    """What was built."""

    customers: int
    goods: int
    sales: int
    lines: int
    revenue: Money
    tasks: int
    """Care work that waits."""
    since: date
    until: date

    def as_json(self) -> dict[str, int | str]:
        """Plain values for a machine."""
        return {
            "customers": self.customers,
            "goods": self.goods,
            "sales": self.sales,
            "lines": self.lines,
            "revenue": self.revenue.dong,
            "tasks": self.tasks,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
        }

    def __str__(self) -> str:
        return _(
            "{sales} đơn với {lines} dòng hàng, {customers} khách, {goods} mặt hàng, "
            "doanh thu {revenue}, {tasks} việc chăm sóc đang chờ."
        ).format(
            sales=grouped(self.sales),
            lines=grouped(self.lines),
            customers=grouped(self.customers),
            goods=grouped(self.goods),
            revenue=self.revenue,
            tasks=grouped(self.tasks),
        )
