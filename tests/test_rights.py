"""Every right by every role by every service call that somebody answers for, from one table."""

from __future__ import annotations

import dataclasses
import inspect
import itertools
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from argon2 import PasswordHasher

from pos_app.app.services import build_services
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import NotAllowed
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.customers.directory import NewCustomer
from pos_app.models.shop import Role as RoleRow
from pos_app.models.shop import Staff as StaffRow
from pos_app.selling.cart import Cart
from pos_app.shop import pins
from pos_app.shop.settings import RETURN_DAYS
from pos_app.shop.staff import Right, Role
from pos_app.store.database import Database, open_shop
from pos_app.ui.services import Services
from tests.till import stocked_file, stocked_shop_file

__all__ = ["stocked_file", "stocked_shop_file"]

NEEDED: Final = {
    Right.SELL: """
        drafts.new drafts.save drafts.drop checkout.complete
        transfers.expect transfers.to_tray transfers.give_up
    """,
    Right.VOID: "returns.void",
    Right.CONFIRM_TRANSFER: "transfers.confirm unclaimed.use unclaimed.give_back",
    Right.CLOSE_SHIFT: "shifts.open closing.keep closing.lock closing.close",
    Right.COLLECT_DEBT: "debts.collect debts.promise",
    Right.SET_DEBT_LIMIT: "debts.set_limit",
    Right.MOVE_CASH: "slips.move_cash",
    Right.ADD_PRODUCT: "catalog.quick_add",
    Right.SET_PRICE: "catalog.set_price",
    Right.EDIT_GOODS: """
        goods_editor.add goods_editor.add_category goods_editor.change goods_editor.stop
    """,
    Right.EDIT_CUSTOMER: """
        directory.create directory.rename directory.note directory.consent
    """,
    Right.CARE: "care.claim care.close care.later",
    Right.STAFF: """
        pins.choose pins.clear pins.unlock
        roster.add roster.rename roster.give_role roster.set_active roster.add_role
        roster.rename_role roster.set_right roster.set_most_discount roster.remove_role
    """,
    Right.SETTINGS: "settings.put shop.describe accounts.put accounts.remove late.again",
}
"""What somebody must be allowed to do before a service does it."""

OTHERWISE: Final = {
    "returns.complete": "by what comes back: tests/selling/test_returns.py",
    "pins.approve": "the second person must have the right",
    "goods_editor.sheet": "leaves the cost out for whoever may not see it",
    "book.between": "one's own shifts; those of others need Right.SEE_SHIFTS",
    "book.report": "the shift one stands in; others need Right.SEE_SHIFTS",
    "watch.of": "the shift one stands in; others need Right.SEE_SHIFTS",
    "papers.shift_report": "as the report on the screen",
    "shifts.current": "a shift that is open is everybody's; opening one needs Right.SELL",
}
"""Calls that ask in a way of their own, and which."""


@dataclasses.dataclass
class House:
    """A shop with somebody for every right alone, for every right but one, and for none."""

    services: Services
    nobody: Actor
    other: Actor
    """Somebody with that same empty role, to whom things are done."""
    only: dict[Right, Actor]
    lacking: dict[Right, Actor]
    roles: dict[str, tuple[Actor, frozenset[Right]]]

    def calls(self) -> dict[str, Callable[[Actor], object]]:
        """Every call with an actor, with arguments as far as they can be guessed by name."""
        found: dict[str, Callable[[Actor], object]] = {}
        for place, service in services_of(self.services):
            for name, method in inspect.getmembers(service, inspect.ismethod):
                asked = inspect.signature(method).parameters.values()
                names = [one.name for one in asked if one.kind is not one.VAR_POSITIONAL]
                if not name.startswith("_") and names[:1] == ["actor"]:
                    found[f"{place}.{name}"] = self._bound(method, names[1:])
        return found

    def _bound(self, method: Callable[..., object], asked: list[str]) -> Callable[[Actor], object]:
        told = {name: self._sample(name) for name in asked}
        return lambda actor: method(actor, **told)

    def _sample(self, name: str) -> Any:
        if name in SAMPLES:
            return SAMPLES[name]
        return {
            "staff_id": self.other.staff,
            "role": "none",
            "key": "none",
            "like": "none",
            "item": self.services.catalog.search("nước")[0],
            "cart": Cart(key="0" * 32, code="KQ2345678", label=""),
        }.get(name)


SAMPLES: Final[dict[str, Any]] = {
    "name": "Ai đó",
    "right": Right.STAFF,
    "pin": "480271",
    "setting": RETURN_DAYS,
    "value": 3,
    "basis_points": 0,
    "given": "Đó",
    "price": Money(1_000),
    "amount": Money(1_000),
    "opening_float": Money(1_000),
    "seen_due": Money(1_000),
    "barcode": "8934563138165",
    "reason": "Mua đá",
    "written": "0901234567",
    "most": Money(1_000),
    "day": date(2030, 1, 1),
    "new": NewCustomer("0901234567", "Ai đó"),
    "bin": "970436",
    "number": "0011001932418",
    "holder": "TRAN THI MAI",
    "address": "12 Hoa Sen",
    "phone": "0280000000",
    "tax_code": "0100109106",
}


def services_of(record: Any) -> Iterator[tuple[str, object]]:
    """Services by the names they have in their record, and those of records within it."""
    for field in dataclasses.fields(record):
        service = getattr(record, field.name)
        yield from (
            services_of(service) if dataclasses.is_dataclass(service) else [(field.name, service)]
        )


def refused(call: Callable[[Actor], object], actor: Actor) -> bool:
    """Whether a right is missing; any other end means that the right was not the matter."""
    try:
        call(actor)
    except NotAllowed:
        return True
    except Exception:  # noqa: BLE001 - guessed arguments may be refused for what they are
        return False
    return False


@pytest.fixture
def house(
    stocked_file: Path, clock: SetClock, ids: SeededIds, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(pins, "usual_hasher", lambda: cheap)
    services = build_services(open_shop(stocked_file), clock, ids, counter=1)
    everything = frozenset(Right)
    cards = {card.key: card.rights for card in services.roster.roles()}
    numbers = itertools.count()
    with Database(stocked_file).transaction() as session:

        def somebody(role: str, rights: frozenset[Right] | None = None) -> Actor:
            if rights is not None:
                held = json.dumps(sorted(rights))
                session.add(RoleRow(key=role, name=role, rights=held, most_discount=0, position=9))
            row = StaffRow(name=f"{role} {next(numbers)}", role=role, active=True, pin_hash=None)
            session.add(row)
            session.flush()
            return Actor(row.id, 1)

        house = House(
            services=services,
            nobody=somebody("none", frozenset()),
            other=somebody("none"),
            only={right: somebody(f"only {right}", frozenset((right,))) for right in Right},
            lacking={right: somebody(f"no {right}", everything - {right}) for right in Right},
            roles={role: (somebody(role), cards[role]) for role in Role},
        )
    yield house
    services.close()


def test_every_call_asks_for_its_right_and_no_other(house: House) -> None:
    """Whoever has one right alone passes where it is needed, whoever lacks that one nowhere."""
    wrong = []
    for name, call in house.calls().items():
        if name in OTHERWISE:
            continue
        needed = [right for right, names in NEEDED.items() if name in names.split()]
        asks = [right for right in Right if refused(call, house.lacking[right])]
        passes = [right for right in Right if not refused(call, house.only[right])]
        if not needed or not asks == passes == needed or not refused(call, house.nobody):
            wrong.append(f"{name}: needs {needed}, asks for {asks}, is open to {passes}")
    assert not wrong, "\n".join(["NEEDED must name the right of each call:", *wrong])


def test_the_table_names_what_there_is(house: House) -> None:
    told = [name for names in NEEDED.values() for name in names.split()]
    assert len(told) == len(set(told))
    assert set(told) | set(OTHERWISE) <= set(house.calls())


@pytest.mark.parametrize("role", Role)
def test_the_houses_roles_at_every_call(house: House, role: Role) -> None:
    actor, rights = house.roles[role]
    calls = house.calls()
    for right, names in NEEDED.items():
        for name in names.split():
            assert refused(calls[name], actor) is (right not in rights), f"{role} at {name}"
