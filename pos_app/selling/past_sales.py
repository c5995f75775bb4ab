"""A history from another system: its documents, and which earlier line a return gives back.

Pure: no database. A return matches the same person's latest earlier sale of that code at that
price that still has the quantity left; one line without a match leaves the whole return out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos_app.basics.i18n import N_
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity

NO_PERSON: Final = N_("Hóa đơn trả của khách lẻ, không biết đã mua lần nào")
NO_MATCH: Final = N_("Hóa đơn trả có dòng không khớp lần mua nào trước đó của khách")


class Kind(StrEnum):
    """What a document is."""

    SALE = "sale"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class PastLine:
    """One good on a document; the quantity is positive on returns too."""

    code: str
    name: str
    unit: str
    quantity: Quantity
    unit_price: Money


@dataclass(frozen=True, slots=True)
class PastDocument:
    """A paper of the other system, with the lines of it that can be understood."""

    number: str
    kind: Kind
    person: str
    """The customer's id over there; empty for a stranger."""
    at: datetime
    lines: Sequence[PastLine]
    flaws: Mapping[str, int] = field(default_factory=dict)
    """How many further lines it has that cannot be taken, by reason."""

    @property
    def rows(self) -> int:
        """Lines of the paper, understood or not."""
        return len(self.lines) + sum(self.flaws.values())


@dataclass(slots=True)
class Lot:
    """What one line of a sale has left to be given back, in thousandths."""

    sale_id: int
    line_id: int
    at: datetime
    left: int


class Shelf:
    """Everything people bought that they may bring back."""

    def __init__(self) -> None:
        self._lots: dict[tuple[str, str, int], list[Lot]] = {}

    def put(self, person: str, code: str, price: Money, lot: Lot) -> None:
        """Adds a sold line; of two at the same moment the one put later counts as the later."""
        self._lots.setdefault((person, code, price.dong), []).append(lot)

    def match(self, document: PastDocument) -> list[Lot] | None:
        """The line each line of a return gives back; None, and nothing taken, if one has none."""
        taken: list[tuple[Lot, int]] = []
        for line in document.lines:
            quantity = line.quantity.thousandths
            lot = self._latest(document, line, quantity)
            if lot is None:
                for earlier, amount in taken:
                    earlier.left += amount
                return None
            lot.left -= quantity
            taken.append((lot, quantity))
        return [lot for lot, _ in taken]

    def _latest(self, document: PastDocument, line: PastLine, quantity: int) -> Lot | None:
        lots = self._lots.get((document.person, line.code, line.unit_price.dong), ())
        enough = (lot for lot in reversed(lots) if lot.left >= quantity and lot.at <= document.at)
        return max(enough, key=lambda lot: lot.at, default=None)


@dataclass(frozen=True, slots=True)
class Tally:
    """Lines left out by reason, and the documents left out with them."""

    lines: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)

    def lose(self, document: PastDocument, reason: str) -> None:
        """Counts a whole document as left out for one reason."""
        self.lines[reason] += document.rows
        self.documents[reason] += 1

    def lose_flawed(self, document: PastDocument) -> None:
        """Counts the flawed lines of a document."""
        self.lines.update(document.flaws)


def in_order(documents: Iterable[PastDocument]) -> list[PastDocument]:
    """By time; papers of one moment stay as the file had them."""
    return sorted(documents, key=lambda document: document.at)


def refusal(document: PastDocument) -> str | None:
    """Why a return cannot even be looked for; None for one that can, and for every sale."""
    if document.kind is not Kind.RETURN:
        return None
    if document.flaws:
        return next(iter(document.flaws))
    return None if document.person else NO_PERSON
