"""What goes wrong at a counter, provoked as it happens: locks, printers, spoilt files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos_app.app.founding import found_shop
from pos_app.basics.i18n import N_
from pos_app.shop.settings import PRINTER
from pos_app.store.database import open_shop
from pos_app.tour.scenes import Scene
from pos_app.tour.selling import MILK, code_of
from pos_app.tour.stage import Stage


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another connection writes into the shop's file and does not come to an end."""
    other = open_shop(path)
    with other.transaction():
        yield
    other.close()


def locked(stage: Stage) -> None:
    """A scan that stands on the screen and cannot be written."""
    with held_by_another(stage.services.path):
        stage.scan(code_of(stage, MILK))


def unlocked(stage: Stage) -> None:
    """The next change is written, and what waited with it."""
    stage.press("Ctrl+Up")


def printer_off(stage: Stage) -> None:
    """The slip of the last sale goes to a printer that is not there."""
    services = stage.services
    services.settings.put(stage.program.desk.actor(), PRINTER, "XP-80")
    stage.press("Ctrl+P")


def printer_forgotten(stage: Stage) -> None:
    """Without a printer the slip is a file again."""
    services = stage.services
    services.settings.put(stage.program.desk.actor(), PRINTER, "")
    stage.press("Ctrl+P")


TROUBLE: Final = (
    Scene("trouble-locked", N_("Chương trình khác đang giữ tệp cửa hàng: giỏ vẫn còn"), locked),
    Scene("trouble-over", N_("Ghi lại được: dải báo tự mất"), unlocked),
    Scene("trouble-printer", N_("Máy in không có: việc bán vẫn xong"), printer_off),
    Scene("trouble-printer-over", N_("Không có máy in thì phiếu là tệp PDF"), printer_forgotten),
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A shop file that cannot be opened."""

    scene: str
    caption: str
    spoil: Callable[[Path], None]


def _missing(_path: Path) -> None:
    """There is none."""


def _newer(path: Path) -> None:
    found_shop(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as shop:
        shop.execute("UPDATE alembic_version SET version_num = '9999'")


def _damaged(path: Path) -> None:
    found_shop(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(8192))


def _foreign(path: Path) -> None:
    path.write_text("Sổ ghi nợ\n" * 400, "utf-8")


BROKEN: Final = (
    Broken("shop-missing", N_("Không thấy tệp cửa hàng"), _missing),
    Broken("shop-newer", N_("Tệp cửa hàng của bản mới hơn"), _newer),
    Broken("shop-damaged", N_("Tệp cửa hàng bị hỏng"), _damaged),
    Broken("shop-foreign", N_("Tệp không phải cửa hàng"), _foreign),
)
