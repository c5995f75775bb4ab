"""What a sale executes never reads a table through, however many sales the shop has had."""

from __future__ import annotations

from types import ModuleType

import pytest

from pos_app.goods import stock
from pos_app.loyalty import programmes, statements
from pos_app.payments import expected
from pos_app.selling import checkout, drafts, paid_cart
from pos_app.shop import numbering, profile, settings, staff
from pos_app.store import journal, outbox
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared

SALE = (
    checkout, drafts, expected, journal, numbering, outbox, paid_cart, profile, programmes,
    settings, staff, statements, stock,
)  # fmt: skip
STEPS = {
    f"{room.__name__}.{name}": step
    for room in SALE
    for name, step in vars(room).items()
    if isinstance(step, Prepared) and name != "_LINKS"
}
SMALL = {
    "SCAN shop": "one row",
    "SCAN programme": "a row for each version of the rules",
    "SCAN journal": "backwards by its key, one row far",
    "SCAN leaving": "the goods of one sale",
    "SCAN taken": "the goods of one sale",
}


def plan(database: Database, step: Prepared) -> list[str]:
    compiled = str(step.statement.compile(dialect=database.engine.dialect))
    nothing = (None,) * compiled.count("?")
    with database.reading() as session:
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", nothing)
        return [row[3] for row in rows]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_no_table_is_read_through(database: Database, step: Prepared) -> None:
    """A parent's row that is inserted with RETURNING looks for children everywhere."""
    told = plan(database, step)
    assert [line for line in told if line.startswith("SCAN") and line not in SMALL] == []
    assert not any("ix_transfer_state" in line for line in told), "most transfers are seen"


def test_all_steps_are_looked_at() -> None:
    assert len(STEPS) >= 28
    assert all(isinstance(room, ModuleType) for room in SALE)
