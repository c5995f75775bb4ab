"""Builds the services of one counter from the rooms below."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock, SystemClock
from pos_app.basics.ids import Ids, RandomIds
from pos_app.care.brief import Brief
from pos_app.care.queue import CareQueue
from pos_app.customers.directory import Directory
from pos_app.goods.catalog import Catalog
from pos_app.goods.editing import GoodsEditor
from pos_app.goods.shelf_lists import ShelfLists
from pos_app.insight.portrait import Portrait
from pos_app.loyalty.ledger import Loyalty
from pos_app.payments.account import Accounts
from pos_app.payments.expected import Transfers
from pos_app.printing.papers import Papers
from pos_app.selling.checkout import Checkout
from pos_app.selling.closing import Closing
from pos_app.selling.debt_book import DebtBook
from pos_app.selling.drafts import Drafts
from pos_app.selling.history import History
from pos_app.selling.identify import Identify
from pos_app.selling.returns import Returns
from pos_app.selling.shift_report import ShiftBook
from pos_app.selling.shifts import Shifts
from pos_app.selling.slips import Slips
from pos_app.selling.unclaimed import Unclaimed
from pos_app.selling.watch import Watch
from pos_app.shop.late_work import LateWork
from pos_app.shop.pins import Pins
from pos_app.shop.profile import Shop, counter_named
from pos_app.shop.roster import Roster
from pos_app.shop.settings import Settings
from pos_app.shop.staff import Staff
from pos_app.store.database import Database, open_shop
from pos_app.store.outbox import Courier
from pos_app.subscriptions import subscriptions
from pos_app.ui.services import Drawer, Services

WINDOW_BUSY_MS: Final = 250
"""The longest the window's own thread waits for another program's write."""


def open_counter(path: Path, counter: str) -> Services:
    """Services for a counter, which is made when it is new. Raises ShopFileError."""
    database = open_shop(path)
    with database.transaction() as session:
        counter_id = counter_named(session, counter)
    clock = SystemClock()
    Pins(database, clock).begin()
    return build_services(database, clock, RandomIds(clock), counter_id)


def build_services(database: Database, clock: Clock, ids: Ids, counter: int) -> Services:
    """Wires the rooms for one counter.

    Reads and carts of a few milliseconds run on the window's thread, on connections that give up
    soon; what must not fail waits ten seconds on the writer's thread.
    """
    quick = Database(database.path, busy_ms=WINDOW_BUSY_MS)
    shop = Shop(quick, clock)
    catalog = Catalog(quick, clock)
    directory = Directory(quick, clock, ids)
    history = History(quick)
    courier = Courier(database, clock, subscriptions(clock))

    return Services(
        path=database.path,
        clock=clock,
        counter=counter,
        counter_name=shop.counter_name(counter),
        shop=shop,
        staff=Staff(quick),
        pins=Pins(database, clock),
        roster=Roster(quick, clock),
        settings=Settings(quick, clock, counter),
        shifts=Shifts(quick, clock),
        drawer=_drawer(quick, clock, ids),
        catalog=catalog,
        goods_editor=GoodsEditor(quick, clock),
        shelf_lists=ShelfLists(quick, clock),
        identify=Identify(catalog, directory, history),
        directory=directory,
        loyalty=Loyalty(quick, clock),
        drafts=Drafts(quick, clock, ids),
        accounts=Accounts(quick, clock),
        transfers=Transfers(quick, clock, ids),
        unclaimed=Unclaimed(quick, clock),
        checkout=Checkout(database, clock, ids),
        returns=Returns(database, clock, ids),
        history=history,
        portrait=Portrait(quick, clock),
        care=CareQueue(quick, clock),
        brief=Brief(quick, clock),
        papers=Papers(database, clock),
        deliver=courier.run,
        late=LateWork(quick, clock, courier),
        tidy=partial(_tidy, CareQueue(database, clock), database),
        close=partial(_close, quick, database),
    )


def _close(*databases: Database) -> None:
    for database in databases:
        database.close()


def _tidy(care: CareQueue, database: Database) -> Changes:
    _closed, changes = care.sweep()
    database.checkpoint()
    return changes


def _drawer(quick: Database, clock: Clock, ids: Ids) -> Drawer:
    return Drawer(
        closing=Closing(quick, clock),
        book=ShiftBook(quick),
        slips=Slips(quick, clock, ids),
        watch=Watch(quick),
        debts=DebtBook(quick, clock, ids),
    )
