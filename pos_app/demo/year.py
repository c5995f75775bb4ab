"""Tells the story day by day: the shop opens, people come, buy, pay and are cared for."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from pos_app.basics.actor import Actor
from pos_app.basics.clock import from_ms
from pos_app.basics.money import Money
from pos_app.basics.quantity import THOUSAND
from pos_app.demo import days
from pos_app.demo.agenda import Agenda
from pos_app.demo.care import Care
from pos_app.demo.chapters import Teller
from pos_app.demo.crowd import Coming, Crowd
from pos_app.demo.days import Period, midnight, second_of
from pos_app.demo.duty import Duty
from pos_app.demo.goods import Article
from pos_app.demo.house import House, Moment
from pos_app.demo.paying import Paying
from pos_app.demo.plan import Plan
from pos_app.demo.shelves import Shelves
from pos_app.demo.shoppers import Reception, Shopper
from pos_app.demo.shopping import Shopping
from pos_app.demo.till import Picked, Rung, Till
from pos_app.payments.tenders import Method, Tender
from pos_app.selling.checkout import RECEIPTS
from pos_app.shop.numbering import WHOLE_SHOP

Progress = Callable[[int, int], None]

_KNOWN_FILL: Final = 1.35
_STRANGERS_FILL: Final = 0.72
"""Times the lines of an average basket; together they make it."""
_TOLD_BY_COURIER: Final = 12
"""So many last sales care hears of from the courier itself."""
_BROWSES: Final = (20, 150)
_TYPES: Final = (8, 45)
"""Seconds in which somebody fills a basket, and in which a transfer arrives."""
_WEEK: Final = 7
_DAY: Final = 24 * days.HOUR * 1000
_USUAL_HOURS: Final = (10, 8, 11, 18)
"""When people of each profile usually come."""


class Year:
    """The story of one shop."""

    def __init__(
        self,
        house: House,
        plan: Plan,
        period: Period,
        articles: Sequence[Article],
        usual: Sequence[int],
    ) -> None:
        """`usual`: thousandths of each good that a day takes."""
        self._house = house
        self._plan = plan
        self._period = period
        self._articles = articles
        self._rng = random.Random(f"{plan.seed}/counter")
        self._agenda = Agenda()
        self._duty = Duty(house.rows, house.counter, house.cashiers)
        self._shelves = Shelves(house.rows, articles, usual, period.length)
        self._reception = Reception(house.rows, house.ids, house.salt)
        self._paying = Paying(self._rng, house.programme)
        self._totals: list[int] = []
        self._crowd = Crowd(plan, period, random.Random(f"{plan.seed}/crowd"))
        self._shopping = Shopping(
            random.Random(f"{plan.seed}/shopping"), articles, self._shelves, period.length
        )
        self.till = Till(house, articles, self._shelves)
        self._teller = Teller(self._rng, self.till, self._shopping, self._paying, articles)
        self.care = Care(
            house, self._agenda, random.Random(f"{plan.seed}/care"), self._duty, period.until
        )

    def tell(self, progress: Progress | None) -> None:
        """Everything that happens, up to the last moment."""
        self._choose_favourites()
        is_open = set(self._crowd.open_days)
        for place in range(self._period.length):
            day = self._period.day(place)
            if place == 0 or (self._period.length - place) % _WEEK == 0:
                self._shopping.begin_week(day, place)
            if place in is_open:
                self._open(place, day)
            self._agenda.run(min(midnight(day) + _DAY - 1, self._period.end))
            self.care.baskets.add(day, self._totals)
            self._totals = []
            self._house.rows.breathe()
            if progress is not None:
                progress(self.till.sales, self._plan.sales)
        self._close()

    @property
    def on_duty(self) -> Actor:
        """Who stands at the counter."""
        return self._duty.actor()

    def customer(self, name: str) -> Shopper | None:
        """Somebody of the story by name."""
        return next((one for one in self._crowd.shoppers if one.person.name == name), None)

    def _close(self) -> None:
        """Writes what is known only when the story stops."""
        rows = self._house.rows
        self._duty.leave_open()
        self.till.close()
        self.care.close()
        rows.accounts.put_all(
            one.account.row() for one in self._crowd.shoppers if one.account is not None
        )
        if self.till.sales:
            rows.series.put(
                {"counter_id": self._house.counter, "kind": RECEIPTS, "last": self.till.sales}
            )
            rows.series.put({"counter_id": WHOLE_SHOP, "kind": "code", "last": self.till.carts})
        rows.write()
        self._shelves.close()

    def _choose_favourites(self) -> None:
        self._shopping.begin_week(self._period.since, 0)
        for shopper in self._crowd.shoppers:
            if shopper.habit.every is not None:
                shopper.favourites = self._shopping.favourites(_USUAL_HOURS[shopper.habit.hours])

    def _open(self, place: int, day: date) -> None:
        """A day in the shop: shifts, the van, and everybody who comes."""
        start = midnight(day)

        def change_hands(at: int) -> None:
            self._duty.finish(at)
            self._duty.begin(at, day, self._duty.afternoon(day))

        def refill(at: int) -> None:
            self._shelves.refill(self._duty.actor(), at, day, place)

        begin = partial(self._duty.begin, day=day, staff=self._duty.morning(day))
        self._agenda.put(start + second_of(days.OPENS) * 1000, begin)
        self._agenda.put(start + second_of(days.VAN) * 1000, refill)
        self._agenda.put(start + second_of(days.CHANGES_HANDS) * 1000, change_hands)
        self._agenda.put(start + second_of(days.CLOSES) * 1000, self._duty.finish)
        for coming in self._crowd.of(place):
            self._agenda.put(start + coming.second * 1000, partial(self._come, coming, day))

    def _come(self, coming: Coming, day: date, at: int) -> None:
        """Somebody comes in; whoever has a name is greeted by it."""
        self._house.clock.moment = from_ms(at)
        shopper, when = coming.shopper, self._now(at, day)
        if shopper is not None:
            if not shopper.id:
                self._reception.enrol(when.actor, at, shopper)
            self.care.greet(when, shopper)
        if coming.buys:
            pays_at = at + 1000 * self._rng.randrange(*_BROWSES)
            self._agenda.put(pays_at, partial(self._pay, coming, day))

    def _pay(self, coming: Coming, day: date, at: int) -> None:
        """A basket comes to the counter."""
        self._house.clock.moment = from_ms(at)
        when, shopper = self._now(at, day), coming.shopper
        chapter = coming.chapter
        rung, points = self._teller.basket(chapter) if chapter else self._basket(when, coming)
        habit = shopper.habit.method if shopper else None
        tenders = self._paying.tenders(rung.totals.due, points, habit)
        by_transfer = next((one for one in tenders if one.method is Method.TRANSFER), None)
        if by_transfer is None:
            self._complete(rung, tenders, day, at)
            return
        uid = self.till.ask(when, rung, by_transfer.amount)
        named = replace(by_transfer, transfer_uid=uid)
        tenders = tuple(named if one is by_transfer else one for one in tenders)
        arrives_at = at + 1000 * self._rng.randrange(*_TYPES)
        self._agenda.put(arrives_at, partial(self._arrive, rung, tenders, named, day))

    def _arrive(
        self, rung: Rung, tenders: Sequence[Tender], transfer: Tender, day: date, at: int
    ) -> None:
        """The transfer is seen, and the sale complete."""
        self._house.clock.moment = from_ms(at)
        self.till.see(self._now(at, day), rung, transfer, self._paying.how_seen())
        self._complete(rung, tenders, day, at)

    def _complete(self, rung: Rung, tenders: Sequence[Tender], day: date, at: int) -> None:
        when = self._now(at, day)
        sold = self.till.complete(when, rung, tenders)
        self._totals.append(sold.total.dong)
        if rung.shopper is not None:
            self.care.hear(when, sold, rung.shopper)

    def _now(self, at: int, day: date) -> Moment:
        told = self.till.sales < self._plan.sales - _TOLD_BY_COURIER
        return Moment(at, day, self._duty.actor(), told)

    def _basket(self, when: Moment, coming: Coming) -> tuple[Rung, int]:
        """An ordinary basket rung up, and how many points go into its bill."""
        shopper = coming.shopper
        fill = _KNOWN_FILL * shopper.habit.appetite if shopper else _STRANGERS_FILL
        favourites = shopper.favourites if shopper else ()
        picked = self._shopping.fill(coming.hour, self._plan.lines * fill, favourites)
        if not picked:
            picked = [self._shopping.anything()]
            self._shelves.fetch(when.actor, when.at, picked[0].place, picked[0].amount)
        off = self._paying.taken_off(self._worth(picked), known=shopper is not None)
        rung = self.till.ring_up(picked, shopper, off)
        account = shopper.account if shopper else None
        points = self._paying.points(rung.totals.due, account) if account else 0
        return rung, points

    def _worth(self, picked: Sequence[Picked]) -> Money:
        """What goods cost, about."""
        prices = (self._articles[one.place].price.dong * one.amount for one in picked)
        return Money(sum(prices) // THOUSAND)
