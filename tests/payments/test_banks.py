"""A bank is known by six digits, and a new one can be used before the table knows it."""

from __future__ import annotations

import pytest

from pos_app.payments.banks import bank_name, find, full_name


@pytest.mark.parametrize(
    ("bin", "name"),
    [
        ("970436", "Vietcombank"),
        ("970407", "Techcombank"),
        ("970418", "BIDV"),
        ("970406", "Vikki Bank"),
        ("971025", "MoMo"),
        ("999999", "Ngân hàng mẫu"),
    ],
)
def test_well_known_banks(bin: str, name: str) -> None:
    assert bank_name(bin) == name


@pytest.mark.parametrize("bin", ["970999", "", "VCB"])
def test_an_unknown_number_is_no_bank_but_has_a_name(bin: str) -> None:
    assert bank_name(bin) == f"Ngân hàng {bin}"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vcb", "Vietcombank"),
        ("Vietcom", "Vietcombank"),
        ("ngoại thương", "Vietcombank"),
        ("970436", "Vietcombank"),
        ("9704", "AB Bank"),
        ("đông á", "Vikki Bank"),
        ("dong a", "Vikki Bank"),
        ("acb", "ACB"),
        ("mb", "MB Bank"),
        ("momo", "MoMo"),
    ],
)
def test_a_bank_is_found_as_people_call_it(typed: str, first: str) -> None:
    assert find(typed)[0].name == first


def test_who_takes_no_transfers_is_not_offered() -> None:
    assert find("Vietcredit") == []
    assert full_name("970460"), "but it has a name"
    assert full_name("970999") == ""
    assert (find(""), find("zzz")) == ([], [])
    assert len(find("bank")) == 6
