"""The words on every paper: who may change them, what becomes of what is typed."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.shop import card
from pos_app.shop.checks import CHECKS
from pos_app.shop.profile import Shop
from pos_app.store.check import run
from pos_app.store.database import Database


@pytest.fixture
def shop(database: Database, clock: SetClock) -> Shop:
    return Shop(database, clock)


def test_the_owner_gives_the_shop_its_name(shop: Shop, database: Database, owner: Actor) -> None:
    before = shop.profile()
    told, changes = shop.describe(owner, " Tạp hóa\tÚt Lan ", "1 Lê Lợi", "", "0123456789001")
    assert changes == Changes.SETTINGS
    assert shop.profile() == told
    assert (told.uid, told.name, told.address, told.phone, told.tax_code) == (
        before.uid,
        "Tạp hóa Út Lan",
        "1 Lê Lợi",
        "",
        "0123456789-001",
    )
    with database.reading() as session:
        rows = session.execute(text("SELECT body FROM journal WHERE kind = 'shop.described'"))
        (body,) = [row.body for row in rows]
    assert set(json.loads(body)) == {"card"}
    assert "Lan" not in body
    assert run(database, CHECKS) == []


def test_a_cashier_does_not(shop: Shop, actor: Actor) -> None:
    before = shop.profile()
    with pytest.raises(NotAllowed):
        shop.describe(actor, "Tiệm của tôi", "", "", "")
    assert shop.profile() == before


@pytest.mark.parametrize("column", ["name", "address", "phone", "tax_code"])
def test_check_sees_words_that_nobody_told(shop: Shop, database: Database, column: str) -> None:
    uid = shop.profile().uid
    with database.transaction() as session:
        session.execute(text(f"UPDATE shop SET {column} = 'khác'"))
    assert [one.where for one in run(database, CHECKS)] == [uid]


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("", ""),
        (" 028 3812 3456 ", "028 3812 3456"),
        ("1900 1234", "1900 1234"),
        ("+84 901", "+84 901"),
    ],
)
def test_a_number_to_call_the_shop(typed: str, phone: str) -> None:
    assert card.phone_of(typed) == phone


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ""),
        ("0312345678", "0312345678"),
        ("031 234 5678", "0312345678"),
        ("079123456789", "079123456789"),
        ("0312345678-001", "0312345678-001"),
        ("0312345678001", "0312345678-001"),
    ],
)
def test_a_tax_code(typed: str, code: str) -> None:
    assert card.tax_code_of(typed) == code
    assert card.tax_code_of(card.tax_code_of(typed)) == code


@pytest.mark.parametrize(
    ("check", "typed"),
    [
        (card.name_of, " \u200b "),
        (card.phone_of, "gọi Mai"),
        (card.phone_of, "8"),
        (card.tax_code_of, "031234567"),
        (card.tax_code_of, "0312345678-1"),
        (card.tax_code_of, "MST0312345"),
    ],
)
def test_what_no_paper_can_carry(check: object, typed: str) -> None:
    assert callable(check)
    with pytest.raises(BadInput, match=r"\.$"):
        check(typed)


def test_long_words_are_cut_where_the_paper_ends() -> None:
    assert len(card.name_of("Tạp hóa " * 40)) <= card.LONGEST_NAME
    assert len(card.address_of("phường An Bình, " * 40)) <= card.LONGEST_ADDRESS
