"""What is written of a debt, without a counter around it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.customers.directory import Directory, NewCustomer
from pos_app.payments import debts
from pos_app.store.database import Database

NOW = datetime(2026, 11, 21, 7, tzinfo=UTC)


def test_opening_an_account_again_keeps_what_stands_in_it(
    database: Database, clock: SetClock, ids: SeededIds, actor: Actor
) -> None:
    new = NewCustomer("0901234567", "Lê Thị Lan", Form.CHI)
    customer = Directory(database, clock, ids).create(actor, new)[0].id
    with database.transaction() as session:
        debts.limit(session, customer, Money(50_000))
        debts.promise(session, customer, date(2026, 11, 30))
        debts.open_account(session, customer)
        row = session.execute(text("SELECT owed, most, promised_on FROM debt_account")).one()
        assert tuple(row) == (0, 50_000, "2026-11-30")
        with pytest.raises(BadInput):
            debts.pay(session, actor, NOW, customer, Money(1), 1)
