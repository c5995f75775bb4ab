"""Opens a text file, packed or plain, and finds out in which encoding it was written.

The file is read through once before a row is believed: its real size is counted (what an archive
declares may lie), and UTF-8 is proven to the last byte rather than guessed from the first.
"""

from __future__ import annotations

import codecs
import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _

GZIP: Final = b"\x1f\x8b"
XZ: Final = b"\xfd7zXZ\x00"

_CHUNK: Final = 1 << 20
_SAMPLE: Final = 4096
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY: Final = "cp1258"
"""Windows' Vietnamese: its tones are letters of their own and are composed afterwards."""


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The content and, beneath it, the file itself; BadInput when the archive is damaged."""
    with opened(path) as file:
        magic = file.read(len(XZ))
        file.seek(0)
        try:
            if magic.startswith(GZIP):
                with gzip.GzipFile(fileobj=file) as content:
                    yield content, file  # type: ignore[misc]  # a GzipFile reads as IO does
            elif magic == XZ:
                with lzma.LZMAFile(file) as content_xz:
                    yield content_xz, file
            else:
                yield file, file
        except (gzip.BadGzipFile, lzma.LZMAError, zlib.error, EOFError):
            raise BadInput(
                _("Tệp nén {name} bị hỏng. Tải lại tệp.").format(name=path.name)
            ) from None


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file; FileNotFoundError passes, BadInput when it cannot be read."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise
    except OSError:
        raise BadInput(
            _("Không đọc được tệp {path}. Kiểm tra ổ đĩa và quyền đọc.").format(path=path)
        ) from None


def encoding_of(path: Path, most_bytes: int) -> str:
    """The name of the encoding, by which Python knows it; BadInput beyond `most_bytes`."""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    size, known, sure = 0, "", True
    with unpacked(path) as (content, _file):
        while chunk := content.read(_CHUNK):
            if not size:
                known = _announced(chunk[:_SAMPLE])
            size += len(chunk)
            if size > most_bytes:
                raise too_large(path)
            if sure and not known:
                sure = _decodes(utf8, chunk)
    if known:
        return known
    return "utf-8" if sure and _decodes(utf8, b"", final=True) else _LEGACY


def too_large(path: Path) -> BadInput:
    """The refusal of a file beyond the limits."""
    return BadInput(_("Tệp {name} quá lớn. Chia thành nhiều tệp nhỏ.").format(name=path.name))


def _announced(start: bytes) -> str:
    """What the first bytes say: a byte order mark, or the zeros between Latin letters."""
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    zeros = start.count(0)
    if zeros * 4 < len(start):
        return ""
    return "utf-16-le" if start[1::2].count(0) > zeros // 2 else "utf-16-be"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
