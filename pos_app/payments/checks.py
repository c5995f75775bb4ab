"""The invariant that payments can judge."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.models.journal import JournalEntry
from pos_app.payments.account import TOLD, seal
from pos_app.shop.profile import bank_account, salt, shop_uid
from pos_app.store.canonical import canonical
from pos_app.store.check import Check, Scope


def _strange_account(session: Session, scope: Scope) -> Iterator[str]:
    """Money would go where nobody with the right told it to go."""
    del scope
    newest = (
        select(JournalEntry.body)
        .where(JournalEntry.kind == TOLD, JournalEntry.subject == shop_uid(session))
        .order_by(JournalEntry.n.desc())
        .limit(1)
    )
    told = session.scalar(newest) or canonical({"account": ""})
    if told != canonical({"account": seal(bank_account(session), salt(session))}):
        yield "bank_account"


CHECKS = (Check(22, N_("Tài khoản nhận tiền là tài khoản mà nhật ký ghi"), _strange_account),)
