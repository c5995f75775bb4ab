"""Takes a file in: reads it, maps it, hands the records to the room that owns them.

All or nothing, in one transaction; a dry run says the same and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock
from pos_app.basics.ids import Ids
from pos_app.goods import intake as goods_intake
from pos_app.selling import intake as sales_intake
from pos_app.spreadsheets import goods, sales
from pos_app.spreadsheets.mapping import Kind, choose
from pos_app.spreadsheets.reading import open_table
from pos_app.spreadsheets.report import WHOLE, ImportReport, Progress, Skipped
from pos_app.store.database import Database


def import_goods(
    database: Database,
    clock: Clock,
    _ids: Ids,
    actor: Actor,
    path: Path,
    column_map: str | Path | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Takes a list of goods in; `column_map` is a shipped map's name, a map's file, or None.

    Raises BadInput or FileNotFoundError for the file, NotAllowed, ShopFileError.
    """
    tell = progress or _silent
    skipped: Counter[str] = Counter()
    with open_table(path, tell) as table:
        chosen = choose(Kind.GOODS, table.header, column_map)
        read = list(map(chosen.reader(table.header), table.rows))
        found = list(goods.records(read, chosen.numbers, skipped))
    if dry_run:
        with database.reading() as session:
            decided = goods_intake.plan(session, actor, found)
    else:
        with database.transaction() as session:
            decided = goods_intake.plan(session, actor, found)
            goods_intake.write(session, clock, actor, decided)
    tell(WHOLE, WHOLE)
    skipped.update(decided.skipped)
    return ImportReport(len(read), decided.written, _skipped(skipped), dry_run)


def import_sales(  # noqa: PLR0913 - both imports take what the command hands them
    database: Database,
    clock: Clock,
    ids: Ids,
    actor: Actor,
    path: Path,
    column_map: str | Path | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Takes another system's sales in, people included; arguments and errors as above."""
    tell = progress or _silent
    with open_table(path, _part(tell, 0, 50)) as table:
        chosen = choose(Kind.SALES, table.header, column_map)
        rows = map(chosen.reader(table.header), table.rows)
        gathered = sales.gather(rows, chosen, clock.now())
    history = sales_intake.PastSales(chosen.source, gathered.documents(), gathered.people())
    if dry_run:
        with database.reading() as session:
            decided = sales_intake.plan(session, actor, history)
    else:
        with database.transaction() as session:
            decided = sales_intake.plan(session, actor, history)
            writing = _part(tell, 50, WHOLE)
            sales_intake.write(session, clock, ids, actor, decided, writing)
    tell(WHOLE, WHOLE)
    skipped = gathered.unread() + decided.skipped.lines
    return ImportReport(
        gathered.rows, decided.written, _skipped(skipped, decided.skipped.documents), dry_run
    )


def _skipped(rows: Counter[str], documents: Mapping[str, int] | None = None) -> tuple[Skipped, ...]:
    """The reasons, the most frequent first."""
    papers = documents or {}
    return tuple(
        Skipped(reason, count, papers.get(reason, 0)) for reason, count in rows.most_common()
    )


def _part(progress: Progress, first: int, last: int) -> Progress:
    """A piece of the whole work, told as percent of all of it."""

    def tell(done: int, whole: int) -> None:
        progress(first + (last - first) * done // max(1, whole), WHOLE)

    return tell


def _silent(done: int, whole: int) -> None:
    del done, whole
