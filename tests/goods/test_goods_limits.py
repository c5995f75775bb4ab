"""What a cashier may type as price, name and code of a good."""

from __future__ import annotations

import pytest

from pos_app.basics.errors import BadInput
from pos_app.basics.money import Money
from pos_app.goods import limits


@pytest.mark.parametrize("dong", [1, 500, 189_000, 1_000_000_000])
def test_a_price_of_this_world(dong: int) -> None:
    limits.check_price(Money(dong))


@pytest.mark.parametrize(
    ("dong", "sentence"),
    [
        (0, "Giá phải lớn hơn 0."),
        (-5_000, "Giá phải lớn hơn 0."),
        (1_000_000_001, "Giá quá lớn: nhiều nhất 1.000.000.000\u00a0₫."),
        (8_934_561_000_235, "Đây là mã vạch, không phải giá. Gõ giá bằng phím số."),
        (893_456_100_023, "Đây là mã vạch, không phải giá. Gõ giá bằng phím số."),
    ],
)
def test_a_price_that_cannot_be(dong: int, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        limits.check_price(Money(dong))

    assert str(refused.value) == sentence


def test_a_name_is_kept_clean() -> None:
    assert limits.check_name("  Kẹo\u202e dừa\t sáp \n") == "Kẹo dừa sáp"
    assert len(limits.check_name("ă" * 500)) == limits.LONGEST_NAME


@pytest.mark.parametrize("written", ["", "  ", "\u200b\u202e", "\n\t"])
def test_nothing_is_no_name(written: str) -> None:
    with pytest.raises(BadInput, match="Gõ tên hàng"):
        limits.check_name(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("8930000012340", "8930000012340"),
        (" 8930000 012340\r\n", "8930000012340"),
        ("SP-001/A", "SP-001/A"),
    ],
)
def test_a_code_is_kept_as_it_is_scanned(written: str, code: str) -> None:
    assert limits.check_code(written) == code


@pytest.mark.parametrize("written", ["", " ", "mã số 1đ", "8930\x00", "9" * 49])
def test_what_no_scanner_sends(written: str) -> None:
    with pytest.raises(BadInput, match="Mã vạch"):
        limits.check_code(written)
