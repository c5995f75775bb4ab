"""Reads one workbook (.xlsx, .xls, .ods) in a process of its own and prints its rows as JSON.

A workbook is a stranger's file: a few kilobytes can declare a sheet that fills the memory. So it
is opened here, by `python sheet_reader.py FILE ROWS COLUMNS`, where memory and time are limited
as far as the system allows, and a crash is just an exit code.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

UNREADABLE: Final = 3
TOO_LARGE: Final = 4

MOST_MEMORY: Final = 2 * 1024**3
MOST_SECONDS: Final = 120


def main(path: str, most_rows: int, most_columns: int) -> int:
    """Prints the first sheet that holds anything, a JSON list of texts for each row."""
    _limit()
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(path)
        sheets = map(workbook.get_sheet_by_index, range(len(workbook.sheet_names)))
        sheet = next((each for each in sheets if each.height), None)
    except (CalamineError, OSError, ValueError):
        return UNREADABLE
    if sheet is None:
        return 0
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= most_rows or last_column >= most_columns:
        return TOO_LARGE
    for row in sheet.iter_rows():
        sys.stdout.write(json.dumps([text_of(cell) for cell in row]) + "\n")
    return 0


def text_of(cell: Any) -> str:
    """What a person sees in a cell: a barcode kept as a number stays its digits."""
    match cell:
        case bool():
            return "1" if cell else "0"
        case float():
            # A sheet keeps fifteen digits; the rest of a float is noise.
            plain = f"{Decimal(f'{cell:.15g}'):f}"
            return plain if plain.lstrip("-")[:1].isdigit() else ""
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M:%S")
        case date() | time():
            return cell.isoformat()
        case timedelta() | int():
            return str(cell)
    return cell if isinstance(cell, str) else ""


def _limit() -> None:
    """As much memory and time as the largest honest workbook needs; not known on Windows."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
