"""The command line: python -m pos_app COMMAND, for checks, imports and measurements.

Results go to standard output (with --json as one JSON document), messages to standard error.
Exit 0: done. 1: done, and the answer is bad news. 2: wrong use or unusable file; nothing changed.
"""

from __future__ import annotations

import argparse
import errno
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.basics.clock import SystemClock, shop_day
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import LANGUAGES, _, use_language
from pos_app.basics.ids import RandomIds

if TYPE_CHECKING:
    from pos_app.spreadsheets.report import ImportReport
    from pos_app.store.database import Database

DONE, BAD_NEWS, REFUSED = 0, 1, 2

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    told = _parser().parse_args(arguments)
    use_language(told.lang)
    command: Command = told.run
    try:
        return command(told)
    except (PosError, OSError) as refusal:
        if told.debug:
            raise
        _say(_sentence(refusal))
        return REFUSED
    except KeyboardInterrupt:
        _say(_("Đã dừng. Không có gì thay đổi."))
        return REFUSED


def window(arguments: Sequence[str] | None = None) -> int:
    """Opens the window, as main.py does; only here the demo is known as well."""
    from pos_app.app import main as open_window

    return open_window(_make_demo, arguments)


def _make_demo(path: Path) -> None:
    from pos_app.demo import Plan, build

    path.parent.mkdir(parents=True, exist_ok=True)
    build(path, Plan())


def _sentence(refusal: Exception) -> str:
    if not isinstance(refusal, OSError):
        return str(refusal)
    if isinstance(refusal, FileNotFoundError | NotADirectoryError):
        return _("Không thấy tệp {path}. Kiểm tra lại đường dẫn.").format(path=refusal.filename)
    if isinstance(refusal, FileExistsError):
        return _("Đã có tệp {path}. Chọn tên khác.").format(path=refusal.filename)
    if refusal.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Ổ đĩa đầy. Xóa bớt tệp khác rồi làm lại.")
    return _("Không dùng được {path}. Kiểm tra quyền và ổ đĩa, hoặc chọn chỗ khác.").format(
        path=refusal.filename or refusal.strerror
    )


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="one JSON document")
    common.add_argument("--lang", choices=LANGUAGES, default="vi")
    common.add_argument("--debug", action="store_true", help="show the traceback of a refusal")
    parser = argparse.ArgumentParser(prog="python -m pos_app", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=about, description=about)
        made.set_defaults(run=run)
        return made

    demo = command("demo", _demo, "build a believable shop")
    demo.add_argument("shop", type=Path)
    demo.add_argument("--customers", type=_count, default=None)
    demo.add_argument("--goods", type=_count, default=None)
    demo.add_argument("--sales", type=_count, default=None)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--until", type=date.fromisoformat, default=None, help="YYYY-MM-DD")

    take_in = command("import", _import, "take in goods or past sales: all or nothing")
    take_in.add_argument("kind", choices=("goods", "sales"))
    take_in.add_argument("file", type=Path)
    take_in.add_argument("shop", type=Path)
    take_in.add_argument("--map", default=None, help="a shipped map's name, or a map file")
    take_in.add_argument("--dry-run", action="store_true")

    check = command("check", _check, "every invariant and the journal chain")
    check.add_argument("shop", type=Path)
    check.add_argument("--since", type=int, default=0, help="only the sales above this id")

    tour = command("tour", _tour, "pictures of every screen, PDFs of every paper")
    tour.add_argument("out", type=Path)
    tour.add_argument("--theme", choices=("light", "dark"), default="light")
    tour.add_argument("--size", type=_size, default=(1366, 768), help="WxH")

    bench = command("bench", _bench, "every figure as a ratio against its limit")
    bench.add_argument("--scale", choices=("small", "million"), default="small")
    bench.add_argument("--only", default=None, metavar="NAME")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no count")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    width, _by, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no WIDTHxHEIGHT")
    return int(width), int(height)


def _demo(told: argparse.Namespace) -> int:
    from pos_app.demo import Plan, build

    usual = Plan()
    plan = Plan(
        customers=usual.customers if told.customers is None else told.customers,
        goods=usual.goods if told.goods is None else told.goods,
        sales=usual.sales if told.sales is None else told.sales,
        seed=told.seed,
        until=told.until or shop_day(SystemClock().now()),
    )
    summary = build(told.shop, plan, progress=_progress())
    _print(told, summary.as_json(), str(summary))
    return DONE


def _import(told: argparse.Namespace) -> int:
    from pos_app.spreadsheets import intake

    take_in = intake.import_goods if told.kind == "goods" else intake.import_sales
    clock = SystemClock()
    with _opened(told.shop, create=not told.dry_run) as database:
        report: ImportReport = take_in(
            database,
            clock,
            RandomIds(clock),
            _owner(database),
            told.file,
            told.map,
            dry_run=told.dry_run,
            progress=_progress(),
        )
    _print(told, report.as_json(), str(report))
    return DONE


def _check(told: argparse.Namespace) -> int:
    from pos_app.app.checks import CHECKS
    from pos_app.store.check import Scope, run, within

    scope = Scope(told.since)
    checks = within(CHECKS, scope)
    if len(checks) < len(CHECKS):
        _say(
            _(
                "Chỉ xét các đơn sau đơn {since}; kho, danh bạ và tệp cần lần kiểm tra đầy đủ."
            ).format(since=told.since)
        )
    with _opened(told.shop) as database:
        broken = run(database, checks, scope)
    rows = [{"number": one.number, "title": one.title, "where": one.where} for one in broken]
    lines = [f"{one.number:>2}  {one.where}  ({one.title})" for one in broken]
    whole = _("Mọi điều kiểm tra đều đúng ({count}).").format(count=len(checks))
    _print(told, {"checks": len(checks), "broken": rows}, "\n".join(lines) or whole)
    return BAD_NEWS if broken else DONE


def _tour(told: argparse.Namespace) -> int:
    from pos_app.tour import drive

    pictures = drive(told.out, told.lang, told.theme, told.size)
    _print(told, {"pictures": pictures}, "\n".join(pictures))
    return DONE


def _bench(told: argparse.Namespace) -> int:
    from pos_app import bench

    rows = bench.run(told.scale, told.only, progress=_say)
    _print(told, [row.as_json() for row in rows], bench.table(rows))
    return BAD_NEWS if any(row.missed for row in rows) else DONE


@contextmanager
def _opened(path: Path, *, create: bool = False) -> Iterator[Database]:
    """The shop file for one command; a missing one is made when `create`, if all goes well."""
    from pos_app.app.founding import found_shop
    from pos_app.store.database import open_shop
    from pos_app.store.unfinished import unfinished

    if create and not path.exists():
        with unfinished(path) as site:
            found_shop(site)
            with _opened(site) as database:
                yield database
        return
    with closing(open_shop(path)) as database:
        yield database


def _owner(database: Database) -> Any:
    from pos_app.app.founding import owner_at_first_counter

    return owner_at_first_counter(database)


def _print(told: argparse.Namespace, document: object, text: str) -> None:
    shown = json.dumps(document, ensure_ascii=False, indent=2) if told.json else text
    sys.stdout.write(shown + "\n")


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _progress() -> Callable[[int, int], None] | None:
    """Rewrites one line on a terminal, says nothing on a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, whole: int) -> None:
        sys.stderr.write(f"\r{done:,} / {whole:,}" if whole else f"\r{done:,}")
        if whole and done >= whole:
            sys.stderr.write("\n")
        sys.stderr.flush()

    return show
