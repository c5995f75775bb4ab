"""Writes the smallest workbooks that readers accept: .xlsx, .ods and the old .xls."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | int | float
"""Text as text, numbers as numbers: 45000 with a date format is what Excel keeps of a date."""

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def write_xlsx(
    path: Path, rows: Sequence[Sequence[Cell]], *, dates: Sequence[int] = (), ref: str = ""
) -> Path:
    """`dates` are columns shown as days; `ref` adds a lone cell at that place."""
    body = "".join(_xlsx_row(number, row, dates) for number, row in enumerate(rows, 1))
    if ref:
        body += (
            f'<row r="{ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{ref}"><v>1</v></c></row>'
        )
    parts = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_TYPES}"/>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Trống" sheetId="1" r:id="r1"/>'
        '<sheet name="Hàng" sheetId="2" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="r3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_SHEETS}"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'{_XML}<worksheet xmlns="{_SHEETS}"><sheetData/></worksheet>',
        "xl/worksheets/sheet2.xml": f'{_XML}<worksheet xmlns="{_SHEETS}">'
        f"<sheetData>{body}</sheetData></worksheet>",
    }
    return _zipped(path, parts)


def _xlsx_row(number: int, row: Sequence[Cell], dates: Sequence[int]) -> str:
    cells = "".join(_xlsx_cell(cell, place in dates) for place, cell in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(cell: Cell, day: bool) -> str:
    if isinstance(cell, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c s="{int(day)}"><v>{cell!r}</v></c>'


def write_ods(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'{_XML}<m:manifest xmlns:m="{names}:manifest:1.0"/>',
        "content.xml": f'{_XML}<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Hàng">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    }
    return _zipped(path, parts)


def _ods_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        text = f"<text:p>{escape(cell)}</text:p>"
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>'


def _zipped(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def write_xls(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    """A BIFF8 stream inside the oldest of Microsoft's containers."""
    globals_ = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x06))
    name = b"\x04\x00Hang"
    place = len(globals_) + 4 + 4 + 1 + 1 + len(name) + 4
    globals_ += _record(0x0085, struct.pack("<IBB", place, 0, 0) + name) + _record(0x000A, b"")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x06))
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            head = struct.pack("<HHH", number, column, 0)
            if isinstance(cell, str):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                sheet += _record(0x0204, head + text)
            else:
                sheet += _record(0x0203, head + struct.pack("<d", cell))
    path.write_bytes(_container(globals_ + sheet + _record(0x000A, b"")))
    return path


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _container(stream: bytes) -> bytes:
    """One stream called Workbook, long enough to live in sectors of its own."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0),
    ) + struct.pack("<I", sectors + 1).ljust(436, b"\xff")
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(
        "Workbook", 2, 0xFFFFFFFF, 0, len(stream)
    )
    return header + stream + directory.ljust(512, b"\0") + table


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    head = spelled.ljust(64, b"\0") + struct.pack("<HBB", len(spelled), kind, 1) + links
    return head + bytes(36) + struct.pack("<IQ", first, size)
