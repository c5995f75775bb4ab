"""What can be wrong with a shop file, each in one sentence that helps.

ShopFileError
├── ShopMissing       no file at that place
├── ShopForeign       a file, but not a shop of ours
├── ShopNewer         made by a newer version of the program
├── ShopDamaged       SQLite cannot read it
├── ShopUnreadable    the disk does not give it
├── ShopReadOnly      no permission to write
├── ShopBusy          another program holds it
└── DiskFull          no room to write
"""

from __future__ import annotations

import errno

from sqlalchemy.exc import DBAPIError

from pos_app.basics.errors import ShopFileError
from pos_app.basics.i18n import N_, _


class ShopMissing(ShopFileError):
    """No file at that place."""


class ShopForeign(ShopFileError):
    """A file, but not a shop of this program."""


class ShopNewer(ShopFileError):
    """Made by a newer version of the program."""


class ShopDamaged(ShopFileError):
    """SQLite cannot read it."""


class ShopUnreadable(ShopFileError):
    """The disk does not give it."""


class ShopReadOnly(ShopFileError):
    """No permission to write."""


class ShopBusy(ShopFileError):
    """Another program holds it."""


class DiskFull(ShopFileError):
    """No room to write."""


_SENTENCES: dict[type[ShopFileError], str] = {
    ShopMissing: N_("Không thấy tệp cửa hàng {path}. Kiểm tra ổ đĩa hoặc chọn tệp khác."),
    ShopForeign: N_("Tệp {path} không phải cửa hàng Khách Quen. Chọn tệp khác."),
    ShopNewer: N_(
        "Cửa hàng này do bản Khách Quen mới hơn tạo ra. Cập nhật chương trình rồi mở lại."
    ),
    ShopDamaged: N_(
        "Tệp cửa hàng {path} bị hỏng. Đừng ghi thêm, hãy khôi phục từ bản sao lưu gần nhất."
    ),
    ShopUnreadable: N_("Không đọc được tệp {path}. Kiểm tra ổ đĩa hoặc chọn tệp khác."),
    ShopReadOnly: N_("Không ghi được vào tệp cửa hàng. Xin quyền ghi hoặc chép tệp sang chỗ khác."),
    ShopBusy: N_("Chương trình khác đang giữ tệp cửa hàng. Đợi một lát rồi làm lại."),
    DiskFull: N_("Ổ đĩa đầy. Xóa bớt tệp khác rồi làm lại, giỏ hàng vẫn còn nguyên."),
}

_SIGNS: tuple[tuple[str, type[ShopFileError]], ...] = (
    ("database is locked", ShopBusy),
    ("disk is full", DiskFull),
    ("disk i/o error", DiskFull),
    ("readonly", ShopReadOnly),
    ("unable to open", ShopReadOnly),
    ("malformed", ShopDamaged),
    ("not a database", ShopDamaged),
)
"""SQLite's words for a trouble. A write beyond a quota shows as an I/O error, like a full disk."""


def refusal(kind: type[ShopFileError], path: str = "") -> ShopFileError:
    """The sentence for a kind of trouble."""
    return kind(_(_SENTENCES[kind]).format(path=path))


def explain(error: DBAPIError, path: str = "") -> ShopFileError | None:
    """The refusal behind a driver's error; None when it is a defect of ours."""
    words = str(error.orig).casefold()
    return next((refusal(kind, path) for sign, kind in _SIGNS if sign in words), None)


def explain_system(error: OSError, path: str) -> ShopFileError:
    """The refusal behind what the system would not do with the file or its folder."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return refusal(DiskFull, path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return refusal(ShopMissing, path)
    if error.errno == errno.EIO:
        return refusal(ShopUnreadable, path)
    return refusal(ShopReadOnly, path)
