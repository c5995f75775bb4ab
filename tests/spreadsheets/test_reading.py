"""Tables from CSV, TSV and workbooks, honest and hostile."""

from __future__ import annotations

import csv
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.basics.errors import BadInput
from pos_app.spreadsheets.reading import Limits, Row, open_table
from tests.spreadsheets.test_unpacking import as_windows_wrote_it
from tests.workbooks import Cell, write_ods, write_xls, write_xlsx

HEADER = ("Mã", "Tên hàng", "Đơn vị")
GOODS = (("0012", "Nước mắm 40 độ, ngon", "chai"), ("8930000012029", 'Gạo "ST25"', "túi"))
ROWS = [dict(zip(HEADER, cells, strict=True)) for cells in GOODS]


def spelled(delimiter: str = ",", newline: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows([HEADER, *GOODS])
    return text.getvalue()


def read(path: Path, limits: Limits | None = None) -> list[Row]:
    with open_table(path, limits=limits or Limits()) as table:
        return list(table.rows)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_way_to_write_a_table(
    tmp_path: Path, delimiter: str, newline: str, encoding: str
) -> None:
    path = written(tmp_path / "a.csv", spelled(delimiter, newline).encode(encoding))

    assert read(path) == ROWS


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bytes])
def test_windows_tones_are_composed(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = written(tmp_path / "a.csv", pack(as_windows_wrote_it(spelled(";"))))

    assert read(path) == ROWS


def test_excel_may_say_its_own_separator(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", ("sep=;\r\n" + spelled(";")).encode("utf-8-sig"))

    assert read(path) == ROWS


def test_commas_in_numbers_do_not_win_against_semicolons(tmp_path: Path) -> None:
    text = "Tên;Giá;Tồn\nGạo;189,5;1,5\nMắm;62,5;2,5\n"

    assert read(written(tmp_path / "a.csv", text.encode()))[0] == {
        "Tên": "Gạo",
        "Giá": "189,5",
        "Tồn": "1,5",
    }


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.csv", b"name\nrice\n")) == [{"name": "rice"}]


def test_empty_rows_are_left_out_and_short_ones_filled(tmp_path: Path) -> None:
    text = "\n\na,b,c\n\n1\n , ,\n1,2,3,4\n"

    assert read(written(tmp_path / "a.csv", text.encode())) == [
        {"a": "1", "b": "", "c": ""},
        {"a": "1", "b": "2", "c": "3"},
    ]


def test_two_columns_of_one_name_stay_two(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.csv", b"Ten,Ten,\n1,2,3\n")) == [
        {"Ten": "1", "Ten (2)": "2", "": "3"}
    ]


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_xls])
def test_workbooks(tmp_path: Path, write: Callable[[Path, Sequence[Sequence[str]]], Path]) -> None:
    assert read(write(tmp_path / "a.csv", [HEADER, *GOODS])) == ROWS


def test_numbers_in_workbooks_are_their_digits(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Mã", "Giá", "Ngày"], [8_930_000_012_029, 62_000.5, 45_000]]

    assert read(write_xlsx(tmp_path / "a.xlsx", rows, dates=[2])) == [
        {"Mã": "8930000012029", "Giá": "62000.5", "Ngày": "2023-03-15"}
    ]


def test_rows_are_read_only_when_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n1,2\n" + b"3,4\n" * 1000)
    heard: list[tuple[int, int]] = []
    with open_table(path, lambda done, whole: heard.append((done, whole))) as table:
        assert table.header == ("a", "b")
        assert next(table.rows) == {"a": "1", "b": "2"}

    assert heard == [(100, 100)]


# Trouble ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "không có dòng nào"),
        (b"\n \n\t\n", "không có dòng nào"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "Không đọc được"),
        (b"PK\x03\x04 broken", "Không đọc được"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "Không đọc được"),
        (b'a,b\n"' + b"x" * 200_000, "Không đọc được"),
        (b"a,b\n\x81\x8d\x8f,2\n", "Không đọc được"),
        ("a,b\n1,2\n".encode("utf-16") + b"\x00", "Không đọc được"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read(written(tmp_path / "a.csv", content))


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(rows=3), "quá lớn"),
        (Limits(columns=1), r"Dòng 1 của a\.csv quá dài"),
        (Limits(cell=5), r"Dòng 3 của a\.csv quá dài"),
        (Limits(file_bytes=20), "quá lớn"),
        (Limits(unpacked_bytes=20), "quá lớn"),
    ],
)
def test_beyond_the_limits(tmp_path: Path, limits: Limits, sentence: str) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n1,2\nlonger,2\n4,5\n6,7\n")

    assert len(read(path)) == 4
    with pytest.raises(BadInput, match=sentence):
        read(path, limits)


def test_a_workbook_that_declares_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))

    assert path.stat().st_size < 100_000
    with pytest.raises(BadInput, match="quá lớn"):
        read(path)


def test_a_sheet_with_one_cell_at_its_farthest_corner(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, *GOODS], ref="XFD1048576")

    with pytest.raises(BadInput):
        read(path)


def test_a_workbook_that_is_left_half_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [("a", "b")] + [("1", "2")] * 20_000)
    with open_table(path) as table:
        assert next(table.rows) == {"a": "1", "b": "2"}


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "không có.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(tmp_path: Path, content: bytes) -> None:
    try:
        rows = read(written(tmp_path / "a.csv", content))
    except BadInput:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.values())
