"""What a scan or a typed code means: a good, a member, a receipt, or nothing we know."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.basics import card_code
from pos_app.basics.errors import BadInput
from pos_app.basics.phone import looks_like_phone, normalise
from pos_app.customers.directory import Customer, Directory
from pos_app.goods.catalog import Catalog, Item, Weighed
from pos_app.payments.references import find_codes
from pos_app.selling.history import History

LONGEST_CODE = 64


@dataclass(frozen=True, slots=True)
class ProductFound:
    """A good of the catalogue."""

    item: Item


@dataclass(frozen=True, slots=True)
class LabelFound:
    """A label of the shop's scale: a good, its weight and what a unit costs."""

    weighed: Weighed


@dataclass(frozen=True, slots=True)
class CustomerFound:
    """A card or phone number of somebody we know."""

    customer: Customer


@dataclass(frozen=True, slots=True)
class ReceiptFound:
    """The look-up code of a past sale."""

    sale_uid: str


@dataclass(frozen=True, slots=True)
class StrangeCard:
    """A loyalty card that nobody here holds: another shop's, or one that was replaced."""


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Nothing of ours."""

    code: str


Found = ProductFound | LabelFound | CustomerFound | ReceiptFound | StrangeCard | UnknownCode


class Identify:
    """Asks the rooms below, the likeliest first."""

    def __init__(self, catalog: Catalog, directory: Directory, history: History) -> None:
        self._catalog = catalog
        self._directory = directory
        self._history = history

    def scan(self, text: str) -> Found:
        """What `text` stands for; never raises for odd input."""
        code = text.strip()[:LONGEST_CODE]
        item = self._catalog.by_barcode(code)
        if item is not None:
            return ProductFound(item)
        weighed = self._catalog.weighed(code)
        if weighed is not None:
            return LabelFound(weighed)
        customer = self._directory.by_card(code) or self._by_phone(code)
        if customer is not None:
            return CustomerFound(customer)
        if card_code.shaped(code):
            return StrangeCard()
        for lookup in find_codes(code):
            uid = self._history.by_code(lookup)
            if uid is not None:
                return ReceiptFound(uid)
        return UnknownCode(code)

    def _by_phone(self, code: str) -> Customer | None:
        if not looks_like_phone(code):
            return None
        try:
            number = normalise(code)
        except BadInput:
            return None
        people = self._directory.find(number, limit=2)
        return people[0] if len(people) == 1 else None
