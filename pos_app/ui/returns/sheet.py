"""What stands on the sheet of a return while it is filled in; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pos_app.basics.clock import day_text
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import NONE, ONE, Quantity
from pos_app.payments.tenders import Method, Tender, method_name
from pos_app.selling import cart as cart_rules
from pos_app.selling.cart import Cart
from pos_app.selling.return_rules import Gave, Plan, Reason, back_to, restocks
from pos_app.selling.totals import price

if TYPE_CHECKING:
    from datetime import date

    from pos_app.selling.reversal import Request
    from pos_app.selling.sold import Bought


@dataclass(frozen=True, slots=True)
class How:
    """How a line comes back."""

    back: Quantity = NONE
    reason: Reason = Reason.CHANGED_MIND
    restock: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """A way the difference goes: back by `out`, or paid by `method`."""

    title: str
    hint: str
    out: tuple[Gave, ...] = ()
    method: Method | None = None


@dataclass(frozen=True, slots=True)
class ReturnSheet:
    """The sale, what of it comes back and what is taken instead. `key` makes it happen once."""

    key: str
    bought: Bought
    taken: Cart
    how: Mapping[int, How] = field(default_factory=dict)

    def of(self, line: int) -> How:
        """How a line comes back."""
        return self.how.get(line, How())

    def step(self, line: int, by: int) -> ReturnSheet:
        """One more or less, within what is left."""
        left = next(one.left for one in self.bought.lines if one.id == line)
        wanted = self.of(line).back.thousandths + by * ONE.thousandths
        return self._with(line, back=Quantity(min(max(wanted, 0), left.thousandths)))

    def all_or_none(self, line: int) -> ReturnSheet:
        """All of a line, or none of it if all of it came."""
        left = next(one.left for one in self.bought.lines if one.id == line)
        return self._with(line, back=NONE if self.of(line).back == left else left)

    def because(self, line: int, reason: Reason) -> ReturnSheet:
        """Another reason; the usual place for it."""
        return self._with(line, reason=reason, restock=restocks(reason))

    def shelve(self, line: int) -> ReturnSheet:
        """Back on sale instead of written off, and the other way round."""
        return self._with(line, restock=not self.of(line).restock)

    def _with(self, line: int, **changed: object) -> ReturnSheet:
        one = replace(self.of(line), **changed)  # type: ignore[arg-type]  # its own fields
        return replace(self, how={**self.how, line: one})

    def take(self, taken: Cart) -> ReturnSheet:
        """Other goods are taken instead."""
        return replace(self, taken=taken)

    def step_taken(self, key: int, by: int) -> ReturnSheet:
        """One more or less of a good that is taken; the last one goes away."""
        quantity = self.taken.line(key).quantity.thousandths + by * ONE.thousandths
        if quantity <= 0:
            return self.take(cart_rules.remove(self.taken, key))
        return self.take(cart_rules.change_quantity(self.taken, key, Quantity(quantity)))

    @property
    def plan(self) -> Plan:
        """What comes back."""
        return self.bought.sold.plan({line: how.back for line, how in self.how.items()})

    @property
    def taken_due(self) -> Money:
        """What the goods taken instead cost."""
        return price(self.taken).due

    @property
    def owed(self) -> Money:
        """The difference; positive goes to the customer."""
        return self.plan.money - self.taken_due

    @property
    def ready(self) -> bool:
        """Whether anything comes back."""
        return bool(self.plan.parts)

    def ways(self) -> tuple[Way, ...]:
        """Where the difference may go, the likeliest first."""
        owed = self.owed
        if not self.ready or not owed:
            return ()
        if owed < ZERO:
            methods = (Method.CASH, Method.TRANSFER, Method.CARD)
            return tuple(Way(method_name(one), "", method=one) for one in methods)
        first = back_to(owed, self.bought.sold.gave)
        ways = [Way(_title(first), _hint(first), first)]
        for method in (Method.CASH, Method.TRANSFER):
            out = (Gave(method, owed),)
            if out != first:
                ways.append(Way(method_name(method), "", out))
        return tuple(ways)

    def tenders(self, way: Way, handed: Money | None) -> tuple[Tender, ...]:
        """What pays a difference that the customer owes."""
        due = max(-self.owed, ZERO)
        if way.method is None or not due:
            return ()
        if way.method is Method.CASH and handed is not None:
            return (Tender(Method.CASH, due, tendered=handed),)
        return (Tender(way.method, due),)

    @property
    def deed(self) -> str:
        """What the main button does."""
        owed = self.owed
        if owed > ZERO:
            return _("Trả {amount} và in phiếu").format(amount=owed)
        if owed < ZERO:
            return _("Thu {amount} và in phiếu").format(amount=-owed)
        return _("Trả và in phiếu") if self.taken.empty else _("Đổi hàng và in phiếu")

    def promise(self, today: date) -> str:
        """Until when the shop takes goods back; empty when it does not say."""
        until = self.bought.until
        if until is None:
            return ""
        if self.bought.late(today):
            words = _("Quá hạn đổi trả từ {day}: cần người có quyền")
        else:
            words = _("Còn trong hạn đổi trả, đến {day}")
        return words.format(day=day_text(until))

    def request(self, way: Way | None, handed: Money | None, note: str) -> Request:
        """What is asked of the shop's books."""
        from pos_app.selling.reversal import Back, PaidOut, Request

        taken = self.taken
        if way is not None:
            taken = cart_rules.accept(taken, self.tenders(way, handed))
        return Request(
            key=self.key,
            back={
                line: Back(how.back, how.reason, how.restock)
                for line, how in self.how.items()
                if how.back
            },
            seen=self.owed,
            original=self.bought.uid,
            taken=None if taken.empty else taken,
            out=tuple(PaidOut(one.method, one.left) for one in (way.out if way else ())),
            note=note,
        )


def _title(out: tuple[Gave, ...]) -> str:
    return method_name(out[0].method) if len(out) == 1 else _("Như lúc mua")


def _hint(out: tuple[Gave, ...]) -> str:
    if len(out) == 1:
        return _("lần trước trả cách này")
    return " · ".join(f"{method_name(one.method)} {one.left}" for one in out)
