"""Brings a shop file to the present schema, in one transaction.

Foreign keys are off while tables are rebuilt (with them on, a batch copy of a parent table
drops its children without a word) and are checked before the commit.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from pos_app.basics.faults import fault

UPGRADES = Path(__file__).parent / "upgrades"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs every missing revision; RuntimeError when rows would point nowhere."""
    config = Config()
    config.set_main_option("script_location", str(UPGRADES))
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys=OFF")
    raw.close()
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        if orphans:
            raise RuntimeError(f"rows that point nowhere: {orphans[:5]}")
        fault("upgraded")
        connection.commit()
    engine.dispose()
