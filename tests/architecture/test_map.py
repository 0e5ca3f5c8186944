import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import packages, shown

FOR_DJANGO = {"__init__", "__main__", "__pycache__", "apps", "migrations", "management", "templatetags", "urls"}


def modules(folder: Path) -> set[str]:
    inside = (entry for entry in folder.iterdir() if entry.suffix == ".py" or (entry / "__init__.py").exists())
    return {entry.stem for entry in inside} - FOR_DJANGO


def named(folder: Path) -> set[str]:
    """The words of the docstring, and the modules that the file re-exports."""
    tree = ast.parse((folder / "__init__.py").read_text())
    imported = (node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    words = re.findall(r"[a-z_]+", ast.get_docstring(tree) or "")
    return {*words, *(name.rpartition(".")[2] for name in imported)}


@pytest.mark.parametrize("folder", packages(), ids=shown)
def test_a_folder_names_its_modules_in_the_order_of_the_journey(folder: Path) -> None:
    assert modules(folder) - named(folder) == set()
