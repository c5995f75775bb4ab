"""Settings: declared once, one value a counter where that makes sense, and who may set them."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import NotAllowed
from pos_app.shop.settings import (
    BANK_ACCOUNT,
    PAPER_WIDTH,
    PRINTER,
    RETURN_DAYS,
    SETTINGS,
    Scope,
    Settings,
)
from pos_app.shop.staff import Role
from pos_app.store.database import Database


@pytest.fixture
def settings(database: Database, clock: SetClock) -> Settings:
    return Settings(database, clock, 1)


def journalled(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        rows = session.execute(text("SELECT kind, subject, body FROM journal WHERE n > 1"))
        return [(row.kind, row.subject, row.body) for row in rows]


def test_what_nobody_has_set_is_as_declared(settings: Settings) -> None:
    assert (settings.get(PAPER_WIDTH), settings.get(PRINTER)) == (80, "")
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


def test_each_counter_has_its_own_printer_and_the_shop_one_rule(
    settings: Settings, database: Database, clock: SetClock, owner: Actor
) -> None:
    other = Settings(database, clock, 2)
    assert settings.put(owner, PRINTER, "Máy in quầy 1") == Changes.SETTINGS
    settings.put(owner, RETURN_DAYS, 3)
    assert (settings.get(PRINTER), other.get(PRINTER)) == ("Máy in quầy 1", "")
    assert (settings.get(RETURN_DAYS), other.get(RETURN_DAYS)) == (3, 3)


def test_a_cashier_sets_the_counter_but_not_the_shop(
    settings: Settings, database: Database, actor: Actor
) -> None:
    settings.put(actor, PAPER_WIDTH, 58)
    with pytest.raises(NotAllowed):
        settings.put(actor, RETURN_DAYS, 30)
    assert (settings.get(PAPER_WIDTH), settings.get(RETURN_DAYS)) == (58, 7)
    assert journalled(database) == [("setting.changed", "paper_width", '{"value":"58"}')]


def test_whoever_left_sets_nothing(settings: Settings, database: Database, actor: Actor) -> None:
    with database.transaction() as session:
        session.execute(
            text("UPDATE staff SET active = 0 WHERE role = :who"), {"who": Role.CASHIER}
        )
    with pytest.raises(NotAllowed):
        settings.put(actor, PRINTER, "Máy in của tôi")
    assert journalled(database) == []


def test_a_part_of_the_account_is_never_set_alone(
    settings: Settings, database: Database, owner: Actor
) -> None:
    with pytest.raises(TypeError, match="not set alone"):
        settings.put(owner, BANK_ACCOUNT, "0123456789")
    assert settings.get(BANK_ACCOUNT) == ""
    assert journalled(database) == []


def test_a_value_of_another_kind_is_a_defect(settings: Settings, owner: Actor) -> None:
    with pytest.raises(TypeError):
        settings.put(owner, PAPER_WIDTH, True)  # a switch is no width
    assert PAPER_WIDTH.scope is Scope.COUNTER
    assert settings.get(PAPER_WIDTH) == 80
