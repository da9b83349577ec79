"""Every verb of the workbench has a command and is reached from the window; what is not says why."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import casefiles.cli
import gui
from casefiles import (
    courtroom,
    verbs_copies,
    verbs_custody,
    verbs_desk,
    verbs_methods,
    verbs_origin,
    verbs_sensors,
    verbs_sources,
    workbench,
)

MODULES = (
    *(workbench, courtroom, verbs_copies, verbs_custody, verbs_desk),
    *(verbs_methods, verbs_origin, verbs_sensors, verbs_sources),
)
ONLY_ON_THE_COMMAND_LINE = {
    "what is set up once, before there is a case to look at": {
        *("keep_passphrase", "forget_passphrase"),  # the dialog for the key keeps it
        *("add_to_register", "register", "add_mark", "own_marks"),
    },
    "what the window shows in another way": {
        "examinations_of",  # the latest examination is shown
        "pair",  # the viewer holds two open sources of frames
        "frame_map",  # the viewer goes by the alignment, frame by frame
        "removals",  # the custody page lists the acts
        "series",  # the timeline reads all tables at once
        "frames",  # the verbs of the desk open them with a choice of marks
        "reference_library",  # the references page shows the ones that are nearest
        "source",  # the history holds what stands
        "imports",  # the source page tells what an import came to
        "form",  # the page of statements is the form
        "origin",  # each part of it stands on a page of its own
        *("one", "cost_of"),  # the list of methods tells both
        "layer",  # a layer is a step of the recipe over the frame
    },
    "a file of an institution, in TOML": {"choose_scale"},
    "layers as files, with their counterpart": {"keep_layer"},
    "a service that runs for a desk": {"watch_round"},
}


def verbs(module: ModuleType) -> Iterator[str]:
    for name, verb in inspect.getmembers(module, inspect.isfunction):
        if verb.__module__ == module.__name__ and not name.startswith("_"):
            yield name


def attributes_used(package: ModuleType) -> set[str]:
    (folder,) = package.__path__
    trees = (ast.parse(path.read_text("utf-8")) for path in Path(folder).rglob("*.py"))
    return {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.fixture(scope="module")
def by_window() -> set[str]:
    return attributes_used(gui)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_verb_is_a_command(module: ModuleType) -> None:
    by_cli = attributes_used(casefiles.cli)
    inside = {
        "paired_at",  # on frames that are open already; the command opens files
        "glance",  # what opening a window shows; `verify --quick` says it on the command line
        "days_since_verified",  # as above
        "examinations_of",  # for programs
    }
    assert set(verbs(module)) - by_cli - inside == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_verb_is_reached_from_the_window(module: ModuleType, by_window: set[str]) -> None:
    elsewhere = {name for names in ONLY_ON_THE_COMMAND_LINE.values() for name in names}
    assert set(verbs(module)) - by_window - elsewhere == set()


def test_what_is_said_to_be_on_the_command_line_only_is_a_verb() -> None:
    known = {name for module in MODULES for name in verbs(module)}
    named = {name for names in ONLY_ON_THE_COMMAND_LINE.values() for name in names}
    assert named - known == set()
