"""A schema is brought up to date whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event, text

from pos_app.store.database import Database
from pos_app.store.upgrade import upgrade


def tables(database: Database) -> int:
    with database.reading() as session:
        count: int = session.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    return count


@pytest.mark.parametrize("statement", [2, 10, 40, 70])
def test_a_cut_in_the_middle_leaves_no_half_schema(tmp_path: Path, statement: int) -> None:
    database = Database(tmp_path / "new.khachquen")
    seen = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def cut(*_call: object) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upgrade(database.engine)
    event.remove(database.engine, "before_cursor_execute", cut)
    assert tables(database) == 0
    upgrade(database.engine)
    assert tables(database) > 40
    database.close()


def test_rows_that_point_nowhere_stop_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "new.khachquen")
    upgrade(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(
            "INSERT INTO barcode (code, product_id, unit, factor) VALUES ('1', 7, 'cái', 1000)"
        )
        connection.commit()
    with pytest.raises(RuntimeError, match="point nowhere"):
        upgrade(database.engine)
    database.close()
