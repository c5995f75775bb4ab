"""The composition root: starts the window, then opens the shop behind it.

The window is painted first. Opening the shop (the database's libraries take longer to load than
Qt) happens in the background, and the pages come alive when its services arrive.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pos_app.basics.i18n import LANGUAGES, _, use_language
from pos_app.basics.text import clean

if TYPE_CHECKING:
    from pos_app.ui.services import Services

SUFFIX: Final = ".khachquen"
FIRST_COUNTER: Final = "Quầy 1"
LONGEST_COUNTER: Final = 30
NO_WINDOW: Final = 2
"""The exit code where no window can be opened."""


MakeShop = Callable[[Path], None]
"""Makes a shop's file at a path where there is none."""


def main(make_demo: MakeShop, arguments: Sequence[str] | None = None) -> int:
    """Opens the window of one counter (the options are in --help); returns the exit code."""
    told = _parser().parse_args(arguments)
    if not _has_display():
        use_language(told.lang or "vi")
        sys.stderr.write(_no_display() + "\n")
        return NO_WINDOW
    from pos_app.ui.program import Program

    program = Program(sys.argv[:1], language=told.lang)
    last = program.last_shop()

    def open_usual() -> Services:
        return open_first(told.shop, last, told.counter, make_demo if told.demo else None)

    return program.run(open_usual, partial(open_services, counter=told.counter))


def _has_display() -> bool:
    """Qt aborts the process where it finds none; only Linux may lack one."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in wanted)


def _no_display() -> str:
    return _("Máy này không có màn hình để mở cửa sổ. Chạy `python -m pos_app tour` để xem ảnh.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Khách Quen")
    parser.add_argument("shop", nargs="?", type=Path, help="the shop's file; else the last one")
    parser.add_argument("--demo", action="store_true", help="open a believable demo shop")
    parser.add_argument("--lang", choices=LANGUAGES, default=None)
    parser.add_argument("--counter", type=_counter, default=FIRST_COUNTER, metavar="NAME")
    return parser


def _counter(name: str) -> str:
    known = clean(name, LONGEST_COUNTER)
    if not known:
        raise argparse.ArgumentTypeError("a counter needs a name")
    return known


def data_folder() -> Path:
    """Where shops live unless told otherwise."""
    from platformdirs import user_data_path

    return user_data_path("KhachQuen", appauthor=False)


def usual_shop(last: str, *, demo: bool) -> Path:
    """The shop to open when none was named: the demo, the last one, else a new one."""
    if demo:
        return data_folder() / f"demo{SUFFIX}"
    return Path(last) if last else data_folder() / f"shop{SUFFIX}"


def open_first(
    named: Path | None, last: str, counter: str, make_demo: MakeShop | None = None
) -> Services:
    """Services of the shop that a start means.

    A missing demo is made, and a shop for whoever named none and never opened one. A shop that
    is gone is not replaced by an empty one. Raises ShopFileError.
    """
    from pos_app.app.founding import found_shop

    never_opened = named is None and not last
    path = named or usual_shop(last, demo=make_demo is not None)
    return open_services(path, counter, make_demo or (found_shop if never_opened else None))


def open_services(path: Path, counter: str, make: MakeShop | None = None) -> Services:
    """Services of a shop; a missing one is made by `make`, if any. Raises ShopFileError."""
    from pos_app.app.services import open_counter
    from pos_app.store.errors import explain_system

    try:
        if make is not None and not path.exists():
            make(path)
        return open_counter(path, counter)
    except OSError as error:
        raise explain_system(error, str(path)) from error
