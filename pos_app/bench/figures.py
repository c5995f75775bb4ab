"""All figures in their order; each module measures one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import N_, _
from pos_app.bench import checkout, enter, paper, people, start, syncs
from pos_app.bench.ground import Ground, Say, ground
from pos_app.bench.rows import Row

Figure = Callable[[Ground], list[Row]]

_SAYINGS: Final = {
    "checkout": N_("Đo hoàn tất đơn…"),
    "fsyncs": N_("Đếm số lần ghi xuống đĩa…"),
    "enter": N_("Đo từ Enter đến dòng hiện trên màn hình…"),
    "start": N_("Đo lúc mở chương trình…"),
    "customer": N_("Đo tìm khách…"),
    "receipt": N_("Đo dựng phiếu…"),
}


def measure(million: bool, only: str | None, say: Say) -> list[Row]:
    """Every figure, or the one that is named; BadInput for a name that is none."""
    figures: dict[str, Figure] = {
        "checkout": partial(checkout.measure, million=million),
        "fsyncs": syncs.measure,
        "enter": enter.measure,
        "start": start.measure,
        "customer": people.measure,
        "receipt": paper.measure,
    }
    if only is not None and only not in figures:
        raise BadInput(
            _("Không có phép đo {name}. Chọn một trong: {names}.").format(
                name=only, names=", ".join(figures)
            )
        )
    rows: list[Row] = []
    with ground(say) as place:
        for name, figure in figures.items():
            if only in (None, name):
                say(_(_SAYINGS[name]))
                rows += figure(place)
    return rows
