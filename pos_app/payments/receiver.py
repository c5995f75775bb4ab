"""Who receives a transfer: a bank's number, an account and its holder, each as it is checked."""

from __future__ import annotations

import re
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.text import fold

SAMPLE_BIN: Final = "999999"
"""No bank has this number: an account there takes no real money."""
LONGEST_ACCOUNT: Final = 19
LONGEST_HOLDER: Final = 50

_BIN: Final = re.compile(r"[0-9]{6}")
_ACCOUNT: Final = re.compile(r"[0-9A-Za-z]{1,19}")
_GROUPING: Final = re.compile(r"[\s.\-]+")


def refuse_bin(bin: str) -> None:
    """Raises BadInput unless it is the six digits by which VietQR knows a bank."""
    if not _BIN.fullmatch(bin):
        raise BadInput(_("Mã ngân hàng phải có đúng 6 chữ số. Chọn lại ngân hàng nhận tiền."))


def refuse_account(account: str) -> None:
    """Raises BadInput unless a bank's app can read it."""
    if not _ACCOUNT.fullmatch(account):
        raise BadInput(
            _("Số tài khoản chỉ gồm chữ không dấu và số, từ 1 đến 19 ký tự. Kiểm tra lại số.")
        )


def account_of(typed: str) -> str:
    """An account's number as people group it, in one piece; BadInput says what is wrong."""
    account = _GROUPING.sub("", typed)
    if not account:
        raise BadInput(_("Chưa có số tài khoản. Gõ số như trong ứng dụng ngân hàng."))
    refuse_account(account)
    return account


def holder_of(typed: str) -> str:
    """A name as banks write it, in capitals without marks; BadInput when none is left."""
    holder = fold(typed).upper()
    if not holder or len(holder) > LONGEST_HOLDER:
        raise BadInput(
            _("Chưa có tên chủ tài khoản. Khách nhìn tên này trước khi chuyển.")
            if not holder
            else _("Tên chủ tài khoản dài quá. Gõ đúng tên như ngân hàng ghi.")
        )
    return holder


def grouped(account: str) -> str:
    """An account's number in groups of four from the left, as people read it aloud."""
    return " ".join(account[at : at + 4] for at in range(0, len(account), 4))
