"""Which encoding a file was written in, whatever wrapped it."""

from __future__ import annotations

import gzip
import lzma
import os
import unicodedata
from pathlib import Path

import pytest

from pos_app.basics.errors import BadInput
from pos_app.spreadsheets.unpacking import encoding_of, opened, unpacked

TEXT = "Tên hàng,Đơn vị\r\nNước mắm 40 độ,chai\r\n" * 50
PLENTY = 1 << 20


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def as_windows_wrote_it(text: str) -> bytes:
    """Letters with their shape, tones behind them: what cp1258 can hold."""
    spelled = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        spelled.append(shape + "".join(tones))
    return "".join(spelled).encode("cp1258")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"sku,name\n1,rice\n", "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (as_windows_wrote_it(TEXT), "cp1258"),
        (b"", "utf-8"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, content: bytes, encoding: str) -> None:
    assert encoding_of(written(tmp_path / "a.csv", content), PLENTY) == encoding


def test_the_last_byte_decides(tmp_path: Path) -> None:
    nearly = "đ".encode() * 700_000
    path = written(tmp_path / "a.csv", nearly + b"\xff\n")

    assert encoding_of(path, 2 * PLENTY) == "cp1258"
    assert encoding_of(written(tmp_path / "b.csv", nearly), 2 * PLENTY) == "utf-8"
    assert encoding_of(written(tmp_path / "c.csv", nearly[:-1]), 2 * PLENTY) == "cp1258"


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bytes])
def test_packed_or_not(tmp_path: Path, pack: type[bytes]) -> None:
    path = written(tmp_path / "a", pack(TEXT.encode()))

    with unpacked(path) as (content, file):
        assert content.read() == TEXT.encode()
        assert file.tell() == path.stat().st_size


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_bomb_is_stopped_at_its_real_size(tmp_path: Path, pack: type[bytes]) -> None:
    path = written(tmp_path / "bomb", pack(bytes(40 * PLENTY)))

    assert path.stat().st_size < PLENTY
    with pytest.raises(BadInput, match="Tệp bomb quá lớn"):
        encoding_of(path, PLENTY)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
@pytest.mark.parametrize("harm", [lambda b: b[: len(b) // 2], lambda b: b[:-4] + b"lies"])
def test_a_damaged_archive(tmp_path: Path, pack: type[bytes], harm: type[bytes]) -> None:
    path = written(tmp_path / "hỏng.csv.gz", harm(pack(os.urandom(5_000))))

    with pytest.raises(BadInput, match=r"Tệp nén hỏng\.csv\.gz bị hỏng"):
        encoding_of(path, PLENTY)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), opened(tmp_path / "không có.csv"):
        pass


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Không đọc được tệp"), opened(tmp_path):
        pass
