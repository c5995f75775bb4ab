"""The counter's invariants: an honest day is clean, any edited figure is found and named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pos_app.selling.checks import CHECKS
from pos_app.store import check
from pos_app.store.check import Broken, Scope
from pos_app.store.database import Database
from tests.till import Till, busy_day


def run(database: Database, since: int = 0) -> list[Broken]:
    return check.run(database, CHECKS, Scope(since))


def tamper(database: Database, *statements: str) -> None:
    with database.transaction() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            session.execute(text(statement))


def test_an_honest_day_is_clean(till: Till) -> None:
    sales = busy_day(till)

    assert len(sales) == 7
    assert run(till.database) == []


@pytest.mark.parametrize(
    ("number", "statements"),
    [
        (1, ["UPDATE sale SET net = net + 1 WHERE id = 1"]),
        (1, ["UPDATE sale SET total = total + 1 WHERE id = 1"]),
        (1, ["UPDATE sale SET goods = goods - 1 WHERE id = 1"]),
        (1, ["UPDATE sale SET line_discount = line_discount + 1 WHERE id = 4"]),
        (1, ["UPDATE sale SET rounding_rule = 9 WHERE id = 1"]),
        (1, ["UPDATE sale SET tax_added = 1 WHERE id = 1"]),
        (1, ["UPDATE sale_line SET gross = gross + 1 WHERE id = 1"]),
        (1, ["UPDATE sale_line SET quantity = quantity + 1000 WHERE id = 1"]),
        (1, ["UPDATE sale_line SET net = net - 1 WHERE id = 1"]),
        (1, ["DELETE FROM sale_line WHERE sale_id = 1 AND position = 2"]),
        (2, ["UPDATE payment SET amount = amount + 1 WHERE sale_id = 1"]),
        (2, ["UPDATE payment SET change = 1000 WHERE sale_id = 1"]),
        (2, ["UPDATE sale SET change = change - 1 WHERE change > 0"]),
        (2, ["DELETE FROM payment WHERE sale_id = 1"]),
        (2, ["UPDATE payment SET method = 'card' WHERE change > 0"]),
        (2, ["UPDATE payment SET points = 5 WHERE method = 'cash'"]),
        (4, ["UPDATE sale_line SET line_discount = -5, net = net + 5 WHERE id = 1"]),
        (
            4,
            [
                "UPDATE sale_line SET order_discount = order_discount + 1, net = net - 1"
                " WHERE id = (SELECT min(id) FROM sale_line WHERE order_discount > 0)",
                "UPDATE sale_line SET order_discount = order_discount - 1, net = net + 1"
                " WHERE id = (SELECT min(id) + 1 FROM sale_line WHERE order_discount > 0)",
            ],
        ),
        (5, ["UPDATE sale_line SET vat = vat + 1 WHERE vat_rate = 1000"]),
        (5, ["UPDATE sale_line SET vat_rate = 800 WHERE vat_rate = 1000"]),
        (5, ["UPDATE sale_line SET vat_rate = 800 WHERE id = 1"]),
        (15, ["UPDATE sale SET business_day = '2026-11-22' WHERE id = 1"]),
        (15, ["UPDATE sale SET shift_id = NULL WHERE id = 1"]),
        (17, ["UPDATE sale SET number = 99 WHERE id = 1"]),
        (17, ["UPDATE number_series SET last = last + 1 WHERE kind = 'receipt'"]),
        (17, ["DELETE FROM number_series WHERE kind = 'receipt'"]),
        (
            17,
            [
                "UPDATE sale SET number = 99 WHERE id = 1",
                "UPDATE sale SET number = 1 WHERE id = 2",
                "UPDATE sale SET number = 2 WHERE id = 1",
            ],
        ),
        (
            18,
            ["UPDATE draft SET key = (SELECT draft_key FROM sale WHERE id = 1)"],
        ),
        (18, ["UPDATE sale SET request_hash = '' WHERE id = 1"]),
        (19, ["UPDATE transfer SET state = 'waiting'"]),
        (19, ["UPDATE transfer SET seen_by = NULL"]),
        (19, ["UPDATE transfer SET amount = amount + 1"]),
        (19, ["UPDATE transfer SET draft_key = 'another'"]),
        (19, ["UPDATE payment SET transfer_id = NULL"]),
        (22, ["UPDATE transfer SET seen_by = 1 WHERE seen_by = 2"]),
        (22, ["UPDATE transfer SET seen_how = 'owner' WHERE seen_how = 'speaker'"]),
        (22, ["UPDATE journal SET body = replace(body, '8', '9') WHERE kind = 'sale.completed'"]),
        (22, ["UPDATE journal SET kind = 'sale.forgotten' WHERE kind = 'sale.completed'"]),
        (
            22,
            [
                "INSERT INTO journal SELECT n + 1000, at, monotonic_ms, staff_id, counter_id,"
                " shift_id, approver_id, kind, subject, body, previous, hash FROM journal"
                " WHERE kind = 'sale.completed'"
            ],
        ),
        (
            22,
            [
                "DELETE FROM stock_move",
                "DELETE FROM payment WHERE sale_id = 1",
                "DELETE FROM sale_line WHERE sale_id = 1",
                "DELETE FROM sale WHERE id = 1",
            ],
        ),
        (
            22,
            [
                "UPDATE sale SET total = 20000, net = 20000, goods = 20000 WHERE id = 1",
                "UPDATE sale_line SET unit_price = 7500, gross = 15000, net = 15000"
                " WHERE sale_id = 1 AND position = 1",
                "UPDATE payment SET amount = 20000 WHERE sale_id = 1",
            ],
        ),
    ],
)
def test_an_edited_figure_is_found(till: Till, number: int, statements: list[str]) -> None:
    busy_day(till)
    tamper(till.database, *statements)

    assert number in {broken.number for broken in run(till.database)}


def test_edits_that_still_add_up_are_found_by_the_journal_alone(till: Till) -> None:
    busy_day(till)
    tamper(
        till.database,
        "UPDATE sale SET total = 20000, net = 20000, goods = 20000 WHERE id = 1",
        "UPDATE sale_line SET unit_price = 7500, gross = 15000, net = 15000"
        " WHERE sale_id = 1 AND position = 1",
        "UPDATE payment SET amount = 20000 WHERE sale_id = 1",
    )

    assert [(broken.number, broken.where) for broken in run(till.database)] == [
        (22, "sale 1: its rows are not what the journal says")
    ]


def test_a_sale_cannot_hide_as_an_imported_one(till: Till) -> None:
    till.sell(("Nước mắm", 1))
    tamper(till.database, "UPDATE sale SET origin = 'import'", "DELETE FROM payment")

    assert 22 in {broken.number for broken in run(till.database)}


def test_a_look_at_the_newest_sales_leaves_older_ones_alone(till: Till) -> None:
    sales = busy_day(till)
    tamper(
        till.database,
        "UPDATE sale SET net = net + 1 WHERE id = 1",
        "UPDATE payment SET amount = amount + 1 WHERE sale_id = 1",
    )
    newest = sales[-2].id

    assert run(till.database, since=newest) == []
    tamper(till.database, f"UPDATE sale SET number = 77 WHERE id = {newest + 1}")
    assert 17 in {broken.number for broken in run(till.database, since=newest)}
