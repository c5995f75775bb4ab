"""How far sales were taken back, for the list of receipts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session


class Undone(StrEnum):
    """What became of a sale."""

    NOT = "not"
    PART = "part"
    WHOLE = "whole"
    VOID = "void"


_BACK: Final = text(
    """
    SELECT back.original_id, max(back.kind = 'void'),
           (SELECT sum(quantity) FROM sale_line
            WHERE sale_id = back.original_id AND quantity > 0)
           + sum((SELECT sum(quantity) FROM sale_line
                  WHERE sale_id = back.id AND quantity < 0)) AS left
    FROM sale back WHERE back.original_id IN :sales GROUP BY back.original_id
    """
).bindparams(bindparam("sales", expanding=True))
_CHUNK: Final = 500


def undone(session: Session, sales: Sequence[int]) -> dict[int, Undone]:
    """Those of the sales that something came back of, by id."""
    found: dict[int, Undone] = {}
    for start in range(0, len(sales), _CHUNK):
        chunk = list(sales[start : start + _CHUNK])
        for sale, void, left in session.execute(_BACK, {"sales": chunk}):
            found[sale] = Undone.VOID if void else Undone.PART if left else Undone.WHOLE
    return found
