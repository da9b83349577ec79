"""What commands print: lines and tables for people with hostile text made visible, JSON for machines."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path

import click

from casefiles.report.escape import visible
from forensics.codec import Json

WIDEST = 60
"""Characters at which a column grows no wider: longer values push the rest of their own line aside."""


def plain(value: object) -> Json:
    """Return a view as JSON values: ratios as 'n/d', paths and enumerations as text."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return os.fspath(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__} | {
            each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)
        }
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def print_json(value: object) -> None:
    """Print a view as JSON of plain ASCII, which no terminal misunderstands."""
    click.echo(json.dumps(plain(value), indent=2))


def line(text: str = "") -> None:
    """Print one line, its control and direction characters made visible."""
    click.echo(_safe(text))


def heading(text: str) -> None:
    """Print a heading after an empty line."""
    click.echo()
    click.secho(_safe(text), bold=True)


def facts(pairs: Iterable[tuple[str, str]]) -> None:
    """Print names and values in two columns."""
    rows = list(pairs)
    width = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        line(f"  {name:<{width}}  {value}")


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose columns are as wide as what stands in them, up to WIDEST; the last one is not padded."""
    cells = [[_safe(title) for title in titles], *([_safe(cell) for cell in row] for row in rows)]
    widths = [min(WIDEST, max(len(row[column]) for row in cells)) for column in range(len(titles))]
    for number, row in enumerate(cells):
        padded = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        text = "  " + "  ".join([*padded, row[-1]])
        click.secho(text, bold=True) if number == 0 else click.echo(text)


def size_words(size: int) -> str:
    """Return a number of bytes with its thousands apart."""
    return f"{size:,} bytes"


def _safe(text: str) -> str:
    return visible(text)
