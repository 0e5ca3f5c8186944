from tests.architecture.tree import APPS, ROOT, functions, python_files, shown

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 60, 150


def lines(text: str) -> int:
    return text.count("\n")


def test_no_file_has_more_than_300_lines() -> None:
    files = python_files(*APPS, "tests")
    assert [shown(file) for file in files if lines(file.read_text()) > LONGEST_FILE] == []


def test_no_function_has_more_than_60_lines() -> None:
    files = python_files(*APPS, "tests")
    too_long = [f"{shown(file)} {name}" for file in files for name, size in functions(file) if size > LONGEST_FUNCTION]
    assert too_long == []


def test_no_template_has_more_than_150_lines() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert [shown(file) for file in templates if lines(file.read_text()) > LONGEST_TEMPLATE] == []


def test_every_partial_says_in_its_first_line_what_it_is_given() -> None:
    partials = sorted((ROOT / "templates").rglob("_*.html"))
    assert [shown(file) for file in partials if "{# Given" not in file.read_text().partition("\n")[0]] == []
