"""The house's own rules, read from its source: small files, exact money, whole sentences."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "pos_app"
SOURCES: Final = tuple(sorted(PACKAGE.rglob("*.py")))
REVISIONS: Final = PACKAGE / "store" / "upgrades"
"""Written once and never edited again: they list tables, however many there are."""

MOST_LINES: Final = 400
MOST_LINES_OF_THE_WINDOW: Final = 200
MOST_LINES_OF_A_FUNCTION: Final = 50

EXACT: Final = (
    "selling/",
    "payments/",
    "loyalty/",
    "goods/",
    "insight/",
    "models/",
    "basics/money.py",
    "basics/quantity.py",
    "basics/words_vi.py",
    "customers/records.py",
    "printing/money_slip.py",
    "printing/receipt.py",
    "printing/sheets.py",
    "printing/shift_paper.py",
    "spreadsheets/cells.py",
    "spreadsheets/goods.py",
    "spreadsheets/sales.py",
    "ui/widgets/amounts.py",
)
"""Where money is counted, so that no float may come near."""

SAYS: Final = {"_", "N_", "ngettext", "pgettext"}
SAYS_NOW: Final = SAYS - {"N_"}

LATE: Final = {
    "sqlalchemy",
    "alembic",
    "reportlab",
    "qrcode",
    "phonenumbers",
    "pypdfium2",
    "python_calamine",
}
"""What the first frame does not wait for."""

UNTRACKED: Final = {".git", ".venv", "build", "dist", "__pycache__"}
SOMEONES_MACHINE: Final = re.compile(
    r"\.\./shared|(?<![\w.~-])/(?:work|tmp|root|home|opt)\b|://[^/\s]*@|pypi[.]org|python[h]osted"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def place(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def written_by_hand() -> Iterator[Path]:
    return (path for path in SOURCES if not path.is_relative_to(REVISIONS))


def forbid(found: Iterable[str]) -> None:
    offenders = list(found)
    assert not offenders, "\n".join(["", *offenders])


def test_a_file_can_be_read_in_one_sitting() -> None:
    forbid(f"{path}: {lines(path)}" for path in written_by_hand() if lines(path) > most(path))


def most(path: Path) -> int:
    return MOST_LINES_OF_THE_WINDOW if path.name == "main_window.py" else MOST_LINES


def test_a_function_fits_on_the_screen() -> None:
    forbid(
        f"{place(path, node)} {node.name}"
        for path in written_by_hand()
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    )


def test_every_file_says_what_it_is_for() -> None:
    forbid(str(path) for path in SOURCES if not ast.get_docstring(tree(path)))


def test_no_float_comes_near_money() -> None:
    named = {path: path.relative_to(PACKAGE).as_posix() for path in SOURCES}
    exact = [path for path, name in named.items() if name.startswith(EXACT)]

    forbid(
        f"{entry} is no file"
        for entry in EXACT
        if not any(name.startswith(entry) for name in named.values())
    )
    forbid(
        place(path, node)
        for path in exact
        for node in ast.walk(tree(path))
        if isinstance(node, ast.expr) and makes_a_float(node)
    )


def makes_a_float(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=float()) | ast.Name(id="float") | ast.BinOp(op=ast.Div()):
            return True
        case _:
            return False


def test_every_room_is_tested() -> None:
    mentioned = {name for path in (ROOT / "tests").rglob("*.py") for name in modules_in(path)}

    forbid(name for name in map(dotted, SOURCES) if needs_a_test(name) and name not in mentioned)


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def modules_in(path: Path) -> Iterator[str]:
    """The modules that a test imports or names, say for another process."""
    yield from re.findall(r"pos_app(?:\.\w+)+", path.read_text("utf-8"))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def needs_a_test(name: str) -> bool:
    """Tables and layouts are tested by what stands on them."""
    return (
        name.count(".") > 1
        and not name.endswith(("__init__", "_view"))
        and not name.startswith(("pos_app.models.", "pos_app.store.upgrades."))
    )


def test_a_sentence_reaches_the_translator_whole() -> None:
    forbid(
        place(path, call)
        for path in SOURCES
        for call in calls(path, SAYS)
        if any(is_put_together(argument) for argument in call.args)
    )


def is_put_together(argument: ast.expr) -> bool:
    match argument:
        case ast.JoinedStr() | ast.BinOp() | ast.Call(func=ast.Attribute(attr="format" | "join")):
            return True
        case _:
            return False


def test_no_sentence_is_translated_before_the_language_is_known() -> None:
    forbid(
        place(path, call)
        for path in SOURCES
        for call in calls(path, SAYS_NOW)
        if call not in said_later(path)
    )


@cache
def said_later(path: Path) -> frozenset[ast.AST]:
    """Every node inside a function's body; defaults and decorators run at import."""
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, Function | ast.Lambda)]
    bodies = [
        statement
        for function in functions
        for statement in (function.body if isinstance(function.body, list) else [function.body])
    ]
    return frozenset(node for statement in bodies for node in ast.walk(statement))


def test_the_window_loads_nothing_that_the_first_frame_does_not_show() -> None:
    program = (
        "import importlib, pkgutil, sys, pos_app.ui\n"
        "for module in pkgutil.walk_packages(pos_app.ui.__path__, 'pos_app.ui.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )

    assert LATE & set(loaded.stdout.split()) == set()


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    forbid(
        f"{path.relative_to(ROOT)}:{number}"
        for path in files_of_the_project()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if SOMEONES_MACHINE.search(line)
    )


def test_every_page_leads_where_it_says() -> None:
    forbid(
        f"{page.relative_to(ROOT)}: {link}"
        for page in files_of_the_project()
        if page.suffix == ".md"
        for link in re.findall(r"\]\((?!\w+:)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    )


def files_of_the_project() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = {part for part in parts if part.endswith("_cache") or part == ".hypothesis"}
        if path.is_file() and not hidden and not UNTRACKED & set(parts):
            yield path


def text_of(path: Path) -> str:
    """Nothing for pictures, fonts and packed data."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
