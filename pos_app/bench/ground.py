"""Where a run takes place: a folder that is gone afterwards, its shops, and other processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pos_app.demo import Plan, build

LAST_DAY: Final = date(2026, 11, 21)
NOW: Final = datetime(2026, 11, 22, 7, 6, tzinfo=UTC)
"""When the figures sell: in the afternoon of the day after the shop's story."""

Say = Callable[[str], None]

_HOMES: Final = ("DATA", "CONFIG", "CACHE", "STATE")
_KEPT_BACK: Final = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONDEVMODE")


@dataclass(slots=True)
class Ground:
    """A folder of one run and who is told of its progress; what is built is built once."""

    folder: Path
    say: Say
    _built: dict[Plan, Path] = field(default_factory=dict)

    def shop(self, plan: Plan) -> Path:
        """A demo shop of a plan; for reading, or to be copied."""
        if plan not in self._built:
            path = self.folder / f"shop-{len(self._built)}.khachquen"
            build(path, plan)
            self._built[plan] = path
        return self._built[plan]

    def copy(self, plan: Plan, name: str) -> Path:
        """A copy of such a shop that may be sold in."""
        path = self.folder / f"{name}.khachquen"
        shutil.copyfile(self.shop(plan), path)
        return path

    def environment(self, **changed: str) -> dict[str, str]:
        """For another process: a home without a past, compiled modules at hand, no display."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        told = {name: value for name, value in os.environ.items() if name not in _KEPT_BACK}
        told |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in _HOMES}
        told |= {"HOME": str(home), "PYTHONPYCACHEPREFIX": str(self.folder / "compiled")}
        return told | {"QT_QPA_PLATFORM": "offscreen"} | changed

    def ask(self, module: str, *arguments: object) -> Any:
        """Runs a module of this package in a process of its own; what it prints is JSON."""
        return json.loads(self.output(own(module, *arguments)))

    def output(self, command: Sequence[str], environment: dict[str, str] | None = None) -> str:
        """What a command prints; RuntimeError with its complaint when it fails."""
        told = environment or self.environment()
        run = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}\n{run.stderr}")
        return run.stdout


def own(module: str, *arguments: object) -> list[str]:
    """The command that runs a module of this package."""
    return [sys.executable, "-m", f"pos_app.bench.{module}", *map(str, arguments)]


@contextmanager
def ground(say: Say) -> Iterator[Ground]:
    """A fresh folder among the temporary ones, removed with everything in it."""
    with TemporaryDirectory(prefix="khach-quen-") as folder:
        yield Ground(Path(folder), say)
