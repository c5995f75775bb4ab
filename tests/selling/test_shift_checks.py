"""Defects of shifts, counts, slips and Z reports are found; honest days are clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock
from pos_app.basics.money import Money
from pos_app.selling import closing as closing_rules
from pos_app.selling import shift_checks, shift_figures, shifts
from pos_app.selling.closing import Closing
from pos_app.selling.drawer import Why
from pos_app.selling.shifts import Shifts
from pos_app.store import check, journal
from tests.selling.test_closing import RIGHT, shift_of, worked
from tests.till import WATER, Till

Plant = Callable[[pytest.MonkeyPatch], None]


def day(till: Till) -> None:
    """A counted shift with a difference, a forgotten one, one that fits, one that is open."""
    assert isinstance(till.clock, SetClock)
    worked(till)
    drawer = Closing(till.database, till.clock)
    drawer.lock(till.actor, shift_of(till), {**RIGHT, 1_000: 8}, Money(45_000))
    drawer.close(till.actor, shift_of(till), Why.FORGOTTEN, "lúc đông", "hết giấy")
    book = Shifts(till.database, till.clock)
    second = replace(till, actor=replace(till.actor, shift=book.current(till.actor).id))
    second.sell((WATER, 2))
    till.clock.advance(timedelta(hours=20))
    third = replace(till, actor=replace(till.actor, shift=book.current(till.actor).id))
    third.sell((WATER, 1))
    drawer.lock(third.actor, shift_of(third), {1_000: 1_194}, None)
    drawer.close(third.actor, shift_of(third), Why.UNCLEAR)
    book.current(till.actor)


def numbers(till: Till) -> set[int]:
    till.database.close()
    return {broken.number for broken in check.run(till.database, CHECKS)}


def test_honest_days_are_clean(till: Till) -> None:
    day(till)
    assert check.run(till.database, CHECKS) == []
    assert {one.number for one in shift_checks.CHECKS} == {15, 16, 22}


EDITS = (
    (15, "UPDATE shift_tally SET expected = expected + 1000 WHERE shift_id = 1"),
    (15, "UPDATE shift_tally SET card_expected = 45000 WHERE shift_id = 1"),
    (15, "UPDATE shift_note SET count = count + 1 WHERE shift_id = 1 AND value = 1000"),
    (15, "DELETE FROM shift_note WHERE shift_id = 1 AND value = 500000"),
    (15, "UPDATE money_slip SET shift_id = 2 WHERE number = 1"),
    (15, "UPDATE shift SET closed_at = opened_at - 1 WHERE id = 3"),
    (16, "UPDATE shift_close SET z_number = 9 WHERE z_number = 3"),
    (16, "UPDATE number_series SET last = 4 WHERE kind = 'z'"),
    (
        16,
        "UPDATE shift_close SET totals = json_set(totals, '$.tenders[0][2]', 1) WHERE shift_id = 1",
    ),
    (16, "UPDATE shift_close SET totals = json_remove(totals, '$.tenders[1]') WHERE shift_id = 1"),
    (16, "UPDATE shift_close SET totals = json_set(totals, '$.total', 5) WHERE shift_id = 3"),
    (22, "UPDATE shift_tally SET counted = expected, card_machine = card_expected"),
    (22, "UPDATE shift_close SET words = 'khác' WHERE shift_id = 1"),
    (22, "UPDATE shift_close SET reason = 'rounding' WHERE shift_id = 1"),
    (22, "UPDATE shift SET opening_float = 0 WHERE id = 1"),
    (22, "UPDATE money_slip SET amount = -119000 WHERE number = 1"),
    (22, "DELETE FROM money_slip WHERE number = 3"),
    (22, "DELETE FROM shift_close WHERE shift_id = 3"),
)


@pytest.mark.parametrize(("number", "edit"), EDITS)
def test_an_edited_row_is_found(till: Till, number: int, edit: str) -> None:
    day(till)
    with till.database.transaction() as session:
        changed = session.connection().exec_driver_sql(edit)
        assert changed.rowcount > 0
    assert number in numbers(till)


def change_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cash counts what was handed over."""
    honest = shift_figures.figures

    def careless(*where: Any) -> shift_figures.Figures:
        told = honest(*where)
        return replace(told, opening_float=told.opening_float + Money(300_000))

    monkeypatch.setattr(closing_rules, "figures", careless)


def a_z_forgets_slips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shift_figures, "_slips", lambda _session, _shift: ())


def z_numbers_jump(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: Iterator[int] = iter((1, 3, 5))
    monkeypatch.setattr(shifts, "next_number", lambda *_told: next(steps))


def a_slip_is_not_journalled_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    honest: Callable[..., str] = journal.append

    def append(*told: Any) -> str:
        *rest, body = told
        return honest(*rest, {**body, "amount": 0} if "party" in body else body)

    monkeypatch.setattr(journal, "append", append)


@pytest.mark.parametrize(
    ("number", "plant"),
    [
        (15, change_is_forgotten),
        (16, a_z_forgets_slips),
        (16, z_numbers_jump),
        (22, a_slip_is_not_journalled_as_written),
    ],
)
def test_a_defect_of_the_rules_is_found(
    till: Till, monkeypatch: pytest.MonkeyPatch, number: int, plant: Plant
) -> None:
    with monkeypatch.context() as broken:
        plant(broken)
        day(till)
    assert number in numbers(till)
