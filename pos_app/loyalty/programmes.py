"""The versions of the programme: written once, in force from a day on, never edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from pos_app.loyalty.points import Programme, Tier
from pos_app.models.loyalty import ProgrammeVersion, TierLevel
from pos_app.store.prepared import Prepared

_VERSION: Final = cast(Table, ProgrammeVersion.__table__)
_LEVEL: Final = cast(Table, TierLevel.__table__)
_LEVELS: Final = Prepared(
    select(
        *_VERSION.columns,
        _LEVEL.c.rank,
        _LEVEL.c.name,
        _LEVEL.c.threshold,
        _LEVEL.c.multiplier,
    )
    .join(_LEVEL, _LEVEL.c.programme_version == _VERSION.c.version)
    .order_by(_VERSION.c.version, _LEVEL.c.rank)
)
_REMEMBERED = "loyalty.programmes"


def found_programme(session: Session, programme: Programme, valid_from: date | None = None) -> None:
    """Writes a version, in force from its own day or from another.

    The first one belongs to the founding of a shop; whoever adds a later one journals it.
    """
    session.add(
        ProgrammeVersion(
            version=programme.version,
            valid_from=valid_from or programme.valid_from,
            dong_per_point=programme.dong_per_point,
            dong_of_point=programme.dong_of_point,
            most_percent=programme.most_percent,
            window_months=programme.window_months,
        )
    )
    session.flush()
    session.add_all(
        TierLevel(
            programme_version=programme.version,
            rank=tier.rank,
            name=tier.name,
            threshold=tier.threshold,
            multiplier=tier.multiplier,
        )
        for tier in programme.tiers
    )
    session.flush()
    session.info.pop(_REMEMBERED, None)


def programmes(session: Session) -> Mapping[int, Programme]:
    """Every version by its number, read once a session."""
    known: dict[int, Programme] | None = session.info.get(_REMEMBERED)
    if known is None:
        known = session.info[_REMEMBERED] = _read(session)
    return known


def current_programme(session: Session, day: date) -> Programme:
    """The version in force on a day; before the first one, the first."""
    return in_force(programmes(session))(day)


def in_force(versions: Mapping[int, Programme]) -> Callable[[date], Programme]:
    """Which version rules a day; LookupError for a shop that was founded without any."""
    if not versions:
        raise LookupError("the shop was founded without a programme")
    oldest_first = sorted(versions.values(), key=lambda one: (one.valid_from, one.version))

    def on(day: date) -> Programme:
        begun = [one for one in oldest_first if one.valid_from <= day]
        return begun[-1] if begun else oldest_first[0]

    return on


def _read(session: Session) -> dict[int, Programme]:
    rows = _LEVELS.rows(session, {})
    found: dict[int, Programme] = {}
    for version in dict.fromkeys(row.version for row in rows):
        levels = [row for row in rows if row.version == version]
        first = levels[0]
        found[version] = Programme(
            version=version,
            valid_from=first.valid_from,
            dong_per_point=first.dong_per_point,
            dong_of_point=first.dong_of_point,
            most_percent=first.most_percent,
            window_months=first.window_months,
            tiers=tuple(Tier(row.rank, row.name, row.threshold, row.multiplier) for row in levels),
        )
    return found
