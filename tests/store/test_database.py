"""The shop file on bad days, and what a transaction promises."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from pos_app.basics import faults
from pos_app.models import Base
from pos_app.models.shop import Staff
from pos_app.store import errors
from pos_app.store.database import Database, create_shop_file, open_shop, sqlite_version


def test_the_migrated_file_has_just_the_tables_of_the_models(database: Database) -> None:
    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in Base.metadata.tables

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, Base.metadata) == []


def test_the_driver_is_past_the_wal_reset_fault() -> None:
    assert tuple(map(int, sqlite_version().split("."))) >= (3, 51, 3)


def test_every_connection_is_durable(database: Database) -> None:
    with database.reading() as session:
        ask = session.connection().exec_driver_sql
        assert ask("PRAGMA journal_mode").scalar_one() == "wal"
        assert ask("PRAGMA synchronous").scalar_one() == 2, "FULL"
        assert ask("PRAGMA foreign_keys").scalar_one() == 1


def test_an_error_rolls_everything_back(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.add(Staff(name="Hùng", role="cashier", active=True))
        session.flush()
        raise RuntimeError("power")
    with database.reading() as session:
        assert session.query(Staff).filter_by(name="Hùng").count() == 0


def test_a_fault_before_the_commit_leaves_nothing(database: Database) -> None:
    def cut(point: str) -> None:
        if point == "before_commit":
            raise KeyboardInterrupt

    faults.arm(cut)
    with pytest.raises(KeyboardInterrupt), database.transaction() as session:
        session.add(Staff(name="Hùng", role="cashier", active=True))
    faults.arm(None)
    with database.reading() as session:
        assert session.query(Staff).filter_by(name="Hùng").count() == 0


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(errors.ShopMissing, match="Không thấy tệp cửa hàng"):
        open_shop(tmp_path / "nowhere.khachquen")


def test_a_text_file_is_damaged_or_foreign(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Kính gửi cô Mai, " * 400)
    with pytest.raises(errors.ShopDamaged, match="bị hỏng"):
        open_shop(letter)


def test_another_programs_file_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = Database(path)
    with other.transaction() as session:
        session.execute(text("CREATE TABLE notes (id INTEGER)"))
    other.close()
    with pytest.raises(errors.ShopForeign, match="không phải cửa hàng Khách Quen"):
        open_shop(path)


def test_a_file_of_a_newer_version_is_left_alone(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(errors.ShopNewer, match="mới hơn"):
        open_shop(database.path)


def test_a_damaged_page_is_a_sentence(shop_file: Path) -> None:
    content = bytearray(shop_file.read_bytes())
    content[100:4096] = bytes(3996)
    shop_file.write_bytes(content)
    with pytest.raises(errors.ShopDamaged, match="khôi phục"):
        open_shop(shop_file)


def test_a_file_held_by_another_program_is_busy_and_works_afterwards(database: Database) -> None:
    hurried = open_shop(database.path, busy_ms=50)
    with database.transaction():
        with pytest.raises(errors.ShopBusy, match="Đợi một lát"), hurried.transaction():
            pass
    with hurried.transaction() as session:
        session.add(Staff(name="Hùng", role="cashier", active=True))
    hurried.close()


def test_opening_a_locked_file_waits_and_then_says_so(database: Database) -> None:
    with database.transaction(), pytest.raises(errors.ShopBusy):
        open_shop(database.path, busy_ms=50)


_AS_NOBODY = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from pos_app.store.database import open_shop
from pos_app.store.errors import ShopReadOnly
os.setgid(65534)
os.setuid(65534)
try:
    open_shop(Path(sys.argv[1]))
except ShopReadOnly as refusal:
    print(refusal)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users reach; pytest shuts its own against them whenever it starts."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="POSIX permissions")
@pytest.mark.parametrize("held", [True, False])
def test_a_read_only_file_says_so(shop_file: Path, open_folder: Path, *, held: bool) -> None:
    """Also while another window holds it open, whose log lies beside the file then."""
    shop_file = Path(shutil.copy(shop_file, open_folder))
    other = open_shop(shop_file)
    if not held:
        other.close()
    shop_file.chmod(0o444)
    open_folder.chmod(0o555)
    here = str(Path(__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(shop_file), here],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    other.close()
    assert "Không ghi được" in run.stdout, run


def test_a_shop_that_turns_read_only_says_so(database: Database) -> None:
    with (
        pytest.raises(errors.ShopReadOnly, match="Không ghi được"),
        database.transaction() as session,
    ):
        session.execute(text("PRAGMA query_only = 1"))
        session.add(Staff(name="Hùng", role="cashier", active=True))


_FULL_DISK = """
import resource, sys
sys.path.insert(0, sys.argv[2])
import signal
from pathlib import Path
from sqlalchemy import text
from pos_app.models.shop import Staff
from pos_app.store.database import open_shop
from pos_app.store.errors import DiskFull
database = open_shop(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
kept = 0
with database.transaction() as session:
    session.add(Staff(name="before", role="cashier", active=True))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    with database.transaction() as session:
        for n in range(100_000):
            session.add(Staff(name=f"{n}" * 20, role="cashier", active=True))
except DiskFull as refusal:
    print(refusal)
with database.reading() as session:
    print("rows", session.execute(text("SELECT count(*) FROM staff")).scalar_one())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="a file size limit is POSIX")
def test_a_full_disk_keeps_what_was_there(shop_file: Path) -> None:
    here = str(Path(__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(shop_file), here],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Ổ đĩa đầy" in run.stdout, run.stderr
    assert "rows 3" in run.stdout


def test_a_new_shop_never_overwrites_a_file(shop_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copy(shop_file, copy)
    with pytest.raises(FileExistsError):
        create_shop_file(copy)
    assert copy.read_bytes() == shop_file.read_bytes()


def test_two_threads_write_one_after_the_other(database: Database) -> None:
    def hire(name: str) -> None:
        for n in range(20):
            with database.transaction() as session:
                session.add(Staff(name=f"{name}{n}", role="cashier", active=True))

    threads = [threading.Thread(target=hire, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.query(Staff).count() == 62
