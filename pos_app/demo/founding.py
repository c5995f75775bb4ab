"""Founds the demo shop by the shop's own services: profile, people, account, programme, goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.app import FIRST_COUNTER
from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.ids import Ids
from pos_app.demo.goods import Article
from pos_app.demo.tables import people, shop
from pos_app.goods import intake
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.loyalty.programmes import found_programme
from pos_app.models.shop import Staff
from pos_app.payments import account
from pos_app.payments.receiver import SAMPLE_BIN
from pos_app.shop import profile
from pos_app.shop.profile import BankAccount, ShopProfile
from pos_app.shop.staff import Role
from pos_app.store.database import Database

ACCOUNT: Final = BankAccount(SAMPLE_BIN, **shop()["account"], sample=True)
"""Cannot be mistaken for a real one: no bank has this number."""


@dataclass(frozen=True, slots=True)
class Founded:
    """Who and where, by id."""

    counter: int
    owner: int
    cashiers: tuple[int, ...]
    """Who works afternoons first, then those who share the mornings."""


def found(database: Database, clock: Clock, ids: Ids, articles: Sequence[Article]) -> Founded:
    """Everything that is there before the first customer comes, shelves filled."""
    with database.transaction() as session:
        founded = _open_doors(session, clock, ids)
        actor = Actor(staff=founded.owner, counter=founded.counter)
        goods = [article.good for article in articles]
        intake.write(session, clock, actor, intake.plan(session, actor, goods))
        account.write(session, clock, actor, ACCOUNT)
    return founded


def _open_doors(session: Session, clock: Clock, ids: Ids) -> Founded:
    owner, *others = people()["staff"]
    card = ShopProfile(uid=ids.new(), **shop()["profile"])
    profile.found(session, clock, card, owner["called"])
    cashiers = [Staff(name=one["called"], role=Role(one["role"]), active=True) for one in others]
    session.add_all(cashiers)
    session.flush()
    found_programme(session, USUAL_PROGRAMME, shop_day(clock.now()))
    return Founded(
        counter=profile.counter_named(session, FIRST_COUNTER),
        owner=session.scalars(select(Staff.id).where(Staff.role == Role.OWNER)).one(),
        cashiers=tuple(one.id for one in cashiers),
    )
