"""A bank is known by six digits, and a new one can be used before the table knows it."""

from __future__ import annotations

import pytest

from pos_app.payments.banks import Bank, bank_name, by_bin


@pytest.mark.parametrize(
    ("bin", "name"),
    [
        ("970436", "Vietcombank"),
        ("970407", "Techcombank"),
        ("970418", "BIDV"),
        ("970406", "Vikki Bank"),
        ("971025", "MoMo"),
    ],
)
def test_well_known_banks(bin: str, name: str) -> None:
    assert bank_name(bin) == name


def test_a_bank_carries_its_full_name() -> None:
    assert by_bin("422589") == Bank(
        "422589", "CIMB", "CIMB Bank", "Ngân hàng TNHH MTV CIMB Việt Nam"
    )


@pytest.mark.parametrize("bin", ["970999", "999999", "", "VCB"])
def test_an_unknown_number_is_no_bank_but_has_a_name(bin: str) -> None:
    assert by_bin(bin) is None
    assert bank_name(bin) == f"Ngân hàng {bin}"
