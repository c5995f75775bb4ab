"""The runner: whole looks and bounded ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.app.checks import CHECKS
from pos_app.store import check
from pos_app.store.check import Broken, Check, Scope
from tests.till import Till, busy_day, stocked_file, stocked_shop_file, till

__all__ = ["stocked_file", "stocked_shop_file", "till"]


def tamper(till: Till, statement: str) -> None:
    with till.database.transaction() as session:
        assert session.connection().exec_driver_sql(statement).rowcount == 1


def broken(till: Till, since: int = 0) -> list[Broken]:
    return check.run(till.database, CHECKS, Scope(since))


def test_a_bounded_look_judges_the_chain_from_its_first_sale_on(till: Till) -> None:
    first, *_, last = [sale.id for sale in busy_day(till)]
    tamper(till, "UPDATE journal SET at = at + 1 WHERE n = 1")

    assert [one.where for one in broken(till)] == ["journal entry 1"]
    assert broken(till, since=first) == []
    tamper(
        till,
        "UPDATE journal SET at = at + 1"
        f" WHERE kind = 'sale.completed' AND subject = (SELECT uid FROM sale WHERE id = {last})",
    )
    [found] = broken(till, since=first)
    assert found.where.startswith("journal entry ")


def test_a_sale_cut_out_behind_a_bounded_looks_beginning_is_found(till: Till) -> None:
    first, second, *_ = [sale.id for sale in busy_day(till)]
    tamper(
        till,
        "DELETE FROM journal"
        f" WHERE kind = 'sale.completed' AND subject = (SELECT uid FROM sale WHERE id = {second})",
    )

    assert {one.number for one in broken(till, since=first)} == {22, 23}


@pytest.mark.parametrize("since", [0, 3])
def test_what_only_the_whole_shop_tells_is_left_out_of_a_bounded_look(
    till: Till, since: int
) -> None:
    def nothing_is_right(_session: Session, _scope: Scope) -> Iterator[str]:
        yield "all of it"

    checks = (
        Check(1, "new sales", nothing_is_right),
        Check(2, "all", nothing_is_right, whole=True),
    )
    found = [one.number for one in check.run(till.database, checks, Scope(since))]
    assert found == ([1] if since else [1, 2])


def test_every_check_runs_on_a_bounded_look_or_is_marked(till: Till) -> None:
    """A look that is bounded costs what is new: nothing older is read line by line."""
    busy_day(till)
    whole = {one.number for one in CHECKS if one.whole}

    assert whole == {13, 14, 15, 16, 22, 31, 33, 34}
    with till.database.reading() as session:
        newest = session.scalar(text("SELECT max(id) FROM sale"))
    assert newest
    assert broken(till, since=newest) == []
