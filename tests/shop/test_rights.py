"""Every right has a name, and every role that a shop begins with has rights this program knows."""

from __future__ import annotations

import json

from sqlalchemy import text

from pos_app.shop.rights import RIGHT_NAMES, ROLE_NAMES, Right, Role
from pos_app.store.database import Database


def test_every_right_and_role_has_a_name() -> None:
    assert set(RIGHT_NAMES) == set(Right)
    assert set(ROLE_NAMES) == set(Role)
    assert len(set(RIGHT_NAMES.values())) == len(Right)


def test_a_new_shop_knows_the_three_roles(database: Database) -> None:
    with database.reading() as session:
        told = session.execute(text("SELECT key, rights FROM role ORDER BY position")).all()
    rights = {key: set(json.loads(words)) for key, words in told}

    assert list(rights) == list(Role)
    assert rights["cashier"] < rights["lead"] < rights["owner"] == set(Right)
