"""The locked packages of a release: complete, pinned by digest, fitting what the project asks for, without address."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "bundle" / "lock.txt").read_text("utf-8")
SYSTEMS = [
    {"sys_platform": system, "python_version": python, "python_full_version": f"{python}.1"}
    for system in ("linux", "darwin", "win32")
    for python in ("3.11", "3.12", "3.13")
]


def entries() -> Iterator[tuple[Requirement, list[str]]]:
    """Yield each locked package and its digests."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^ *#.*\n?", "", LOCK, flags=re.MULTILINE)):
        first, *rest = entry.replace("\\\n", "\n").strip().splitlines()
        yield Requirement(first.strip()), [line.strip() for line in rest]


def wanted() -> Iterator[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for line in (*project["dependencies"], *extras["onnx"], *extras["keyring"], *extras["bundle"]):
        yield Requirement(line)


def holds(requirement: Requirement, system: dict[str, str]) -> bool:
    environment: Any = default_environment() | system
    return requirement.marker is None or requirement.marker.evaluate(environment)


def test_every_entry_is_one_version_with_digests_and_no_address() -> None:
    found = list(entries())
    assert len(found) > 50
    for package, digests in found:
        assert re.fullmatch(r"==[^*,]+", str(package.specifier)), package
        assert package.url is None
        assert digests, package
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", digest) for digest in digests), package
    assert not re.search(r"://|--(?:extra-)?index|--find-links|@ file", LOCK)


def test_each_system_gets_one_version_of_each_package_asked_for() -> None:
    locked = list(entries())
    for system in SYSTEMS:
        held = [(canonicalize_name(one.name), str(one.specifier)[2:]) for one, _ in locked if holds(one, system)]
        versions = dict(held)
        assert len(held) == len(versions), system
        for one in wanted():
            if holds(one, system):
                assert canonicalize_name(one.name) in versions, f"{one} is not locked: run `make lock licences`"
                assert one.specifier.contains(versions[canonicalize_name(one.name)], prereleases=True), (one, system)


def test_every_locked_package_of_this_system_stands_in_the_table_of_licences() -> None:
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| (\S+) \| (\d\S*) \| (.+) \|$", page, re.MULTILINE)
    stated = {(canonicalize_name(name), version) for name, version, _ in rows}
    here = {"sys_platform": "linux", "python_version": "3.11", "python_full_version": "3.11.7"}
    locked = {(canonicalize_name(one.name), str(one.specifier)[2:]) for one, _ in entries() if holds(one, here)}
    assert locked == stated, "run `make licences`"


def test_a_licence_is_quoted_from_what_the_part_states() -> None:
    stated = runpy.run_path(str(ROOT / "bundle" / "licences.py"))["stated"]
    assert stated({"licenses": [{"expression": "MIT OR Apache-2.0"}]}) == "MIT OR Apache-2.0"
    assert stated({"licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "MIT"}}]}) == "MIT"
    assert (
        stated({"licenses": [{"license": {"name": "declared", "text": {"content": "BSD\nRedistribution"}}}]}) == "BSD"
    )
    assert stated({}).startswith("not stated")
