"""The shipped data: a corner shop that adds up, names that can be told apart, codes that scan."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Final

import pytest

from pos_app.basics.assets import asset
from pos_app.basics.quantity import Quantity
from pos_app.basics.text import clean, fold, given_name

CATEGORIES: Final = {"Rau quả", "Thức ăn", "Đồ uống", "Ăn vặt", "Gia dụng"}
COLUMNS: Final = [
    *("sku", "name", "unit", "category", "price", "cost", "stock", "barcode", "by_weight"),
    *("vat", "excluded", "tile"),
]
EXCLUSIONS: Final = {"", "alcohol", "tobacco", "infant_milk", "medicine"}
KEPT_FREE: Final = {"8930000012340", "8930000012913", "8930000012920"}
"""The unknown code and the two packs of the README."""

FORMS: Final = {"anh", "chị", "cô", "chú", "bác", "ông", "bà", "em", "bạn"}

TILES: Final = (
    ("Bánh mì", 5_000),
    ("Trứng gà lẻ", 3_800),
    ("Đá viên túi 2 kg", 8_000),
    ("Nước suối 500 ml", 6_000),
    ("Trà xanh 500 ml", 12_000),
    ("Bia lon 330 ml", 17_000),
    ("Mì ăn liền chua cay", 4_500),
    ("Cháo ăn liền", 6_000),
    ("Xúc xích lẻ", 9_000),
    ("Cải ngọt bó 500 g", 14_000),
    ("Cà chua", 25_000),
    ("Hành lá bó nhỏ", 5_000),
    ("Chanh tươi", 30_000),
    ("Khăn giấy rút 180 tờ", 16_000),
    ("Nước lau sàn 1 L", 29_000),
    ("Bột giặt 3 kg", 119_000),
    ("Thẻ cào 100.000", 100_000),
    ("Kem que đậu xanh", 10_000),
)
ORDER_OF_THE_DESIGN: Final = (
    ("Gạo ST25 túi 5 kg", 189_000, "túi"),
    ("Sữa tươi ít đường hộp 1 L", 34_000, "hộp"),
    ("Tã dán size L, 54 miếng", 265_000, "gói"),
    ("Nước mắm 40 độ 500 ml", 62_000, "chai"),
    ("Trứng gà ta hộp 10 quả", 36_000, "hộp"),
    ("Cà phê rang xay 500 g", 118_000, "gói"),
    ("Cam sành", 28_000, "kg"),
)

Row = dict[str, str]


@cache
def goods() -> list[Row]:
    with asset("data", "demo_goods.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def people() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(asset("data", "demo_people.json").read_text("utf-8"))
    return loaded


@cache
def foreign_goods() -> list[Row]:
    with gzip.open(asset("data", "off893.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(name: str) -> Row:
    (row,) = (row for row in goods() if row["name"] == name)
    return row


def names_of(row: Iterable[Row]) -> list[str]:
    return [each["name"] for each in row]


def twice(things: Iterable[str]) -> list[str]:
    return [thing for thing, count in Counter(things).items() if count > 1]


def scans(code: str) -> bool:
    """True for thirteen digits that end in their check digit."""
    if re.fullmatch(r"\d{13}", code, re.ASCII) is None:
        return False
    return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(code)) % 10 == 0


@pytest.mark.parametrize(
    ("code", "valid"),
    [("8930000012012", True), ("8930000012013", False), ("893000001201", False), ("", False)],
)
def test_the_check_digit_is_really_checked(code: str, valid: bool) -> None:
    assert scans(code) is valid


def test_the_shelves_are_full() -> None:
    assert list(goods()[0]) == COLUMNS
    assert len(goods()) >= 280
    assert {row["category"] for row in goods()} == CATEGORIES


def test_every_packed_good_has_a_barcode_of_its_own_that_no_real_good_carries() -> None:
    codes = [row["barcode"] for row in goods() if row["barcode"]]

    assert len(codes) >= 250
    assert [code for code in codes if not scans(code)] == []
    assert twice(codes) == []
    assert {code[:8] for code in codes} == {"89300000"}
    assert not set(codes) & ({row["barcode"] for row in foreign_goods()} | KEPT_FREE)


def test_skus_are_short_plain_and_unique() -> None:
    skus = [row["sku"] for row in goods()]

    assert twice(skus) == []
    assert [sku for sku in skus if not re.fullmatch(r"[A-Z]{2,6}\d{0,3}", sku)] == []


def test_a_cashier_can_tell_the_goods_apart_without_accents() -> None:
    assert twice(fold(row["name"]) for row in goods()) == []


@pytest.mark.parametrize("column", ["name", "unit", "category"])
def test_goods_are_written_cleanly(column: str) -> None:
    assert [
        row[column] for row in goods() if not row[column] or clean(row[column]) != row[column]
    ] == []


def test_prices_are_whole_and_leave_a_shops_margin() -> None:
    drawn_otherwise = {"Trứng gà lẻ"}

    for row in goods():
        price, cost = int(row["price"]), int(row["cost"])
        assert price % 500 == 0 or row["name"] in drawn_otherwise, row
        assert 0 < cost < price, row
        assert 8 <= 100 * (price - cost) / price <= 30, row


def test_weighed_goods_are_counted_in_kilograms_and_have_no_barcode() -> None:
    weighed = [row for row in goods() if row["by_weight"] == "1"]

    assert len(weighed) >= 20
    assert {row["by_weight"] for row in goods()} == {"0", "1"}
    assert {row["unit"] for row in weighed} == {"kg"}
    assert {row["barcode"] for row in weighed} == {""}
    assert "kg" not in {row["unit"] for row in goods() if row["by_weight"] == "0"}


def test_stock_is_whole_unless_weighed_and_some_shelves_are_bare() -> None:
    for row in goods():
        stock = Quantity.parse(row["stock"])
        assert stock is not None, row
        assert stock.whole or row["by_weight"] == "1", row
    stocks = [Decimal(row["stock"]) for row in goods()]

    assert any(stock == 0 for stock in stocks)
    assert any(0 < stock <= 3 for stock in stocks)


def test_vat_is_known_and_excise_goods_have_no_relief() -> None:
    assert {row["vat"] for row in goods()} == {"", "5", "8", "10"}
    assert {row["vat"] for row in goods() if row["excluded"] in {"alcohol", "tobacco"}} == {"10"}
    assert {row["vat"] for row in goods() if row["category"] == "Rau quả"} == {"5"}


def test_goods_that_may_not_be_promoted_are_marked() -> None:
    assert {row["excluded"] for row in goods()} == EXCLUSIONS
    for row in goods():
        words = fold(row["name"]).split()
        if {"bia", "ruou"} & set(words[:1]):
            assert row["excluded"] == "alcohol", row
        if words[:2] == ["thuoc", "la"]:
            assert row["excluded"] == "tobacco", row
        if words[:3] == ["sua", "cong", "thuc"]:
            assert row["excluded"] == "infant_milk", row


def test_the_best_sellers_lie_as_drawn() -> None:
    tiles = sorted((row for row in goods() if row["tile"]), key=lambda row: int(row["tile"]))

    assert [int(row["tile"]) for row in tiles] == list(range(1, 19))
    assert [(row["name"], int(row["price"])) for row in tiles] == list(TILES)
    assert [row["name"] for row in tiles if row["by_weight"] == "1"] == ["Cà chua", "Chanh tươi"]
    assert named("Kem que đậu xanh")["stock"] == "0"


@pytest.mark.parametrize(("name", "price", "unit"), ORDER_OF_THE_DESIGN)
def test_the_order_of_the_design_can_be_rung_up(name: str, price: int, unit: str) -> None:
    assert (int(named(name)["price"]), named(name)["unit"]) == (price, unit)


def test_no_two_people_share_a_name_without_accents() -> None:
    given = [f"{each['middle']} {each['name']}" for each in people()["given"]]

    assert len(people()["families"]) >= 60
    assert len({each["name"] for each in people()["given"]}) >= 120
    assert twice(map(fold, names_of(people()["families"]))) == []
    assert twice(map(fold, given)) == []
    assert [name for name in given if clean(name) != name] == []


def test_names_are_called_by_their_last_word_and_weigh_something() -> None:
    families, given = people()["families"], people()["given"]

    assert all(given_name(f"{each['middle']} {each['name']}") == each["name"] for each in given)
    assert all(type(each["weight"]) is int and each["weight"] > 0 for each in families + given)
    assert max(families, key=lambda each: each["weight"])["name"] == "Nguyễn"


def test_every_form_of_address_is_the_usual_one_of_somebody() -> None:
    assert {form for each in people()["given"] for form in each["forms"]} == FORMS
    assert {each["forms"][0] for each in people()["given"]} == FORMS - {"bạn"}


def test_the_regulars_can_be_made_from_the_parts() -> None:
    families = set(names_of(people()["families"]))
    parts = {f"{each['middle']} {each['name']}": each["forms"] for each in people()["given"]}

    for regular in people()["regulars"]:
        family, _, rest = regular["name"].partition(" ")
        assert family in families, regular
        assert regular["form"] in parts[rest], regular


def test_the_shop_has_an_owner_and_cashiers() -> None:
    staff = people()["staff"]

    assert [each["called"] for each in staff if each["role"] == "owner"] == ["Cô Mai"]
    assert {"Thảo", "Hùng"} <= {each["called"] for each in staff if each["role"] == "cashier"}


def test_notes_keep_to_habits_and_wishes() -> None:
    private = r"\b(bệnh|thuốc|dị ứng|mang thai|bầu|tiểu đường|vợ|chồng|con trai|con gái|mẹ|cháu)\b"
    notes = people()["notes"]

    assert len(notes) >= 30
    assert twice(notes) == []
    assert [note for note in notes if re.search(private, note, re.IGNORECASE)] == []
    assert [note for note in notes if clean(note, 60) != note or not note.endswith(".")] == []


def test_addresses_have_no_district() -> None:
    assert all(street.startswith("đường ") for street in people()["streets"])
    assert all(ward.startswith("phường ") for ward in people()["wards"])
    assert people()["city"] == "TP. Mẫu"
    assert twice(people()["streets"] + people()["wards"]) == []


def test_the_real_goods_from_abroad_all_scan() -> None:
    codes = [row["barcode"] for row in foreign_goods()]

    assert len(codes) == len(set(codes)) == 746
    assert all(scans(code) and code.startswith("893") for code in codes)
    assert all(row["product_name"].strip() for row in foreign_goods())


def test_banks_are_told_apart_and_none_is_the_sample() -> None:
    banks = json.loads(asset("data", "banks.json").read_text("utf-8"))["banks"]
    bins = [bank["bin"] for bank in banks]

    assert len(bins) == len(set(bins)) == 71
    assert all(re.fullmatch(r"\d{6}", each) for each in bins)
    assert "999999" not in bins


def test_care_templates_list_the_fields_they_use() -> None:
    templates = json.loads(asset("templates", "care_vi.json").read_text("utf-8"))["templates"]

    assert len(templates) == 12
    assert twice(each["code"] for each in templates) == []
    for each in templates:
        assert set(re.findall(r"\{(\w+)\}", each["text"])) == set(each["fields"]), each["code"]


def test_every_file_is_credited() -> None:
    readme = asset("data", "README.md").read_text("utf-8")
    shipped = [path.name for path in asset("data").iterdir() if path.name != "README.md"]

    assert [name for name in shipped if name not in readme] == []
    assert "Open Food Facts" in readme
    assert "Open Database License 1.0" in readme
