"""A history comes in parts, twice, or edited: it stays whole and says what it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import NotAllowed
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.customers import checks as customer_checks
from pos_app.loyalty import checks as loyalty_checks
from pos_app.selling import import_seal, intake
from pos_app.selling.intake import PastSales, Plan
from pos_app.selling.past_sales import NO_MATCH, Kind, PastDocument, PastLine
from pos_app.store import check
from pos_app.store.check import Check, Scope
from pos_app.store.database import Database

MAY = datetime(2011, 5, 5, 5, 0, tzinfo=UTC)
TakeIn = Callable[..., Plan]


def line(quantity: int = 6, code: str = "85123A", price: int = 255) -> PastLine:
    return PastLine(code, f"Hàng {code}", "cái", Quantity.of(quantity), Money(price))


def paper(number: str, *lines: PastLine, person: str = "17850", days: int = 0) -> PastDocument:
    kind = Kind.RETURN if number.startswith("C") else Kind.SALE
    return PastDocument(number, kind, person, MAY + timedelta(days=days), lines)


def past(*documents: PastDocument, source: str = "kho_cu") -> PastSales:
    people = {each.person: f"Khách {each.person}" for each in documents if each.person}
    return PastSales(source, documents, people)


SOLD = paper("1", line(6), line(3, code="71053", price=339))
BACK = paper("C2", line(2), days=3)


@pytest.fixture
def take_in(database: Database, clock: SetClock, ids: SeededIds, owner: Actor) -> TakeIn:
    def take_in(*documents: PastDocument, actor: Actor = owner, source: str = "kho_cu") -> Plan:
        with database.transaction() as session:
            decided = intake.plan(session, actor, past(*documents, source=source))
            intake.write(session, clock, ids, actor, decided, lambda done, whole: None)
        return decided

    return take_in


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(query))]


def broken(database: Database) -> list[str]:
    seals = Check(22, "imports are as they were taken in", import_seal.edited)
    every = (*check.CHECKS, *loyalty_checks.CHECKS, *customer_checks.CHECKS, seals)
    return [each.where for each in check.run(database, every)]


def test_a_sale_and_what_came_back_of_it(database: Database, take_in: TakeIn) -> None:
    decided = take_in(BACK, SOLD)

    assert decided.written == {"customers": 1, "sales": 1, "returns": 1, "lines": 3}
    assert rows(
        database,
        "SELECT id, kind, external, draft_key, number, goods, net, total, original_id FROM sale",
    ) == [
        (1, "sale", "1", "import:kho_cu:1", 1, 2_547, 2_547, 2_547, None),
        (2, "return", "C2", "import:kho_cu:C2", 2, -510, -510, -510, 1),
    ]
    assert rows(
        database,
        """
        SELECT sale_id, position, quantity, unit_price, gross, net, original_line_id, price_source
        FROM sale_line ORDER BY id
        """,
    ) == [
        (1, 1, 6_000, 255, 1_530, 1_530, None, "import"),
        (1, 2, 3_000, 339, 1_017, 1_017, None, "import"),
        (2, 1, -2_000, 255, -510, -510, 1, "import"),
    ]
    assert rows(database, "SELECT spent, visits, points, tier FROM account") == [(2_037, 1, 0, 0)]
    assert broken(database) == []


def test_a_return_in_a_later_file_finds_its_sale(database: Database, take_in: TakeIn) -> None:
    take_in(SOLD)
    take_in(BACK)
    decided = take_in(SOLD, BACK, paper("C3", line(4), days=5), paper("C4", line(1), days=6))

    assert decided.written == {"customers": 0, "sales": 0, "returns": 1, "lines": 1}
    assert decided.skipped.documents == {intake.KNOWN: 2, NO_MATCH: 1}
    assert rows(
        database, "SELECT original_line_id, quantity FROM sale_line WHERE quantity < 0"
    ) == [
        (1, -2_000),
        (1, -4_000),
    ]
    assert broken(database) == []


def test_an_older_file_comes_after_a_newer_one(database: Database, take_in: TakeIn) -> None:
    take_in(paper("9", line(6), days=30))
    take_in(SOLD, BACK)

    assert rows(database, "SELECT number, external FROM sale ORDER BY id") == [
        (1, "9"),
        (2, "1"),
        (3, "C2"),
    ]
    assert rows(database, "SELECT original_id FROM sale WHERE kind = 'return'") == [(2,)]
    assert rows(database, "SELECT visits, last_sale_at FROM account") == [
        (2, int((MAY + timedelta(days=30)).timestamp() * 1000))
    ]
    assert broken(database) == []


def test_a_return_of_two_purchases_has_no_single_original(
    database: Database, take_in: TakeIn
) -> None:
    take_in(SOLD, paper("5", line(1), days=1), paper("C6", line(1), line(4), days=2))

    assert rows(database, "SELECT original_id FROM sale WHERE kind = 'return'") == [(None,)]
    assert rows(
        database, "SELECT original_line_id FROM sale_line WHERE quantity < 0 ORDER BY position"
    ) == [(3,), (1,)]


def test_strangers_buy_too(database: Database, take_in: TakeIn) -> None:
    decided = take_in(replace(SOLD, person=""), paper("C7", line(1), person="", days=1))

    assert decided.written == {"customers": 0, "sales": 1, "returns": 0, "lines": 2}
    assert rows(database, "SELECT customer_id FROM sale") == [(None,)]


def test_somebody_who_only_brought_something_back_is_known(
    database: Database, take_in: TakeIn
) -> None:
    decided = take_in(replace(BACK, person="13047"))

    assert decided.written == {"customers": 1, "sales": 0, "returns": 0, "lines": 0}
    assert rows(database, "SELECT external, joined_on FROM customer") == [
        ("kho_cu:13047", "2011-05-08")
    ]
    assert broken(database) == []


def test_a_sale_of_nothing_but_flaws_is_left_out(database: Database, take_in: TakeIn) -> None:
    decided = take_in(replace(SOLD, lines=(), flaws={"Giá bằng 0": 2}), BACK)

    assert decided.written["sales"] == 0
    assert decided.skipped.lines == {"Giá bằng 0": 2, NO_MATCH: 1}


def test_the_same_numbers_of_another_system_are_other_papers(
    database: Database, take_in: TakeIn
) -> None:
    take_in(SOLD)
    decided = take_in(SOLD, source="kho_khac")

    assert decided.written["sales"] == 1
    assert rows(database, "SELECT external FROM customer ORDER BY id") == [
        ("kho_cu:17850",),
        ("kho_khac:17850",),
    ]


def test_the_journal_tells_once_and_without_names(database: Database, take_in: TakeIn) -> None:
    take_in(SOLD, BACK)
    take_in(SOLD, BACK)
    told = rows(database, "SELECT subject, body FROM journal WHERE kind = 'sales.imported'")

    [(subject, body)] = told
    assert subject == "import:kho_cu"
    kept = json.loads(body)
    assert (kept["customers"], kept["sales"], kept["returns"], kept["lines"]) == (1, 1, 1, 3)
    assert (kept["first"], kept["last"], kept["skipped"]) == (1, 2, 0)
    assert "Khách" not in body


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE sale SET total = total + 1, net = net + 1 WHERE id = 1",
        "UPDATE sale SET customer_id = NULL WHERE id = 1",
        "UPDATE sale SET sold_at = sold_at + 1 WHERE id = 2",
        "UPDATE sale_line SET quantity = 7000 WHERE id = 1",
        "UPDATE sale_line SET name = 'khác' WHERE id = 1",
        "UPDATE sale_line SET original_line_id = NULL WHERE id = 3",
        "DELETE FROM sale_line WHERE id = 2",
    ],
)
def test_an_edited_history_shows(database: Database, take_in: TakeIn, harm: str) -> None:
    take_in(SOLD, BACK)
    with database.transaction() as session:
        session.execute(text(harm))

    with database.reading() as session:
        [found] = import_seal.edited(session, Scope())
        assert found.endswith("sales 1 to 2 differ")
        assert list(import_seal.edited(session, Scope(since=2))) == []


def test_a_cashier_imports_nothing(database: Database, take_in: TakeIn, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        take_in(SOLD, actor=actor)

    assert rows(database, "SELECT * FROM sale") == []
