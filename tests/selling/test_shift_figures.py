"""A shift's sums are kept as JSON and read back to the same."""

from __future__ import annotations

import json

from pos_app.basics.money import ZERO, Money
from pos_app.models.shop import Shift
from pos_app.payments.tenders import Method
from pos_app.selling.shift_figures import figures, kept, read, spell
from tests.selling.test_checkout import rows
from tests.till import Till, busy_day


def test_the_sums_of_a_day_with_everything_come_back_as_they_were(till: Till) -> None:
    sales = busy_day(till)
    with till.database.reading() as session:
        told = figures(session, session.get_one(Shift, till.actor.shift))

    assert read(kept({**spell(told), "handed": {"orders": 1}})) == told
    documents = [(one.kind, one.count, one.total.dong) for one in told.documents]
    assert documents == rows(
        till.database, "SELECT kind, count(*), sum(total) FROM sale GROUP BY 1"
    )
    assert told.documents[0].count > len(sales)
    assert Money.total(one.total for one in told.tenders) == told.total
    assert told.goods - told.line_discount - told.order_discount == told.total
    assert [one.rate for one in told.vat] == sorted({one.rate for one in told.vat})
    assert told.by(Method.WALLET).total == ZERO


def test_a_shift_without_a_sale_has_sums_of_nothing(till: Till) -> None:
    with till.database.reading() as session:
        told = figures(session, session.get_one(Shift, till.actor.shift))
    assert (told.expected, told.total, told.documents, told.tenders) == (ZERO, ZERO, (), ())
    assert json.loads(kept(spell(told)))["numbers"] == [0, 0]
