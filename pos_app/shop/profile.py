"""Whose shop it is: the words on its papers, its counters and its bank account."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.models.shop import Counter, ShopInfo
from pos_app.models.shop import Staff as StaffRow
from pos_app.shop import card, settings
from pos_app.shop.staff import Right, Role, require
from pos_app.store import journal
from pos_app.store.canonical import digest
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared

FOUNDED: Final = "shop.founded"
DESCRIBED: Final = "shop.described"
"""Kinds of the journal's entries; their body is `seal` of the profile."""


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """What stands on every paper."""

    uid: str
    name: str
    address: str
    phone: str
    tax_code: str


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where transfers go; `sample` marks an account that takes no real money."""

    bin: str
    account: str
    holder: str
    bank_name: str
    sample: bool


_SALT = Prepared(select(cast(Table, ShopInfo.__table__).c.salt))


def salt(session: Session) -> str:
    """The shop's own key for digests of rows (hexadecimal)."""
    known: str = _SALT.value(session, {})
    return known


def shop_uid(session: Session) -> str:
    """The shop's global id."""
    return session.scalars(select(ShopInfo.uid)).one()


def profile(session: Session) -> ShopProfile:
    """Name, address, phone and tax code."""
    row = session.scalars(select(ShopInfo)).one()
    return ShopProfile(row.uid, row.name, row.address, row.phone, row.tax_code)


def seal(profile: ShopProfile, salt: str) -> str:
    """A digest of what stands on every paper."""
    return digest([profile.name, profile.address, profile.phone, profile.tax_code], salt)


def card_secret(session: Session) -> bytes:
    """The shop's own key for codes on loyalty cards."""
    return bytes.fromhex(session.scalars(select(ShopInfo.card_secret)).one())


def bank_account(session: Session) -> BankAccount | None:
    """The account for transfers; None until the shop has told one."""
    number = settings.read(session, settings.BANK_ACCOUNT)
    if not number:
        return None
    return BankAccount(
        bin=settings.read(session, settings.BANK_BIN),
        account=number,
        holder=settings.read(session, settings.BANK_HOLDER),
        bank_name=settings.read(session, settings.BANK_NAME),
        sample=settings.read(session, settings.BANK_SAMPLE),
    )


def found(session: Session, clock: Clock, profile: ShopProfile, owner: str) -> None:
    """Writes the first rows of a new shop: its profile, its secrets and its owner."""
    session.add(
        ShopInfo(
            id=1,
            uid=profile.uid,
            name=profile.name,
            address=profile.address,
            phone=profile.phone,
            tax_code=profile.tax_code,
            salt=secrets.token_hex(16),
            card_secret=secrets.token_hex(32),
            born_at=clock.now(),
        )
    )
    session.add(StaffRow(name=owner, role=Role.OWNER, active=True))
    session.flush()
    body = {"card": seal(profile, salt(session))}
    journal.append(session, clock, None, FOUNDED, profile.uid, body)


def counter_named(session: Session, name: str) -> int:
    """The id of a counter, which is made when it is new."""
    known = session.scalars(select(Counter.id).where(Counter.name == name)).first()
    if known is not None:
        return known
    counter = Counter(name=name)
    session.add(counter)
    session.flush()
    return counter.id


class Shop:
    """The shop's own card."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def profile(self) -> ShopProfile:
        """Name, address, phone and tax code."""
        with self._database.reading() as session:
            return profile(session)

    def describe(
        self, actor: Actor, name: str, address: str, phone: str, tax_code: str
    ) -> tuple[ShopProfile, Changes]:
        """Other words on every paper from now on, reprints too. Raises BadInput."""
        told = (
            card.name_of(name),
            card.address_of(address),
            card.phone_of(phone),
            card.tax_code_of(tax_code),
        )
        with self._database.transaction() as session:
            require(session, actor, Right.SETTINGS)
            row = session.scalars(select(ShopInfo)).one()
            row.name, row.address, row.phone, row.tax_code = told
            described = ShopProfile(row.uid, *told)
            body = {"card": seal(described, salt(session))}
            journal.append(session, self._clock, actor, DESCRIBED, row.uid, body)
        return described, Changes.SETTINGS

    def counter_name(self, counter: int) -> str:
        """What a counter is called."""
        with self._database.reading() as session:
            return session.scalars(select(Counter.name).where(Counter.id == counter)).one()
