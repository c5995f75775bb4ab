"""A scan means a good, a member, a past receipt, or nothing we know; it never raises."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.basics import card_code
from pos_app.selling.identify import (
    CustomerFound,
    ProductFound,
    ReceiptFound,
    StrangeCard,
    UnknownCode,
)
from pos_app.shop import profile
from tests.till import WATER, Till


@pytest.mark.parametrize("scanned", ["8930000000104", " 8930000000104\r", "8930000000104\n"])
def test_a_barcode_is_a_good(till: Till, scanned: str) -> None:
    found = till.identify.scan(scanned)

    assert isinstance(found, ProductFound)
    assert (found.item.name, found.item.barcode) == (WATER, "8930000000104")


def test_a_loyalty_card_is_its_holder(till: Till) -> None:
    ngoc = till.enrol()
    with till.database.reading() as session:
        sealed = card_code.encode(ngoc.card, profile.card_secret(session))

    for scanned in (ngoc.card, sealed, card_code.grouped(ngoc.card)):
        assert till.identify.scan(scanned) == CustomerFound(till.directory.get(ngoc.id))


def test_another_shops_card_is_nobodys(till: Till) -> None:
    ngoc = till.enrol()
    forged = card_code.encode(ngoc.card, b"another shop")

    assert till.identify.scan(forged) == StrangeCard()
    assert till.identify.scan(f" {forged}\r") == StrangeCard()


@pytest.mark.parametrize("digits", ["2" + "0" * 32, "1" + "0" * 31, "1" + "0" * 33])
def test_other_long_numbers_are_no_cards(till: Till, digits: str) -> None:
    assert till.identify.scan(digits) == UnknownCode(digits)


@pytest.mark.parametrize("typed", ["0901234567", "0901 234 567", "+84901234567", "84901234567"])
def test_a_phone_number_is_its_holder(till: Till, typed: str) -> None:
    ngoc = till.enrol(phone="0901 234 567")

    assert till.identify.scan(typed) == CustomerFound(till.directory.get(ngoc.id))


def test_a_number_that_a_family_shares_is_left_to_the_cashier(till: Till) -> None:
    from pos_app.customers.directory import NewCustomer

    till.enrol(phone="0901234567")
    till.directory.create(till.actor, NewCustomer("0901234567", "Trần Nam", shares_phone=True))

    assert till.identify.scan("0901234567") == UnknownCode("0901234567")


def test_a_look_up_code_is_its_receipt(till: Till) -> None:
    sale = till.sell((WATER, 1))
    code = till.history.show(sale.uid).code

    for scanned in (code, code.lower(), f"CK {code} cam on"):
        assert till.identify.scan(scanned) == ReceiptFound(sale.uid)


def test_a_code_of_an_order_that_was_never_paid_is_unknown(till: Till) -> None:
    code = till.drafts.new(till.actor).code

    assert till.identify.scan(code) == UnknownCode(code)


@pytest.mark.parametrize(
    "scanned",
    ["8931111111116", "", "   ", "0", "xin chào", "000000000000", "https://example.vn/?q=1", "%"],
)
def test_what_nobody_knows_is_said_to_be_unknown(till: Till, scanned: str) -> None:
    assert till.identify.scan(scanned) == UnknownCode(scanned.strip())


def test_a_long_scan_is_cut(till: Till) -> None:
    found = till.identify.scan("9" * 1_000_000)

    assert isinstance(found, UnknownCode)
    assert len(found.code) == 64


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(scanned=st.one_of(st.text(max_size=80), st.text("0123456789+ KQ", max_size=40)))
def test_no_scan_ever_raises(till: Till, scanned: str) -> None:
    assert till.identify.scan(scanned) is not None
