"""The 38 fields that courts and standards ask of a report: data, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

About = Literal["report", "exhibit", "finding"]
_ABOUT: dict[object, About] = {"report": "report", "exhibit": "exhibit", "finding": "finding"}


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a person states: about the whole report, one exhibit or one finding."""

    id: str
    of: About
    title: str
    belongs: str
    field: int
    asked_by: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field: who fills it (A the program, G drafted and confirmed, E the examiner), and in which section."""

    number: int
    title: str
    mark: str
    asked_by: str
    where: str
    asks: tuple[Ask, ...]


@cache
def fields() -> tuple[Field, ...]:
    """Return all fields in order."""
    data = tomllib.loads(files("casefiles.report").joinpath("fields.toml").read_text("utf-8"))
    return tuple(
        Field(
            number=one["number"],
            title=one["title"],
            mark=one["mark"],
            asked_by=one["asked_by"],
            where=one["where"],
            asks=tuple(
                Ask(ask["id"], _ABOUT[ask["of"]], ask["title"], ask["belongs"], one["number"], one["asked_by"])
                for ask in one.get("ask", ())
            ),
        )
        for one in data["field"]
    )


@cache
def asks() -> dict[str, Ask]:
    """Return everything that is asked of a person, by id."""
    return {ask.id: ask for field in fields() for ask in field.asks}
