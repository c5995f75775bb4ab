"""A bank is known by six digits, and a new one can be used before the table knows it."""

from __future__ import annotations

import pytest

from pos_app.payments.banks import bank_name


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


@pytest.mark.parametrize("bin", ["970999", "999999", "", "VCB"])
def test_an_unknown_number_is_no_bank_but_has_a_name(bin: str) -> None:
    assert bank_name(bin) == f"Ngân hàng {bin}"
