"""Modules that are imported when something in them is first used, so that a command loads only what it needs.

The names stand in the importing module as ever, `if TYPE_CHECKING` for the type checker and by ``later`` otherwise.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """What stands for a module until it is used, and after that asks it: importing is safe from several threads."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


def later(name: str) -> Any:
    """Return what stands for the module of that name; it is imported at the first use of anything in it."""
    return _Later(name)


def later_names(module: str, names: dict[str, str], asked: str) -> Any:
    """Return what a module lends from another, for its ``__getattr__``; raise AttributeError for what it does not."""
    if asked not in names:
        raise AttributeError(f"module {module!r} has no attribute {asked!r}")
    return getattr(import_module(names[asked]), asked)
