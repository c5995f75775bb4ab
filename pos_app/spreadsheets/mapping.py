"""Maps: which column of somebody's file is which field of ours.

A map is a small JSON file. Shipped ones lie in assets/data/maps and go by their name; a shop may
write its own:

    kind           goods or sales
    title          what the file is, in words
    columns        field -> names its column may have; the first that is there is taken
    constants      field -> a text for every row; {column} in it is the row's own cell
    decimal        the decimal mark: "." unless told
    dong           how many đồng its unit of money is: 1 unless told
    source         (sales) a name for the other system: its numbers and people are kept under it
    times          (sales) how moments are written, as strftime spells it
    customer_name  (sales) what a person without a name is called; {customer} is the id
    returns        (sales) what the number of a return begins with
    adjustments    (sales) what the number of a document that is no sale begins with
    free           (sales) true: a price of 0 is a gift and stays; else its line is skipped
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pos_app.basics.assets import asset
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.text import fold, one_line
from pos_app.spreadsheets.cells import Numbers
from pos_app.spreadsheets.reading import Row
from pos_app.spreadsheets.unpacking import opened

Fields = dict[str, str]


class Kind(StrEnum):
    """What a file holds."""

    GOODS = "goods"
    SALES = "sales"


FIELDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.GOODS: (
        *("sku", "name", "unit", "category", "price", "cost", "stock", "barcode"),
        *("by_weight", "vat", "excluded", "tile"),
    ),
    Kind.SALES: (
        *("document", "code", "name", "unit", "quantity", "sold_at", "unit_price"),
        "customer",
    ),
}
NEEDED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.GOODS: ("name", "unit"),
    Kind.SALES: ("name", "unit", "sold_at", "unit_price"),
}

_LARGEST: Final = 1 << 16
_CELL = re.compile(r"\{([^{}]+)\}")
_SOURCE = re.compile(r"[a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A map as it was read; the module says what each entry means."""

    kind: Kind
    title: str
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)
    source: str = ""
    times: tuple[str, ...] = ()
    customer_name: str = ""
    returns: str = ""
    adjustments: str = ""
    free: bool = False

    def missing(self, header: tuple[str, ...]) -> list[str]:
        """Fields whose column a header lacks."""
        return [name for name in self.columns if _column(self, name, header) is None]

    def reader(self, header: tuple[str, ...]) -> Callable[[Row], Fields]:
        """Turns rows under this header into fields; BadInput when a needed column is not there."""
        columns = {name: _column(self, name, header) for name in self.columns}
        found = {name: column for name, column in columns.items() if column is not None}
        absent = [
            self.columns[name][0] if name in self.columns else name
            for name in NEEDED[self.kind]
            if name not in found and name not in self.constants
        ]
        if absent:
            raise BadInput(
                _("Tệp thiếu cột {columns}. Kiểm tra lại tệp hoặc chọn bảng ghép cột khác.").format(
                    columns=one_line(absent)
                )
            )
        return _reader(found, self.constants)


def _column(column_map: ColumnMap, name: str, header: tuple[str, ...]) -> str | None:
    there = {fold(column): column for column in reversed(header)}
    candidates = (there.get(fold(wanted)) for wanted in column_map.columns[name])
    return next((column for column in candidates if column is not None), None)


def _reader(columns: Mapping[str, str], constants: Mapping[str, str]) -> Callable[[Row], Fields]:
    pairs = tuple(columns.items())
    fixed = {name: text for name, text in constants.items() if not _CELL.search(text)}
    filled = tuple((name, text) for name, text in constants.items() if name not in fixed)

    def read(row: Row) -> Fields:
        fields = fixed | {name: row[column] for name, column in pairs}
        for name, text in filled:
            fields[name] = _CELL.sub(lambda found: row.get(found[1], ""), text)
        return fields

    return read


def shipped() -> tuple[str, ...]:
    """Names of the maps that come with the program."""
    return tuple(sorted(path.stem for path in asset("data", "maps").glob("*.json")))


def choose(kind: Kind, header: tuple[str, ...], wanted: str | Path | None) -> ColumnMap:
    """The map that was asked for by name or file, else the shipped one that fits the header.

    BadInput when there is no such map, when it is for another kind, or when none fits.
    """
    if wanted is not None:
        chosen = load(wanted)
        if chosen.kind is not kind:
            raise BadInput(
                _("Bảng ghép cột {name} không dành cho loại tệp này.").format(name=wanted)
            )
        return chosen
    maps = [each for each in map(load, shipped()) if each.kind is kind]
    fitting = [each for each in maps if not each.missing(header)]
    if not fitting:
        raise BadInput(
            _("Chưa biết cột nào là gì ({columns}). Chọn bảng ghép cột bằng --map.").format(
                columns=one_line(list(header))
            )
        )
    return max(fitting, key=lambda each: len(each.columns))


def load(wanted: str | Path) -> ColumnMap:
    """A map by the name of a shipped one, or from a file; BadInput says what is wrong with it."""
    names = shipped()
    if str(wanted) in names:
        path = asset("data", "maps", f"{wanted}.json")
    elif Path(wanted).is_file():
        path = Path(wanted)
    else:
        raise BadInput(
            _("Không có bảng ghép cột {name}. Có sẵn: {names}.").format(
                name=wanted, names=", ".join(names)
            )
        )
    with opened(path) as file:
        text = file.read(_LARGEST + 1)
    try:
        if len(text) > _LARGEST:
            raise ValueError("too long")
        return _parse(json.loads(text.decode("utf-8-sig")))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadInput(
            _("Bảng ghép cột {name} viết sai. Xem lại mẫu trong hướng dẫn.").format(name=path.name)
        ) from None


def _parse(document: Mapping[str, Any]) -> ColumnMap:
    """Builds a map, or raises one of the errors that wrong JSON leads to."""
    entries = dict(document)
    kind = Kind(entries.pop("kind"))
    columns = {
        _known(kind, name): tuple(map(_text, names if isinstance(names, list) else [names]))
        for name, names in entries.pop("columns").items()
    }
    constants = {
        _known(kind, name): _text(text) for name, text in entries.pop("constants", {}).items()
    }
    decimal, dong = entries.pop("decimal", "."), entries.pop("dong", 1)
    times = tuple(map(_text, entries.pop("times", ())))
    free = entries.pop("free", False)
    texts = {name: _text(text) for name, text in entries.items()}
    if decimal not in (".", ",") or type(dong) is not int or dong < 1 or type(free) is not bool:
        raise ValueError("numbers")
    if kind is Kind.SALES and not (_SOURCE.fullmatch(texts["source"]) and times):
        raise ValueError("sales need a source and times")
    return ColumnMap(
        kind=kind,
        columns=columns,
        constants=constants,
        numbers=Numbers(decimal, dong),
        times=times,
        free=free,
        **texts,
    )


def _known(kind: Kind, name: str) -> str:
    if name not in FIELDS[kind]:
        raise ValueError(f"no field {name}")
    return name


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a text")
    return value
