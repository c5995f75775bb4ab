"""The program finds its fonts and tables beside its sources and inside a package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.basics import assets
from pos_app.basics.assets import asset


@pytest.mark.parametrize(
    "parts", [("data", "banks.json"), ("fonts",), ("icons",), ("i18n",), ("templates",)]
)
def test_what_is_shipped_is_there(parts: tuple[str, ...]) -> None:
    assert asset(*parts).exists()


def test_the_root_itself() -> None:
    assert asset().is_dir()
    assert asset("data").parent == asset()


def test_an_installed_package_looks_into_itself(tmp_path: Path) -> None:
    """A wheel carries assets/ inside pos_app."""
    package = tmp_path / "pos_app"
    (package / "basics").mkdir(parents=True)
    (package / "assets").mkdir()
    for name in ("__init__.py", "basics/__init__.py"):
        (package / name).touch()
    shutil.copy(Path(assets.__file__), package / "basics" / "assets.py")

    found = subprocess.run(
        [sys.executable, "-c", "from pos_app.basics.assets import asset; print(asset('data'))"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )

    assert Path(found.stdout.strip()) == package / "assets" / "data"
