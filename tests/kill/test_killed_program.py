"""The real program is killed with SIGKILL while it sells: nothing lost, doubled or broken."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from pos_app.app.checks import CHECKS
from pos_app.models.goods import Barcode
from pos_app.models.sales import Draft, Sale
from pos_app.store.check import run
from pos_app.store.database import open_shop

KILLS = int(os.environ.get("KHACHQUEN_PROGRAM_KILLS", "25"))
ROOT = Path(__file__).resolve().parents[2]


def barcodes(shop: Path) -> list[str]:
    database = open_shop(shop)
    with database.reading() as session:
        codes = session.scalars(select(Barcode.code).order_by(Barcode.code).limit(5)).all()
    database.close()
    return list(codes)


def life(shop: Path, codes: list[str], sales: int, delay: float, home: Path) -> list[str]:
    """One start of the program, killed `delay` seconds after so many sales."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kill.robot", str(shop), *codes],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    told: list[str] = []
    while sum(line.startswith("done") for line in told) < sales or not told:
        line = process.stdout.readline().strip()
        assert line, process.stderr.read()
        told.append(line)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    rest, _errors = process.communicate(timeout=30)
    return told + rest.splitlines()


def lines_in_cart(told: list[str]) -> int:
    """How many lines the window last said were in the cart, if it still stood there."""
    last = told[-1].split()
    return int(last[1]) if last[0] in ("open", "scanned") else 0


@pytest.mark.kill
def test_the_program_is_killed_while_it_sells(stocked_file: Path, own_home: Path) -> None:
    shop, codes, dice = stocked_file, barcodes(stocked_file), random.Random(7)
    sold: set[str] = set()
    acknowledged = expected = 0
    for _life in range(KILLS):
        told = life(shop, codes, dice.choice((0, 1, 1, 2)), dice.uniform(0, 0.5), own_home)
        assert int(told[0].split()[1]) >= expected, "a cart lost lines it had on the screen"
        done = {line.split()[1] for line in told if line.startswith("done")}
        acknowledged += len(done)
        database = open_shop(shop)
        with database.reading() as session:
            sales = session.execute(select(Sale.uid, Sale.draft_key)).all()
            waiting = set(session.scalars(select(Draft.key)))
        broken = run(database, CHECKS)
        database.close()
        assert broken == []
        assert done <= {sale.uid for sale in sales}, "the window said done, the file does not"
        assert not waiting & {sale.draft_key for sale in sales}, "sold, and still a cart"
        untold = {sale.uid for sale in sales} - sold - done
        assert len(untold) <= 1, "more was sold than one press of a key"
        expected = 0 if untold else lines_in_cart(told)
        sold |= {sale.uid for sale in sales}
    assert acknowledged >= KILLS // 2, "too little was sold for the test to mean anything"
