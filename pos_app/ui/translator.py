"""Qt's own words (OK, Cancel, Copy, Paste …) through the shop's gettext."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTranslator

from pos_app.basics.i18n import N_, _, language

WORDS: Final = {
    "OK": N_("Đồng ý"),
    "&OK": N_("Đồng ý"),
    "Cancel": N_("Hủy"),
    "&Cancel": N_("Hủy"),
    "Close": N_("Đóng"),
    "&Close": N_("Đóng"),
    "Save": N_("Lưu"),
    "&Save": N_("Lưu"),
    "Open": N_("Mở"),
    "&Open": N_("Mở"),
    "&Yes": N_("Có"),
    "&No": N_("Không"),
    "Apply": N_("Áp dụng"),
    "Reset": N_("Đặt lại"),
    "Help": N_("Trợ giúp"),
    "Discard": N_("Bỏ"),
    "&Undo": N_("Hoàn tác"),
    "&Redo": N_("Làm lại"),
    "Cu&t": N_("Cắt"),
    "&Copy": N_("Chép"),
    "&Paste": N_("Dán"),
    "Delete": N_("Xóa"),
    "Select All": N_("Chọn hết"),
    "&Print": N_("In"),
    "Print": N_("In"),
    "Cannot load library %1: %2": N_("Không nạp được thư viện %1: %2"),
}
"""What Qt shows in the widgets we use; in English it keeps its own words."""


class QtWords(QTranslator):
    """Qt asks it first; what it does not know is given back as Qt wrote it."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Our word for Qt's, whatever dialog it stands in."""
        del context, disambiguation, n
        known = WORDS.get(text)
        return text if known is None or language() == "en" else _(known)
