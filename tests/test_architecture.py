"""What holds for the project as a whole: verbs everywhere, codes once, pages as the code would write them."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefiles import errors
from casefiles.cli.__main__ import COMMANDS
from docs import generate

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("forensics", "casefiles", "gui")
FORBIDDEN_WORDS = ("verdict", "probability_of_tampering")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def kinds(kind: type[errors.AssayError]) -> Iterator[type[errors.AssayError]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


def test_every_failure_has_an_exit_code_of_its_own_and_an_advice() -> None:
    found = list(kinds(errors.AssayError))
    codes = [kind.exit_code for kind in found]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & {0, 1, 2}
    assert all(kind.hint and kind.__doc__ for kind in found)


def test_the_generated_pages_are_as_the_code_would_write_them() -> None:
    stale = [path.name for path, content in generate.pages() if not path.exists() or path.read_text("utf-8") != content]
    assert stale == [], "run `make docs`"


def test_every_command_named_can_be_loaded_and_says_what_it_does() -> None:
    for name, (module, words) in COMMANDS.items():
        command = getattr(importlib.import_module(module), name.replace("-", "_"))
        assert command.help
        assert words


def test_the_main_verbs_stand_in_the_workbench_the_command_line_and_the_window() -> None:
    from casefiles import workbench

    window = "\n".join(path.read_text("utf-8") for path in (ROOT / "gui").rglob("*.py"))
    for verb in ("init", "acquire", "examine", "verify", "report"):
        assert callable(getattr(workbench, verb))
        assert verb in COMMANDS
        assert f"workbench.{verb}" in window


def test_the_windows_process_loads_no_decoder() -> None:
    # The window calls the workbench, and a report describes the detectors: neither may bring a decoder along.
    program = (
        "import sys, casefiles.workbench, casefiles.report.document, gui.window, forensics.registry as registry\n"
        "registry.detectors()\n"
        "print([name for name in ('cv2', 'av', 'c2pa', 'exifread', 'imagehash') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_windows_process_loads_no_report_no_network_and_no_check_of_tokens_before_it_is_asked() -> None:
    unwanted = ("casefiles.report.document", "casefiles.report.write", "rfc3161_client", "urllib.request", "typst")
    program = f"import sys, gui.window\nprint([name for name in {unwanted!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_starting_the_command_line_loads_nothing_heavy() -> None:
    program = (
        "import sys, casefiles.cli.__main__\n"
        "print([name for name in ('numpy', 'rich', 'typst', 'sqlite_utils', 'fontTools') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_and_concludes_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert (ast.get_docstring(tree) or "").strip() or path.name == "__init__.py"
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert not [name for name in names for word in FORBIDDEN_WORDS if word in name.lower()]


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".png", ".jpg", ".bin", ".npz"} or not path.is_file() or path == Path(__file__).resolve():
            continue
        text = path.read_text("utf-8", "replace")
        found += [name for place in ("/wor" + "k/", "/roo" + "t/") if place in text]
    assert found == []
