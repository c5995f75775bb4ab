"""The services a page may ask for: one frozen record, built by app and handed down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pos_app.basics.changes import Changes
    from pos_app.basics.clock import Clock
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
    from pos_app.shop.profile import Shop
    from pos_app.shop.roster import Roster
    from pos_app.shop.settings import Settings
    from pos_app.shop.staff import Staff


@dataclass(frozen=True, slots=True)
class Drawer:
    """What goes with the drawer beside the open shift."""

    closing: Closing
    book: ShiftBook
    slips: Slips
    watch: Watch
    debts: DebtBook


@dataclass(frozen=True, slots=True)
class Services:
    """What the rooms below offer to the window of one counter."""

    path: Path
    """The shop's file."""
    clock: Clock
    counter: int
    counter_name: str
    shop: Shop
    staff: Staff
    pins: Pins
    """Checked off the window's thread: it takes a while on purpose."""
    roster: Roster
    settings: Settings
    shifts: Shifts
    drawer: Drawer
    catalog: Catalog
    goods_editor: GoodsEditor
    shelf_lists: ShelfLists
    identify: Identify
    directory: Directory
    loyalty: Loyalty
    drafts: Drafts
    accounts: Accounts
    transfers: Transfers
    unclaimed: Unclaimed
    checkout: Checkout
    returns: Returns
    history: History
    portrait: Portrait
    care: CareQueue
    brief: Brief
    papers: Papers
    deliver: Callable[[], int]
    """Carries events to their listeners; off the window's thread."""
    late: LateWork
    tidy: Callable[[], Changes]
    """Checkpoints the shop file and expires old care work, when the till is idle."""
    close: Callable[[], None]
