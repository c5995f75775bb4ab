"""Founds the demo shop by the shop's own services: profile, people, account, programme, goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.app import FIRST_COUNTER
from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.ids import Ids
from pos_app.basics.quantity import Quantity
from pos_app.demo.goods import Article
from pos_app.demo.people import told
from pos_app.demo.shelves import filled
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

ACCOUNT: Final = BankAccount(
    bin=SAMPLE_BIN,
    account="0000000000",
    holder="TRAN THI MAI",
    bank_name="Ngân hàng mẫu",
    sample=True,
)
"""Cannot be mistaken for a real one: no bank has this number."""


@dataclass(frozen=True, slots=True)
class Founded:
    """Who and where, by id."""

    counter: int
    owner: int
    cashiers: tuple[int, ...]
    """Who works afternoons first, then those who share the mornings."""


def found(
    database: Database, clock: Clock, ids: Ids, articles: Sequence[Article], usual: Sequence[int]
) -> Founded:
    """Everything that is there before the first customer comes, shelves filled."""
    with database.transaction() as session:
        founded = _open_doors(session, clock, ids)
        actor = Actor(staff=founded.owner, counter=founded.counter)
        goods = [
            replace(article.good, stock=Quantity(filled(article, one)))
            for article, one in zip(articles, usual, strict=True)
        ]
        intake.write(session, clock, actor, intake.plan(session, actor, goods))
        account.write(session, clock, actor, ACCOUNT)
    return founded


def _open_doors(session: Session, clock: Clock, ids: Ids) -> Founded:
    owner, *others = told()["staff"]
    profile.found(session, clock, _profile(ids), owner["called"])
    cashiers = [Staff(name=one["called"], role=Role(one["role"]), active=True) for one in others]
    session.add_all(cashiers)
    session.flush()
    found_programme(session, USUAL_PROGRAMME, shop_day(clock.now()))
    return Founded(
        counter=profile.counter_named(session, FIRST_COUNTER),
        owner=session.scalars(select(Staff.id).where(Staff.role == Role.OWNER)).one(),
        cashiers=tuple(one.id for one in cashiers),
    )


def _profile(ids: Ids) -> ShopProfile:
    return ShopProfile(
        uid=ids.new(),
        name="Tạp hóa Cô Mai",
        address="12 đường Hoa Sen, phường An Bình, TP. Mẫu",
        phone="028 0000 0000",
        tax_code="0000000000",
    )
