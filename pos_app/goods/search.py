"""Finds goods as one types: without accents, by SKU, by the beginning of a barcode.

Candidates are cut before they are ranked: goods whose name opens with the words first, then
those that hold them anywhere. Never bm25, which would weigh every match.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.basics.text import fold

CANDIDATES: Final = 1_000
"""Of each kind: every good of a corner shop is ranked, and 200,000 goods cost milliseconds."""

_FIND: Final = text(
    """
    WITH found (id) AS (
        SELECT * FROM (
            SELECT rowid FROM product_search WHERE product_search MATCH :opening LIMIT :cut)
        UNION SELECT * FROM (
            SELECT rowid FROM product_search WHERE product_search MATCH :words LIMIT :cut)
        UNION SELECT * FROM (
            SELECT product_id FROM barcode WHERE code >= :low AND code < :high LIMIT :cut)
    )
    SELECT product.id
    FROM found
    JOIN product ON product.id = found.id
    LEFT JOIN stock_level ON stock_level.product_id = product.id
    WHERE product.active
    ORDER BY instr(product.folded, :folded) <> 1, stock_level.sold DESC, product.folded, product.id
    LIMIT :limit
    """
)


def find(session: Session, written: str, limit: int) -> list[int]:
    """Ids of the goods that fit, best first: the name opens with the words, then most sold."""
    folded = fold(written)
    if not folded:
        return []
    low, high = _barcode_range(folded)
    found = session.scalars(
        _FIND,
        {
            "opening": f'^"{folded}"*',
            "words": " AND ".join(f'"{word}"' for word in folded.split()) + "*",
            "low": low,
            "high": high,
            "folded": folded,
            "cut": CANDIDATES,
            "limit": limit,
        },
    )
    return list(found)


def _barcode_range(folded: str) -> tuple[str, str]:
    """Codes that begin with these digits; an empty range for words."""
    if not (folded.isascii() and folded.isdigit()):
        return "", ""
    return folded, f"{folded}:"  # the colon follows 9 in ASCII
