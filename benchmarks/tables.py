"""What the trials of methods share: the area under the curve, the machine, and where a table is written."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "measured"


def auc(targets: Sequence[float], others: Sequence[float]) -> float:
    """Return the share of pairs in which a target scores higher, ties counted half."""
    one, two = np.array(targets)[:, None], np.array(others)
    return float((one > two).mean() + 0.5 * (one == two).mean())


def machine() -> str:
    """Return the machine in words."""
    return f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}"


def write(name: str, command: str, lines: Sequence[str], where: str) -> None:
    """Write a table with the command that made it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    head = [f"# Measured: {name}", "", f"Written by `{command}` ({where}).", ""]
    (FOLDER / f"{name}.md").write_text("\n".join([*head, *lines]) + "\n", "utf-8")
