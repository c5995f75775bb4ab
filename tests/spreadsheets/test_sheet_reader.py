"""Cells of a workbook become what a person sees in them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from pos_app.spreadsheets import sheet_reader
from tests.workbooks import write_xlsx


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Gạo", "Gạo"),
        ("", ""),
        (8_930_000_012_029.0, "8930000012029"),
        (99_999_999_999_999.0, "99999999999999"),
        (0.1 + 0.2, "0.3"),
        (62_000.5, "62000.5"),
        (-3.0, "-3"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (float("nan"), ""),
        (float("inf"), ""),
        (7, "7"),
        (True, "1"),
        (False, "0"),
        (None, ""),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 14, 6), "2026-11-21 14:06:00"),  # noqa: DTZ001 - as cells are
        (time(14, 6), "14:06:00"),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_a_cell_as_it_is_seen(cell: object, text: str) -> None:
    assert sheet_reader.text_of(cell) == text


def read(path: Path, rows: int = 10, columns: int = 5) -> tuple[int, list[list[str]]]:
    program = [sys.executable, "-I", sheet_reader.__file__, str(path), str(rows), str(columns)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_it_works_on_its_own(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["Mã", "Giá"], ["0012", 5000]])

    assert read(path) == (0, [["Mã", "Giá"], ["0012", "5000"]])


def test_too_many_rows_or_columns(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["1", "2", "3"]] * 4)

    assert read(path, rows=3) == (sheet_reader.TOO_LARGE, [])
    assert read(path, columns=2) == (sheet_reader.TOO_LARGE, [])


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing more")

    assert read(path) == (sheet_reader.UNREADABLE, [])


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert read(write_xlsx(tmp_path / "a.xlsx", [])) == (0, [])
