"""What the journal keeps of an imported history: digests of every figure it wrote.

`check` reads the rows again and compares, so an edit of any figure shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pos_app.models.journal import JournalEntry
from pos_app.shop.profile import salt
from pos_app.store.canonical import digest_of
from pos_app.store.check import Scope
from pos_app.store.prepared import Prepared

JOURNAL: Final = "sales.imported"

_PART: Final = 500
"""Rows spelled at a time."""

_DOCUMENTS: Final = Prepared(
    text(
        """
        SELECT json_array(
            id, uid, origin, kind, draft_key, series, number, external, customer_id, sold_at,
            business_day, goods, line_discount, order_discount, net, tax_added, rounding, total,
            change, earning_base, points_earned, points_redeemed, original_id)
        FROM sale WHERE id BETWEEN :first AND :last ORDER BY id
        """
    )
)
_ROWS: Final = Prepared(
    text(
        """
        SELECT json_array(
            sale_id, position, product_id, code, name, unit, factor, quantity, unit_price, gross,
            line_discount, order_discount, net, vat, original_line_id)
        FROM sale_line WHERE sale_id BETWEEN :first AND :last ORDER BY sale_id, position
        """
    )
)


def seal(session: Session, first: int, last: int) -> dict[str, int | str]:
    """Keyed digests of the documents first to last and of their lines, as they stand now."""
    span, key = {"first": first, "last": last}, salt(session)
    return {
        "first": first,
        "last": last,
        "documents": _digest(session, _DOCUMENTS, span, key),
        "rows": _digest(session, _ROWS, span, key),
    }


def edited(session: Session, scope: Scope) -> Iterator[str]:
    """Imports whose rows are no longer what the journal sealed; for invariant 22."""
    entries = select(JournalEntry.n, JournalEntry.body).where(JournalEntry.kind == JOURNAL)
    for entry in session.execute(entries).all():
        body = json.loads(entry.body)
        if body.get("last", 0) > scope.since:
            now = seal(session, body["first"], body["last"])
            if any(body[name] != value for name, value in now.items()):
                yield f"journal entry {entry.n}: sales {body['first']} to {body['last']} differ"


def _digest(session: Session, rows: Prepared, span: Mapping[str, int], key: str) -> str:
    """A digest over the one before and the next rows, and so on: any number of them."""
    chain, spelled = "", rows.each(session, span)
    while part := ",".join(row for (row,) in islice(spelled, _PART)):
        chain = digest_of(f'["{chain}",[{part}]]', key)
    return chain
