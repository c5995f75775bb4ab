"""What goes out: exact dependencies without addresses, free licences, no test data."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def locked() -> dict[str, Requirement]:
    """Name to exact requirement, only what this machine takes."""
    lines = (line.rstrip(" \\") for line in LOCK.splitlines() if re.match(r"\w", line))
    requirements = [Requirement(line) for line in lines]
    return {
        canonicalize_name(requirement.name): requirement
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate()
    }


def declared() -> list[Requirement]:
    everything = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    return [Requirement(line) for line in everything]


def needed_to_run() -> set[str]:
    """The distributions that a shop's machine gets, direct and indirect."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in PROJECT["dependencies"]]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if applies and name not in found:
            found.add(name)
            waiting += [Requirement(line) for line in metadata.requires(name) or ()]
    return found


def test_the_lock_fits_what_the_project_declares() -> None:
    pins = locked()

    for requirement in declared():
        [pin] = pins[canonicalize_name(requirement.name)].specifier
        assert requirement.specifier.contains(pin.version), f"{requirement}: run `make lock`"


def test_every_locked_release_is_exact_and_proven_by_hashes() -> None:
    blocks = re.split(r"\n(?=\w)", LOCK.strip())

    assert len(blocks) >= len(declared())
    for block in blocks:
        assert re.match(r"[\w.-]+==[\w.]+", block)
        assert "--hash=sha256:" in block


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert "index" not in LOCK


def test_this_environment_is_the_locked_one() -> None:
    assert {name: f"=={metadata.version(name)}" for name in locked()} == {
        name: str(requirement.specifier) for name, requirement in locked().items()
    }


def test_qt_stays_below_the_release_that_loses_none() -> None:
    [qt] = [requirement for requirement in declared() if requirement.name.startswith("PySide6")]

    assert not qt.specifier.contains("6.12.0")


def licence_of(name: str) -> str:
    """What a distribution says in its metadata, else the licence that comes with it."""
    about = metadata.metadata(name)
    said = [about.get_all(key) or [] for key in ("License-Expression", "License", "Classifier")]
    words = [*said[0], *said[1], *(line for line in said[2] if line.startswith("License"))]
    papers = [file for file in metadata.files(name) or () if "licenses" in file.parts]
    return "; ".join(words) or "; ".join(paper.read_text() for paper in papers)


@pytest.mark.parametrize("name", sorted(needed_to_run()))
def test_a_shop_gets_nothing_that_forbids_the_mit_licence(name: str) -> None:
    licence = licence_of(name)

    assert licence, f"{name} does not say its licence"
    bound = re.search(r"\bA?GPL|GNU (?:Affero )?General Public", licence, re.IGNORECASE)
    free = re.search(r"LGPL|Lesser|\bMIT\b|\bBSD\b|Apache|\bMPL", licence)
    assert free or not bound, licence


@pytest.mark.slow
def test_a_package_holds_the_program_and_its_assets_and_no_test_data(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel], [source] = tmp_path.glob("*.whl"), tmp_path.glob("*.tar.gz")
    installed = zipfile.ZipFile(wheel).namelist()
    with tarfile.open(source) as archive:
        shipped = [name.partition("/")[2] for name in archive.getnames()]

    assert {"pos_app/basics/money.py", "pos_app/assets/i18n/en/LC_MESSAGES/pos_app.mo"} <= set(
        installed
    )
    assert any(name.endswith("licenses/LICENSE") for name in installed)
    assert not [name for name in installed if "tests" in Path(name).parts]
    assert not [name for name in shipped if name.startswith("tests/data")]
