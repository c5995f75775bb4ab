"""Speed is judged by ratios: what is measured must be what is said, and a miss must be seen."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, qRgb
from sqlcipher3 import dbapi2

from pos_app import bench
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput
from pos_app.basics.ids import SeededIds
from pos_app.bench import checkout, enter, paper, people, raw_statements, start, syncs
from pos_app.bench.bare_table import BareTable
from pos_app.bench.checkout import Driver, Till
from pos_app.bench.enter_race import codes
from pos_app.bench.figures import measure
from pos_app.bench.first_window import shades
from pos_app.bench.ground import LAST_DAY, NOW, Ground, ground, own
from pos_app.bench.orders import LINES, SPENT, Counter
from pos_app.bench.rows import Row, table
from pos_app.bench.timing import in_turns, percentile, side_by_side
from pos_app.demo import Plan
from pos_app.payments.tenders import Method
from pos_app.selling.totals import price

SMALL = Plan(customers=200, goods=60, sales=1_000, until=LAST_DAY)


@pytest.fixture(scope="module")
def place() -> Iterator[Ground]:
    with ground(lambda _words: None) as folder:
        yield folder


def test_the_ratio_says_whether_a_figure_is_missed() -> None:
    assert not Row("x", 3.5, "ms", 1, 3.5).missed
    assert Row("x", 3.51, "ms", 1, 3.5).missed
    assert Row("x", 1.5, "", 3, 1).as_json()["ratio"] == 0.5


def test_a_missed_figure_stands_out_in_a_straight_table() -> None:
    drawn = table([Row("checkout", 123.456, "ms", 20, 3.5), Row("fsyncs", 1, "", 1, 1)])

    head, missed, kept = drawn.splitlines()
    assert "VƯỢT" in missed
    assert "123.5 ms" in missed
    assert "VƯỢT" not in kept
    assert head.index("Tỷ lệ") + len("Tỷ lệ") == missed.index("6.17") + len("6.17")


@pytest.mark.parametrize(
    ("measured", "percent", "expected"),
    [([5.0], 99, 5.0), ([3.0, 1.0, 2.0], 50, 2.0), ([1.0, 2.0], 50, 1.0), ([1.0, 9.0], 99, 9.0)],
)
def test_percentiles_are_measured_values(
    measured: list[float], percent: int, expected: float
) -> None:
    assert percentile(measured, percent) == expected


def test_a_slow_moment_slows_both_sides_and_counts_for_neither() -> None:
    ours, theirs = [2.0, 20.0, 2.2, 40.0, 2.0], [1.0, 10.0, 1.0, 20.0, 1.0]

    assert side_by_side(ours, theirs) == (2.0, 1.0)
    assert percentile(ours, 50) / percentile(theirs, 50) != 2


def test_nobody_always_goes_first() -> None:
    went: list[str] = []

    def job(name: str) -> float:
        went.append(name)
        return 0.0

    in_turns(3, partial(job, "a"), partial(job, "b"))

    assert "".join(went) == "abbaab"


def test_a_name_typed_is_searched_at_every_letter() -> None:
    assert people.keystrokes("Võ Ý") == ["v", "vo", "vo y"]


def test_an_unknown_figure_is_named_with_those_there_are() -> None:
    with pytest.raises(BadInput, match=r"tea.*checkout.*receipt"):
        measure(False, "tea", lambda _words: None)


def test_only_syncs_between_marks_count() -> None:
    log = """
    7 fsync(4</shops/shop.khachquen-wal>) = 0
    7 fsync(9</shops/mark>) = 0
    8 fdatasync(4</shops/shop.khachquen-wal>) = 0
    7 fsync(9</shops/mark>) = 0
    7 fsync(4</shops/shop.khachquen>) = 0
    """

    assert syncs.between_marks(log) == ["/shops/shop.khachquen-wal"]


def test_the_orders_are_large_paid_twice_and_raise_the_tier(place: Ground) -> None:
    clock = SetClock(NOW)
    path = place.copy(SMALL, "orders")
    with closing(Counter(path, clock, SeededIds(clock, 1))) as counter:
        cart = next(counter.orders(5))
        due = price(cart).due
        done, _changes = counter.checkout.complete(counter.actor, cart, due)

    assert len(cart.lines) == LINES
    assert [tender.method for tender in cart.tenders] == [Method.POINTS, Method.CASH]
    assert cart.tenders[0].points == SPENT
    assert done.total == due
    assert done.risen_to is not None


def test_the_driver_writes_the_very_rows_of_the_till(place: Ground) -> None:
    """Else pos_app.bench.raw_sale would be held against something larger than itself."""
    rows: list[dict[str, list[tuple[object, ...]]]] = []
    for side in (Till, Driver):
        path = place.copy(SMALL, side.__name__)
        before = contents(path)
        with closing(side(path, 5)) as seller:
            for _sale in range(3):
                seller.sale()
        after = contents(path)
        rows.append({name: after[name][len(before[name]) :] for name in raw_statements_tables()})

    till, driver = rows
    assert {name: len(found) for name, found in till.items()} == {
        name: len(found) for name, found in driver.items()
    }
    assert len(till["sale_line"]) == 3 * LINES
    assert till["points_entry"] == driver["points_entry"]


def raw_statements_tables() -> tuple[str, ...]:
    """The tables that a sale adds to; the statements name each of them."""
    names = ("sale", "sale_line", "payment", "points_entry", "journal", "outbox", "tier_change")
    written = " ".join(str(value) for value in vars(raw_statements).values())
    assert all(f"INTO {name}" in written for name in names)
    return names


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(str(path))) as file:
        return {
            name: file.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
            for name in raw_statements_tables()
        }


def test_checkout_is_measured_in_both_sizes_by_turns(place: Ground) -> None:
    rows = checkout.compare(place, {"": SMALL, "_large": SMALL}, 3)

    assert [row.name for row in rows] == ["checkout", "checkout_large", "checkout_growth"]
    assert all(row.value > 0 and row.against > 0 for row in rows)


def test_searches_are_measured_against_the_time_they_may_take(place: Ground) -> None:
    phone, name = people.measure(place, SMALL, searches=5)

    assert (phone.against, name.against) == (people.PHONE_MS, people.NAME_MS)


def test_the_bare_page_carries_the_words_of_the_slip(place: Ground) -> None:
    (row,) = paper.measure(place, rounds=2)

    assert row.name == "receipt"
    assert row.limit == paper.TIMES_BARE


def test_the_bare_table_sells_what_is_scanned(place: Ground, qtbot: object) -> None:
    shop = place.copy(SMALL, "bare")
    window = BareTable(shop)
    window.edit.setText(random.Random(1).choice(codes(shop)))
    window.edit.returnPressed.emit()

    assert window.model.rowCount() == 1
    with closing(dbapi2.connect(str(shop))) as other:
        assert other.execute("SELECT count(*) FROM bare_line").fetchone() == (1,)
    assert window.sum.text() != ""
    assert window.edit.text() == ""
    assert enter.SCANS > enter.WARM


def test_only_a_painted_window_ends_a_process() -> None:
    """Words of pos_app.bench.first_frame: another point of the way is passed over."""
    code = (
        "from pos_app.bench.first_frame import end_at_first_frame as end;"
        "from pos_app.basics.faults import fault;"
        "end(); fault('committed'); print('on', flush=True); fault('painted'); print('over')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout == "on\n"


def test_an_empty_window_has_one_shade() -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(qRgb(9, 9, 9))
    assert shades(picture) == 1
    picture.setPixel(1, 1, qRgb(200, 0, 0))
    assert shades(picture) == 2


@pytest.mark.parametrize("window", ["start_window", "start_program"])
def test_a_start_ends_at_its_first_frame(place: Ground, tmp_path: Path, window: str) -> None:
    """Both pos_app.bench.start_window and pos_app.bench.start_program; none lives longer."""
    picture = tmp_path / "frame.png"
    shop = place.copy(SMALL, f"{window}-shop")
    command = [*own(window, *([shop] if window == "start_program" else [])), "--picture", picture]

    subprocess.run(list(map(str, command)), env=place.environment(), check=True, timeout=60)

    assert shades(QImage(str(picture))) > 12
    assert start.cpu_of([sys.executable, "-c", "0"], place.environment()) > 0


def test_the_whole_run_prints_one_figure(capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []

    rows = bench.run("small", "receipt", said.append)

    assert [row.name for row in rows] == ["receipt"]
    assert len(said) == 1
    assert "receipt" in bench.table(rows)
