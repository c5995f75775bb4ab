"""Makes .venv exactly as requirements.lock says: python3 .ci/prepare.py [--window].

It runs on whatever python3 a machine has, so it needs nothing but the standard library and
no grammar newer than Python 3.7. Exit 2 with one sentence when a person has to do something.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST, NEWEST = (3, 11), (3, 13)

LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt loads even without a display, and the Debian package that holds it."""

WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides to open a window on X11."""


class Refusal(Exception):
    """str() tells the person at the keyboard what to do."""


def main() -> int:
    """Prepares the machine as far as it may; the exit code of the program."""
    try:
        check_version(sys.version_info[:2])
        install(missing_packages(needed_libraries("--window" in sys.argv[1:])))
        make_environment(ROOT / ".venv", ROOT / "requirements.lock")
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


def check_version(version: tuple[int, int]) -> None:
    """Refuses a Python that Khách Quen is not tested with."""
    if not OLDEST <= version <= NEWEST:
        raise Refusal(
            f"Khách Quen needs Python {dotted(OLDEST)} to {dotted(NEWEST)}, and this one is"
            f" {dotted(version)}: name another with `make PYTHON=python{dotted(OLDEST)} ...`."
        )


def dotted(version: tuple[int, int]) -> str:
    """(3, 11) as people write it: 3.11."""
    return ".".join(str(part) for part in version)


def needed_libraries(window: bool) -> dict[str, str]:
    """Library to Debian package, for a machine with or without a display."""
    if sys.platform != "linux":
        return {}
    return {**LIBRARIES, **WINDOW_LIBRARIES} if window else LIBRARIES


def loads(library: str) -> bool:
    """Whether the machine's own loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(
    libraries: Mapping[str, str], present: Callable[[str], bool] = loads
) -> list[str]:
    """Debian names of what the machine lacks, Python's own venv package first."""
    packages = [package for library, package in libraries.items() if not present(library)]
    if importlib.util.find_spec("ensurepip") is None:
        packages.insert(0, f"python{dotted(sys.version_info[:2])}-venv")
    return packages


def install(packages: list[str]) -> None:
    """Installs Debian packages when that needs no question, else names the line that does."""
    if not packages:
        return
    line = f"sudo apt-get install --yes {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Refusal(f"System packages are missing. Install them and come back:\n\n    {line}\n")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quiet = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        [*quiet, "update"],
        [*quiet, "install", "--yes", "--no-install-recommends", *packages],
    ):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode:
            raise Refusal(
                f"apt-get could not do it; its message stands above. Try:\n\n    {line}\n"
            )


def stamp_of(environment: Path, lock: Path) -> str:
    """What an environment was made of; another lock, Python or place means another one."""
    made_of = hashlib.sha256(lock.read_bytes())
    made_of.update(f"{sys.version_info[:2]} {environment}".encode())
    return made_of.hexdigest()


def make_environment(environment: Path, lock: Path) -> None:
    """Makes the environment anew unless it stands as the lock says; quick if it does."""
    python = environment / "bin" / "python"
    stamp, wanted = environment / "made-of", stamp_of(environment, lock)
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print("Making .venv from requirements.lock, once.", flush=True)
    venv.create(environment, clear=True, symlinks=True, with_pip=True)
    options = [] if sys.stdout.isatty() else ["--quiet"]
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "install", *options]
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)]
    if subprocess.run(command).returncode:
        raise Refusal("pip could not install requirements.lock; its message stands above.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    raise SystemExit(main())
