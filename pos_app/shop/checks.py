"""The invariant that the shop can judge of itself."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.models.journal import JournalEntry
from pos_app.shop.profile import DESCRIBED, FOUNDED, profile, salt, seal
from pos_app.store.canonical import canonical
from pos_app.store.check import Check, Scope


def _strange_card(session: Session, scope: Scope) -> Iterator[str]:
    """Papers would carry a name or tax code that nobody with the right told."""
    del scope
    known = profile(session)
    newest = (
        select(JournalEntry.body)
        .where(JournalEntry.kind.in_((FOUNDED, DESCRIBED)), JournalEntry.subject == known.uid)
        .order_by(JournalEntry.n.desc())
        .limit(1)
    )
    if session.scalar(newest) != canonical({"card": seal(known, salt(session))}):
        yield known.uid


CHECKS = (
    Check(22, N_("Tên, địa chỉ, mã số thuế của cửa hàng là điều nhật ký ghi"), _strange_card),
)
