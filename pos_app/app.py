"""The composition root: builds database, services and window; knows everybody below.

The window is painted first. Opening the shop (the database's libraries take longer to load than
Qt) happens on the writer's thread, and the pages come alive when its services arrive.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, SystemClock
from pos_app.basics.i18n import LANGUAGES, _
from pos_app.basics.ids import Ids, RandomIds

if TYPE_CHECKING:
    from pos_app.store.check import Check
    from pos_app.store.database import Database
    from pos_app.ui.services import Services

SUFFIX = ".khachquen"
FIRST_COUNTER = "Quầy 1"


def data_folder() -> Path:
    """Where shops live unless told otherwise."""
    from platformdirs import user_data_path

    return user_data_path("KhachQuen", appauthor=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Opens the window of one counter (the options are in --help); returns the exit code."""
    told = _parser().parse_args(arguments)
    from pos_app.ui.program import Program

    program = Program(sys.argv[:1], language=told.lang)
    shop, demo = told.shop, told.demo

    def open_services() -> Services:
        return open_counter(shop or _usual_shop(program.last_shop(), demo=demo), demo, told.counter)

    return program.run(open_services)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Khách Quen")
    parser.add_argument("shop", nargs="?", type=Path, help="the shop's file; else the last one")
    parser.add_argument("--demo", action="store_true", help="open a believable demo shop")
    parser.add_argument("--lang", choices=LANGUAGES, default=None)
    parser.add_argument("--counter", default=FIRST_COUNTER, metavar="NAME")
    return parser


def _usual_shop(last: str, *, demo: bool) -> Path:
    if demo:
        return data_folder() / f"demo{SUFFIX}"
    return Path(last) if last else data_folder() / f"shop{SUFFIX}"


def open_counter(path: Path, demo: bool, counter: str) -> Services:
    """Services for one counter of a shop, which is made when it is missing and may be.

    Raises ShopFileError. A shop that was named and is missing is refused, unless it is the demo.
    """
    from pos_app.shop.profile import counter_named
    from pos_app.store.database import open_shop

    if not path.exists():
        if demo:
            from pos_app.demo import Plan, build

            build(path, Plan())
        elif path.parent == data_folder():
            found_shop(path)
    database = open_shop(path)
    with database.transaction() as session:
        counter_id = counter_named(session, counter)
    clock = SystemClock()
    return build_services(database, clock, RandomIds(clock), counter_id)


WINDOW_BUSY_MS = 250
"""The longest the window's own thread waits for another program's write."""


def build_services(database: Database, clock: Clock, ids: Ids, counter: int) -> Services:
    """Wires the rooms for one counter.

    Reads and carts of a few milliseconds run on the window's thread, on connections that give up
    soon; what must not fail waits ten seconds on the writer's thread.
    """
    from pos_app.care.brief import Brief
    from pos_app.care.queue import CareQueue
    from pos_app.customers.directory import Directory
    from pos_app.goods.catalog import Catalog
    from pos_app.insight.portrait import Portrait
    from pos_app.loyalty.ledger import Loyalty
    from pos_app.payments.expected import Transfers
    from pos_app.printing.papers import Papers
    from pos_app.selling.checkout import Checkout
    from pos_app.selling.drafts import Drafts
    from pos_app.selling.history import History
    from pos_app.selling.identify import Identify
    from pos_app.selling.shifts import Shifts
    from pos_app.shop.profile import Shop
    from pos_app.shop.settings import Settings
    from pos_app.shop.staff import Staff
    from pos_app.store.database import Database
    from pos_app.store.outbox import Courier
    from pos_app.subscriptions import SUBSCRIPTIONS
    from pos_app.ui.services import Services

    quick = Database(database.path, busy_ms=WINDOW_BUSY_MS)
    shop = Shop(quick)
    catalog = Catalog(quick, clock, ids)
    directory = Directory(quick, clock, ids)
    history = History(quick)
    care = CareQueue(quick, clock)
    courier = Courier(database, clock, SUBSCRIPTIONS)

    def tidy() -> None:
        care.sweep()
        database.checkpoint()

    def close() -> None:
        quick.close()
        database.close()

    return Services(
        clock=clock,
        counter=counter,
        counter_name=shop.counter_name(counter),
        shop=shop,
        staff=Staff(quick),
        settings=Settings(quick, clock, counter),
        shifts=Shifts(quick, clock),
        catalog=catalog,
        identify=Identify(catalog, directory, history),
        directory=directory,
        loyalty=Loyalty(quick, clock),
        drafts=Drafts(quick, clock, ids),
        transfers=Transfers(quick, clock, ids),
        checkout=Checkout(database, clock, ids),
        history=history,
        portrait=Portrait(quick, clock),
        care=care,
        brief=Brief(quick, clock),
        papers=Papers(database, clock),
        deliver=courier.run,
        tidy=tidy,
        close=close,
    )


def found_shop(path: Path) -> None:
    """A new, empty shop with an owner, one counter and the usual programme."""
    from pos_app.basics.clock import shop_day
    from pos_app.loyalty.ledger import found_programme
    from pos_app.shop.profile import ShopProfile, counter_named, found
    from pos_app.store.database import create_shop_file

    clock = SystemClock()
    profile = ShopProfile(
        uid=RandomIds(clock).new(), name=_("Cửa hàng mới"), address="", phone="", tax_code=""
    )
    database = create_shop_file(path)
    with database.transaction() as session:
        found(session, clock, profile, owner=_("Chủ cửa hàng"))
        counter_named(session, FIRST_COUNTER)
        found_programme(session, DEMO, shop_day(clock.now()))
    database.close()


def owner_at_first_counter(database: Database) -> Actor:
    """The owner, for what the owner's helper does from the command line."""
    from pos_app.shop.staff import Role, Staff

    owner = next(person for person in Staff(database).active() if person.role is Role.OWNER)
    return Actor(staff=owner.id, counter=1)


def all_checks() -> tuple[Check, ...]:
    """Every room's invariants, in the order of their numbers."""
    from pos_app.care import checks as care
    from pos_app.customers import checks as customers
    from pos_app.goods import checks as goods
    from pos_app.loyalty import checks as loyalty
    from pos_app.selling import checks as selling
    from pos_app.store import check as store

    rooms = (store, goods, customers, loyalty, selling, care)
    return tuple(sorted((c for room in rooms for c in room.CHECKS), key=lambda c: c.number))
