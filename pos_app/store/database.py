"""The shop file: one engine, durable transactions, one kind of refusal.

SQLite through sqlcipher3 (a current SQLite in the wheel), WAL with synchronous=FULL: a commit
that was reported is on disk. Every write is BEGIN IMMEDIATE, so two counters never upgrade a
read lock into a deadlock. Checkpoints are left to `checkpoint`, called when the till is idle.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from pos_app.basics.faults import fault
from pos_app.store.errors import (
    DiskFull,
    ShopForeign,
    ShopMissing,
    ShopNewer,
    explain,
    explain_system,
    refusal,
)
from pos_app.store.unfinished import unfinished

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

APPLICATION_ID: Final = 0x4B515348
"""Marks our files in SQLite's header ("KQSH")."""

REVISIONS: Final = ("0001", "0002")
"""The schemas this program knows (store/upgrades); it reads and writes the last."""

BUSY_MS: Final = 10_000
PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "cache_size=-65536",
    "temp_store=MEMORY",
    "wal_autocheckpoint=4000",
    "journal_size_limit=67108864",
)


class Database:
    """A shop's file, opened. Threads may share it; each transaction has its own connection."""

    def __init__(self, path: Path, *, busy_ms: int = BUSY_MS) -> None:
        self.path = path
        self.engine = _engine(path, busy_ms)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A unit of work: commits at the end, rolls everything back on any error.

        Raises ShopFileError when the file cannot be written; nothing is changed then.
        """
        with self.explained(), Session(self.engine, expire_on_commit=False) as session:
            with session.begin():
                begin(session.connection(), "IMMEDIATE")
                yield session
                session.flush()
                fault("before_commit")
            fault("after_commit")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look at the shop; nothing is written."""
        with self.explained(), Session(self.engine) as session, session.begin():
            begin(session.connection())
            yield session

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turns what the file refuses into the sentence for it."""
        try:
            yield
        except DBAPIError as error:
            known = explain(error, str(self.path))
            if known is None:
                raise
            raise known from error

    def checkpoint(self) -> None:
        """Moves the write-ahead log into the file; for idle moments, waits for nobody."""
        with self.explained(), self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Lets go of the file."""
        self.engine.dispose()


def _engine(path: Path, busy_ms: int) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        module=dbapi2,
        connect_args={"check_same_thread": False, "timeout": busy_ms / 1000},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def begin(connection: Connection, kind: Literal["DEFERRED", "IMMEDIATE"] = "DEFERRED") -> None:
    """Begins the transaction that the connection's next commit ends; IMMEDIATE takes the lock.

    The driver begins none by itself. A listener on the engine could do it, but then SQLAlchemy
    asks for listeners around every single statement: a twentieth of a sale.
    """
    connection.exec_driver_sql(f"BEGIN {kind}")


def open_shop(path: Path, *, busy_ms: int = BUSY_MS) -> Database:
    """Opens an existing shop, one of an older version after a copy; ShopFileError says why not."""
    if not path.is_file():
        raise refusal(ShopMissing, str(path))
    database = Database(path, busy_ms=busy_ms)
    try:
        with database.reading() as session:
            marker = session.connection().exec_driver_sql("PRAGMA application_id").scalar_one()
        if marker != APPLICATION_ID:
            raise refusal(ShopForeign, str(path))
        revision = _revision(database)
        if revision not in REVISIONS:
            raise refusal(ShopNewer)
        _try_to_write(database)
        if revision != REVISIONS[-1]:
            _bring_up_to_date(database, revision)
    except BaseException as trouble:
        database.close()
        if isinstance(trouble, DiskFull):
            _try_to_read(path)
        raise
    return database


def _try_to_read(path: Path) -> None:
    """ShopFileError when the file cannot be read: SQLite calls that what it calls a full disk.

    Nothing of this process may have the file open: closing it ends the locks of all.
    """
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise explain_system(error, str(path)) from error


def _try_to_write(database: Database) -> None:
    """ShopFileError when the file takes no writes; leaves no trace.

    A file without permission to write may well begin one while another window holds it open: the
    log beside it is there. Only the first changed page is refused.
    """
    with database.explained(), database.engine.connect() as connection:
        begin(connection, "IMMEDIATE")
        connection.exec_driver_sql("PRAGMA user_version=0")
        fault("opened")
        connection.rollback()


def _bring_up_to_date(database: Database, revision: str) -> None:
    """Copies the file beside itself, then brings it to the present schema in one transaction."""
    from pos_app.store.upgrade import upgrade  # alembic is needed once in a version's life

    copy = database.path.with_name(f"{database.path.name}.{revision}.bak")
    with database.explained():
        if not copy.exists():
            with unfinished(copy) as site, database.engine.connect() as connection:
                connection.exec_driver_sql("VACUUM INTO ?", (str(site),))
        fault("copied")
        upgrade(database.engine)


def create_shop_file(path: Path) -> Database:
    """A new file with every table and no rows; FileExistsError when there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(exist_ok=False)
    from pos_app.store.upgrade import upgrade  # alembic is needed once in a version's life

    database = Database(path)
    upgrade(database.engine)
    return database


def _revision(database: Database) -> Any:
    with database.reading() as session:
        statement = "SELECT version_num FROM alembic_version"
        return session.connection().exec_driver_sql(statement).scalar_one_or_none()


def sqlite_version() -> str:
    """The SQLite inside the driver, not Python's own."""
    version: str = dbapi2.sqlite_version
    return version
