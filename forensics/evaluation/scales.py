"""Read verbal scales from data and find the wording of a likelihood ratio on one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from typing import Literal

Kind = Literal["strength", "class", "newsroom"]


class ScaleError(ValueError):
    """A file of scales does not have the form that it must have, or a scale has no such wording."""


@dataclass(frozen=True, slots=True)
class Band:
    """A wording, with the likelihood ratios that it stands for: from (included) to below; '' where there is no end."""

    wording: str
    start: str
    below: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with everything that is printed beside it."""

    id: str
    name: str
    kind: Kind
    sentence: str
    source: str
    dated: str
    read: str
    note: str
    bands: tuple[Band, ...]

    def has(self, wording: str) -> bool:
        """Say whether a wording stands on the scale."""
        return any(band.wording == wording for band in self.bands)


def shipped() -> tuple[Scale, ...]:
    """Return the scales that come with the program."""
    return parse(files("forensics.evaluation").joinpath("scales.toml").read_text("utf-8"))


def scale(name: str) -> Scale:
    """Return a shipped scale; raise ScaleError for an unknown one."""
    for one in shipped():
        if one.id == name:
            return one
    raise ScaleError(f"no scale {name!r}")


def parse(untrusted: str) -> tuple[Scale, ...]:
    """Return the scales that a text in TOML states; raise ScaleError for anything else."""
    try:
        tables = tomllib.loads(untrusted)["scale"]
        return tuple(_scale(table) for table in tables)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ScaleError(f"no file of scales: {type(error).__name__}: {error}") from error


def wording_of(ratio: Fraction, strengths: Scale) -> str:
    """Return the wording of a likelihood ratio of 1 or more on a scale of strength; raise ScaleError without one.

    A ratio below 1 is turned over by the caller, who then names the other proposition.
    """
    for band in strengths.bands:
        if band.start and Fraction(band.start) <= ratio and (not band.below or ratio < Fraction(band.below)):
            return band.wording
    raise ScaleError(f"the scale {strengths.id} has no wording for a ratio of {ratio}")


def _scale(table: dict[str, object]) -> Scale:
    kinds: dict[object, Kind] = {"strength": "strength", "class": "class", "newsroom": "newsroom"}
    rows = table["bands"]
    if not isinstance(rows, list) or not rows:
        raise ScaleError("a scale without bands")
    bands = tuple(Band(_text(row, "wording"), _text(row, "from"), _text(row, "below")) for row in rows)
    for band in bands:
        for end in (band.start, band.below):
            Fraction(end or "0")
    return Scale(
        id=_text(table, "id"),
        name=_text(table, "name"),
        kind=kinds[table["kind"]],
        sentence=_text(table, "sentence"),
        source=_text(table, "source"),
        dated=_text(table, "dated"),
        read=_text(table, "read"),
        note=_text(table, "note"),
        bands=bands,
    )


def _text(table: dict[str, object], name: str) -> str:
    value = table[name]
    if not isinstance(value, str):
        raise ScaleError(f"{name} is no text")
    return value
