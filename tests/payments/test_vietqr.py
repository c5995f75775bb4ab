"""A VietQR says where the money goes, how much it is and for which order; nothing else passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.errors import BadInput
from pos_app.basics.money import Money
from pos_app.payments import emv, references, vietqr
from pos_app.payments.emv import Reason, Ruling

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "vietqr_examples.json").read_text(encoding="utf-8")
)
LENIENT = Ruling.ACCEPT_LENIENT
ACCEPT = Ruling.ACCEPT
REJECT = Ruling.REJECT


def write(case: dict[str, Any]) -> str:
    asked = case["input"]
    amount = None if asked["amount"] is None else Money(asked["amount"])
    return vietqr.payload(asked["bin"], asked["account"], amount, asked["memo"], asked["service"])


def cases(kind: str, *expected: str) -> list[Any]:
    found = [
        pytest.param(case, id=f"{place} {case.get('name', case['why'])}")
        for place, case in enumerate(EXAMPLES[kind])
        if case["expected"] in expected
    ]
    assert found
    return found


class TestExamples:
    """Payloads of public samples, of the scheme's own document and of the field."""

    @pytest.mark.parametrize("case", cases("write", "payload"))
    def test_written_byte_for_byte(self, case: dict[str, Any]) -> None:
        assert write(case) == case["payload"]

    @pytest.mark.parametrize("case", cases("write", "payload_after_cleaning"))
    def test_written_with_a_clean_memo(self, case: dict[str, Any]) -> None:
        verdict = vietqr.read(write(case))

        assert verdict.ruling is ACCEPT
        assert verdict.fields[vietqr.MEMO] == vietqr.clean_memo(case["input"]["memo"])
        assert verdict.fields[vietqr.AMOUNT] == str(case["input"]["amount"])

    @pytest.mark.parametrize("case", cases("write", "refuse"))
    def test_refused(self, case: dict[str, Any]) -> None:
        # "50 000" does not even become Money: a text is no amount.
        with pytest.raises((BadInput, TypeError)):
            write(case)

    @pytest.mark.parametrize(
        ("case", "rulings"),
        [
            (case, rulings)
            for word, rulings in {
                "accept": {ACCEPT},
                "accept_lenient": {LENIENT},
                "reject": {REJECT},
                "reject_strict": {REJECT},
                "reject_as_vietqr": {REJECT},
                "reject_or_trim": {REJECT, LENIENT},
                "reject_or_normalise": {REJECT, LENIENT},
            }.items()
            for case in EXAMPLES["read"]
            if case["expected"] == word
        ],
        ids=lambda value: value["name"] if isinstance(value, dict) else "",
    )
    def test_read(self, case: dict[str, Any], rulings: set[Ruling]) -> None:
        assert vietqr.read(case["payload"]).ruling in rulings

    def test_every_example_is_used(self) -> None:
        assert {case["expected"] for case in EXAMPLES["write"]} == {
            "payload",
            "payload_after_cleaning",
            "refuse",
        }
        assert len(EXAMPLES["write"]) == 17
        assert len(EXAMPLES["read"]) == 18

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("only_crc", Reason.NOT_EMV),
            ("crc_not_hex", Reason.NO_CRC),
            ("amount_negative", Reason.AMOUNT_FORMAT),
            ("amount_space", Reason.AMOUNT_FORMAT),
            ("amount_comma", Reason.AMOUNT_FORMAT),
            ("amount_decimals", Reason.AMOUNT_DECIMALS),
            ("amount_dot00", Reason.AMOUNT_ZERO_DECIMALS),
            ("currency_usd", Reason.CURRENCY),
            ("service_unknown", Reason.SERVICE),
            ("dup_54", Reason.DOUBLED),
            ("napas_spec_example_6_1_1", Reason.BROKEN),
            ("vnpay_26", Reason.OTHER_SCHEME),
            ("wallet_account_20", Reason.ACCOUNT_LENGTH),
            ("trailing_newline", Reason.BLANKS_AROUND),
            ("order_swapped", None),
        ],
    )
    def test_the_reason_is_named(self, name: str, reason: Reason | None) -> None:
        (case,) = [case for case in EXAMPLES["read"] if case["name"] == name]

        assert vietqr.read(case["payload"]).reason == reason

    def test_a_whole_amount_with_decimals_of_nothing_is_normalised(self) -> None:
        (case,) = [case for case in EXAMPLES["read"] if case["name"] == "amount_dot00"]

        assert vietqr.read(case["payload"]).fields[vietqr.AMOUNT] == "50000"


GOOD = {
    "01": "12",
    "38": {"00": "A000000727", "01": {"00": "970436", "01": "1031933430"}, "02": "QRIBFTTA"},
    "53": "704",
    "54": "50000",
    "58": "VN",
    "62": {"08": "KQ5J7N9J4"},
}
Nested = dict[str, Any]


def build(changes: Nested) -> str:
    """A right VietQR but for `changes`, by dotted tag; None takes an object out."""
    objects: Nested = json.loads(json.dumps(GOOD))
    for path, value in changes.items():
        *way, last = path.split(".")
        level = objects
        for step in way:
            level = level.setdefault(step, {})
        if value is None:
            del level[last]
        else:
            level[last] = value
    body = f"000201{flat(objects)}6304"
    return f"{body}{emv.crc(body):04X}"


def flat(value: str | Nested) -> str:
    if isinstance(value, str):
        return value
    inner = {tag: flat(below) for tag, below in value.items()}
    return "".join(f"{tag}{len(text):02d}{text}" for tag, text in inner.items())


@pytest.mark.parametrize(
    ("changes", "ruling", "reason"),
    [
        ({}, ACCEPT, None),
        ({"01": "11"}, ACCEPT, None),
        ({"54": None}, ACCEPT, None),
        ({"62": None}, ACCEPT, None),
        ({"38.02": None}, ACCEPT, None),
        ({"38.02": "QRIBFTTC"}, ACCEPT, None),
        ({"38.02": "QRPUSH"}, LENIENT, Reason.SERVICE_UNUSUAL),
        ({"38.02": "QRCASH"}, LENIENT, Reason.SERVICE_UNUSUAL),
        ({"38.02": "qribftta"}, REJECT, Reason.SERVICE),
        ({"01": None}, LENIENT, Reason.INITIATION_MISSING),
        ({"01": "13"}, REJECT, Reason.INITIATION),
        ({"38": None}, REJECT, Reason.OTHER_SCHEME),
        ({"38": "rubbish"}, REJECT, Reason.BROKEN),
        ({"38.00": "A000000775"}, REJECT, Reason.OTHER_SCHEME),
        ({"38.00": None}, REJECT, Reason.OTHER_SCHEME),
        ({"38.00": "ID.CO.QRIS.WWW", "38.01": "plain"}, REJECT, Reason.OTHER_SCHEME),
        ({"38.01": None}, REJECT, Reason.BANK),
        ({"38.01.00": None}, REJECT, Reason.BANK),
        ({"38.01.00": "97043"}, REJECT, Reason.BANK),
        ({"38.01.00": "9704361"}, REJECT, Reason.BANK),
        ({"38.01.00": "97043A"}, REJECT, Reason.BANK),
        ({"38.01.00": "٩٧٠٤٣٦"}, REJECT, Reason.BANK),
        ({"38.01.01": None}, REJECT, Reason.ACCOUNT),
        ({"38.01.01": "1031 933430"}, REJECT, Reason.ACCOUNT),
        ({"38.01.01": "1031933430Đ"}, REJECT, Reason.ACCOUNT),
        ({"38.01.01": "9" * 19}, ACCEPT, None),
        ({"38.01.01": "9" * 20}, LENIENT, Reason.ACCOUNT_LENGTH),
        ({"38.01.01": "9" * 30}, LENIENT, Reason.ACCOUNT_LENGTH),
        ({"38.01.01": "99MM24011M34875080"}, ACCEPT, None),
        ({"53": None}, REJECT, Reason.CURRENCY),
        ({"53": "840"}, REJECT, Reason.CURRENCY),
        ({"58": None}, REJECT, Reason.COUNTRY),
        ({"58": "TH"}, REJECT, Reason.COUNTRY),
        ({"54": "50000."}, ACCEPT, None),
        ({"54": "50000.0"}, LENIENT, Reason.AMOUNT_ZERO_DECIMALS),
        ({"54": "50000.01"}, REJECT, Reason.AMOUNT_DECIMALS),
        ({"54": "9999999999999"}, ACCEPT, None),
        ({"54": "99999999999999"}, REJECT, Reason.AMOUNT_FORMAT),
        ({"54": "0"}, REJECT, Reason.AMOUNT_ZERO),
        ({"54": "000.00"}, REJECT, Reason.AMOUNT_ZERO),
        ({"54": ".5"}, REJECT, Reason.AMOUNT_FORMAT),
        ({"54": "1.2.3"}, REJECT, Reason.AMOUNT_FORMAT),
        ({"54": "+5000"}, REJECT, Reason.AMOUNT_FORMAT),
        ({"54": "5_000"}, REJECT, Reason.AMOUNT_FORMAT),
        ({"54": "5e3"}, REJECT, Reason.AMOUNT_FORMAT),
        ({"54": "٥٠٠٠"}, REJECT, Reason.AMOUNT_FORMAT),
        ({"62.08": "A" * 25}, ACCEPT, None),
        ({"62.08": "A" * 26}, LENIENT, Reason.TEXT_LENGTH),
        ({"62.08": "A" * 95}, LENIENT, Reason.TEXT_LENGTH),
        ({"62.05": "MOMOW2W12345678"}, ACCEPT, None),
        ({"62.08": "Trả nợ"}, LENIENT, Reason.TEXT_NOT_ASCII),
        ({"62": "rubbish"}, REJECT, Reason.BROKEN),
        ({"59": "CUA HANG CO MAI", "60": "HA NOI"}, ACCEPT, None),
        ({"59": "X" * 26}, LENIENT, Reason.TEXT_LENGTH),
        ({"60": "X" * 16}, LENIENT, Reason.TEXT_LENGTH),
        ({"61": "1" * 11}, LENIENT, Reason.TEXT_LENGTH),
        ({"59": "Tạp hóa Cô Mai"}, LENIENT, Reason.TEXT_NOT_ASCII),
        ({"64.00": "vi", "64.01": "Tạp hóa Cô Mai"}, ACCEPT, None),
        ({"52": "5411", "65": "later", "80": "567"}, ACCEPT, None),
        ({"26": "00ZP", "27.00": "another scheme"}, ACCEPT, None),
    ],
    ids=str,
)
def test_what_passes_and_why_not(changes: Nested, ruling: Ruling, reason: Reason | None) -> None:
    verdict = vietqr.read(build(changes))

    assert (verdict.ruling, verdict.reason) == (ruling, reason)


@pytest.mark.parametrize("body", ["38.01", "62"], ids=["receiver", "additional data"])
def test_an_object_doubled_inside_a_template_is_refused(body: str) -> None:
    twice = {"38.01": "0006970436000697042201041234", "62": "0803ABC0803DEF"}[body]

    assert vietqr.read(build({body: twice})).reason is Reason.DOUBLED


def test_a_code_of_another_scheme_can_still_be_looked_at() -> None:
    (vnpay,) = [case for case in EXAMPLES["read"] if case["name"] == "vnpay_26"]

    assert vietqr.read(vnpay["payload"]).fields["59"] == "COFFE"


def test_a_transfer_at_the_counter() -> None:
    """The design's own order: 500.000 ₫ for KQ5J7N9J4."""
    text = vietqr.payload("999999", "0000000000", Money(500_000), "KQ5J7N9J4")

    verdict = vietqr.read(text)

    assert verdict.ruling is ACCEPT
    assert {
        key: verdict.fields[key]
        for key in (vietqr.BANK, vietqr.ACCOUNT, vietqr.AMOUNT, vietqr.MEMO, vietqr.INITIATION)
    } == {
        vietqr.BANK: "999999",
        vietqr.ACCOUNT: "0000000000",
        vietqr.AMOUNT: "500000",
        vietqr.MEMO: "KQ5J7N9J4",
        vietqr.INITIATION: vietqr.DYNAMIC,
    }
    assert text.isascii()
    assert text == text.upper(), "stays in the QR's alphanumeric mode"


def test_a_code_for_the_wall_has_no_amount_and_serves_many() -> None:
    fields = vietqr.read(vietqr.payload("970436", "1031933430", None, None)).fields

    assert fields[vietqr.INITIATION] == vietqr.STATIC
    assert vietqr.AMOUNT not in fields
    assert "62" not in fields
    assert "62" not in vietqr.read(vietqr.payload("970436", "1031933430", None, "")).fields


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"bin": "97043"}, "6 chữ số"),
        ({"bin": "9704 6"}, "6 chữ số"),
        ({"bin": "9704361"}, "6 chữ số"),
        ({"bin": "٩٧٠٤٣٦"}, "6 chữ số"),
        ({"account": ""}, "Số tài khoản"),
        ({"account": "9" * 20}, "Số tài khoản"),
        ({"account": "0123 456 789"}, "Số tài khoản"),
        ({"account": "tài khoản"}, "Số tài khoản"),
        ({"amount": Money(0)}, "lớn hơn 0"),
        ({"amount": Money(-5)}, "lớn hơn 0"),
        ({"amount": Money(10**13)}, "9.999.999.999.999"),
        ({"memo": "☕"}, "Nội dung"),
        ({"memo": "   "}, "Nội dung"),
        ({"service": "QRPUSH"}, "tài khoản hoặc thẻ"),
    ],
    ids=str,
)
def test_a_wrong_wish_gets_a_helping_sentence(wrong: dict[str, Any], sentence: str) -> None:
    right = {"bin": "970436", "account": "1031933430", "amount": Money(1), "memo": "KQ"}

    with pytest.raises(BadInput, match=sentence):
        vietqr.payload(**{**right, **wrong})


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("KQ5J7N9J4", "KQ5J7N9J4"),
        ("kq5j7n9j4 Đường  cát", "KQ5J7N9J4 DUONG CAT"),
        ("Thanh toán đơn hàng", "THANH TOAN DON HANG"),
        ("☕ 2 ly", "2 LY"),
        ("KQ-7/1 #2 @a&b", "KQ 7 1 2 A B"),
        ("Nguye\u0302\u0303n", "NGUYEN"),
        ("dòng\nmới\t.", "DONG MOI"),
        ("Привет 中文 5", "5"),
        ("A" * 99, "A" * 25),
        ("A" * 24 + " B", "A" * 24),
        ("", ""),
    ],
)
def test_a_memo_is_cleaned_for_every_bank(typed: str, clean: str) -> None:
    assert vietqr.clean_memo(typed) == clean


@pytest.mark.parametrize(
    ("memo", "written"),
    [
        ("a" * 25, "a" * 25),
        ("a" * 26, "A" * 25),
        ("kq-7/1 #2", "kq-7/1 #2"),
        (" kq-7/1 #2", "KQ 7 1 2"),
        ("x", "x"),
    ],
)
def test_a_plain_memo_is_kept_as_it_is_and_any_other_cleaned(memo: str, written: str) -> None:
    text = vietqr.payload("970436", "1031933430", Money(1), memo)

    assert vietqr.read(text).fields[vietqr.MEMO] == written


@given(st.text(max_size=60))
def test_a_clean_memo_is_clean_for_good(typed: str) -> None:
    clean = vietqr.clean_memo(typed)

    assert len(clean) <= 25
    assert set(clean) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")
    assert clean == clean.strip()
    assert vietqr.clean_memo(clean) == clean


@given(
    bank=st.text("0123456789", min_size=6, max_size=6),
    account=st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz", min_size=1, max_size=19),
    dong=st.none() | st.integers(1, 10**13 - 1),
    number=st.integers(0, references.CODES - 1),
    service=st.sampled_from([vietqr.TO_ACCOUNT, vietqr.TO_CARD]),
)
def test_every_bank_reads_what_we_write(
    bank: str, account: str, dong: int | None, number: int, service: str
) -> None:
    code = references.code_for(number)
    amount = None if dong is None else Money(dong)

    verdict = vietqr.read(vietqr.payload(bank, account, amount, code, service))

    assert verdict.ruling is ACCEPT
    assert verdict.fields[vietqr.BANK] == bank
    assert verdict.fields[vietqr.ACCOUNT] == account
    assert verdict.fields[vietqr.SERVICE] == service
    assert verdict.fields.get(vietqr.AMOUNT) == (None if dong is None else str(dong))
    assert references.find_codes(verdict.fields[vietqr.MEMO]) == [code]


@given(st.text(max_size=40) | st.text("abcDEF 19-/#", max_size=40))
def test_any_memo_is_written_readably_or_refused(memo: str) -> None:
    try:
        text = vietqr.payload("970436", "1031933430", Money(1), memo)
    except BadInput:
        assert not vietqr.clean_memo(memo)
    else:
        assert vietqr.read(text).ruling is ACCEPT


@pytest.mark.parametrize("tag", ["01", "38", "38.01", "38.01.01", "53", "54", "59", "62"])
@given(text=st.text(min_size=1, max_size=99))
def test_no_text_of_the_world_breaks_the_reader(tag: str, text: str) -> None:
    verdict = vietqr.read(build({tag: text}))

    assert (verdict.ruling is ACCEPT) == (verdict.reason is None)
