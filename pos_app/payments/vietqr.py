"""VietQR, the transfer code every Vietnamese bank's app reads (NAPAS247 on EMVCo)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.text import fold
from pos_app.payments import emv
from pos_app.payments.emv import Reason, Verdict
from pos_app.payments.receiver import LONGEST_ACCOUNT, refuse_account, refuse_bin

Fields = Mapping[str, str]

GUID: Final = "A000000727"
TO_ACCOUNT: Final = "QRIBFTTA"
TO_CARD: Final = "QRIBFTTC"
STATIC: Final = "11"
DYNAMIC: Final = "12"
DONG: Final = "704"
COUNTRY_CODE: Final = "VN"

INITIATION: Final = "01"
CURRENCY: Final = "53"
AMOUNT: Final = "54"
COUNTRY: Final = "58"
SCHEME: Final = "38.00"
BANK: Final = "38.01.00"
ACCOUNT: Final = "38.01.01"
SERVICE: Final = "38.02"
MEMO: Final = "62.08"
"""Keys of `Verdict.fields`."""

LONGEST_MEMO: Final = 25
LARGEST_AMOUNT: Final = Money(10**13 - 1)
"""Thirteen digits."""

_BIN: Final = re.compile(r"[0-9]{6}")
_ACCOUNT: Final = re.compile(r"[0-9A-Za-z]+")
_PLAIN_MEMO: Final = re.compile(r"[!-~](?:[ -~]{0,23}[!-~])?")
_AMOUNT: Final = re.compile(r"(?=.{1,13}\Z)([0-9]+)(?:\.([0-9]*))?")
_READ_ONLY_SERVICES: Final = ("QRPUSH", "QRCASH")
"""Of NAPAS 1.5.2, for payment and for cash machines."""
_LONGEST_TEXTS: Final = {"59": 25, "60": 15, "61": 10}
_OTHER_LANGUAGE: Final = "64"
"""The only object that may hold Vietnamese accents."""
_SERVICES: Final = (TO_ACCOUNT, TO_CARD, *_READ_ONLY_SERVICES)


def clean_memo(text: str) -> str:
    """What every bank carries unharmed: capitals, digits, single blanks, at most 25 characters."""
    plain = re.sub(r"[^A-Z0-9]+", " ", fold(text).upper())
    return plain.strip()[:LONGEST_MEMO].rstrip()


def payload(
    bin: str,
    account: str,
    amount: Money | None,
    memo: str | None,
    service: str = TO_ACCOUNT,
) -> str:
    """The text of a code; with an amount it is for one payment, without one for any number.

    A memo of printable ASCII up to 25 characters is kept, any other goes through `clean_memo`.
    Raises BadInput for what a bank's app would refuse.
    """
    _refuse_receiver(bin, account, service)
    receiver = emv.template([("00", bin), ("01", account)])
    objects = [
        (INITIATION, STATIC if amount is None else DYNAMIC),
        ("38", emv.template([("00", GUID), ("01", receiver), ("02", service)])),
        (CURRENCY, DONG),
    ]
    if amount is not None:
        objects.append((AMOUNT, _written_amount(amount)))
    objects.append((COUNTRY, COUNTRY_CODE))
    if memo:
        objects.append(("62", emv.template([("08", _written_memo(memo))])))
    return emv.write(objects)


def _refuse_receiver(bin: str, account: str, service: str) -> None:
    refuse_bin(bin)
    refuse_account(account)
    if service not in (TO_ACCOUNT, TO_CARD):
        raise BadInput(_("Mã QR chỉ nhận tiền vào tài khoản hoặc thẻ. Chọn một trong hai."))


def _written_amount(amount: Money) -> str:
    if not ZERO < amount <= LARGEST_AMOUNT:
        raise BadInput(
            _("Mã QR cần số tiền lớn hơn 0 và không quá {most}. Kiểm tra lại số tiền.").format(
                most=LARGEST_AMOUNT
            )
        )
    return str(amount.dong)


def _written_memo(memo: str) -> str:
    written = memo if _PLAIN_MEMO.fullmatch(memo) else clean_memo(memo)
    if not written:
        raise BadInput(_("Nội dung chuyển khoản cần ít nhất một chữ cái hoặc chữ số."))
    return written


def read(text: str) -> Verdict:
    """Judges a scanned text as a VietQR; an accepted amount is plain digits in `fields`."""
    frame = emv.read(text)
    if not frame.usable:
        return frame
    try:
        fields = _opened(frame.fields)
    except emv.Malformed as flaw:
        return emv.rejected(flaw.reason, frame.fields)
    for reason, holds in _REFUSALS:
        if holds(fields):
            return emv.rejected(reason, fields)
    odd = [frame.reason, *(reason for reason, holds in _ODDITIES if holds(fields))]
    if AMOUNT in fields:
        fields[AMOUNT] = str(int(fields[AMOUNT].partition(".")[0]))
    return emv.accepted(fields, next(filter(None, odd), None))


def _opened(fields: Fields) -> dict[str, str]:
    """The fields with our templates opened; those of another scheme stay closed."""
    opened = dict(fields)
    ours = emv.objects_of(fields.get("38", "")).get("00") == GUID
    for tag in ("38", "38.01", "62") if ours else ():
        nested = emv.objects_of(opened.get(tag, ""))
        opened |= {f"{tag}.{inner}": value for inner, value in nested.items()}
    return opened


def _decimals(fields: Fields) -> str:
    return fields.get(AMOUNT, "").partition(".")[2]


def _too_long(fields: Fields) -> bool:
    """Whether a text for people's eyes is longer than NAPAS lets it be."""
    return any(
        len(value) > (LONGEST_MEMO if tag.startswith("62.") else _LONGEST_TEXTS.get(tag, 99))
        for tag, value in fields.items()
    )


def _accented(fields: Fields) -> bool:
    return not all(
        value.isascii() for tag, value in fields.items() if not tag.startswith(_OTHER_LANGUAGE)
    )


_Rule = tuple[Reason, Callable[[Fields], bool]]

_REFUSALS: Final[tuple[_Rule, ...]] = (
    (Reason.OTHER_SCHEME, lambda fields: fields.get(SCHEME) != GUID),
    (Reason.INITIATION, lambda fields: fields.get(INITIATION, STATIC) not in (STATIC, DYNAMIC)),
    (Reason.BANK, lambda fields: not _BIN.fullmatch(fields.get(BANK, ""))),
    (Reason.ACCOUNT, lambda fields: not _ACCOUNT.fullmatch(fields.get(ACCOUNT, ""))),
    (Reason.SERVICE, lambda fields: fields.get(SERVICE, TO_ACCOUNT) not in _SERVICES),
    (Reason.CURRENCY, lambda fields: fields.get(CURRENCY) != DONG),
    (Reason.COUNTRY, lambda fields: fields.get(COUNTRY) != COUNTRY_CODE),
    (Reason.AMOUNT_FORMAT, lambda fields: not _AMOUNT.fullmatch(fields.get(AMOUNT, "1"))),
    (Reason.AMOUNT_DECIMALS, lambda fields: _decimals(fields).strip("0") != ""),
    (Reason.AMOUNT_ZERO, lambda fields: not fields.get(AMOUNT, "1").strip("0.")),
)
"""In the order in which they are asked: each may rely on those before it."""

_ODDITIES: Final[tuple[_Rule, ...]] = (
    (Reason.INITIATION_MISSING, lambda fields: INITIATION not in fields),
    (Reason.ACCOUNT_LENGTH, lambda fields: len(fields[ACCOUNT]) > LONGEST_ACCOUNT),
    (Reason.SERVICE_UNUSUAL, lambda fields: fields.get(SERVICE) in _READ_ONLY_SERVICES),
    (Reason.AMOUNT_ZERO_DECIMALS, lambda fields: _decimals(fields) != ""),
    (Reason.TEXT_LENGTH, _too_long),
    (Reason.TEXT_NOT_ASCII, _accented),
)
