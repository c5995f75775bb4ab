"""The shop's account for transfers: told by whoever may, sealed in the journal."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.payments.receiver import SAMPLE_BIN, account_of, holder_of, refuse_bin
from pos_app.shop import settings
from pos_app.shop.profile import BankAccount, bank_account, salt, shop_uid
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.canonical import digest
from pos_app.store.database import Database

TOLD: Final = "account.told"
"""The kind of the journal's entry; its body is `seal` of the account."""


def write(session: Session, clock: Clock, actor: Actor | None, account: BankAccount | None) -> None:
    """Sets the account in the caller's transaction; None takes no transfers any more."""
    told = account or BankAccount("", "", "", "", sample=False)
    for setting, value in (
        (settings.BANK_BIN, told.bin),
        (settings.BANK_ACCOUNT, told.account),
        (settings.BANK_HOLDER, told.holder),
        (settings.BANK_NAME, told.bank_name),
    ):
        settings.write(session, setting, value)
    settings.write(session, settings.BANK_SAMPLE, told.sample)
    body = {"account": seal(account, salt(session))}
    journal.append(session, clock, actor, TOLD, shop_uid(session), body)


def seal(account: BankAccount | None, salt: str) -> str:
    """A digest of what decides where money goes; nothing of no account."""
    if account is None:
        return ""
    return digest([account.bin, account.account, account.holder], salt)


class Accounts:
    """Where transfers go."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self) -> BankAccount | None:
        """The account in force; None until the shop has told one."""
        with self._database.reading() as session:
            return bank_account(session)

    def put(self, actor: Actor, bin: str, number: str, holder: str) -> tuple[BankAccount, Changes]:
        """Another account from now on; codes that were shown before stay as they were.

        Raises BadInput for what a bank's app would not read.
        """
        refuse_bin(bin)
        account = BankAccount(
            bin, account_of(number), holder_of(holder), "", sample=bin == SAMPLE_BIN
        )
        self._write(actor, account)
        return account, Changes.SETTINGS

    def remove(self, actor: Actor) -> Changes:
        """The shop takes no transfers any more."""
        self._write(actor, None)
        return Changes.SETTINGS

    def _write(self, actor: Actor, account: BankAccount | None) -> None:
        with self._database.transaction() as session:
            require(session, actor, Right.SETTINGS)
            write(session, self._clock, actor, account)
