"""Maps: shipped ones fit their files, a shop's own says what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pos_app.basics.errors import BadInput
from pos_app.spreadsheets import mapping
from pos_app.spreadsheets.cells import Numbers
from pos_app.spreadsheets.mapping import Kind

OWN: dict[str, Any] = {
    "kind": "goods",
    "title": "Sổ tay của cô Mai",
    "columns": {"name": ["Tên hàng", "Tên"], "price": "Giá bán", "unit": ["ĐVT"]},
    "constants": {"category": "Nhóm {Nhóm}"},
    "decimal": ",",
}
DEMO_HEADER = (
    *("sku", "name", "unit", "category", "price", "cost", "stock", "barcode", "by_weight"),
    *("vat", "excluded", "tile"),
)


def own(folder: Path, **changes: Any) -> Path:
    path = folder / "so_tay.json"
    document = {name: entry for name, entry in {**OWN, **changes}.items() if entry is not None}
    path.write_text(json.dumps(document), "utf-8")
    return path


def test_the_maps_that_come_with_the_program() -> None:
    assert mapping.shipped() == ("cdnow", "demo", "off893", "online_retail")
    for name in mapping.shipped():
        assert mapping.load(name).title


@pytest.mark.parametrize(
    ("kind", "header", "title"),
    [
        (Kind.GOODS, ("barcode", "product_name"), "Open Food Facts"),
        (Kind.GOODS, DEMO_HEADER, "cửa hàng mẫu"),
        (Kind.SALES, ("customer_id", "date", "units", "value"), "CDNOW"),
        (
            Kind.SALES,
            (
                *("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate"),
                *("UnitPrice", "CustomerID", "Country"),
            ),
            "Online Retail",
        ),
    ],
)
def test_a_known_header_finds_its_map(kind: Kind, header: tuple[str, ...], title: str) -> None:
    assert title in mapping.choose(kind, header, None).title


def test_an_unknown_header_asks_for_a_map() -> None:
    with pytest.raises(BadInput, match=r"Chưa biết cột nào là gì \(cột 1, cột 2, cột 3…\)"):
        mapping.choose(Kind.GOODS, ("cột 1", "cột 2", "cột 3", "cột 4"), None)


def test_a_map_of_the_other_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="cdnow không dành cho loại tệp này"):
        mapping.choose(Kind.GOODS, DEMO_HEADER, "cdnow")


def test_a_map_of_ones_own(tmp_path: Path) -> None:
    header = ("TÊN", "giá  bán", "đvt", "Nhóm")
    chosen = mapping.choose(Kind.GOODS, header, own(tmp_path))
    read = chosen.reader(header)

    assert chosen.numbers == Numbers(decimal=",")
    assert read({"TÊN": "Gạo", "giá  bán": "189,5", "đvt": "túi", "Nhóm": "A"}) == {
        "name": "Gạo",
        "price": "189,5",
        "unit": "túi",
        "category": "Nhóm A",
    }


def test_the_first_name_that_is_there_is_taken(tmp_path: Path) -> None:
    read = mapping.load(own(tmp_path)).reader(("Tên", "Tên hàng", "ĐVT"))

    assert read({"Tên": "2", "Tên hàng": "1", "ĐVT": "cái"})["name"] == "1"


def test_a_missing_column_that_is_needed_is_named(tmp_path: Path) -> None:
    chosen = mapping.choose(Kind.GOODS, ("Giá bán", "ĐVT"), own(tmp_path))

    with pytest.raises(BadInput, match="Tệp thiếu cột Tên hàng"):
        chosen.reader(("Giá bán", "ĐVT"))


def test_a_column_that_is_not_needed_may_be_missing(tmp_path: Path) -> None:
    read = mapping.load(own(tmp_path)).reader(("Tên", "ĐVT"))

    assert read({"Tên": "Gạo", "ĐVT": "túi"}) == {
        "name": "Gạo",
        "unit": "túi",
        "category": "Nhóm ",
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "people"},
        {"kind": None},
        {"columns": {"colour": ["Màu"]}},
        {"columns": {"name": [7]}},
        {"columns": {"name": [""]}},
        {"columns": ["name"]},
        {"constants": {"colour": "đỏ"}},
        {"decimal": ";"},
        {"dong": 0},
        {"dong": 1.5},
        {"dong": True},
        {"free": "yes"},
        {"title": 7},
        {"colour": "đỏ"},
        {"kind": "sales", "columns": {"sold_at": "Ngày"}, "constants": {}},
        {"kind": "sales", "columns": {}, "constants": {}, "source": "A B", "times": ["%Y"]},
        {"kind": "sales", "columns": {}, "constants": {}, "source": "kho"},
    ],
)
def test_a_map_that_is_written_wrongly(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"Bảng ghép cột so_tay\.json viết sai"):
        mapping.load(own(tmp_path, **wrong))


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 60_000, b" " * 70_000])
def test_a_map_that_is_no_map(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)

    with pytest.raises(BadInput, match="viết sai"):
        mapping.load(path)


def test_a_map_that_is_not_there() -> None:
    with pytest.raises(BadInput, match="Có sẵn: cdnow, demo, off893, online_retail"):
        mapping.load("kiotviet")
