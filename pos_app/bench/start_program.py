"""The program as main.py starts it, until its first frame."""

from __future__ import annotations

import sys
from pathlib import Path

from pos_app.bench.first_frame import end_at_first_frame


def no_demo(path: Path) -> None:
    """The shop that is opened is there."""
    raise FileNotFoundError(path)


if __name__ == "__main__":
    end_at_first_frame()
    from pos_app.app import main

    sys.exit(main(no_demo, sys.argv[1:2]))
