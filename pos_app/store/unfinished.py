"""A new shop grows beside its place and gets its name when it is whole.

Whoever is killed half way leaves no shop that cannot be opened, only a hidden file that the next
one to begin clears away.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_SIDE_FILES: Final = ("", "-wal", "-shm", "-journal")


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Where the file of `path` grows; FileExistsError when its place is taken.

    At the end it is on disk under its own name, after any error nothing of it is left. The block
    closes what it opened there. What the system refuses there, it refuses to `path`.
    """
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    site = path.with_name(f".{path.name}.building")
    try:
        _clear(site)
        yield site
        with site.open("r+b") as file:
            os.fsync(file.fileno())
        site.rename(path)
    except BaseException as trouble:
        with suppress(OSError):
            _clear(site)
        if isinstance(trouble, OSError) and trouble.filename == str(site):
            trouble.filename = str(path)
        raise


def _clear(site: Path) -> None:
    for suffix in _SIDE_FILES:
        site.with_name(site.name + suffix).unlink(missing_ok=True)
