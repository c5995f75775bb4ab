"""Each way stock can go wrong is planted in the rule that writes it, and found."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from pos_app.goods import checks, shelving, stock
from pos_app.goods.shelving import NewGood
from pos_app.store import check
from pos_app.store.check import Broken, Scope
from pos_app.store.database import Database
from tests.till import BEER, FERRY, WATER, Till, misspelt


def sell(till: Till) -> int:
    return till.sell((WATER, 2), (BEER, 1), (FERRY, 1)).id


def broken(till: Till, since: int = 0) -> list[tuple[int, str]]:
    found: list[Broken] = check.run(till.database, checks.CHECKS, Scope(since))
    return [(each.number, each.where) for each in found]


def test_an_honest_day_breaks_nothing(till: Till) -> None:
    sell(till)
    sell(till)

    assert broken(till) == []


@pytest.mark.parametrize(
    ("rule", "right", "wrong", "where"),
    [
        ("_MOVE_LINES", "WHERE product.stocked", "WHERE 0", "moves make 500000"),
        ("_MOVE_LINES", "leaving.line_id, :at", "NULL, :at", "moved nothing, sold 2000"),
        ("_MOVE_LINES", "-leaving.quantity", "leaving.quantity", "moved -2000"),
        ("_LOWER_LEVELS", "on_hand - taken", "on_hand - 1 - taken", "497999 on hand"),
        ("_COUNT_SOLD", "sold + taken.quantity", "sold + 1000", "1000 sold, lines make 2000"),
        ("_COUNT_SOLD", "sold + taken.quantity", "sold", "0 sold, lines make 2000"),
    ],
)
def test_a_defect_in_the_rule_is_found(
    till: Till, monkeypatch: pytest.MonkeyPatch, rule: str, right: str, wrong: str, where: str
) -> None:
    monkeypatch.setattr(stock, rule, misspelt(getattr(stock, rule), right, wrong))
    sell(till)

    assert any(number == 13 and where in line for number, line in broken(till))


def test_only_newer_sales_are_looked_at_on_request(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = misspelt(stock._MOVE_LINES, "leaving.line_id, :at", "NULL, :at")
    with monkeypatch.context() as planted:
        planted.setattr(stock, "_MOVE_LINES", nameless)
        first = sell(till)

    assert [where for _, where in broken(till, since=first) if "sale line" in where] == []
    assert [where for _, where in broken(till, since=first - 1) if "sale line" in where] != []


def test_an_import_that_moves_stock_is_found(till: Till) -> None:
    sale = sell(till)
    with till.database.transaction() as session:
        session.execute(text("UPDATE sale SET origin = 'import' WHERE id = :id"), {"id": sale})

    assert any("belongs to imported sale" in where for _, where in broken(till))


def test_a_good_that_cannot_be_found_is_found(
    database: Database, put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(name: str, sku: str | None) -> str:
        return name.casefold()

    monkeypatch.setattr(shelving, "search_words", forgetful)
    put(NewGood("Đường cát", "gói", sku="DUO01"))

    assert [each.where for each in check.run(database, checks.CHECKS)] == [
        "product 1: not found by the present name and code"
    ]


def test_a_renamed_good_keeps_no_old_words(database: Database, put: Any) -> None:
    put(NewGood("Đường cát", "gói"), NewGood("Muối", "gói"))
    with database.transaction() as session:
        session.execute(text("UPDATE product SET name = 'Muối tôm' WHERE id = 2"))
        session.execute(text("INSERT INTO product_search (rowid, folded) VALUES (7, 'ma')"))

    assert [each.where for each in check.run(database, checks.CHECKS)] == [
        "product 2: folded name is not that of the name",
        "product 2: not found by the present name and code",
        "search row 7: there is no such product",
    ]
