"""The first minute of a new shop."""

from __future__ import annotations

from pathlib import Path

from pos_app.app import FIRST_COUNTER
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SystemClock, shop_day
from pos_app.basics.i18n import _
from pos_app.basics.ids import RandomIds
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.loyalty.programmes import found_programme
from pos_app.shop.profile import ShopProfile, counter_named, found
from pos_app.shop.staff import Role, Staff
from pos_app.store.database import Database, create_shop_file
from pos_app.store.unfinished import unfinished


def found_shop(path: Path) -> None:
    """A new, empty shop with an owner, one counter and the usual programme, or nothing at all.

    Raises FileExistsError.
    """
    with unfinished(path) as site:
        _found(site)


def _found(path: Path) -> None:
    clock = SystemClock()
    profile = ShopProfile(
        uid=RandomIds(clock).new(), name=_("Cửa hàng mới"), address="", phone="", tax_code=""
    )
    database = create_shop_file(path)
    with database.transaction() as session:
        found(session, clock, profile, owner=_("Chủ cửa hàng"))
        counter_named(session, FIRST_COUNTER)
        found_programme(session, USUAL_PROGRAMME, shop_day(clock.now()))
    database.close()


def owner_at_first_counter(database: Database) -> Actor:
    """The owner, for what the owner's helper does from the command line."""
    owner = next(person for person in Staff(database).active() if person.role == Role.OWNER)
    return Actor(staff=owner.id, counter=1)
