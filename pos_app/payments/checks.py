"""The invariants that payments can judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.models.journal import JournalEntry
from pos_app.payments.account import TOLD, seal
from pos_app.shop.profile import bank_account, salt, shop_uid
from pos_app.store.canonical import canonical
from pos_app.store.check import Check, Scope, finder


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


_SUMS: Final = """
    SELECT 'customer ' || account.customer_id || ': owes ' || owed || ', the ledger says '
           || coalesce(entries.amount, 0) || ', the sales ' || coalesce(debts.unpaid, 0)
    FROM debt_account account
    LEFT JOIN (SELECT customer_id, sum(amount) AS amount FROM debt_entry GROUP BY customer_id)
        entries ON entries.customer_id = account.customer_id
    LEFT JOIN (SELECT customer_id, sum(unpaid) AS unpaid FROM debt GROUP BY customer_id)
        debts ON debts.customer_id = account.customer_id
    WHERE owed < 0 OR owed <> coalesce(entries.amount, 0) OR owed <> coalesce(debts.unpaid, 0)
    UNION ALL
    SELECT 'debt ' || debt.id || ': ' || unpaid || ' of ' || debt.amount
           || ' is unpaid, its ledger says ' || coalesce(sum(entry.amount), 0)
    FROM debt LEFT JOIN debt_entry entry ON entry.debt_id = debt.id
    GROUP BY debt.id
    HAVING unpaid <> coalesce(sum(entry.amount), 0) OR unpaid < 0 OR unpaid > debt.amount
"""

_ON_ACCOUNT: Final = """
    SELECT 'sale ' || sale.id || ': ' || sum(payment.amount) || ' on account, owed for it are '
           || coalesce(debt.amount, 0)
    FROM payment JOIN sale ON sale.id = payment.sale_id
    LEFT JOIN debt ON debt.sale_id = sale.id AND debt.customer_id = sale.customer_id
    WHERE sale.id > :since AND sale.kind = 'sale' AND payment.method = 'account'
    GROUP BY sale.id HAVING sum(payment.amount) <> coalesce(debt.amount, 0)
"""

_COLLECTED: Final = """
    SELECT 'slip ' || slip.id || ': ' || slip.amount || ' was collected, paid of debts '
           || coalesce(-sum(entry.amount), 0)
    FROM money_slip slip LEFT JOIN debt_entry entry
        ON entry.slip_id = slip.id AND entry.customer_id = slip.customer_id
    WHERE slip.kind = 'collection'
    GROUP BY slip.id HAVING slip.amount <> coalesce(-sum(entry.amount), 0)
"""

CHECKS = (
    Check(33, N_("Khách còn nợ đúng bằng số đã ghi nợ trừ số đã trả"), finder(_SUMS), whole=True),
    Check(33, N_("Phần ghi nợ của mỗi phiếu nằm trong nợ của khách"), finder(_ON_ACCOUNT)),
    Check(33, N_("Mỗi phiếu thu nợ trừ đúng số đã thu"), finder(_COLLECTED), whole=True),
    Check(22, N_("Tài khoản nhận tiền là tài khoản mà nhật ký ghi"), _strange_account),
)
