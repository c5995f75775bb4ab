"""Versions of the programme: written once, in force from their day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete

from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.loyalty.programmes import current_programme, found_programme, in_force, programmes
from pos_app.models.loyalty import ProgrammeVersion, TierLevel
from pos_app.store.database import Database
from tests.loyalty.till import Till


def test_a_version_is_read_back_as_it_was_written(till: Till) -> None:
    second = replace(USUAL_PROGRAMME, version=2, tiers=USUAL_PROGRAMME.tiers[:2], most_percent=30)
    with till.database.transaction() as session:
        found_programme(session, second, date(2027, 1, 1))

    with till.database.reading() as session:
        assert programmes(session)[2] == replace(second, valid_from=date(2027, 1, 1))
        assert [one.version for one in programmes(session).values()] == [1, 2]


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(1970, 1, 1), 1),
        (date(2025, 12, 31), 1),
        (date(2026, 1, 1), 2),
        (date(2026, 5, 31), 2),
        (date(2026, 6, 1), 4),
        (date(2099, 1, 1), 4),
    ],
)
def test_the_newest_rules_that_have_begun_are_in_force(day: date, version: int) -> None:
    begun = {1: date(2025, 1, 1), 2: date(2026, 1, 1), 3: date(2026, 6, 1), 4: date(2026, 6, 1)}
    versions = {n: replace(USUAL_PROGRAMME, version=n, valid_from=day) for n, day in begun.items()}

    assert in_force(versions)(day).version == version


def test_a_version_founded_in_a_transaction_counts_in_it(till: Till) -> None:
    with till.database.transaction() as session:
        assert current_programme(session, date(2026, 11, 21)).version == 1
        found_programme(session, replace(USUAL_PROGRAMME, version=2))
        assert current_programme(session, date(2026, 11, 21)).version == 2


def test_a_shop_without_any_programme_is_a_defect(database: Database) -> None:
    with database.transaction() as session:
        session.execute(delete(TierLevel))
        session.execute(delete(ProgrammeVersion))

        with pytest.raises(LookupError, match="without a programme"):
            current_programme(session, date(2026, 11, 21))
