"""Both windows on one desk: a code stands in the search box, Enter is pressed, a line is painted.

Run as a program with two copies of a shop, one for each to write in, and the number of rounds;
prints JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy import select

from pos_app.app.services import open_counter
from pos_app.basics.money import Money
from pos_app.bench.bare_table import BareTable
from pos_app.bench.timing import in_turns
from pos_app.models.goods import Barcode, Product
from pos_app.store.database import open_shop
from pos_app.ui.program import SIZE, Program
from pos_app.ui.sell.sell_page import SellPage

LINES: Final = 60
"""A cart that is full begins anew."""
CALM_MS: Final = 300
"""After so long no mark of a scan fades any more, and no search is pending."""
LONGEST_MS: Final = 5_000


class Painted(QObject):
    """Knows whether a widget was painted since it was asked to look."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees everything, stops nothing."""
        del watched
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


class Side:
    """A window one types codes into."""

    def __init__(
        self, window: QWidget, edit: QLineEdit, lines: QWidget, renew: Callable[[], object]
    ) -> None:
        self._window, self._edit, self._renew = window, edit, renew
        self._painted = Painted(lines)
        self._scans = 0

    def scan(self, code: str) -> float:
        """Milliseconds from Enter until the line is on the screen and nothing waits."""
        if self._scans % LINES == 0:
            self._renew()
        self._scans += 1
        self._window.activateWindow()
        self._edit.setFocus()
        self._edit.setText(code)
        QTest.qWait(CALM_MS)
        self._painted.seen = False
        started = time.perf_counter()
        QTest.keyClick(self._edit, Qt.Key.Key_Return)
        while not self._painted.seen:
            QApplication.processEvents()
            if time.perf_counter() - started > LONGEST_MS / 1000:
                raise RuntimeError(f"{code} was never painted")
        return (time.perf_counter() - started) * 1000


def codes(shop: Path) -> list[str]:
    """What can be scanned and sold without a question."""
    database = open_shop(shop)
    sold = (
        select(Barcode.code)
        .join(Product, Product.id == Barcode.product_id)
        .where(Product.price > Money(0), Product.by_weight.is_(False), Product.active.is_(True))
        .order_by(Product.id)
    )
    with database.reading() as session:
        found = list(session.scalars(sold))
    database.close()
    return found


def race(shop: Path, other: Path, rounds: int) -> dict[str, list[float]]:
    """The milliseconds of both windows, scan by scan."""
    program = Program(["khach-quen"])
    program.window.show()
    services = open_counter(shop, "Quầy 1")
    program.begin(lambda: services)
    while not program.desk.ready:
        QTest.qWait(10)
    page = program.window.page("sell")
    assert isinstance(page, SellPage)
    bare = BareTable(other)
    bare.resize(*SIZE)
    bare.show()
    ours = Side(
        program.window,
        page.view.search.edit,
        page.view.cart.view.viewport(),
        lambda: program.carts.drop(program.carts.index),
    )
    plain = Side(bare, bare.edit, bare.table.viewport(), bare.empty)
    first, second = cycle(codes(shop)), cycle(codes(shop))
    told = in_turns(rounds, lambda: ours.scan(next(first)), lambda: plain.scan(next(second)))
    program.window.close()
    return {"ours": told[0], "bare": told[1]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(race(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
