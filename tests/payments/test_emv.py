"""The frame every merchant code of the world shares: written strictly, read with patience."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pos_app.payments import emv
from pos_app.payments.emv import Reason, Ruling

PRINTABLE = st.text([chr(code) for code in range(0x20, 0x7F)], min_size=1, max_size=99)
TAGS = st.sampled_from([f"{tag:02d}" for tag in range(100) if tag not in (0, 63)])
OBJECTS = st.dictionaries(TAGS, PRINTABLE, min_size=1, max_size=8)


def sealed(body: str) -> str:
    """A payload with a right CRC around whatever stands in it."""
    return f"{body}6304{bit_by_bit(f'{body}6304'.encode()):04X}"


def bit_by_bit(data: bytes) -> int:
    """CRC-16/CCITT-FALSE as the books define it: polynomial 1021, start FFFF."""
    register = 0xFFFF
    for byte in data:
        register ^= byte << 8
        for _bit in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
            register &= 0xFFFF
    return register


def test_the_crc_is_the_one_of_the_catalogue() -> None:
    assert emv.crc("123456789") == 0x29B1


@given(st.text(max_size=120))
def test_the_crc_counts_the_bytes_of_the_text(text: str) -> None:
    assert emv.crc(text) == bit_by_bit(text.encode())


@given(OBJECTS)
def test_what_was_written_is_read_back(objects: dict[str, str]) -> None:
    payload = emv.write(objects.items())

    verdict = emv.read(payload)

    assert verdict.ruling is Ruling.ACCEPT
    assert verdict.reason is None
    assert list(verdict.fields.items()) == [("00", "01"), *objects.items(), ("63", payload[-4:])]


def test_a_small_crc_keeps_its_zeros() -> None:
    """One in sixteen codes begins with 0, one in 256 with 00: all have four digits."""
    crcs = [emv.write([("54", str(amount))])[-4:] for amount in range(1, 2_000)]

    assert any(crc.startswith("00") for crc in crcs)
    assert all(len(crc) == 4 and crc == crc.upper() for crc in crcs)


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param([("54", "")], id="empty value"),
        pytest.param([("54", "1" * 100)], id="longer than two digits can say"),
        pytest.param([("59", "QUÁN CÔ MAI")], id="accents"),
        pytest.param([("59", "CO\nMAI")], id="control character"),
        pytest.param([("5", "1")], id="tag of one digit"),
        pytest.param([("5٤", "1")], id="tag of foreign digits"),
        pytest.param([("AB", "1")], id="tag of letters"),
        pytest.param([("54", "1"), ("54", "2")], id="tag twice"),
        pytest.param([("00", "01")], id="format indicator is added by itself"),
        pytest.param([("63", "ABCD")], id="so is the CRC"),
    ],
)
def test_what_no_reader_would_take_is_not_written(objects: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match=r"tag|object"):
        emv.write(objects)


def test_a_value_may_fill_its_object() -> None:
    assert emv.template([("62", "X" * 99)]) == "6299" + "X" * 99


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("", Reason.NO_CRC),
        ("một tờ rơi", Reason.NO_CRC),
        ("000201", Reason.NO_CRC),
        ("00020163041D3", Reason.NO_CRC),
        ("0002016304ZZZZ", Reason.NO_CRC),
        ("0002016304٤٤٤٤", Reason.NO_CRC),
        ("0002016304FFFF", Reason.WRONG_CRC),
        (sealed("")[4:], Reason.NO_CRC),
        (sealed(""), Reason.NOT_EMV),
        (sealed("000202"), Reason.NOT_EMV),
        (sealed("5802VN000201"), Reason.NOT_EMV),
        (sealed("00020158"), Reason.BROKEN),
        (sealed("000201580"), Reason.BROKEN),
        (sealed("0002015802V"), Reason.BROKEN),
        (sealed("0002015800"), Reason.BROKEN),
        (sealed("00020158-2VN"), Reason.BROKEN),
        (sealed("00020158٠٢VN"), Reason.BROKEN),
        (sealed("0002015802VN5802TH"), Reason.DOUBLED),
        (sealed("0002016304ABCD"), Reason.DOUBLED),
        (sealed("0002015910MAI"), Reason.BROKEN),
        (sealed("0002015911MAI"), Reason.NO_CRC),
    ],
)
def test_a_broken_frame_is_refused_with_its_reason(payload: str, reason: Reason) -> None:
    verdict = emv.read(payload)

    assert (verdict.ruling, verdict.reason) == (Ruling.REJECT, reason)
    assert not verdict.usable


@pytest.mark.parametrize(
    ("around", "reason"),
    [("{}\n", Reason.BLANKS_AROUND), ("\t{} ", Reason.BLANKS_AROUND)],
)
def test_blanks_of_a_scanner_are_forgiven(around: str, reason: Reason) -> None:
    payload = emv.write([("58", "VN")])

    verdict = emv.read(around.format(payload))

    assert (verdict.ruling, verdict.reason) == (Ruling.ACCEPT_LENIENT, reason)
    assert verdict.fields == emv.read(payload).fields


def test_a_crc_in_small_letters_is_forgiven() -> None:
    payload = next(
        written
        for amount in range(1, 100)
        if not (written := emv.write([("54", str(amount))]))[-4:].isdigit()
    )

    verdict = emv.read(payload[:-4] + payload[-4:].lower())

    assert (verdict.ruling, verdict.reason) == (Ruling.ACCEPT_LENIENT, Reason.CRC_LOWER_CASE)


@given(OBJECTS, st.data())
def test_one_wrong_character_never_passes_unseen(
    objects: dict[str, str], data: st.DataObject
) -> None:
    payload = emv.write(objects.items())
    place = data.draw(st.integers(0, len(payload) - 1))
    other = data.draw(st.characters(min_codepoint=0x21, max_codepoint=0x7E))
    assume(other.upper() != payload[place].upper())

    damaged = payload[:place] + other + payload[place + 1 :]

    assert not emv.read(damaged).usable


@given(st.text(max_size=200) | st.text("0123456789", max_size=200))
def test_no_text_of_the_world_breaks_the_reader(text: str) -> None:
    for payload in (text, sealed(text)):
        verdict = emv.read(payload)
        assert verdict.usable == (verdict.ruling is not Ruling.REJECT)
        assert (verdict.ruling is Ruling.ACCEPT) == (verdict.reason is None)


def test_half_a_letter_breaks_nothing_either() -> None:
    assert not emv.read("0002015901\ud8006304ABCD").usable


def test_lengths_count_letters_not_bytes() -> None:
    verdict = emv.read(sealed("0002015904Quán"))

    assert verdict.fields["59"] == "Quán"


def test_a_verdict_cannot_be_changed() -> None:
    fields = {"58": "VN"}
    verdict = emv.accepted(fields)
    fields["58"] = "TH"

    assert verdict.fields == {"58": "VN"}
    assert isinstance(verdict.fields, MappingProxyType)
    assert hash(verdict) == hash(emv.accepted({}))
