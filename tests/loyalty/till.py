"""A till reduced to what loyalty needs: the rows of a sale, and its settlement."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock, day_start, shop_day
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import ONE
from pos_app.customers.enrolment import Person, enrol
from pos_app.loyalty import checks
from pos_app.loyalty.ledger import SaleFacts, Standing, current_programme, settle_sale
from pos_app.loyalty.points import earning_base, worth
from pos_app.models.loyalty import Account, PointsDebt, PointsEntry, PointsLot, PointsUse
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.models.shop import Shift
from pos_app.store import check
from pos_app.store.database import Database


@dataclass
class Till:
    """Sells on whatever day the clock shows."""

    database: Database
    clock: SetClock
    ids: SeededIds
    actor: Actor
    numbers: count[int] = field(default_factory=lambda: count(1))

    def enrol(self, name: str = "Nguyễn Thị Hồng Ngọc") -> int:
        with self.database.transaction() as session:
            given = name.split()[-1]
            return enrol(session, self.ids, self.clock.now(), Person(name, given))

    def sell(self, customer: int, amount: int, redeem: int = 0, **how: Any) -> Standing:
        """A paid and settled sale; takes what `write_sale` takes."""
        with self.database.transaction() as session:
            facts = self.write_sale(session, customer, amount, redeem, **how)
            standing = settle_sale(session, self.actor, facts)
            session.execute(
                update(Sale)
                .where(Sale.id == facts.sale_id)
                .values(
                    points_earned=standing.earned,
                    points_redeemed=standing.redeemed,
                    points_after=standing.after,
                )
            )
            return standing

    def write_sale(
        self,
        session: Session,
        customer: int,
        amount: int,
        redeem: int = 0,
        *,
        barred: int = 0,
        day: date | None = None,
    ) -> SaleFacts:
        """The rows of a sale before its settlement.

        `barred` is the part on goods that earn nothing; `day` the business day when it is not
        the clock's.
        """
        due, day = Money(amount), day or shop_day(self.clock.now())
        eligible = due - Money(barred)
        by_points = worth(redeem, current_programme(session, day))
        base = earning_base(eligible, by_points)
        sale = self.sale_row(customer, due, day, base)
        sale_id: int = session.execute(insert(Sale).values(sale).returning(Sale.id)).scalar_one()
        for position, (net, earns) in enumerate([(eligible, True), (Money(barred), False)]):
            session.execute(insert(SaleLine).values(_line(sale_id, position, net, earns)))
        shift = self._shift(session, day)
        tenders = [("points", by_points, redeem), ("cash", due - by_points, None)]
        for position, (method, paid, points) in enumerate(tenders):
            if paid:
                payment = _payment(sale_id, position, method, paid, points, shift)
                session.execute(insert(Payment).values(payment))
        return SaleFacts(
            sale_id=sale_id,
            customer_id=customer,
            at=sale["sold_at"],
            business_day=day,
            due=due,
            net=due,
            earning_base=base,
            redeem=redeem,
            request_key=sale["draft_key"],
        )

    def sale_row(
        self, customer: int | None, net: Money, day: date, base: Money = ZERO, **other: Any
    ) -> dict[str, Any]:
        number = next(self.numbers)
        return {
            "uid": f"{number:032x}",
            "origin": "sale",
            "kind": "sale",
            "draft_key": f"{number:032x}",
            "request_hash": "",
            "series": "1",
            "number": number,
            "customer_id": customer,
            "sold_at": self.clock.now(),
            "business_day": day,
            "goods": net,
            "line_discount": ZERO,
            "order_discount": ZERO,
            "net": net,
            "tax_added": ZERO,
            "rounding": ZERO,
            "rounding_rule": 1,
            "total": net,
            "change": ZERO,
            "earning_base": base,
            "points_earned": 0,
            "points_redeemed": 0,
            "note": "",
            **other,
        }

    def _shift(self, session: Session, day: date) -> int:
        known = session.scalars(select(Shift.id).where(Shift.business_day == day)).first()
        if known is not None:
            return known
        shift = Shift(
            counter_id=1,
            staff_id=self.actor.staff,
            business_day=day,
            name="",
            opening_float=ZERO,
            opened_at=self.clock.now(),
        )
        session.add(shift)
        session.flush()
        return shift.id

    def go_to(self, day: date) -> None:
        """Sets the clock to ten in the morning of a day, forwards or back."""
        self.clock.moment = day_start(day) + timedelta(hours=10)

    def end_lot(self, customer: int, place: int, last_day: date | None) -> None:
        """Gives one of a customer's lots an end; no programme of today does."""
        with self.database.transaction() as session:
            lots = _lots(session, customer)
            lots[place].expires_on = last_day

    def owe(self, customer: int, points: int) -> int:
        """Takes points back as a return would: what is not there any more is owed; says how much.

        Takes from the lots that end last, oldest first.
        """
        with self.database.transaction() as session:
            account = session.get_one(Account, customer)
            taken = min(points, account.points)
            account.points -= taken
            entry = self._reversal(session, customer, taken, account.points)
            wanted = taken
            for lot in _lots(session, customer):
                share = min(wanted, lot.points_left)
                if share:
                    lot.points_left -= share
                    wanted -= share
                    session.add(PointsUse(entry_id=entry, lot_id=lot.entry_id, points=share))
            owed = points - taken
            if owed:
                session.add(
                    PointsDebt(entry_id=entry, customer_id=customer, points=owed, points_left=owed)
                )
            return owed

    def _reversal(self, session: Session, customer: int, taken: int, balance: int) -> int:
        latest: datetime | None = session.scalars(
            select(PointsEntry.at)
            .where(PointsEntry.customer_id == customer)
            .order_by(PointsEntry.id.desc())
        ).first()
        entry = PointsEntry(
            customer_id=customer,
            kind="reverse_earn",
            points=-taken,
            balance=balance,
            reason="return",
            at=max(self.clock.now(), latest) if latest else self.clock.now(),
            request_key=f"return {next(self.numbers)}",
        )
        session.add(entry)
        session.flush()
        return entry.id

    def lots(self, customer: int) -> list[int]:
        """What is left of each lot, oldest first."""
        with self.database.reading() as session:
            return [lot.points_left for lot in _lots(session, customer)]

    def broken(self) -> list[tuple[int, str]]:
        """What the invariants find."""
        found = check.run(self.database, checks.CHECKS)
        return [(broken.number, broken.where) for broken in found]

    def clone_at(self, database: Database) -> Till:
        """The same till on another connection."""
        return replace(self, database=database)


def _lots(session: Session, customer: int) -> list[PointsLot]:
    return list(
        session.scalars(
            select(PointsLot).where(PointsLot.customer_id == customer).order_by(PointsLot.entry_id)
        )
    )


def _line(sale_id: int, position: int, net: Money, earns: bool) -> dict[str, Any]:
    return {
        "sale_id": sale_id,
        "position": position,
        "code": "",
        "name": "Gạo ST25 túi 5 kg" if earns else "Bia lon 330 ml",
        "unit": "túi",
        "factor": ONE,
        "quantity": ONE,
        "unit_price": net,
        "gross": net,
        "line_discount": ZERO,
        "order_discount": ZERO,
        "net": net,
        "vat": ZERO,
        "price_source": "list",
        "earns": earns,
    }


def _payment(
    sale_id: int, position: int, method: str, amount: Money, points: int | None, shift: int
) -> dict[str, Any]:
    return {
        "sale_id": sale_id,
        "position": position,
        "method": method,
        "amount": amount,
        "change": ZERO,
        "points": points,
        "reference": "",
        "shift_id": shift,
    }
