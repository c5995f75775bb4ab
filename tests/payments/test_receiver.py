"""What is typed about an account, and what becomes of it."""

from __future__ import annotations

import pytest

from pos_app.basics.errors import BadInput
from pos_app.payments.receiver import account_of, grouped, holder_of, refuse_bin


@pytest.mark.parametrize(
    ("typed", "account"),
    [
        ("0071 0012 34567", "0071001234567"),
        (" 1900-206.600 ", "1900206600"),
        ("VQRQ0001ab", "VQRQ0001ab"),
        ("1" * 19, "1" * 19),
    ],
)
def test_an_account_is_kept_in_one_piece(typed: str, account: str) -> None:
    assert account_of(typed) == account


@pytest.mark.parametrize("typed", ["", "  ", "1" * 20, "tài khoản", "12_34", "12/34", "１２３４"])
def test_what_no_bank_reads_is_no_account(typed: str) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        account_of(typed)


@pytest.mark.parametrize(
    ("typed", "holder"),
    [
        ("Trần Thị Mai", "TRAN THI MAI"),
        ("  hkd đặng  văn bé ", "HKD DANG VAN BE"),
        ("CTY TNHH A&B", "CTY TNHH A B"),
    ],
)
def test_a_holder_is_written_as_banks_write_it(typed: str, holder: str) -> None:
    assert holder_of(typed) == holder


@pytest.mark.parametrize("typed", ["", " . ", "A" * 51])
def test_no_name_and_no_novel(typed: str) -> None:
    with pytest.raises(BadInput):
        holder_of(typed)


@pytest.mark.parametrize("bin", ["", "97043", "9704361", "97O436", "９７０４３６", "970436\n"])
def test_a_bank_has_six_digits(bin: str) -> None:
    with pytest.raises(BadInput, match="6 chữ số"):
        refuse_bin(bin)
    refuse_bin("970436")


def test_people_read_a_number_in_fours() -> None:
    assert grouped("0071001234567") == "0071 0012 3456 7"
    assert grouped("") == ""
