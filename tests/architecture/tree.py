"""The code as files, for the tests that read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("aggregator", "feeds", "moderation", "ranking")


def python_files(*folders: str) -> list[Path]:
    """Our Python files, without migrations."""
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    return [file for file in [*files, ROOT / "manage.py"] if "migrations" not in file.parts]


def packages() -> list[Path]:
    """Folders of modules, without those that only Django looks into."""
    for_django = {"migrations", "management", "commands", "templatetags", "__pycache__"}
    found = [file.parent for app in APPS for file in sorted((ROOT / app).rglob("__init__.py"))]
    return [folder for folder in found if not for_django & set(folder.parts)]


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of each function."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def shown(file: Path) -> str:
    return str(file.relative_to(ROOT))
