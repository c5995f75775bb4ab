"""What an import read, wrote and left out, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.basics.i18n import N_, _
from pos_app.basics.numerals import grouped

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""

WHOLE: Final = 100
"""Progress of an import is told in percent."""

_COUNTED: Final = {
    "products": N_("hàng hóa"),
    "without_price": N_("hàng chưa có giá"),
    "customers": N_("khách"),
    "sales": N_("hóa đơn bán"),
    "returns": N_("hóa đơn trả"),
    "lines": N_("dòng hàng"),
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows that were left out for one reason (a gettext id), and their documents if they had."""

    reason: str
    rows: int
    documents: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import; every row read is either written or skipped for a reason."""

    read: int
    written: Mapping[str, int]
    skipped: tuple[Skipped, ...]
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """The document that the command prints."""
        return {
            "read": self.read,
            "written": dict(self.written),
            "skipped": [{"reason": _(each.reason), "count": each.rows} for each in self.skipped],
        }

    def __str__(self) -> str:
        heading = (
            _("Đã đọc {rows} dòng. Chưa ghi gì, khi nhập sẽ có:")
            if self.dry_run
            else _("Đã đọc {rows} dòng và ghi:")
        )
        written = [
            f"  {grouped(count)} {_(_COUNTED[name])}" for name, count in self.written.items()
        ]
        left_out = [f"  {grouped(each.rows)}  {_sentence(each)}" for each in self.skipped]
        if left_out:
            left_out.insert(0, _("Bỏ qua (theo dòng):"))
        return "\n".join([heading.format(rows=grouped(self.read)), *written, *left_out])


def _sentence(skipped: Skipped) -> str:
    if not skipped.documents:
        return _(skipped.reason)
    return _("{reason} ({count} hóa đơn)").format(
        reason=_(skipped.reason), count=grouped(skipped.documents)
    )
