"""Tells the story day by day: the shop opens, people come, buy, pay and are cared for."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final

from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import Ids
from pos_app.basics.money import Money
from pos_app.demo.baskets import Basket, Baskets
from pos_app.demo.books import Books
from pos_app.demo.care import Care
from pos_app.demo.crowd import Crowd, Visit
from pos_app.demo.days import CHANGES_HANDS, HOUR, Period, moment
from pos_app.demo.duty import Duty
from pos_app.demo.founding import Founded
from pos_app.demo.goods import Article
from pos_app.demo.paying import Paying
from pos_app.demo.people import Shopper
from pos_app.demo.plan import Plan
from pos_app.demo.tables import shop
from pos_app.demo.till import Till
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.payments.tenders import Method
from pos_app.selling.cart import Cart, amount_off
from pos_app.selling.checkout import RECEIPTS
from pos_app.selling.totals import Totals
from pos_app.shop import profile
from pos_app.shop.numbering import jump_to

_KNOWN_FILL, _STRANGERS_FILL = 1.35, 0.72
"""Times the lines of an average basket; together they make it."""
_SEEN_AFTER: Final = (8, 45)
"""Seconds in which a transfer arrives."""


class Year:
    """The story of one shop."""

    def __init__(
        self,
        session: Session,
        clock: SetClock,
        ids: Ids,
        founded: Founded,
        plan: Plan,
        story: Period,
        goods: Sequence[Article],
    ) -> None:
        self._session, self._clock, self._plan, self._story = session, clock, plan, story
        self._goods, self._counter = goods, founded.counter
        self._places = {article.good.sku: place for place, article in enumerate(goods)}
        self._rng = random.Random(f"{plan.seed}/counter")
        self._books = Books(session)
        self._baskets = Baskets(random.Random(f"{plan.seed}/baskets"), goods)
        self._paying = Paying(self._rng, USUAL_PROGRAMME)
        self.crowd = Crowd(plan, story, random.Random(f"{plan.seed}/crowd"))
        open_days = self.crowd.open_days
        self.duty = Duty(self._books, founded.counter, founded.cashiers, story, open_days)
        salt = profile.salt(session)
        self.till = Till(self._books, clock, ids, salt, USUAL_PROGRAMME, goods)
        rng = random.Random(f"{plan.seed}/care")
        self._care = Care(self._books, rng, self.duty, story)

    def tell(self, place: int, told: int) -> None:
        """Everything that happens on a day; care hears of sales up to the id `told`."""
        day = self._story.day(place)
        if day.weekday() == 0:
            self._baskets.begin_week(day)
        self.till.begin_day(day)
        coming = self.crowd.of(place)
        for visit, following in zip_longest(coming, coming[1:]):
            self._come(day, visit, following.second if following else 24 * HOUR, told)
        self._books.write(moment(day, 24 * HOUR))

    def finish(self) -> None:
        """Tells what numbers were given out."""
        if self.till.sales:
            jump_to(self._session, RECEIPTS, self.till.sales, self._counter)
            jump_to(self._session, "code", self.till.carts)

    def _come(self, day: date, visit: Visit, end: int, told: int) -> None:
        """Somebody comes in and is greeted by name, if they have one; nobody waits past `end`."""
        self._clock.moment = moment(day, visit.second)
        actor, shopper = self.duty.at(self._clock.moment), visit.shopper
        if shopper is not None and not shopper.id:
            self.till.enrol(actor, shopper)
            shopper.favourites = self._favourites(shopper)
        if visit.buys:
            end = min(end, CHANGES_HANDS) if visit.second < CHANGES_HANDS else end
            self._sell(day, actor, visit, end - visit.second, told)

    def _sell(self, day: date, actor: Actor, visit: Visit, room: int, told: int) -> None:
        """A basket comes to the counter and is paid within so many seconds."""
        shopper = visit.shopper
        cart, totals, points = (
            self._told(shopper, *visit.bill) if shopper and visit.bill else self._any(visit)
        )
        tenders = list(self._paying.tenders(totals.due, points, shopper))
        transfers = {}
        for place, tender in enumerate(tenders):
            if tender.method is Method.TRANSFER:
                wait = timedelta(seconds=min(self._rng.randrange(*_SEEN_AFTER), room))
                seen_at = self._clock.moment + wait
                tenders[place], row = self.till.ask_and_see(actor, cart, tender, seen_at, self._rng)
                transfers[tenders[place].transfer_uid] = row
                self._clock.moment = seen_at
        held = shopper.tier if shopper else 0
        cart = replace(cart, tenders=tuple(tenders))
        sale = self.till.complete(actor, day, cart, totals, transfers, shopper)
        if shopper is not None and sale <= told:
            self._care.hear(self._clock.moment, sale, totals.due, shopper, held)
        self._care.count(day, totals.due, shopper)

    def _any(self, visit: Visit) -> tuple[Cart, Totals, int]:
        """An ordinary basket rung up, and how many points go into its bill."""
        shopper = visit.shopper
        fill = _KNOWN_FILL * shopper.appetite if shopper else _STRANGERS_FILL
        favourites = shopper.favourites if shopper else ()
        basket = self._baskets.fill(visit.second // HOUR, self._plan.lines * fill, favourites)
        off = self._paying.taken_off(self._worth(basket)) if shopper else None
        cart, totals = self.till.ring_up(basket, shopper, self._baskets.offers, off)
        return cart, totals, self._paying.points(totals.due, shopper) if shopper else 0

    def _told(self, shopper: Shopper, due: int, used: int = 0) -> tuple[Cart, Totals, int]:
        """The basket of a story, so that sums and points come out as it tells."""
        basket = self._baskets.worth(Money(due), shopper.favourites)
        over = self._worth(basket) - Money(due)
        cart, totals = self.till.ring_up(basket, shopper, {}, amount_off(over) if over else None)
        return cart, totals, min(used, self._paying.most_points(totals.due, shopper))

    def _favourites(self, shopper: Shopper) -> Sequence[int]:
        """What somebody keeps coming for."""
        told = next((one for one in shop()["stories"] if one["name"] == shopper.name), None)
        if told is not None:
            return [self._places[sku] for sku in told["favourites"] if sku in self._places]
        if shopper.every is None or not self._goods:
            return ()
        return self._baskets.favourites(shop()["usual_hours"][shopper.hours])

    def _worth(self, basket: Basket) -> Money:
        """What goods cost, without any discount."""
        return Money.total(
            self._goods[place].price.times(amount) for place, amount in basket.items()
        )
