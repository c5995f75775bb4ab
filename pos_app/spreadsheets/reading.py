"""Reads a table from CSV, TSV or a workbook: a header, then rows of text, one at a time.

What a file is shows in its content, not in its name. Numbers arrive as the digits that a person
sees, so a barcode never becomes 8.93E+12 here.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.spreadsheets import sheet_reader
from pos_app.spreadsheets.report import WHOLE, Progress
from pos_app.spreadsheets.unpacking import encoding_of, opened, too_large, unpacked

Row = dict[str, str]

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"
DELIMITERS: Final = ",;\t|"

_SAMPLE_ROWS: Final = 20
_SAMPLE_CHARACTERS: Final = 1 << 16
_TELL_EVERY: Final = 2_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")


@dataclass(frozen=True, slots=True)
class Limits:
    """More than any honest shop has, less than what stops a shop's PC."""

    file_bytes: int = 64 * 2**20
    unpacked_bytes: int = 512 * 2**20
    ratio: int = 200
    """Of a workbook's declared size to its own: real ones reach twenty."""
    rows: int = 2_000_000
    columns: int = 100
    cell: int = 4096


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Table:
    """A header, and the rows below it by column name; empty rows are left out."""

    header: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def open_table(
    path: Path, progress: Progress | None = None, limits: Limits = LIMITS
) -> Iterator[Table]:
    """Opens a file for one reading from top to bottom.

    `progress` hears how much was read. FileNotFoundError passes; every other trouble, now or
    while the rows are read, is a BadInput.
    """
    with opened(path) as file:
        start = file.read(len(OLE))
        size = file.seek(0, io.SEEK_END)
    if size > limits.file_bytes:
        raise too_large(path)
    if start == ZIP:
        _check_declared(path, limits)
    reader = _workbook if start in (ZIP, OLE) else _text
    try:
        with reader(path, progress or _silent, limits) as lists:
            yield _table(path, _checked(path, lists, limits))
    except (UnicodeError, csv.Error):
        raise unreadable(path) from None


def unreadable(path: Path) -> BadInput:
    """The refusal of a file that is no table."""
    return BadInput(
        _("Không đọc được {name}. Mở bằng Excel rồi lưu lại thành .xlsx hoặc .csv.").format(
            name=path.name
        )
    )


def _silent(done: int, whole: int) -> None:
    del done, whole


def _table(path: Path, lists: Iterator[list[str]]) -> Table:
    filled = (cells for cells in lists if any(map(str.strip, cells)))
    header = _distinct(next(filled, []))
    if not header:
        raise BadInput(_("Tệp {name} không có dòng nào.").format(name=path.name))
    if header[0].startswith("<"):
        raise unreadable(path)
    rows = (dict(zip(header, _stretched(cells, header), strict=False)) for cells in filled)
    return Table(header, rows)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Column names without blanks around them; the second of a name is called "name (2)"."""
    seen: Counter[str] = Counter()
    header = []
    for name in map(str.strip, names):
        seen[name] += 1
        header.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(header)


def _stretched(cells: list[str], header: tuple[str, ...]) -> list[str]:
    missing = len(header) - len(cells)
    return cells if missing <= 0 else cells + [""] * missing


def _checked(path: Path, lists: Iterator[list[str]], limits: Limits) -> Iterator[list[str]]:
    """The rows, as long as there are not too many, too wide or with a novel in a cell."""
    for number, cells in enumerate(lists):
        if number > limits.rows:
            raise too_large(path)
        if len(cells) > limits.columns or (cells and max(map(len, cells)) > limits.cell):
            raise BadInput(
                _("Dòng {row} của {name} quá dài. Kiểm tra lại tệp.").format(
                    row=number + 1, name=path.name
                )
            )
        yield cells


@contextmanager
def _text(path: Path, progress: Progress, limits: Limits) -> Iterator[Iterator[list[str]]]:
    encoding = encoding_of(path, limits.unpacked_bytes)
    with (
        unpacked(path) as (content, file),
        io.TextIOWrapper(content, encoding=encoding, newline="") as text,
    ):
        sample = _composed(text.read(_SAMPLE_CHARACTERS))
        delimiter, skipped = _delimiter(sample)
        text.seek(0)
        lines = _lines(text, _teller(path, file, progress))
        for _line in range(skipped):
            next(lines)
        yield csv.reader(lines, delimiter=delimiter)


def _delimiter(sample: str) -> tuple[str, int]:
    """What parts the cells, and how many lines to skip (Excel's own "sep=;")."""
    if told := _SEPARATOR_LINE.match(sample):
        return told[1], 1
    return max(DELIMITERS, key=lambda each: _agreement(sample, each)), 0


def _agreement(sample: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows are as wide as the header, and how wide that is."""
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = [len(row) for row in islice(rows, _SAMPLE_ROWS) if row]
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]), widths[0]


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _lines(text: IO[str], tell: Callable[[], None]) -> Iterator[str]:
    for number, line in enumerate(text):
        if number % _TELL_EVERY == 0:
            tell()
        yield _composed(line)


def _teller(path: Path, file: IO[bytes], progress: Progress) -> Callable[[], None]:
    """Says how far the file beneath the text was read."""
    size = max(1, path.stat().st_size)
    return lambda: progress(min(WHOLE, WHOLE * file.tell() // size), WHOLE)


def _check_declared(path: Path, limits: Limits) -> None:
    """A zip that says it becomes enormous is not opened at all."""
    try:
        with zipfile.ZipFile(path) as archive:
            declared = sum(member.file_size for member in archive.infolist())
            packed = sum(member.compress_size for member in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError):
        raise unreadable(path) from None
    if declared > limits.unpacked_bytes or declared > limits.ratio * max(packed, 1 << 16):
        raise too_large(path)


@contextmanager
def _workbook(path: Path, progress: Progress, limits: Limits) -> Iterator[Iterator[list[str]]]:
    del progress  # most of the time goes before the first row
    program = Path(sheet_reader.__file__)
    command = [sys.executable, "-I", str(program), str(path.resolve())]
    with subprocess.Popen(
        [*command, str(limits.rows + 1), str(limits.columns)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield _rows_of(path, process)
        finally:
            process.kill()


def _rows_of(path: Path, process: subprocess.Popen[bytes]) -> Iterator[list[str]]:
    for line in process.stdout or ():
        try:
            cells = json.loads(line)
        except ValueError:  # the reader was stopped in the middle of a row
            raise unreadable(path) from None
        yield [_composed(cell) for cell in cells]
    match process.wait():
        case 0:
            return
        case sheet_reader.TOO_LARGE:
            raise too_large(path)
        case _:
            raise unreadable(path)
