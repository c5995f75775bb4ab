"""Rows of another system's sales as documents that can be taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from pos_app.basics.clock import local
from pos_app.basics.i18n import N_
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.basics.text import fold
from pos_app.selling.past_sales import Kind, PastDocument, PastLine
from pos_app.spreadsheets import cells
from pos_app.spreadsheets.cells import Unfit
from pos_app.spreadsheets.mapping import ColumnMap, Fields

ADJUSTMENT: Final = N_("Hóa đơn điều chỉnh, không phải bán hàng")
PRICE_ZERO: Final = N_("Giá bằng 0")
PRICE_NEGATIVE: Final = N_("Giá âm")
NOT_SOLD: Final = N_("Số lượng âm hoặc bằng 0 ngoài hóa đơn trả (điều chỉnh kho)")
NOT_RETURNED: Final = N_("Số lượng dương trên hóa đơn trả")
IN_THE_FUTURE: Final = N_("Ngày bán ở tương lai")
OTHER_PERSON: Final = N_("Dòng mang khách khác với hóa đơn của nó")
NO_NAME: Final = N_("Dòng không có mã lẫn tên hàng")

_LONGEST_TEXT: Final = 120
_LONGEST_NUMBER: Final = 60

T = TypeVar("T")


class _Once(dict[str, T]):
    """Parses each spelling once: half a million rows hold a few thousand of them."""

    def __init__(self, parse: Callable[[str], T]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, written: str) -> T:
        self[written] = parsed = self._parse(written)
        return parsed


@dataclass(slots=True)
class _Paper:
    """A document while its rows are gathered; its moment is that of the first readable row."""

    number: str
    kind: Kind
    person: str
    at: datetime | None = None
    lines: list[PastLine] = field(default_factory=list)
    flaws: Counter[str] = field(default_factory=Counter)


class Gathering:
    """Gathers rows into documents by their number; a row without one is a document of its own."""

    def __init__(self, column_map: ColumnMap, now: datetime) -> None:
        self._map = column_map
        self._now = now
        self._papers: dict[str, _Paper] = {}
        self._of_the_day: Counter[str] = Counter()
        self._moments = _Once(self._moment)
        self._amounts = _Once(lambda text: cells.amount(text, column_map.numbers))
        self._quantities = _Once(lambda text: cells.quantity(text, column_map.numbers))
        self._ids = _Once(_identifier)
        self._words = _Once(lambda text: cells.words(text, _LONGEST_TEXT))
        self._unread: Counter[str] = Counter()
        self.rows = 0

    def add(self, fields: Fields) -> None:
        """Puts one row where it belongs."""
        self.rows += 1
        try:
            paper = self._paper(fields)
        except Unfit as reason:
            self._unread[str(reason)] += 1
            return
        try:
            if paper.at is None:
                paper.at = self._moments[fields["sold_at"]]
            paper.lines.append(self._line(paper, fields))
        except Unfit as reason:
            paper.flaws[str(reason)] += 1

    def documents(self) -> list[PastDocument]:
        """Everything that has its place in time, in the order of the file."""
        return [
            PastDocument(paper.number, paper.kind, paper.person, paper.at, paper.lines, paper.flaws)
            for paper in self._papers.values()
            if paper.at is not None
        ]

    def unread(self) -> Counter[str]:
        """Rows that belong to no document, by reason."""
        homeless = (paper.flaws for paper in self._papers.values() if paper.at is None)
        return sum(homeless, self._unread)

    def people(self) -> dict[str, str]:
        """What to call each person of the documents."""
        template = self._map.customer_name or "{customer}"
        return {
            paper.person: template.replace("{customer}", paper.person)
            for paper in self._papers.values()
            if paper.person and paper.at is not None
        }

    def _paper(self, fields: Fields) -> _Paper:
        person = self._ids[fields.get("customer", "")]
        number = self._ids[fields.get("document", "")]
        if self._is(number, self._map.adjustments):
            raise Unfit(ADJUSTMENT)
        kind = Kind.RETURN if self._is(number, self._map.returns) else Kind.SALE
        if not number:
            number = self._own_number(person, self._moments[fields["sold_at"]])
        paper = self._papers.get(number)
        if paper is None:
            paper = self._papers[number] = _Paper(number, kind, person)
        return paper

    def _moment(self, written: str) -> datetime:
        at = cells.moment(written, self._map.times)
        if at > self._now:
            raise Unfit(IN_THE_FUTURE)
        return at

    def _own_number(self, person: str, at: datetime) -> str:
        """A row's number when the file has none: who, on which day, and which one of that day."""
        day = "/".join(filter(None, (person, local(at).date().isoformat())))
        self._of_the_day[day] += 1
        return f"{day}/{self._of_the_day[day]}"

    def _line(self, paper: _Paper, fields: Fields) -> PastLine:
        if self._ids[fields.get("customer", "")] != paper.person:
            raise Unfit(OTHER_PERSON)
        quantity = self._quantity(paper, fields)
        code, name = self._words[fields.get("code", "")], self._words[fields["name"]]
        if not (code or name):
            raise Unfit(NO_NAME)
        return PastLine(
            code=code,
            name=name or code,
            unit=self._words[fields["unit"]],
            quantity=quantity,
            unit_price=self._price(fields),
        )

    def _quantity(self, paper: _Paper, fields: Fields) -> Quantity:
        written = fields.get("quantity")
        quantity = ONE if written is None else self._quantities[written]
        if paper.kind is Kind.RETURN:
            if quantity.thousandths >= 0:
                raise Unfit(NOT_RETURNED)
            return -quantity
        if quantity.thousandths <= 0:
            raise Unfit(NOT_SOLD)
        return quantity

    def _price(self, fields: Fields) -> Money:
        price = self._amounts[fields["unit_price"]]
        if price < ZERO:
            raise Unfit(PRICE_NEGATIVE)
        if not price and not self._map.free:
            raise Unfit(PRICE_ZERO)
        return price

    @staticmethod
    def _is(number: str, prefix: str) -> bool:
        return bool(prefix) and number.startswith(prefix)


def _identifier(written: str) -> str:
    """What names a document or a person; dashes and dots alone name nobody."""
    identifier = cells.identifier(written, _LONGEST_NUMBER)
    return identifier if fold(identifier) else ""


def gather(rows: Iterable[Fields], column_map: ColumnMap, now: datetime) -> Gathering:
    """Everything a file says, before anybody asks the shop."""
    gathering = Gathering(column_map, now)
    for fields in rows:
        gathering.add(fields)
    return gathering
