"""The counter of the story: people are enrolled, carts become sales by the till's own rules.

Whatever follows from a sale by arithmetic alone (stock, the ledger of points, events) is left to
`aftermath`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from pos_app.basics import card_code
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import Ids
from pos_app.basics.money import Money
from pos_app.basics.text import given_name
from pos_app.customers import consent, enrolment
from pos_app.customers.consent import Answer
from pos_app.customers.enrolment import Person
from pos_app.demo.baskets import Basket
from pos_app.demo.books import Books
from pos_app.demo.founding import ACCOUNT
from pos_app.demo.goods import Article
from pos_app.demo.people import Shopper
from pos_app.loyalty.points import Programme, earned
from pos_app.loyalty.tiers import tier_for
from pos_app.models.customers import Consent, Customer, CustomerNote
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.payments.expected import SEEN
from pos_app.payments.references import code_for
from pos_app.payments.tenders import HowSeen, Tender, settle
from pos_app.selling import seal
from pos_app.selling.cart import Cart, CartLine, Discount, Ware
from pos_app.selling.draft_body import request_hash
from pos_app.selling.paid_cart import PaidCart
from pos_app.selling.totals import Totals, price
from pos_app.shop.vat import rate_on
from pos_app.store.canonical import Value, digest

_SEEN: Final = {HowSeen.SPEAKER: 70, HowSeen.BANK_APP: 20, HowSeen.OWNER: 10}
"""Where a cashier hears or sees a transfer, and how often."""


class Till:
    """Enrols people, rings up baskets and completes them."""

    def __init__(
        self,
        books: Books,
        clock: SetClock,
        ids: Ids,
        salt: str,
        programme: Programme,
        articles: Sequence[Article],
    ) -> None:
        """`clock` is set to each act before it is done; `ids` ask it."""
        self._books, self._clock, self._ids, self._salt = books, clock, ids, salt
        self._programme = programme
        self._articles = articles
        self._wares: list[Ware] = []
        self._rates: dict[str | None, int | None] = {one.good.vat_class: -1 for one in articles}
        self._prices = [article.price for article in articles]
        self._costs = {place + 1: article.good.cost for place, article in enumerate(articles)}
        self._cards: set[str] = set()
        self.carts = self.sales = self.lines = 0
        self.revenue = Money(0)

    def begin_day(self, day: date) -> None:
        """Goods are sold as they are taxed on a day."""
        rates = {name: rate_on(name, day) for name in self._rates}
        if rates != self._rates:
            self._rates, goods = rates, enumerate(self._articles, start=1)
            self._wares = [article.ware(number, day) for number, article in goods]

    def enrol(self, actor: Actor, shopper: Shopper) -> None:
        """Writes down a person with card and account, what they agree to and what to remember."""
        at, books, called = self._clock.now(), self._books, given_name(shopper.name)
        person = Person(shopper.name, called, shopper.form, shopper.e164)
        shopper.id, shopper.uid, card = books.number(Customer), self._ids.new(), self._free_card()
        books.put(Customer, enrolment.customer_row(shopper.uid, at, person), id=shopper.id)
        for table, row in enrolment.belongings(shopper.id, at, person, card).items():
            books.put(table, row)
        told = enrolment.told(shopper.id, person, card, self._salt)
        books.note(at, actor, "customer.created", shopper.uid, told)
        answers = [Answer(*asked, granted) for asked, granted in shopper.answers.items()]
        for answer in answers:
            books.put(Consent, consent.row(actor, at, shopper.id, answer))
        if answers:
            books.note(at, actor, "consent.recorded", shopper.uid, consent.told(answers))
        if shopper.note:
            note = books.number(CustomerNote)
            words = {"text": shopper.note, "at": at, "staff_id": actor.staff}
            books.put(CustomerNote, words, id=note, customer_id=shopper.id)
            body: dict[str, Value] = {"note": note, "text": digest(shopper.note, self._salt)}
            books.note(at, actor, "customer.noted", shopper.uid, body)

    def _free_card(self) -> str:
        while (code := self._ids.digits(card_code.CODE_DIGITS)) in self._cards:
            pass
        self._cards.add(code)
        return code

    def ring_up(
        self,
        basket: Basket,
        shopper: Shopper | None,
        offers: Mapping[int, Discount],
        off: Discount | None = None,
    ) -> tuple[Cart, Totals]:
        """The cart of a basket, and what it costs."""
        self.carts += 1
        lines = tuple(
            CartLine(
                key, self._wares[place], amount, self._prices[place], discount=offers.get(place)
            )
            for key, (place, amount) in enumerate(basket.items(), start=1)
        )
        cart = Cart(
            key=self._ids.new(),
            code=code_for(self.carts),
            customer_id=shopper.id if shopper else None,
            lines=lines,
            discount=off,
            next_line=len(lines) + 1,
        )
        return cart, price(cart)

    def ask_and_see(
        self, actor: Actor, cart: Cart, tender: Tender, seen_at: datetime, rng: random.Random
    ) -> tuple[Tender, int]:
        """A transfer is asked for under the cart's code, and seen; its row's id."""
        uid, row = self._ids.new(), self._books.number(ExpectedTransfer)
        [how] = rng.choices(list(_SEEN), list(_SEEN.values()))
        asked_at = self._clock.now()
        body: dict[str, Value] = {"amount": tender.amount.dong, "code": cart.code}
        self._books.put(
            ExpectedTransfer,
            id=row,
            uid=uid,
            draft_key=cart.key,
            code=cart.code,
            amount=tender.amount,
            bin=ACCOUNT.bin,
            account=ACCOUNT.account,
            state=SEEN,
            seen_how=how,
            seen_by=actor.staff,
            seen_at=seen_at,
            counter_id=actor.counter,
            staff_id=actor.staff,
            asked_at=asked_at,
        )
        self._books.note(asked_at, actor, "transfer.asked", uid, body)
        self._books.note(seen_at, actor, "transfer.seen", uid, {**body, "how": how})
        return replace(tender, transfer_uid=uid), row

    def complete(
        self,
        actor: Actor,
        day: date,
        cart: Cart,
        totals: Totals,
        transfers: Mapping[str, int],
        shopper: Shopper | None,
    ) -> int:
        """Writes a paid cart as a sale; its id. `transfers`: row ids by their global ids."""
        assert actor.shift is not None, "the shop is open"
        paid = PaidCart(
            cart, totals, settle(totals.due, cart.tenders), actor.shift, day, dict(transfers)
        )
        sale = self._books.number(Sale)
        row = paid.row(actor, self._clock.now()) | {
            "id": sale,
            "uid": self._ids.new(),
            "number": sale,
            "request_hash": request_hash(cart, totals.due),
        }
        if shopper is not None:
            row |= self._settle(shopper, paid)
        lines, payments = paid.line_rows(sale, self._costs), paid.payment_rows(sale)
        self._books.put(Sale, row)
        for line in lines:
            self._books.put(SaleLine, line)
        for payment in payments:
            self._books.put(Payment, payment)
        body = seal.entry(row, lines, payments, self._salt)
        self._books.note(self._clock.now(), actor, seal.KIND, row["uid"], body)
        self.sales += 1
        self.lines += len(lines)
        self.revenue += totals.due
        return sale

    def _settle(self, shopper: Shopper, paid: PaidCart) -> dict[str, int]:
        """Points and tier; the story is no longer than the window, so nothing falls out of it."""
        used = paid.settlement.points
        gained = earned(paid.earning_base, self._programme, shopper.tier)
        shopper.points += gained - used
        shopper.spent += paid.totals.due
        shopper.tier = max(shopper.tier, tier_for(shopper.spent, self._programme).rank)
        return {
            "points_earned": gained,
            "points_redeemed": used,
            "points_after": shopper.points,
        }
